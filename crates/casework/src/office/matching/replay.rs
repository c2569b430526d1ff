//! Receipts: made again, and forgotten when they are old.

use std::collections::BTreeSet;

use etablera_domain::event::{Moment, ReceiptId, Subject};
use etablera_domain::{ActorId, ParticipantId};
use etablera_storage::{Hash, Head, Reader, Receipt, Warrant};
use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::explain::{self, EXPLANATION};
use super::market::{Again, Market, View};
use super::pins::pins_of;
use super::shortlist::KIND;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::{Call, Office, UseCase};
use crate::policy::{Action, Ask, Resource};
use crate::receipt::Source;

/// An answer that was made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// Which receipt.
    pub receipt: ReceiptId,
    /// When the answer was given.
    pub made_at: Moment,
    /// To whom.
    pub by: ActorId,
    /// The hash that the receipt has.
    pub expected: Hash,
    /// The hash of the answer that was made now.
    pub found: Hash,
    /// The answer; none if somebody in it is now protected from the caller.
    pub rows: Option<String>,
}

impl Replayed {
    /// Whether the bytes are the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.expected == self.found
    }
}

/// Makes lists, or an explanation, again from their receipt: with the log as it was, the same
/// profiles and the same numbers.
///
/// # Errors
///
/// When the caller may not, there is no such receipt, the taxonomy, training
/// or log is another, an input is gone, or the store fails.
pub fn replay<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    id: ReceiptId,
) -> UseCase<'a, Replayed> {
    UseCase::new(async move {
        let allowed =
            office.look(call, async |work| work.may(Action::Replay, &Subject::System).await);
        allowed.await?;
        let mut reader = office.store.read().await?.telling(&call.progress);
        let Some(receipt) = reader.receipt(id).await? else {
            return Err(CaseError::wrong(format!("there is no receipt `{id}`")));
        };
        if receipt.kind == EXPLANATION {
            return replay_one((office, call), engine, (reader, receipt)).await;
        }
        let pins = pins_of(&receipt)?;
        let seq = same_log(&mut reader, &pins.source).await?;
        let matcher = engine.matcher_as(&pins.engine, pins.on)?;
        let is_hidden = hides(office, call, &mut reader, pins.people.keys()).await?;
        let view = View { seq, on: pins.on };
        let there = (&pins.people, &pins.needs);
        let order = (pins.command.order, &pins.experience[..]);
        let market = match Market::again(&mut reader, there, order, view).await? {
            Again::Whole(market) => market,
            Again::Gone(gone) => return Err(erased(office, call, &mut reader, &gone).await?),
        };
        let places = market.answer(&matcher, &pins.command)?;
        let rows = market.written(&places, engine.taxonomy())?;
        drop(reader);
        if !is_hidden {
            let shown = places.iter().map(|place| market.people[place.participant].id.clone());
            log_shown(office, call, shown.collect()).await?;
        }
        Ok(replayed(&receipt, rows, is_hidden))
    })
}

/// Makes an explanation again.
async fn replay_one(
    (office, call): (&Office, &Call),
    engine: &Engine<'_>,
    (mut reader, receipt): (Reader, Receipt),
) -> Result<Replayed, CaseError> {
    let pins = explain::pins_of(&receipt)?;
    same_log(&mut reader, &pins.source).await?;
    let who = pins.participant().clone();
    let is_hidden = hides(office, call, &mut reader, [&who].into_iter()).await?;
    if reader.document(pins.profile).await?.is_none() {
        return Err(erased(office, call, &mut reader, &[who]).await?);
    }
    let row = explain::again(&mut reader, engine, &pins).await;
    drop(reader);
    // What goes wrong may name whoever it is about.
    let row = row.map_err(|error| match error {
        CaseError::Wrong(_) | CaseError::Absent(_) if is_hidden => {
            CaseError::wrong("the explanation cannot be made again")
        }
        error => error,
    })?;
    if !is_hidden {
        log_shown(office, call, [who].into()).await?;
    }
    Ok(replayed(&receipt, row, is_hidden))
}

