//! Referring somebody to another agency, and taking that back.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use etablera_domain::event::state::{Referral, Signed};
use etablera_domain::event::{
    Case, Code, EventId, Happening, Processing, ReferralField, ReferralId, SecrecyTest, Subject,
};
use etablera_domain::{OrganisationId, ParticipantId};
use serde::{Deserialize, Serialize};

use super::partner_view::PartnerView;
use super::token::ReferralToken;
use crate::office::case::{Entry, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

/// The longest that a referral can be read: who is still to be told of
/// somebody after that is asked for their agreement again.
const LONGEST: TimeDelta = TimeDelta::days(366);

commands! {
    /// Refers somebody to another organisation.
    Refer {
        /// Whom.
        participant: ParticipantId,
        /// To which.
        to: OrganisationId,
        /// What for, such as `support`; the participant agreed to just that.
        purpose: Code,
        /// What it may read.
        fields: BTreeSet<ReferralField>,
        /// The last day it may; within a year.
        until: NaiveDate,
        /// Why, for the organisation to read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Code>,
        /// The test of secrecy, which says that the participant agreed.
        test: SecrecyTest,
    }
    /// Takes a referral back.
    WithdrawReferral {
        /// Of whom.
        participant: ParticipantId,
        /// Which.
        referral: ReferralId,
        /// Why.
        reason: Code,
    }
}

/// A referral that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Referred {
    /// Names it.
    pub referral: ReferralId,
    /// The secret of its link; none in the answer to a request that was
    /// answered before, since it is shown once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<ReferralToken>,
    /// The last day it can be read.
    pub expires: NaiveDate,
    /// The event.
    pub event: EventId,
    /// How many events the stream has now: what a next call has seen.
    pub version: u64,
}

/// Refers somebody to another organisation, which may then read the chosen
/// fields with the secret of the link, or by the id of the referral.
///
/// # Errors
///
/// When the caller may not, the person is protected, the case is closed, the
/// participant has not agreed that this organisation is told of them for this
/// purpose or objects to disclosures, the test does not say that they agreed,
/// no field is chosen, the last day has passed or lies far ahead, or they are
/// referred there for this already.
pub fn refer<'a>(office: &'a Office, call: &'a Call, command: &'a Refer) -> UseCase<'a, Referred> {
    UseCase::new(async move {
        let mut drawn = None;
        let kept: Result<Referred, CaseError> = office
            .run(call, ("refer", command), async |work| {
                let (subject, case) = work.open_case(Action::Refer, &command.participant).await?;
                work.may_be_referred((&subject, &case), command)?;
                let (id, token) = (ReferralId::new(call.new_uuid()), ReferralToken::draw()?);
                let Entry { event, version, .. } =
                    work.enter(&subject, call.today, (None, happening(id, command))).await?;
                work.writer.put_referral_link(id, &token.hash()).await?;
                drawn = Some(token);
                // An answer that is kept for a repeated request has no secret in it.
                Ok(Referred { referral: id, token: None, expires: command.until, event, version })
            })
            .await;
        Ok(Referred { token: drawn, ..kept? })
    })
}

/// Shows exactly what the organisation would read now. Nothing is sent, and the
/// id of the referral is none that there will be.
///
/// # Errors
///
/// As [`refer`].
pub fn preview_referral<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Refer,
) -> UseCase<'a, PartnerView> {
    office.look(call, async move |work| {
        let (subject, case) = work.open_case(Action::Refer, &command.participant).await?;
        work.may_be_referred((&subject, &case), command)?;
        let id = ReferralId::new(call.new_uuid());
        work.partner_view(&case, (id, &to_be(call, command))).await
    })
}

/// Takes a referral back: nobody reads it from now on.
///
/// # Errors
///
/// When the caller may not, or no such referral is open.
pub fn withdraw_referral<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a WithdrawReferral,
) -> UseCase<'a, Entry> {
    office.run(call, ("withdraw_referral", command), async move |work| {
        let WithdrawReferral { participant, referral: id, reason } = command.clone();
        // Also in a closed case: what was sent can always be taken back.
        let (subject, case) = work.case(Action::WithdrawReferral, &participant).await?;
        not_erased(&subject, &case)?;
        if case.referrals.get(&id).is_none_or(|one| !one.is_open_on(call.today)) {
            return Err(CaseError::wrong(format!(
                "no referral `{id}` of `{subject}` is open: expected one that is"
            )));
        }
        let what = Happening::ReferralWithdrawn { referral: id, reason };
        let entry = work.enter(&subject, call.today, (None, what)).await?;
        work.writer.spend_link(id).await?;
        Ok(entry)
    })
}

fn happening(referral: ReferralId, command: &Refer) -> Happening {
    let Refer { participant: _, to, purpose, fields, until, reason, test } = command.clone();
    Happening::Referred { referral, to, purpose, fields, until, reason, test }
}

/// The referral as it would stand.
fn to_be(call: &Call, command: &Refer) -> Referral {
    let Refer { participant: _, to, purpose, fields, until, reason, test } = command.clone();
    let signed = Signed { on: call.today, by: call.caller.actor.clone() };
    let (accepted, ended) = (None, None);
    Referral { signed, to, purpose, fields, until, reason, test, accepted, ended }
}

impl Work<'_> {
    /// Goes on only if nothing is in the way of a referral.
    fn may_be_referred(
        &self,
        (subject, case): (&Subject, &Case),
        command: &Refer,
    ) -> Result<(), CaseError> {
        let Refer { to, purpose, fields, until, test, .. } = command;
        let today = self.call.today;
        if case.registered.as_ref().is_some_and(|by| by.organisation == *to) {
            let text = format!("`{to}` answers for `{subject}`: expected another organisation");
            return Err(CaseError::wrong(text));
        }
        self.agreed(subject, case, &to_be(self.call, command).consent())?;
        self.not_objected(subject, case, Processing::Disclosure)?;
        if !test.consented {
            let text = "a referral rests on consent: expected a test that says so";
            return Err(CaseError::wrong(text));
        }
        if fields.is_empty() {
            return Err(CaseError::wrong("no field is chosen: expected at least one"));
        }
        if *until < today || *until - today > LONGEST {
            let last = today + LONGEST;
            let text = format!("`{until}` is no last day: expected one from {today} to {last}");
            return Err(CaseError::wrong(text));
        }
        let mut open = case.referrals.iter().filter(|(_, one)| one.is_open_on(today));
        match open.find(|(_, one)| one.to == *to && one.purpose == *purpose) {
            None => Ok(()),
            Some((id, _)) => Err(CaseError::wrong(format!(
                "`{subject}` is referred to `{to}` for `{purpose}` by `{id}`: expected that one \
                 withdrawn first"
            ))),
        }
    }
}
