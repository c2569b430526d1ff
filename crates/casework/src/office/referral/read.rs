//! Reading a referral, in the agency that it was sent to.

use etablera_domain::event::state::Referral;
use etablera_domain::event::{Case, ReferralId, Subject};
use serde::{Deserialize, Serialize};

use super::partner_view::PartnerView;
use super::token::ReferralToken;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Resource};

/// Asks what a referral tells.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadReferral {
    /// By the secret of its link, until it is answered.
    Token(ReferralToken),
    /// By its id.
    Referral(ReferralId),
}

/// A referral that the caller may read or answer.
pub(super) struct Received {
    pub(super) id: ReferralId,
    pub(super) subject: Subject,
    pub(super) case: Case,
    pub(super) referral: Referral,
}

/// What a referral tells, as it is known now: exactly the chosen fields. Each
/// look stands in the access log of the participant, and each reader with what
/// they read once a day in the register of disclosures.
///
/// # Errors
///
/// [`CaseError::NoReferral`], whatever the reason: there is none, its link is
/// spent, it was sent to another organisation or is past its last day, taken
/// back or declined, the participant agrees no more, is protected or objects to
/// disclosures, the case is closed, or the caller is in another role.
pub fn read_referral<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadReferral,
) -> UseCase<'a, PartnerView> {
    office.act(call, async move |work| {
        let Received { id, subject, case, referral } =
            work.received_referral(Action::ReadReferral, command).await?;
        work.note_purpose(referral.purpose.as_str());
        let view = work.partner_view(&case, (id, &referral)).await?;
        work.was_told((&subject, &case), &referral, &view).await?;
        Ok(view)
    })
}

impl Work<'_> {
    /// A referral, if the caller may do this to it; all that is in the way is
    /// refused in the same words.
    pub(super) async fn received_referral(
        &mut self,
        action: Action,
        asked: &ReadReferral,
    ) -> Result<Received, CaseError> {
        let row = match asked {
            ReadReferral::Token(token) => self.writer.referral_by_link(&token.hash()).await?,
            ReadReferral::Referral(id) => self.writer.referral(*id).await?,
        };
        let Some(row) = row else {
            self.log_refused(action);
            return Err(CaseError::NoReferral);
        };
        let subject = Subject::from(row.participant.clone());
        let case = self.case_of(&row.participant).await?;
        let referral = case.readable_referral(row.id, self.call.today).cloned();
        let to = referral.iter().map(|one| one.to.clone()).collect();
        // Only this referral opens it, and no other to the same agency.
        let resource = Resource { referred: to, ..of_case((&subject, &case), self.call.today) };
        if resource.protected {
            // The entry is that of a referral which there is not.
            self.log_refused(action);
            return Err(CaseError::NoReferral);
        }
        self.may_on(action, &resource, None).map_err(|_| CaseError::NoReferral)?;
        let referral = referral.ok_or(CaseError::NoReferral)?;
        Ok(Received { id: row.id, subject, case, referral })
    }
}
