//! Answers that were frozen for a period, and what was edited since.
//!
//! A frozen answer is a snapshot in a receipt of its own kind, under the event
//! that it was frozen. Nothing is refused because it would change one: the log
//! stays true, and what differs is listed as corrections, which the next
//! version is frozen with.

mod check;
mod corrections;
mod records;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{EventId, Happening, ReceiptId, Subject};
use etablera_domain::{ActorId, OperationId};
use etablera_reporting::freeze::{Book, FreezeError, Hash, Period, Records, Snapshot};
use etablera_reporting::indicator::{Definition, Reading, Set, Window, shipped};
use etablera_reporting::participation::Source;
use etablera_storage::{Kept, Receipt};
use serde::{Deserialize, Serialize};

use self::records::{is_proof, records};
use super::cohort::{Asked, until};
use super::indicators::{collected_by_hand, reading};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

pub(in crate::office) use self::check::check_frozen;
pub use self::corrections::{
    CorrectionShown, PeriodCorrections, ReadCorrections, read_corrections,
};

/// The kind of receipt that a frozen answer is kept in.
const KIND: &str = "frozen_report";

commands! {
    /// Freezes a funder's indicators for a period.
    FreezeReport {
        /// Which set, such as `esf-plus-2021-2027`.
        set: String,
        /// Of which operation.
        operation: OperationId,
        /// The last day of the period, which must be over; yesterday unless
        /// given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// Which status in the weeks after leaving is the one upon leaving.
        #[serde(default)]
        window: Window,
        /// For how many days a status is known to hold; 28 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried_days: Option<u16>,
        /// How many days after the day six months on an answer may be of; 28
        /// unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_days: Option<u16>,
        /// What is collected though nothing of it was noted yet.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        collects: BTreeSet<Source>,
        /// With what was said where nobody has to answer.
        #[serde(default)]
        special: bool,
    }
    /// Asks for what was frozen.
    ReadFrozen {
        /// Only of this operation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operation: Option<OperationId>,
    }
}

/// A version that was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrozenNow {
    /// The event.
    pub event: EventId,
    /// The receipt.
    pub receipt: ReceiptId,
    /// 1 for the first.
    pub version: u32,
    /// Of the snapshot.
    pub hash: Hash,
    /// How many records differ from the version before.
    pub corrections: usize,
}

/// A frozen version, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FrozenLine {
    /// Which set.
    pub report: String,
    /// Of which operation.
    pub operation: OperationId,
    /// The first day of the period.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
    /// 1 for the first.
    pub version: u32,
    /// Of the snapshot.
    pub hash: Hash,
    /// Of the version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// Who froze it.
    pub by: ActorId,
    /// When.
    pub on: NaiveDate,
    /// The receipt.
    pub receipt: ReceiptId,
    /// The numbers, by code; none for those who may not have names, since
    /// small numbers tell of people.
    pub numbers: BTreeMap<String, u64>,
}

/// What was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FrozenShown {
    /// The versions, by report, operation and period.
    pub frozen: Vec<FrozenLine>,
    /// How many more the log tells of, which are not in this store but where
    /// it was exported.
    pub lost: usize,
}

/// What a receipt of a frozen answer pins.
#[derive(Serialize, Deserialize)]
pub(super) struct Pins {
    pub(super) set: String,
    pub(super) operation: OperationId,
    pub(super) until: NaiveDate,
    version: u32,
    hash: Hash,
}

/// What a frozen answer says of how it was made.
#[derive(Serialize, Deserialize)]
pub(super) struct Made {
    set: String,
    operation: OperationId,
    pub(super) reading: Reading,
    pub(super) special: bool,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) collects: BTreeSet<Source>,
    /// Of how many what nobody has to answer could not be read.
    unread: usize,
}

/// A version in the store.
pub(super) struct Version {
    pub(super) pins: Pins,
    by: ActorId,
    receipt: ReceiptId,
    pub(super) snapshot: Snapshot,
}

