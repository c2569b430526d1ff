//! What changed between two files of the same month.

use chrono::NaiveDate;
use serde::Serialize;

use super::participation::Key;
use super::row::Row;

/// A value that changed. Of an identity only that it changed is told: what it
/// was may be the number of somebody who is protected now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Who it is.
    Identity,
    /// The first day.
    Start {
        /// What it was.
        old: NaiveDate,
        /// What it is.
        new: NaiveDate,
    },
    /// The last day.
    End {
        /// What it was.
        old: Option<NaiveDate>,
        /// What it is.
        new: Option<NaiveDate>,
    },
    /// The hours of the month.
    Hours {
        /// What they were.
        old: u32,
        /// What they are.
        new: u32,
    },
}

/// A row that changed. What is gone is told by its key alone, for the same
/// reason as in [`Edit`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there.
    Added(Row),
    /// It is not there any more.
    Removed(Key),
    /// It is there with other values.
    Changed(Key, Vec<Edit>),
}

/// What changed from one list of rows to another, in order of keys, each key
/// once; whatever order the rows have.
pub(super) fn changes(old: &[Row], new: &[Row]) -> Vec<Change> {
    let (old, new) = (by_key(old), by_key(new));
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let mut changes = Vec::new();
    loop {
        let gone = match (old.peek(), new.peek()) {
            (None, None) => return changes,
            (Some(was), Some(is)) if was.key == is.key => {
                let edits = edits(was, is);
                if !edits.is_empty() {
                    changes.push(Change::Changed(is.key.clone(), edits));
                }
                old.next();
                new.next();
                continue;
            }
            (Some(was), Some(is)) => was.key < is.key,
            (was, _) => was.is_some(),
        };
        let change = if gone {
            old.next().map(|row| Change::Removed(row.key.clone()))
        } else {
            new.next().map(|row| Change::Added(row.clone()))
        };
        changes.extend(change);
    }
}

fn by_key(rows: &[Row]) -> Vec<&Row> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    rows
}

fn edits(old: &Row, new: &Row) -> Vec<Edit> {
    let all = [
        (old.identity != new.identity, Edit::Identity),
        (old.start != new.start, Edit::Start { old: old.start, new: new.start }),
        (old.end != new.end, Edit::End { old: old.end, new: new.end }),
        (old.hours != new.hours, Edit::Hours { old: old.hours, new: new.hours }),
    ];
    all.into_iter().filter_map(|(differs, edit)| differs.then_some(edit)).collect()
}
