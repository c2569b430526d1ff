//! The file of a month, as far as its reader may know who is in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::{Gender, OperationId, ParticipantId};
use etablera_reporting::freeze::Hash;
use etablera_reporting::monthly::{Fault, FaultKind, File, Missing, Month, Row};
use serde::Serialize;

use super::SentLine;
use super::roll::Gathered;

/// How a month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MonthStanding {
    /// It can be sent.
    Open,
    /// It was due before today, and was not sent.
    Late,
    /// It was sent, and is as it was sent.
    Sent,
    /// It was sent, and is to be sent again: it, or an earlier month, changed.
    Again,
}

/// The file of a month. It has no `Debug`: numbers stand in it.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MonthlyShown {
    /// Of which operation.
    pub operation: OperationId,
    /// Which month.
    pub month: Month,
    /// The first day on which it is reported.
    pub opens: NaiveDate,
    /// The last.
    pub due: NaiveDate,
    /// How it stands today.
    pub standing: MonthStanding,
    /// As what it was sent last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<SentLine>,
    /// Of the bytes of the file.
    pub hash: Hash,
    /// The rows of the file.
    pub rows: Vec<MonthlyRow>,
    /// Who is not in it, since something is missing, as far as the caller may
    /// know of them.
    pub incomplete: Vec<MonthlyIncomplete>,
    /// How many more are not in it.
    pub incomplete_hidden: usize,
    /// What cannot be true, as far as the caller may know of whom.
    pub faults: Vec<String>,
    /// How many more faults there are.
    pub faults_hidden: usize,
    /// For how many protected people no code form is known, by gender: give it
    /// with `report code-form`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub without_form: BTreeMap<Gender, usize>,
    /// How many rows have a code form that nobody read in whole.
    pub partial_forms: usize,
    /// How many codes stand for more than one person.
    pub shared_codes: usize,
    /// How many who belong in it were erased: their numbers are gone.
    pub erased: usize,
    /// Of how many the caller may not read who they are.
    pub unread: usize,
    /// How many sendings are not in this store, but where it was exported.
    pub lost: usize,
    /// The file.
    #[serde(skip)]
    pub file: File,
}

/// A row of the file.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MonthlyRow {
    /// Who, by our own id, where the caller may know of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant: Option<ParticipantId>,
    /// Who, as the file has it; none where the caller may not know of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The first day.
    pub start: NaiveDate,
    /// The last day, in the month that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
    /// Whole hours.
    pub hours: u32,
}

/// Somebody who is not in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MonthlyIncomplete {
    /// Who.
    pub participant: ParticipantId,
    /// Which of their times in the operation.
    pub number: u16,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// Whether it was erased, and cannot be found any more.
    pub erased: bool,
}

impl MonthlyShown {
    pub(super) fn with_missing(mut self, gathered: &Gathered) -> Self {
        for one in &self.file.incomplete {
            let erased = gathered.erased.contains(&one.key.person);
            self.erased += usize::from(erased);
            if gathered.known.contains(&one.key.person) {
                self.incomplete.push(MonthlyIncomplete {
                    participant: one.key.person.clone(),
                    number: one.key.number,
                    missing: one.missing.clone(),
                    erased,
                });
            } else {
                self.incomplete_hidden += 1;
            }
        }
        self
    }

    pub(super) fn with_faults(mut self, gathered: &Gathered) -> Self {
        for fault in &self.file.faults {
            if let FaultKind::UnknownCodeForm { gender, .. } = fault.kind {
                *self.without_form.entry(gender).or_default() += 1;
            } else if is_told(fault, gathered) {
                self.faults.push(fault.to_string());
            } else {
                self.faults_hidden += 1;
            }
        }
        self
    }
}

/// Whether the caller may know of everybody whom a fault names.
fn is_told(fault: &Fault, gathered: &Gathered) -> bool {
    let other = match &fault.kind {
        FaultKind::SharedNumber { other } => Some(other),
        _ => None,
    };
    gathered.known.contains(&fault.key.person)
        && other.is_none_or(|other| gathered.known.contains(other))
}

/// The rows, with who it is where the caller may know of them; the others
/// last, in no order that tells of them.
pub(super) fn rows(gathered: &Gathered, file: &File) -> Vec<MonthlyRow> {
    let row = |row: &Row| {
        let known = gathered.known.contains(&row.key.person);
        MonthlyRow {
            participant: known.then(|| row.key.person.clone()),
            identity: known.then(|| row.identity.to_string()),
            start: row.start,
            end: row.end,
            hours: row.hours,
        }
    };
    let mut rows: Vec<MonthlyRow> = file.rows.iter().map(row).collect();
    rows.sort_by(|one, other| {
        let key = |row: &MonthlyRow| {
            let hidden = row.participant.is_none().then_some((row.start, row.end, row.hours));
            (hidden, row.identity.clone())
        };
        key(one).cmp(&key(other))
    });
    rows
}
