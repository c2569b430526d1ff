//! From events to what is true.
//!
//! Events fold in the order of the day they happened, and within a day in
//! that of the log. A correction takes the place of what it corrects: it
//! counts on its own day, and within that day where the first event stands in
//! the log. Of several for the same event the latest in the log wins, and a
//! correction of a correction counts for the first event. When things were
//! written down changes nothing.

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
    /// The last event that is folded in, by its place in the log; 0 for none.
    pub seq: u64,
    /// The day of the last event in the order of folding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_day: Option<NaiveDate>,
    /// What is true.
    pub state: State,
}

impl Folded {
    /// The version of the states and of how events fold into them. What was
    /// folded under another is of no use and must be folded again.
    pub const VERSION: u32 = 8;

    /// A subject of which nothing is known.
    #[must_use]
    pub fn new(subject: &Subject) -> Self {
        Self { seq: 0, last_day: None, state: State::new(subject) }
    }

    /// Adds the next event of the log, if it comes last in the order of
    /// folding; otherwise nothing changes, and all must be folded again.
    ///
    /// Where it says `true`, the result is what [`fold`] makes of all events
    /// together.
    #[must_use]
    pub fn push(&mut self, recorded: &Recorded) -> bool {
        let Recorded { seq, event } = recorded;
        let in_order = self.last_day.is_none_or(|last| last <= event.occurred_on);
        // No event that is folded in stands after `seq`, so that on its day
        // the new one comes last; and no correction in the log is of an event
        // that comes after it.
        if *seq <= self.seq || event.corrects.is_some() || !in_order {
            return false;
        }
        self.seq = *seq;
        if happened(event) {
            self.state.apply(event);
            self.last_day = Some(event.occurred_on);
        }
        true
    }
}

/// Folds all events about a subject, in any order.
///
/// Each event has its own id and place in the log. What a correction is of
/// should be among them even if it is not about the subject itself; without
/// it, the correction stands within its day where it stands in the log.
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

/// What was true of a subject at the end of a day, as it is known now.
#[must_use]
pub fn state_on(subject: &Subject, events: &[Recorded], day: NaiveDate) -> State {
    let mut state = State::new(subject);
    for event in effective(events).into_iter().take_while(|event| event.occurred_on <= day) {
        state.apply(event);
    }
    state
}

/// The events that count, in the order of folding.
#[must_use]
pub fn effective(events: &[Recorded]) -> Vec<&Event> {
    let by_id: BTreeMap<EventId, &Recorded> =
        events.iter().map(|recorded| (recorded.event.id, recorded)).collect();
    // For each first event: its place, and the latest that speaks for it.
    let mut voices: BTreeMap<Root, (u64, &Recorded)> = BTreeMap::new();
    for recorded in events {
        let seq = recorded.seq;
        let (place, voice) = voices.entry(root(recorded, &by_id)).or_insert((seq, recorded));
        *place = seq.min(*place);
        if seq > voice.seq {
            *voice = recorded;
        }
    }
    let mut placed: Vec<(NaiveDate, u64, &Event)> = voices
        .into_values()
        .map(|(place, voice)| (voice.event.occurred_on, place, &voice.event))
        .collect();
    placed.sort_unstable_by_key(|&(day, place, _)| (day, place));
    placed.into_iter().map(|(_, _, event)| event).filter(|event| happened(event)).collect()
}

/// Whether an event is more than the taking back of another.
fn happened(event: &Event) -> bool {
    !matches!(event.what, Happening::Retracted { .. })
}

/// What a chain of corrections begins with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    /// An event.
    Event(EventId),
    /// Corrections of an event that is not there before them.
    Unknown(EventId),
}

/// The root of the chain that an event belongs to.
fn root(recorded: &Recorded, by_id: &BTreeMap<EventId, &Recorded>) -> Root {
    let mut at = recorded;
    // A correction comes after what it corrects, so that the chain ends.
    while let Some(target) = at.event.corrects {
        match by_id.get(&target) {
            Some(earlier) if earlier.seq < at.seq => at = earlier,
            _ => return Root::Unknown(target),
        }
    }
    Root::Event(at.event.id)
}
