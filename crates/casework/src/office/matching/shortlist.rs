//! Lists of who fits a need, or which needs fit a person, from the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{DocumentId, Moment, ReceiptId, Subject};
use etablera_domain::{NeedId, ParticipantId};
use etablera_storage::{Hash, Head, Kept, Receipt};
use serde::{Deserialize, Serialize};

use super::by_surplus::{CellCounts, Order};
use super::engine::{Engine, EnginePins};
use super::market::{Market, View, place, visible};
use crate::office::error::CaseError;
use crate::office::{Call, Office};
use crate::policy::Action;
use crate::receipt::{Counts, Source};

/// The kind of receipt that lists have.
pub(in crate::office) const KIND: &str = "shortlist";

/// Asks for lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shortlist {
    /// Which lists.
    pub of: ListsOf,
    /// How many rows a list at most.
    pub top: u32,
    /// With pairs that are not eligible.
    #[serde(default)]
    pub all: bool,
    /// The place in the log; none for its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<AsOf>,
    /// The day that is judged on; none for today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// What rows of one tier are ordered by; points unless somebody asks.
    #[serde(default, skip_serializing_if = "Order::is_points")]
    pub order: Order,
}

/// Which lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListsOf {
    /// People for every open need.
    EveryNeed,
    /// Open needs for everybody.
    EveryParticipant,
    /// People for one need.
    Need(NeedId),
    /// Open needs for one person.
    Participant(ParticipantId),
}

/// A place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AsOf {
    /// After so many events.
    Seq(u64),
    /// After what was written by then.
    Moment(Moment),
}

/// Lists, with what they were made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortlisted {
    /// Names the receipt.
    pub receipt: ReceiptId,
    /// What the lists were made from.
    pub pins: Pins,
    /// The rows as `etablera match` writes them, one JSON object a line.
    pub rows: String,
}

/// What lists were made from. It names inputs by id and tells of nobody who
/// they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pins {
    /// The version of this form: 1.
    pub v: u64,
    /// What they were made with.
    pub engine: EnginePins,
    /// What was asked.
    pub command: Shortlist,
    /// The day that was judged on.
    pub on: NaiveDate,
    /// The place in the log.
    pub source: Source,
    /// The policies that decided who may be seen.
    pub policy: Hash,
    /// Everybody who was looked at, with the profile.
    pub people: BTreeMap<ParticipantId, DocumentId>,
    /// Every need that was looked at.
    pub needs: BTreeSet<NeedId>,
    /// How many pairs were looked at, and shown. Whoever may not be seen is
    /// in neither.
    pub counts: Counts,
    /// How earlier trials went, where lists are ordered by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub experience: Vec<CellCounts>,
}

/// Makes lists of who fits, or what fits, and a receipt for them.
///
/// Only cases that the caller may see are looked at. The lists are made
/// without holding other writers up: permission is asked and logged first, and
/// the receipt is written when they are done.
///
/// # Errors
///
/// When the caller may not, proposals are stopped, the place is not in the
/// log, somebody listed may no longer be seen, or the store fails.
pub async fn shortlist(
    office: &Office,
    call: &Call,
    engine: &Engine<'_>,
    command: &Shortlist,
) -> Result<Shortlisted, CaseError> {
    let named = (KIND, command);
    if let Some(id) = office.answered(call, named).await? {
        return kept(office, call, id).await;
    }
    office
        .look(call, async |work| {
            work.may(Action::MatchPeople, &subject(&command.of)).await?;
            work.not_stopped().await
        })
        .await?;
    let (pins, rows, shown) = make(office, call, engine, command).await?;
    let id = office.run(call, named, async |work| {
        work.not_stopped().await?;
        for subject in &shown {
            let state = work.state(subject).await?;
            if !state.case().is_some_and(|case| visible(office, call, subject, case)) {
                return Err(CaseError::wrong("the cases have changed: expected to be asked again"));
            }
        }
        let id = work.receipt_id();
        let pins = serde_json::to_string(&pins)
            .map_err(|_| CaseError::wrong("the receipt cannot be written"))?;
        let receipt = Receipt {
            id,
            made_at: call.now,
            by: call.caller.actor.clone(),
            kind: KIND.to_owned(),
            subjects: shown.clone(),
            pins,
            answer: Kept::Bytes(rows.clone().into_bytes()),
        };
        work.writer.put_receipt(&receipt).await?;
        work.concerns([subject(&command.of)].into_iter().chain(shown.iter().cloned()));
        Ok(id)
    });
    Ok(Shortlisted { receipt: id.await?, pins, rows })
}

