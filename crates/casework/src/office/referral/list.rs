//! Which referrals there are, for who sent them and for who got them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::state::{EndedBy, Referral};
use etablera_domain::event::{Case, Code, ReferralField, ReferralId, Subject};
use etablera_domain::{ActorId, OrganisationId, ParticipantId};
use serde::{Deserialize, Serialize};

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Resource};

commands! {
    /// Asks for the referrals that were sent.
    ListReferrals {
        /// Only of this participant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        participant: Option<ParticipantId>,
        /// Also those that have ended or expired.
        #[serde(default)]
        ended: bool,
    }
    /// Asks for the referrals that were sent to the caller's organisation.
    ListReceivedReferrals {}
}

/// Where a referral stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferralStanding {
    /// It waits for an answer.
    Open,
    /// The organisation has taken the matter on.
    Accepted,
    /// Its last day has passed.
    Expired,
    /// It ended before.
    Ended(EndedBy),
}

impl ReferralStanding {
    fn of(referral: &Referral, today: NaiveDate) -> Self {
        match (&referral.ended, &referral.accepted) {
            (Some(end), _) => Self::Ended(end.by.clone()),
            (None, _) if !referral.is_open_on(today) => Self::Expired,
            (None, Some(_)) => Self::Accepted,
            (None, None) => Self::Open,
        }
    }
}

/// A referral, as who sent it sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralSent {
    /// Of whom.
    pub participant: ParticipantId,
    /// Which.
    pub referral: ReferralId,
    /// To whom.
    pub to: OrganisationId,
    /// What for.
    pub purpose: Code,
    /// Why, if that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Code>,
    /// What may be read.
    pub fields: BTreeSet<ReferralField>,
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: ActorId,
    /// The last day of it.
    pub until: NaiveDate,
    /// Where it stands.
    pub standing: ReferralStanding,
    /// On how many days somebody there has read it, each reader for themselves.
    pub read: usize,
}

/// A referral, as who got it sees it before it is read: nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralReceived {
    /// Which.
    pub referral: ReferralId,
    /// From whom.
    pub from: OrganisationId,
    /// What for.
    pub purpose: Code,
    /// Why, if that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Code>,
    /// What may be read.
    pub fields: BTreeSet<ReferralField>,
    /// When.
    pub on: NaiveDate,
    /// The last day of it.
    pub until: NaiveDate,
    /// Since when the matter is taken on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<NaiveDate>,
}

/// The referrals that were sent, of one participant or of all whose disclosures
/// the caller may read, ordered by id and so by time.
///
/// # Errors
///
/// When the caller may not read the disclosures of the participant that is
/// named, or the store fails.
pub fn list_referrals<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ListReferrals,
) -> UseCase<'a, Vec<ReferralSent>> {
    office.look(call, async move |work| {
        let mut lines = match &command.participant {
            Some(id) => sent(&work.case(Action::ReadDisclosures, id).await?.1, call.today),
            None => work.all_sent().await?,
        };
        use ReferralStanding::{Accepted, Open};
        lines.retain(|one| command.ended || matches!(one.standing, Open | Accepted));
        lines.sort_by_key(|one| one.referral);
        Ok(lines)
    })
}

/// The referrals to the caller's organisation that can be read now, ordered by
/// id and so by time. Nothing of the persons is in it: reading one of them is
/// what the register of disclosures counts.
///
/// # Errors
///
/// When the store fails.
pub fn list_received_referrals<'a>(
    office: &'a Office,
    call: &'a Call,
    _: &'a ListReceivedReferrals,
) -> UseCase<'a, Vec<ReferralReceived>> {
    office.look(call, async move |work| {
        work.log_list("list_received_referrals");
        let mut lines = Vec::new();
        for row in work.writer.referrals_to(&call.caller.organisation).await? {
            let subject = Subject::from(row.participant.clone());
            let case = work.case_of(&row.participant).await?;
            let Some(referral) = case.readable_referral(row.id, call.today) else {
                continue;
            };
            let resource = of_case((&subject, &case), call.today);
            let resource = Resource { referred: [referral.to.clone()].into(), ..resource };
            if work.may_silently(Action::ReadReferral, &resource) {
                lines.extend(received(&case, (row.id, referral)));
            }
        }
        Ok(lines)
    })
}

impl Work<'_> {
    async fn all_sent(&mut self) -> Result<Vec<ReferralSent>, CaseError> {
        self.log_list("list_referrals");
        let rows = self.writer.referrals().await?;
        let who: BTreeSet<_> = rows.into_iter().map(|row| row.participant).collect();
        let mut lines = Vec::new();
        for id in who {
            let case = self.case_of(&id).await?;
            let resource = of_case((&id.into(), &case), self.call.today);
            if self.may_silently(Action::ReadDisclosures, &resource) {
                lines.extend(sent(&case, self.call.today));
            }
        }
        Ok(lines)
    }
}

fn sent(case: &Case, today: NaiveDate) -> Vec<ReferralSent> {
    let line = |(id, one): (&ReferralId, &Referral)| ReferralSent {
        participant: case.id.clone(),
        referral: *id,
        to: one.to.clone(),
        purpose: one.purpose.clone(),
        reason: one.reason.clone(),
        fields: one.fields.clone(),
        on: one.signed.on,
        by: one.signed.by.clone(),
        until: one.until,
        standing: ReferralStanding::of(one, today),
        read: readings(case, *id),
    };
    case.referrals.iter().map(line).collect()
}

fn readings(case: &Case, id: ReferralId) -> usize {
    let by_it = case.disclosures.iter().filter(|one| one.referral == Some(id));
    by_it.map(|one| (one.on, &one.by)).collect::<BTreeSet<_>>().len()
}

fn received(case: &Case, (id, one): (ReferralId, &Referral)) -> Option<ReferralReceived> {
    Some(ReferralReceived {
        referral: id,
        from: case.registered.as_ref()?.organisation.clone(),
        purpose: one.purpose.clone(),
        reason: one.reason.clone(),
        fields: one.fields.clone(),
        on: one.signed.on,
        until: one.until,
        accepted: one.accepted.as_ref().map(|yes| yes.on),
    })
}
