//! The merits of whoever got a place, for somebody who did not.
//!
//! Of a protected person only whoever holds the case may state them, and then
//! no more than the need asks for; to everybody else it is as if nobody had
//! got the place. Beside a protected person everybody is told of in that way:
//! the shorter of two would tell which of them is protected. Who did not get
//! it, or said no, is never told.

use chrono::NaiveDate;
use etablera_domain::event::state::{PlacementState, Profile};
use etablera_domain::event::{
    Case, Code, Happening, Processing, ReceiptId, Recipient, SecrecyTest, Stage, Subject,
};
use etablera_domain::{NeedId, Participant, ParticipantId};
use etablera_reporting::audit::{Extent, Merits, merits};
use etablera_storage::{Kept, Receipt};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

/// The kind of receipt that statements have. They prove what was sent, and are
/// not forgotten with lists.
const KIND: &str = "merit_statement";
/// What it is for, in the register of disclosures.
const PURPOSE: &str = "merit_statement";
/// On what right, unless another is given: the Discrimination Act.
const RIGHT: &str = "sfs_2008_567_2_4";

commands! {
    /// Asks what a statement of merits would say.
    MeritsOf {
        /// Of whoever got a place at this need.
        need: NeedId,
    }
    /// States the merits of whoever got a place to somebody who did not.
    StateMerits {
        /// Of whoever got a place at this need.
        need: NeedId,
        /// To whom: somebody who was proposed for it and did not get it.
        r#for: ParticipantId,
        /// The test of secrecy; that the right to the statement goes before,
        /// unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        test: Option<SecrecyTest>,
    }
}

/// A statement of merits. It names nobody: neither who got the place, nor who
/// asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeritsTold {
    /// For which need.
    pub need: NeedId,
    /// The day of the statement.
    pub on: NaiveDate,
    /// What each who got a place could when they did, in the order of what
    /// stands in them.
    pub merits: Vec<Merits>,
}

/// Somebody who got a place.
struct Chosen {
    subject: Subject,
    case: Case,
    merits: Merits,
}

/// Shows what a statement of merits would say; nothing is sent.
///
/// # Errors
///
/// When nobody got a place whose merits the caller may disclose, or the store
/// fails.
pub fn preview_merits<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a MeritsOf,
) -> UseCase<'a, MeritsTold> {
    office.look(call, async move |work| {
        work.may(Action::ReadNeed, &command.need.clone().into()).await?;
        let chosen = work.chosen(&command.need, None).await?;
        Ok(told(call, &command.need, &chosen))
    })
}

/// States the merits of whoever got a place, and writes it into the register
/// of disclosures: on what right, and to somebody who was not chosen, without
/// who that is.
///
/// # Errors
///
/// When nobody got a place whose merits the caller may disclose, the other was
/// not proposed for it or got it, whoever got it objects to disclosures, or
/// the store fails.
pub fn state_merits<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a StateMerits,
) -> UseCase<'a, MeritsTold> {
    office.run(call, ("state_merits", command), async move |work| {
        let StateMerits { need, r#for: applicant, test } = command;
        work.may(Action::ReadNeed, &need.clone().into()).await?;
        work.applied(applicant, need).await?;
        let chosen = work.chosen(need, Some(applicant)).await?;
        let told = told(call, need, &chosen);
        let right = || RIGHT.parse().map(|ground| SecrecyTest { ground, consented: false });
        let test = test.clone().map_or_else(right, Ok);
        let test = test.map_err(|_| CaseError::wrong("the right is no code"))?;
        for one in &chosen {
            work.disclose_merits(need, one, &test).await?;
        }
        work.keep_statement(&told, &chosen).await?;
        Ok(told)
    })
}

fn told(call: &Call, need: &NeedId, chosen: &[Chosen]) -> MeritsTold {
    let mut merits: Vec<Merits> = chosen.iter().map(|one| one.merits.clone()).collect();
    // Not in the order of ids, which would tell whose is which.
    merits.sort_unstable();
    MeritsTold { need: need.clone(), on: call.today, merits }
}