/// Freezes a funder's indicators for a period: the numbers, their parts, and
/// by id who is behind them. A period that is frozen is frozen anew only where
/// something differs, as the next version.
///
/// # Errors
///
/// When the caller may not, there is no such set, the period is not over or
/// is frozen and nothing differs, or what is known of somebody cannot be.
pub fn freeze_report<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a FreezeReport,
) -> UseCase<'a, FrozenNow> {
    office.run(call, ("freeze_report", command), async move |work| {
        work.may(Action::FreezeReport, &Subject::System).await?;
        work.may(Action::ReadIndicatorNames, &Subject::System).await?;
        let set = set_of(&command.set)?;
        collected_by_hand(&command.collects)?;
        let reading = command.reading(call.today)?;
        let period = period(&set, reading.until)?;
        let is_it = |pins: &Pins| {
            pins.set == command.set
                && pins.operation == command.operation
                && pins.until == reading.until
        };
        let mut book = Book::default();
        for version in work.versions(is_it).await?.0 {
            book.keep(version.snapshot).map_err(said)?;
        }
        let asked = Asked {
            operation: &command.operation,
            until: reading.until,
            collects: command.collects.clone(),
            project_end: None,
            special: command.special,
        };
        let now = work.records_now((&set, reading), asked).await?;
        let (snapshot, corrections) = freeze((book, now), &period, call.today)?;
        work.keep_frozen(command, &snapshot, corrections).await
    })
}

/// What was frozen, by report, operation and period, with its numbers.
///
/// # Errors
///
/// When the caller may not, or what was kept is not what was frozen.
pub fn read_frozen<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadFrozen,
) -> UseCase<'a, FrozenShown> {
    office.look(call, async move |work| {
        let system = work.may(Action::ReadReport, &Subject::System).await?;
        let exact = work.may_silently(Action::ReadIndicatorNames, &system);
        let only = command.operation.as_ref();
        let (all, lost) =
            work.versions(|pins| only.is_none_or(|one| *one == pins.operation)).await?;
        let mut frozen: Vec<FrozenLine> = all.into_iter().map(line).collect();
        if !exact {
            frozen.iter_mut().for_each(|one| one.numbers.clear());
        }
        frozen.sort_by(|one, other| {
            let key = |line: &FrozenLine| {
                (line.report.clone(), line.operation.clone(), line.last, line.version)
            };
            key(one).cmp(&key(other))
        });
        Ok(FrozenShown { frozen, lost })
    })
}

impl FreezeReport {
    fn reading(&self, today: NaiveDate) -> Result<Reading, CaseError> {
        let yesterday = today.pred_opt().unwrap_or(today);
        let until = until(self.until.or(Some(yesterday)), today)?;
        Ok(reading(until, self.window, (self.carried_days, self.late_days)))
    }
}

impl Work<'_> {
    /// The records of an answer, as it is known now.
    pub(super) async fn records_now(
        &mut self,
        (set, reading): (&Set, Reading),
        asked: Asked<'_>,
    ) -> Result<Records, CaseError> {
        let taking = self.taking_part((set, &asked)).await?;
        let wrong =
            |error: etablera_reporting::indicator::AnswerError| CaseError::wrong(error.to_string());
        let secret = secret(set);
        let report = set.answer(&taking.material, reading).map_err(wrong)?;
        let made = Made {
            set: set.id().to_owned(),
            operation: asked.operation.clone(),
            reading,
            special: asked.special,
            collects: asked.collects,
            unread: taking.unread,
        };
        let made = serde_json::to_value(made).map_err(|_| lost())?;
        Ok(records(&report, made, &secret))
    }

    /// The versions in the store that are asked for, in the order they were
    /// frozen, and how many the log tells of that are not in this store.
    pub(super) async fn versions(
        &mut self,
        is_it: impl Fn(&Pins) -> bool,
    ) -> Result<(Vec<Version>, usize), CaseError> {
        let system = self.state(&Subject::System).await?.system().cloned().unwrap_or_default();
        let reports = system.reports.into_iter();
        let ids = reports.filter(|(name, _)| name.as_str() != super::monthly::KIND);
        let (mut found, mut missing) = (Vec::new(), 0);
        for one in ids.flat_map(|(_, all)| all) {
            let Some(receipt) = self.writer.receipt(one.receipt).await? else {
                missing += 1;
                continue;
            };
            let Some(pins) = serde_json::from_str::<Pins>(&receipt.pins).ok().filter(&is_it) else {
                continue;
            };
            found.push(version(pins, receipt)?);
        }
        Ok((found, missing))
    }

    async fn keep_frozen(
        &mut self,
        command: &FreezeReport,
        snapshot: &Snapshot,
        corrections: usize,
    ) -> Result<FrozenNow, CaseError> {
        let (version, hash) = (snapshot.version(), snapshot.hash());
        let pins = Pins {
            set: command.set.clone(),
            operation: command.operation.clone(),
            until: snapshot.period().last(),
            version,
            hash,
        };
        let receipt = self.receipt_id();
        let kept = Receipt {
            id: receipt,
            made_at: self.call.now,
            by: self.call.caller.actor.clone(),
            kind: KIND.to_owned(),
            // Filed under nobody, as in the log: there are only ids in it.
            subjects: [Subject::System].into(),
            pins: serde_json::to_string(&pins).map_err(|_| lost())?,
            answer: Kept::Bytes(snapshot.bytes()),
        };
        self.writer.put_receipt(&kept).await?;
        let report = snapshot.period().report().clone();
        let what = Happening::ReportFrozen { report, receipt };
        let event = self.happen(&Subject::System, self.call.today, Vec::new(), what).await?;
        Ok(FrozenNow { event, receipt, version, hash, corrections })
    }
}

