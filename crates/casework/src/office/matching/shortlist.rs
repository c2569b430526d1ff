//! Lists of who fits a need, or which needs fit a person, from the store.

use std::sync::Arc;

use chrono::NaiveDate;
use etablera_domain::event::{Moment, ReceiptId, Subject};
use etablera_domain::{NeedId, ParticipantId};
use etablera_matching::Tier;
use etablera_storage::Head;
use serde::{Deserialize, Serialize};

use super::by_surplus::Order;
use super::engine::Engine;
use super::keep::{Written, allowed, keep, keep_at_once, kept};
use super::market::{Market, View};
use super::needs_seen::NeedsSeen;
use super::pins::Pins;
use super::place::place;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::receipt::{Counts, Source};
use crate::shortlist::Place;

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

impl Shortlist {
    /// The worst tier that belongs in the lists.
    pub(in crate::office) fn down_to(&self) -> Tier {
        if self.all { Tier::NotEligible } else { Tier::ToClarify }
    }
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

/// Makes lists of who fits, or what fits, and a receipt for them.
///
/// Only cases that the caller may see are looked at. The lists are made
/// without holding other writers up: permission is asked and logged first, and
/// the receipt is written when they are done. A list that takes no longer than
/// asking is made before both, which then take one transaction.
///
/// # Errors
///
/// When the caller may not, proposals are stopped, the place is not in the
/// log, somebody listed may no longer be seen, or the store fails.
pub fn shortlist<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    command: &'a Shortlist,
) -> UseCase<'a, Shortlisted> {
    UseCase::new(async move {
        if let Some(live) = engine.live().filter(|live| live.is_quick(command)) {
            let made = make(office, call, engine, command).await.map(Arc::new);
            return keep_at_once((office, call), live, command, made).await;
        }
        let named = (KIND, command);
        if let Some(id) = office.answered(call, named).await? {
            return kept(office, call, id).await;
        }
        office.look(call, async |work| allowed(work, command).await).await?;
        let made = make(office, call, engine, command).await?;
        let id = office.run(call, named, async |work| {
            work.not_stopped().await?;
            keep(work, command, &made).await
        });
        Ok(Shortlisted { receipt: id.await?, pins: made.pins, rows: made.rows })
    })
}

/// Lists that are made and not yet written down.
pub(in crate::office) struct Made {
    /// Of when.
    pub(in crate::office) at: Head,
    /// Those whom the rows are about at least, and the profiles of everybody
    /// who was looked at.
    pub(in crate::office) market: Market,
    /// The rows; needs and people by their places in the market.
    pub(in crate::office) places: Vec<Place>,
    /// The needs that were looked at.
    pub(in crate::office) needs: NeedsSeen,
    /// How many pairs were looked at.
    pub(in crate::office) pairs: u64,
}

/// Makes the lists: what they were made from, the rows, and who is in them.
async fn make(
    office: &Office,
    call: &Call,
    engine: &Engine<'_>,
    command: &Shortlist,
) -> Result<Written, CaseError> {
    let on = command.on.unwrap_or(call.today);
    let kept = match engine.live() {
        Some(live) => live.lists((office, call), command).await?,
        None => None,
    };
    let made = match kept {
        Some(made) => made,
        None => from_store((office, call), engine, command, on).await?,
    };
    let Made { at: Head { seq, hash }, market, places, needs, pairs } = made;
    let rows = market.written(&places, engine.taxonomy())?;
    let person = |place: &Place| market.people[place.participant].id.clone();
    let shown = places.iter().map(|place| person(place).into()).collect();
    let pins = Pins {
        v: 2,
        engine: engine.pins().clone(),
        command: command.clone(),
        on,
        source: Source::Log { seq, hash },
        policy: office.policies.hash(),
        counts: Counts { considered: pairs, shown: places.len() as u64, ..Counts::default() },
        needs,
        experience: market.earlier.map(|earlier| earlier.pinned()).unwrap_or_default(),
        people: market.profiles,
    };
    Ok(Written { pins, rows, shown })
}

/// Makes the lists from everything in the store.
async fn from_store(
    (office, call): (&Office, &Call),
    engine: &Engine<'_>,
    command: &Shortlist,
    on: NaiveDate,
) -> Result<Made, CaseError> {
    let mut reader = office.store.read().await?.telling(&call.progress);
    let at = place(&mut reader, command.as_of).await?;
    let view = View { seq: at.seq, on };
    let market = Market::gather((office, call), &mut reader, command, view).await?;
    drop(reader);
    let places = market.answer(&engine.matcher(on), command)?;
    let needs = market.needs_seen();
    let pairs = market.needs.len() as u64 * market.people.len() as u64;
    Ok(Made { at, market, places, needs, pairs })
}

/// What the caller must be allowed to match.
pub(super) fn subject(of: &ListsOf) -> Subject {
    match of {
        ListsOf::EveryNeed | ListsOf::EveryParticipant => Subject::System,
        ListsOf::Need(id) => id.clone().into(),
        ListsOf::Participant(id) => id.clone().into(),
    }
}