/// The answer of a receipt that was made again.
fn replayed(receipt: &Receipt, rows: String, is_hidden: bool) -> Replayed {
    Replayed {
        receipt: receipt.id,
        made_at: receipt.made_at,
        by: receipt.by.clone(),
        expected: receipt.answer.hash(),
        found: Hash::of(rows.as_bytes()),
        rows: (!is_hidden).then_some(rows),
    }
}

/// The place in the log that a receipt is of, if the log is still the same up
/// to there.
async fn same_log(reader: &mut Reader, source: &Source) -> Result<u64, CaseError> {
    let Source::Log { seq, hash } = *source else {
        return Err(CaseError::wrong("the receipt is of files: expected one of the log"));
    };
    if reader.head_at(seq).await? != Some(Head { seq, hash }) {
        return Err(CaseError::wrong(format!(
            "the log is another up to {seq}: expected the hash {hash} there"
        )));
    }
    Ok(seq)
}

/// Says whose profiles are gone, of those whom the caller may know of; others
/// are counted.
async fn erased(
    office: &Office,
    call: &Call,
    reader: &mut Reader,
    gone: &[ParticipantId],
) -> Result<CaseError, CaseError> {
    let mut named = Vec::new();
    for id in gone {
        let subject = Subject::from(id.clone());
        let folded = reader.folded(&subject).await?;
        let resource = folded.state.case().map(|case| of_case((&subject, case), call.today));
        let may = |resource: &Resource| {
            office.policies.decide(&Ask::new(&call.caller, Action::KnowOf, resource)).is_allowed()
        };
        if resource.as_ref().is_some_and(may) {
            named.push(format!("the profile of `{subject}`"));
        }
    }
    match gone.len() - named.len() {
        0 => {}
        1 => named.push("one more profile".to_owned()),
        others => named.push(format!("{others} more profiles")),
    }
    let named = named.join(", ");
    Ok(CaseError::wrong(format!("the answer cannot be made again: {named} was erased")))
}

/// Notes in the access log whose rows are shown.
async fn log_shown(
    office: &Office,
    call: &Call,
    shown: BTreeSet<ParticipantId>,
) -> Result<(), CaseError> {
    office
        .look(call, async |work| {
            for id in shown {
                work.log_done(Action::Replay.name(), Some(id.into()), None);
            }
            Ok(())
        })
        .await
}

/// Whether anybody who was looked at is now protected from the caller.
async fn hides(
    office: &Office,
    call: &Call,
    reader: &mut Reader,
    people: impl Iterator<Item = &ParticipantId>,
) -> Result<bool, CaseError> {
    let people = people.map(|id| Subject::from(id.clone()));
    for (subject, folded) in reader.folded_among(people).await? {
        let Some(case) = folded.state.case().filter(|case| case.is_protected()) else { continue };
        let resource = of_case((&subject, case), call.today);
        let ask = Ask::new(&call.caller, Action::KnowOf, &resource);
        if !office.policies.decide(&ask).is_allowed() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Forgets old receipts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgetReceipts {
    /// Those made before this moment.
    pub before: Moment,
}

/// Forgets the receipts of lists and explanations that are older than six months; says how
/// many. What was disclosed, certificates and frozen reports stay.
///
/// # Errors
///
/// When the caller may not, the moment is less than six months ago, or the
/// store fails.
pub fn forget_receipts<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ForgetReceipts,
) -> UseCase<'a, u64> {
    office.run(call, ("forget_receipts", command), async move |work| {
        work.may(Action::ForgetReceipts, &Subject::System).await?;
        let own = Resource::system(office.organisation.clone());
        let ask = Ask::new(&call.caller, Action::ForgetReceipts, &own);
        let warrant = Warrant {
            at: call.now,
            actor: call.caller.actor.clone(),
            role: call.caller.role.to_string(),
            because: office.policies.decide(&ask).because().to_vec(),
        };
        Ok(work.writer.forget_receipts(command.before, &[KIND, EXPLANATION], &warrant).await?)
    })
}