/// Freezes what is known now as the first version, or as the next; and how
/// many records differ from the one before.
fn freeze(
    (mut book, now): (Book, Records),
    period: &Period,
    on: NaiveDate,
) -> Result<(Snapshot, usize), CaseError> {
    if book.versions(period).is_empty() {
        for (key, record) in &now {
            book.put(period, key, record).map_err(said)?;
        }
        return Ok((book.freeze(period, on).map_err(said)?.clone(), 0));
    }
    let corrections = book.correct(period, now, on).map_err(|error| match error {
        FreezeError::NothingNew { version } => CaseError::wrong(format!(
            "`{}` until {} is frozen as version `{version}`, and nothing differs from it: \
             expected a correction since",
            period.report(),
            period.last()
        )),
        other => said(other),
    })?;
    let last = book.versions(period).last().cloned().ok_or_else(lost)?;
    Ok((last, corrections.len()))
}

/// The codes of what cannot be counted without what nobody has to answer. Who
/// is behind them is never frozen.
fn secret(set: &Set) -> BTreeSet<String> {
    let is_secret = |one: &&Definition| one.rule.sources().contains(&Source::SpecialCategories);
    set.definitions().iter().filter(is_secret).map(|one| one.code.clone()).collect()
}

pub(super) fn set_of(id: &str) -> Result<Set, CaseError> {
    shipped(id).map_err(|error| CaseError::wrong(error.to_string()))
}

/// The period of a set that ends on a day: from the first day of the
/// programme period, since indicators count from its beginning.
fn period(set: &Set, until: NaiveDate) -> Result<Period, CaseError> {
    let report = set.id().parse().map_err(|_| CaseError::wrong("the set's name is no code"))?;
    let first = NaiveDate::from_ymd_opt(set.years().0.into(), 1, 1).unwrap_or_default();
    Period::new(report, first, until).map_err(said)
}

fn version(pins: Pins, receipt: Receipt) -> Result<Version, CaseError> {
    let Kept::Bytes(bytes) = receipt.answer else { return Err(lost()) };
    let snapshot = Snapshot::read(&bytes, pins.hash).map_err(said)?;
    Ok(Version { pins, by: receipt.by, receipt: receipt.id, snapshot })
}

/// Whether a receipt of a frozen report has the bytes of the hash that it
/// pins; of other kinds nothing is said.
pub(super) fn is_as_frozen(receipt: &Receipt) -> bool {
    let Kept::Bytes(bytes) = &receipt.answer else { return false };
    receipt.kind != KIND
        || serde_json::from_str::<Pins>(&receipt.pins)
            .is_ok_and(|pins| Snapshot::read(bytes, pins.hash).is_ok())
}

pub(super) fn made(snapshot: &Snapshot) -> Result<Made, CaseError> {
    let made = snapshot.records().get("reading").cloned().ok_or_else(lost)?;
    serde_json::from_value(made).map_err(|_| lost())
}

fn line(one: Version) -> FrozenLine {
    let Version { pins, by, receipt, snapshot } = one;
    let numbers = snapshot.records().iter().filter(|(key, _)| !is_proof(key));
    let numbers =
        numbers.filter_map(|(key, record)| Some((key.clone(), record["number"].as_u64()?)));
    FrozenLine {
        report: pins.set,
        operation: pins.operation,
        first: snapshot.period().first(),
        last: snapshot.period().last(),
        version: snapshot.version(),
        hash: snapshot.hash(),
        previous: snapshot.previous(),
        by,
        on: snapshot.frozen_on(),
        receipt,
        numbers: numbers.collect(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn said(error: FreezeError) -> CaseError {
    CaseError::wrong(error.to_string())
}

fn lost() -> CaseError {
    CaseError::wrong("a frozen report cannot be read: expected what was frozen")
}
