//! What was sent, month by month, without who anybody is.
//!
//! A [`Series`](super::Series) holds the files that were sent, and with them
//! identity numbers. What a store keeps for years must not: a [`Trace`] is a
//! row with a [`Mark`] in place of the identity, which says that it is another
//! identity than before and not which. So nothing of a number is left when
//! somebody is erased, and what was sent stays comparable. For the same reason
//! the hash that is kept is that of the traces: numbers are few enough to be
//! tried against a hash of the file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use serde::{Deserialize, Serialize};

use super::diff::Edit;
use super::fault::MonthlyError;
use super::participation::{Key, Operation};
use super::row::Row;
use super::window::Window;
use super::year_month::Month;
use crate::freeze::{Hash, canonical};

/// Stands for an identity: equal while it is, and no part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mark(pub String);

/// A row that was sent, without who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// Who, by our own id.
    pub person: ParticipantId,
    /// Which of their times in the operation.
    pub number: u16,
    /// Stands for the identity.
    pub mark: Mark,
    /// The first day of the participation.
    pub start: NaiveDate,
    /// The last day, in the month that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
    /// Whole hours in the month.
    pub hours: u32,
}

/// The file of a month as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentMonth {
    /// Which month.
    pub month: Month,
    /// 1 for the first; each time it is sent again adds one.
    pub version: u32,
    /// When it was sent.
    pub on: NaiveDate,
    /// Of what is kept of it, which has no number in it.
    pub hash: Hash,
    /// Its rows, in order.
    pub rows: Vec<Trace>,
}

/// How a row differs from what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// It was not sent.
    Added,
    /// It was sent and is not in the file any more.
    Removed,
    /// It has other values.
    Changed(Vec<Edit>),
}

/// A month that is to be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// Which month.
    pub month: Month,
    /// The version that it will be.
    pub version: u32,
    /// What differs, by person and number; nothing where the month is only
    /// read in again because an earlier one is.
    pub differences: BTreeMap<(ParticipantId, u16), Difference>,
}

/// The months that were sent, each as it was sent last.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    sent: BTreeMap<Month, (u32, SentMonth)>,
    /// How many were sent in all.
    sendings: u32,
}

impl Trace {
    /// A row, with what stands for its identity.
    #[must_use]
    pub fn of(row: &Row, mark: Mark) -> Self {
        Self {
            person: row.key.person.clone(),
            number: row.key.number,
            mark,
            start: row.start,
            end: row.end,
            hours: row.hours,
        }
    }

    /// The key of the row in its operation.
    #[must_use]
    pub fn key(&self, operation: &Operation) -> Key {
        Key { operation: operation.clone(), person: self.person.clone(), number: self.number }
    }

    fn place(&self) -> (ParticipantId, u16) {
        (self.person.clone(), self.number)
    }
}

impl SentMonth {
    /// What is kept of a file that was sent on a day.
    #[must_use]
    pub fn of((month, version): (Month, u32), on: NaiveDate, rows: Vec<Trace>) -> Self {
        let kept = serde_json::json!({ "month": month, "rows": rows });
        Self { month, version, on, hash: Hash::of(&canonical(&kept)), rows }
    }
}

impl Ledger {
    /// Adds what was sent, in the order it was sent.
    pub fn add(&mut self, sent: SentMonth) {
        self.sendings += 1;
        self.sent.insert(sent.month, (self.sendings, sent));
    }

    /// The months as they were sent last, in order.
    pub fn sent(&self) -> impl Iterator<Item = &SentMonth> {
        self.sent.values().map(|(_, sent)| sent)
    }

    /// A month as it was sent last.
    #[must_use]
    pub fn of(&self, month: Month) -> Option<&SentMonth> {
        self.sent.get(&month).map(|(_, sent)| sent)
    }