/// Makes the lists: what they were made from, the rows, and who is in them.
async fn make(
    office: &Office,
    call: &Call,
    engine: &Engine<'_>,
    command: &Shortlist,
) -> Result<(Pins, String, BTreeSet<Subject>), CaseError> {
    let mut reader = office.store.read().await?;
    let at = place(&mut reader, command.as_of).await?;
    let on = command.on.unwrap_or(call.today);
    let view = View { seq: at.seq, on };
    let market = Market::gather((office, call), &mut reader, command, view).await?;
    drop(reader);
    let places = market.answer(&engine.matcher(on), command)?;
    let rows = market.written(&places, engine.taxonomy())?;
    let person = |place: &crate::shortlist::Place| market.people[place.participant].id.clone();
    let shown = places.iter().map(|place| person(place).into()).collect();
    let Head { seq, hash } = at;
    let pairs = market.needs.len() as u64 * market.people.len() as u64;
    let pins = Pins {
        v: 1,
        engine: engine.pins().clone(),
        command: command.clone(),
        on,
        source: Source::Log { seq, hash },
        policy: office.policies.hash(),
        counts: Counts { considered: pairs, shown: places.len() as u64, ..Counts::default() },
        needs: market.needs.iter().map(|need| need.id.clone()).collect(),
        experience: market.earlier.map(|earlier| earlier.pinned()).unwrap_or_default(),
        people: market.profiles,
    };
    Ok((pins, rows, shown))
}

/// What the caller must be allowed to match.
fn subject(of: &ListsOf) -> Subject {
    match of {
        ListsOf::EveryNeed | ListsOf::EveryParticipant => Subject::System,
        ListsOf::Need(id) => id.clone().into(),
        ListsOf::Participant(id) => id.clone().into(),
    }
}

/// Lists that were made before, for whoever may still see everybody in them.
async fn kept(office: &Office, call: &Call, id: ReceiptId) -> Result<Shortlisted, CaseError> {
    let mut reader = office.store.read().await?;
    let receipt = reader.receipt(id).await?.ok_or(CaseError::AnswerLost)?;
    for subject in &receipt.subjects {
        let folded = reader.folded(subject).await?;
        if !folded.state.case().is_some_and(|case| visible(office, call, subject, case)) {
            return Err(CaseError::AnswerLost);
        }
    }
    let pins = pins_of(&receipt)?;
    match receipt.answer {
        Kept::Bytes(bytes) => {
            let rows = String::from_utf8(bytes).map_err(|_| CaseError::AnswerLost)?;
            Ok(Shortlisted { receipt: id, pins, rows })
        }
        Kept::Hash(_) | Kept::Redacted(_) => Err(CaseError::AnswerLost),
    }
}

/// What a receipt of lists pins.
pub(in crate::office) fn pins_of(receipt: &Receipt) -> Result<Pins, CaseError> {
    let wrong = || {
        CaseError::wrong(format!(
            "receipt `{}` is of kind `{}`: expected one of lists",
            receipt.id, receipt.kind
        ))
    };
    if receipt.kind != KIND {
        return Err(wrong());
    }
    serde_json::from_str(&receipt.pins).map_err(|_| wrong())
}
