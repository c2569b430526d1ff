//! What was edited since periods were frozen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::Subject;
use etablera_domain::{OperationId, ParticipantId};
use etablera_reporting::freeze::{Correction, Edited, Hash, Records};
use serde::Serialize;
use serde_json::Value;

use super::records::whose;
use super::{Pins, Version, made, set_of};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::reports::cohort::Asked;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Asks what was edited since periods were frozen.
    ReadCorrections {
        /// Of which set.
        set: String,
        /// Of which operation.
        operation: OperationId,
        /// Only of the period that ends on this day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    }
}

/// A frozen period, and what was edited since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PeriodCorrections {
    /// The last day of the period.
    pub last: NaiveDate,
    /// Which version it is compared with: the last.
    pub version: u32,
    /// Of that version.
    pub hash: Hash,
    /// What differs, by key and field.
    pub corrections: Vec<CorrectionShown>,
    /// How many more records differ: of people whom the caller may not know
    /// of.
    pub hidden: usize,
}

/// One value that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CorrectionShown {
    /// Of which record: a code, or a code with who counts.
    pub key: String,
    /// Where in the record, as a JSON pointer; empty for the whole of it.
    pub field: String,
    /// What it was; none if it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Value>,
    /// What it is; none if it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Value>,
}

/// What was edited since periods were frozen: of each, what differs from its
/// last version. It is for those who may have names: what differs tells of
/// people.
///
/// # Errors
///
/// When the caller may not, nothing was frozen of it, or what is known of
/// somebody cannot be.
pub fn read_corrections<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadCorrections,
) -> UseCase<'a, Vec<PeriodCorrections>> {
    office.act(call, async move |work| {
        work.may(Action::ReadIndicatorNames, &Subject::System).await?;
        let set = set_of(&command.set)?;
        let is_it = |pins: &Pins| {
            pins.set == command.set
                && pins.operation == command.operation
                && command.until.is_none_or(|until| until == pins.until)
        };
        let last: BTreeMap<NaiveDate, Version> =
            work.versions(is_it).await?.0.into_iter().map(|one| (one.pins.until, one)).collect();
        if last.is_empty() {
            return Err(CaseError::wrong(format!(
                "nothing of `{}` is frozen for `{}`: expected a frozen period; see `report \
                     frozen`",
                command.set, command.operation
            )));
        }
        let cases = work.cases().await?;
        let known = work.known_of(&cases);
        let mut all = Vec::new();
        for version in last.into_values() {
            let made = made(&version.snapshot)?;
            let asked = Asked {
                operation: &command.operation,
                until: made.reading.until,
                collects: made.collects,
                project_end: None,
                special: made.special,
            };
            let now = work.records_now((&set, made.reading), asked).await?;
            all.push(compared(&version, &now, &known));
        }
        Ok(all)
    })
}

/// A frozen version beside what is known now, as far as the caller may know.
fn compared(
    version: &Version,
    now: &Records,
    known: &BTreeSet<ParticipantId>,
) -> PeriodCorrections {
    let mut shown = PeriodCorrections {
        last: version.pins.until,
        version: version.snapshot.version(),
        hash: version.snapshot.hash(),
        corrections: Vec::new(),
        hidden: 0,
    };
    for correction in version.snapshot.corrections(now) {
        let (Correction::Added { key, .. }
        | Correction::Removed { key, .. }
        | Correction::Changed { key, .. }) = &correction;
        let is_told = match whose(key) {
            Some(id) => known.contains(&id),
            None => true,
        };
        if is_told {
            shown.corrections.extend(lines(correction));
        } else {
            shown.hidden += 1;
        }
    }
    shown
}

fn lines(correction: Correction) -> Vec<CorrectionShown> {
    let whole = |key, old, new| vec![CorrectionShown { key, field: String::new(), old, new }];
    match correction {
        Correction::Added { key, new } => whole(key, None, Some(new)),
        Correction::Removed { key, old } => whole(key, Some(old), None),
        Correction::Changed { key, fields } => {
            let line = |one: Edited| CorrectionShown {
                key: key.clone(),
                field: one.field,
                old: one.old,
                new: one.new,
            };
            fields.into_iter().map(line).collect()
        }
    }
}