    /// The months that are to be sent again, in order: the first whose rows
    /// are others now or that was sent before the month before it, and every
    /// later one. `now` are the rows of each month; of the erased there are
    /// none, and what was sent of them stands.
    #[must_use]
    pub fn again(
        &self,
        now: impl Fn(Month) -> Vec<Trace>,
        erased: &BTreeSet<ParticipantId>,
    ) -> Vec<Again> {
        let (mut all, mut last, mut broken) = (Vec::new(), 0, false);
        for (order, sent) in self.sent.values() {
            let differences = differences(&sent.rows, &now(sent.month), erased);
            broken |= !differences.is_empty() || *order < last;
            last = *order;
            if broken {
                all.push(Again { month: sent.month, version: sent.version + 1, differences });
            }
        }
        all
    }

    /// The month that is to be sent next: one that was passed over, where
    /// somebody turns out to have been there; else the first that is to
    /// be sent again; else the one after the last. `first` is the month in
    /// which the first person entered; none where nobody has, and nothing was
    /// sent.
    #[must_use]
    pub fn expected(&self, first: Option<Month>, again: &[Again]) -> Option<Month> {
        let Some((last, _)) = self.sent.last_key_value() else { return first };
        let months = std::iter::successors(first, |month| Some(month.next()));
        let missed = months.take_while(|month| month < last);
        let missed = missed.into_iter().find(|month| !self.sent.contains_key(month));
        Some(missed.or(again.first().map(|again| again.month)).unwrap_or_else(|| last.next()))
    }

    /// The version that a month would be sent as.
    ///
    /// # Errors
    ///
    /// When another month is to be sent first, the month is not over, or the
    /// day is before that of the last sending.
    pub fn next(
        &self,
        (month, on): (Month, NaiveDate),
        (first, again): (Option<Month>, &[Again]),
    ) -> Result<u32, MonthlyError> {
        let opens = Window::of(month).opens;
        if on < opens {
            return Err(MonthlyError::FutureMonth { month, opens, on });
        }
        // Before anybody entered, files are empty and may be sent.
        let begins = |first: Month| if self.sent.is_empty() { first.min(month) } else { first };
        let expected = self.expected(first, again).map_or(month, begins);
        if month != expected {
            return Err(MonthlyError::OutOfOrder { month, expected });
        }
        match self.sent().map(|sent| sent.on).max() {
            Some(last) if on < last => Err(MonthlyError::Backdated { on, last }),
            _ => Ok(self.of(month).map_or(1, |sent| sent.version + 1)),
        }
    }
}

/// What leads from what was sent to what is known now.
fn differences(
    old: &[Trace],
    new: &[Trace],
    erased: &BTreeSet<ParticipantId>,
) -> BTreeMap<(ParticipantId, u16), Difference> {
    let new: BTreeMap<_, _> = new.iter().map(|trace| (trace.place(), trace)).collect();
    let old: BTreeMap<_, _> = old.iter().map(|trace| (trace.place(), trace)).collect();
    let places: BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
    let there = places.into_iter().filter(|(person, _)| !erased.contains(person));
    let one = |place: (ParticipantId, u16)| {
        let difference = match (old.get(&place), new.get(&place)) {
            (Some(old), Some(new)) => {
                Some(edits(old, new)).filter(|all| !all.is_empty()).map(Difference::Changed)
            }
            (Some(_), None) => Some(Difference::Removed),
            (None, _) => Some(Difference::Added),
        };
        Some((place, difference?))
    };
    there.filter_map(one).collect()
}

fn edits(old: &Trace, new: &Trace) -> Vec<Edit> {
    let all = [
        (old.mark != new.mark, Edit::Identity),
        (old.start != new.start, Edit::Start { old: old.start, new: new.start }),
        (old.end != new.end, Edit::End { old: old.end, new: new.end }),
        (old.hours != new.hours, Edit::Hours { old: old.hours, new: new.hours }),
    ];
    all.into_iter().filter_map(|(differs, edit)| differs.then_some(edit)).collect()
}