impl Work<'_> {
    /// Refuses to state merits to somebody who was not proposed for the need,
    /// or got it.
    async fn applied(&mut self, who: &ParticipantId, need: &NeedId) -> Result<(), CaseError> {
        let (_, case) = self.case(Action::ReadCase, who).await?;
        let mut tried = at_need(&case, need).peekable();
        if tried.peek().is_some() && !tried.any(|placement| began(placement).is_some()) {
            return Ok(());
        }
        Err(CaseError::wrong(format!(
            "`{who}` was not proposed for `{need}`, or got a place there: expected somebody who \
             was proposed and did not get it"
        )))
    }

    /// Whoever got a place, of those whose merits the caller may disclose.
    async fn chosen(
        &mut self,
        need: &NeedId,
        but: Option<&ParticipantId>,
    ) -> Result<Vec<Chosen>, CaseError> {
        let record = self.need_of(need).await?.record;
        let record = record.ok_or_else(|| CaseError::Absent(need.clone().into()))?;
        let mut found = Vec::new();
        for (subject, case) in self.cases().await? {
            let Some(on) = at_need(&case, need).filter_map(began).min() else { continue };
            let resource = of_case((&subject, &case), self.call.today);
            let may = self.may_silently(Action::Disclose, &resource)
                && self.may_silently(Action::ReadProfile, &resource);
            if !may || but == Some(&case.id) || case.erased.is_some() {
                continue;
            }
            self.may_on(Action::Disclose, &resource, None)?;
            self.note_purpose(PURPOSE);
            if let Some(profile) = self.profile_then(&case, on).await? {
                found.push((subject, case, profile));
            }
        }
        let is_any_protected = found.iter().any(|(_, case, _)| case.is_protected());
        let extent = if is_any_protected { Extent::AskedFor } else { Extent::Usual };
        let of = |(subject, case, profile): (Subject, Case, Participant)| {
            let merits = merits(&profile, &record, extent);
            Chosen { subject, case, merits }
        };
        let chosen: Vec<Chosen> = found.into_iter().map(of).collect();
        if chosen.is_empty() {
            return Err(CaseError::wrong(format!(
                "nobody got a place at `{need}` whose merits you may state"
            )));
        }
        Ok(chosen)
    }

    /// The profile as it stood when the place was got; none where there was
    /// none, or it is gone.
    async fn profile_then(
        &mut self,
        case: &Case,
        on: NaiveDate,
    ) -> Result<Option<Participant>, CaseError> {
        let Some(then) = profile_on(case, on) else { return Ok(None) };
        let Some(document) = self.writer.document(then.document).await? else { return Ok(None) };
        let unreadable = |_| CaseError::wrong("a profile is unreadable");
        serde_json::from_str(&document.body).map(Some).map_err(unreadable)
    }

    async fn disclose_merits(
        &mut self,
        need: &NeedId,
        one: &Chosen,
        test: &SecrecyTest,
    ) -> Result<(), CaseError> {
        self.not_objected(&one.subject, &one.case, Processing::Disclosure)?;
        let wrong = |_| CaseError::wrong("a field is no code");
        let fields = one.merits.parts().map(|part| part.parse::<Code>().map_err(wrong));
        let what = Happening::Disclosed {
            participant: one.case.id.clone(),
            to: Recipient::Applicant,
            fields: fields.collect::<Result<_, _>>()?,
            purpose: PURPOSE.parse().map_err(wrong)?,
            test: test.clone(),
            referral: None,
        };
        let (today, about) = (self.call.today, vec![need.clone().into()]);
        self.happen(&one.subject, today, about, what).await.map(|_| ())
    }

    /// Keeps what was sent, sealed.
    async fn keep_statement(
        &mut self,
        told: &MeritsTold,
        chosen: &[Chosen],
    ) -> Result<ReceiptId, CaseError> {
        let unwritten = |_| CaseError::wrong("the statement cannot be written");
        let receipt = Receipt {
            id: self.receipt_id(),
            made_at: self.call.now,
            by: self.call.caller.actor.clone(),
            kind: KIND.to_owned(),
            subjects: chosen.iter().map(|one| one.subject.clone()).collect(),
            pins: json!({ "v": 1, "need": told.need, "seq": self.writer.tail().seq }).to_string(),
            answer: Kept::Bytes(serde_json::to_vec(told).map_err(unwritten)?),
        };
        self.writer.put_receipt(&receipt).await?;
        Ok(receipt.id)
    }
}

fn at_need<'c>(case: &'c Case, need: &'c NeedId) -> impl Iterator<Item = &'c PlacementState> {
    case.placements.values().filter(move |placement| {
        placement.proposal.as_ref().is_some_and(|proposal| proposal.need == *need)
    })
}

/// The day on which a place was got: an employment began or, while none has,
/// a trial.
fn began(placement: &PlacementState) -> Option<NaiveDate> {
    let first = |stage: fn(Stage) -> bool| {
        let runs = placement.stages.iter().filter(|run| stage(run.stage));
        runs.map(|run| run.start).min()
    };
    first(|stage| stage == Stage::Employment).or_else(|| first(|_| true))
}

/// The profile that counted on a day. A later one is none: what somebody has
/// learned since did not get them the place.
fn profile_on(case: &Case, on: NaiveDate) -> Option<&Profile> {
    let mut all = case.earlier_profiles.iter().chain(&case.profile);
    all.rfind(|profile| profile.on <= on)
}
