//! From events to what is true.
//!
//! Events fold in the order of the day they happened, and within a day in
//! that of the log. A correction takes the place of what it corrects; of
//! several for the same event the latest in the log wins, and a correction of
//! a correction counts for the first event. When things were written down
//! changes nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::happening::Happening;
use super::id::EventId;
use super::record::{Event, Recorded};
use super::state::State;
use super::subject::Subject;

/// What is true of a subject, and how far in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Folded {
    /// The last event that counts, by its place in the log; 0 for none.
    pub seq: u64,
    /// The day of the last event in the order of folding.
    last_day: Option<NaiveDate>,
    /// What is true.
    pub state: State,
}

impl Folded {
    /// A subject of which nothing is known.
    #[must_use]
    pub fn new(subject: &Subject) -> Self {
        Self { seq: 0, last_day: None, state: State::new(subject.kind()) }
    }

    /// Adds the next event of the log, if it comes last in the order of
    /// folding; otherwise nothing changes, and all must be folded again.
    #[must_use]
    pub fn push(&mut self, recorded: &Recorded) -> bool {
        let Recorded { seq, event } = recorded;
        let in_order = self.last_day.is_none_or(|last| last <= event.occurred_on);
        if *seq <= self.seq || event.corrects.is_some() || !in_order {
            return false;
        }
        self.state.apply(event);
        self.seq = *seq;
        self.last_day = Some(event.occurred_on);
        true
    }
}

/// Folds all events about a subject, in any order.
#[must_use]
pub fn fold(subject: &Subject, events: &[Recorded]) -> Folded {
    let mut folded = Folded::new(subject);
    for event in effective(events) {
        folded.state.apply(event);
        folded.last_day = Some(event.occurred_on);
    }
    folded.seq = events.iter().map(|recorded| recorded.seq).max().unwrap_or(0);
    folded
}

/// The events that count, in the order of folding.
#[must_use]
pub fn effective(events: &[Recorded]) -> Vec<&Event> {
    let by_id: BTreeMap<EventId, &Recorded> =
        events.iter().map(|recorded| (recorded.event.id, recorded)).collect();
    // For each first event, the latest that speaks for it.
    let mut voices: BTreeMap<EventId, &Recorded> = BTreeMap::new();
    for recorded in events {
        let voice = voices.entry(root(recorded, &by_id)).or_insert(recorded);
        if recorded.seq > voice.seq {
            *voice = recorded;
        }
    }
    let mut placed: Vec<(NaiveDate, u64, &Event)> = voices
        .iter()
        .map(|(first, voice)| {
            let place = by_id.get(first).map_or(voice.seq, |recorded| recorded.seq);
            (voice.event.occurred_on, place, &voice.event)
        })
        .collect();
    placed.sort_unstable_by_key(|&(day, place, _)| (day, place));
    let happened = |event: &&Event| !matches!(event.what, Happening::Retracted { .. });
    placed.into_iter().map(|(_, _, event)| event).filter(happened).collect()
}

/// The event that a chain of corrections begins with.
fn root(recorded: &Recorded, by_id: &BTreeMap<EventId, &Recorded>) -> EventId {
    let mut at = recorded;
    // A correction comes after what it corrects, so that the chain ends.
    while let Some(target) = at.event.corrects {
        match by_id.get(&target) {
            Some(earlier) if earlier.seq < at.seq => at = earlier,
            _ => return target,
        }
    }
    at.event.id
}
