//! The answer of the agency that somebody was referred to.

use chrono::NaiveDate;
use etablera_domain::event::{Code, Happening, ReferralId};
use serde::{Deserialize, Serialize};

use super::read::{ReadReferral, Received};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Answers a referral for the organisation that it was sent to.
    AnswerReferral {
        /// Which.
        referral: ReferralId,
        /// Whether it takes the matter on; with a no the referral ends.
        yes: bool,
        /// Why.
        reason: Code,
    }
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralAnswered {
    /// Which referral.
    pub referral: ReferralId,
    /// Whether the agency takes the matter on.
    pub yes: bool,
    /// The day.
    pub on: NaiveDate,
}

/// Answers a referral. Its link is spent with the answer; after a yes the agency
/// reads it by its id until its last day, and may still say no. A yes opens
/// nothing else of the case: the participant agreed to these fields.
///
/// # Errors
///
/// [`CaseError::NoReferral`] where [`read_referral`](super::read_referral) has
/// it; and when a yes was said already.
pub fn answer_referral<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AnswerReferral,
) -> UseCase<'a, ReferralAnswered> {
    office.run(call, ("answer_referral", command), async move |work| {
        let AnswerReferral { referral: id, yes, reason } = command.clone();
        let asked = ReadReferral::Referral(id);
        let Received { subject, referral, .. } =
            work.received_referral(Action::AnswerReferral, &asked).await?;
        if let Some(accepted) = referral.accepted.filter(|_| yes) {
            return Err(CaseError::wrong(format!(
                "referral `{id}` was taken on on {}: expected one that waits for an answer, \
                     or a no",
                accepted.on
            )));
        }
        let on = call.today;
        let what = Happening::ReferralAnswered { referral: id, yes, reason };
        work.happen(&subject, on, Vec::new(), what).await?;
        work.writer.spend_link(id).await?;
        Ok(ReferralAnswered { referral: id, yes, on })
    })
}
