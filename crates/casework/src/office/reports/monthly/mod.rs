//! The monthly file of who takes part: made, sent, and put right.
//!
//! What was sent is kept as a receipt under the event that it was: days,
//! hours and ids, sealed, with their hash, and of each number only which of the
//! person's it was. The hash of the file itself is compared when it is sent and
//! not kept: numbers are few enough to be tried against it. So nothing needs to
//! be taken out when somebody is erased.

mod roll;
mod series;
mod shown;
mod time;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{EventId, Happening, ReceiptId, Subject};
use etablera_domain::{Gender, OperationId};
use etablera_reporting::freeze::Hash;
use etablera_reporting::monthly::{File, Month, SentMonth, Suffix, Window, WindowState};
use etablera_storage::{Kept, Receipt};
use serde::{Deserialize, Serialize};

use self::roll::Gathered;
pub(super) use self::series::KIND;
use self::series::{Pins, hash, report, wrong};
use self::shown::rows;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

pub use self::series::{AgainShown, ChangeShown};
pub use self::shown::{MonthStanding, MonthlyIncomplete, MonthlyRow, MonthlyShown};

commands! {
    /// Asks for the file of a month.
    ReadMonthly {
        /// Of which operation.
        operation: OperationId,
        /// Which month, such as `2026-10`.
        month: Month,
    }
    /// Writes down that the file of a month was sent, as it is now.
    SendMonthly {
        /// Of which operation.
        operation: OperationId,
        /// Which month.
        month: Month,
        /// The hash of what was sent; refused where the file has another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hash: Option<Hash>,
    }
    /// Asks what was sent, and what is to be sent again.
    ReadSent {
        /// Of which operation.
        operation: OperationId,
    }
    /// Writes down how a funder wants the protected people of one gender
    /// written.
    AdoptCodeForm {
        /// For whom.
        gender: Gender,
        /// What stands in place of the last four digits.
        suffix: String,
        /// The first day of the first month it is for.
        from: NaiveDate,
        /// The day somebody read it in the funder's instruction; today unless
        /// given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// A month as it was sent last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SentLine {
    /// Which month.
    pub month: Month,
    /// 1 for the first.
    pub version: u32,
    /// When.
    pub on: NaiveDate,
    /// Of what is kept of it, which has no number in it.
    pub hash: Hash,
    /// How many rows it had.
    pub rows: usize,
}

/// What was written down of a file that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthlySent {
    /// The event.
    pub event: EventId,
    /// The receipt.
    pub receipt: ReceiptId,
    /// Which month.
    pub month: Month,
    /// Which version.
    pub version: u32,
    /// Of what is kept of it, which has no number in it.
    pub hash: Hash,
    /// How many rows it has.
    pub rows: usize,
}

/// What was sent of an operation. It has no `Debug`: numbers stand in the
/// files.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SeriesShown {
    /// Of which operation.
    pub operation: OperationId,
    /// Each month as it was sent last, in order.
    pub sent: Vec<SentLine>,
    /// Whether all that was sent is as it is known now.
    pub in_order: bool,
    /// The month that is to be sent next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Month>,
    /// What is to be sent again, in this order.
    pub again: Vec<AgainShown>,
    /// How many were erased: what was sent of them stands, and their rows
    /// cannot be made again.
    pub erased: usize,
    /// How many sendings are not in this store, but where it was exported.
    pub lost: usize,
    /// The files that are to be sent again, in order.
    #[serde(skip)]
    pub files: Vec<File>,
}

/// The file of a month as it is known today, with who is missing in it.
///
/// Each number that is read stands in the access log. Of protected people the
/// file has a code, and the answer no id.
///
/// # Errors
///
/// When the caller may not, the month is not over, nobody knows of the
/// operation, or the store fails.
pub fn read_monthly<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadMonthly,
) -> UseCase<'a, MonthlyShown> {
    office.look(call, async move |work| {
        work.may(Action::ReadIndicatorNames, &Subject::System).await?;
        not_future(command.month, call)?;
        let gathered = work.roll_of(&command.operation).await?;
        let sendings = work.sendings(&gathered.operation).await?;
        let file = gathered.file(work, command.month)?;
        let again = gathered.again(work, &sendings.ledger);
        let sent = sendings.ledger.of(command.month).map(line);
        let window = Window::of(command.month);
        let standing = match (&sent, window.state(call.today)) {
            (Some(_), _) if again.iter().any(|one| one.month == command.month) => {
                MonthStanding::Again
            }
            (Some(_), _) => MonthStanding::Sent,
            (None, WindowState::Late) => MonthStanding::Late,
            (None, _) => MonthStanding::Open,
        };
        let shown = MonthlyShown {
            operation: command.operation.clone(),
            month: command.month,
            opens: window.opens,
            due: window.due,
            standing,
            sent,
            hash: hash(&file),
            rows: rows(&gathered, &file),
            incomplete: Vec::new(),
            incomplete_hidden: 0,
            faults: Vec::new(),
            faults_hidden: 0,
            without_form: BTreeMap::new(),
            partial_forms: file.partial_forms,
            shared_codes: file.shared_codes.len(),
            erased: 0,
            unread: gathered.unread,
            lost: sendings.lost,
            file,
        };
        Ok(shown.with_missing(&gathered).with_faults(&gathered))
    })
}

/// Writes down that the file of a month was sent, as it is now. Months are
/// sent in order: the first that is to be sent again, or else the next.
///
/// # Errors
///
/// When the caller may not, another month comes first, the month is not over,
/// the file has another hash, or of somebody in it the caller may not read who
/// they are.
pub fn send_monthly<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a SendMonthly,
) -> UseCase<'a, MonthlySent> {
    office.run(call, ("send_monthly", command), async move |work| {
        work.may(Action::FreezeReport, &Subject::System).await?;
        work.may(Action::ReadIndicatorNames, &Subject::System).await?;
        let SendMonthly { operation, month, hash: expected } = command;
        not_future(*month, call)?;
        let gathered = work.roll_of(operation).await?;
        whole(&gathered)?;
        let sendings = work.sendings(&gathered.operation).await?;
        if sendings.lost > 0 {
            return Err(CaseError::wrong(format!(
                "{} sendings are in the store that this was exported from, and not here: \
                     expected to send from there",
                sendings.lost
            )));
        }
        let ledger = sendings.ledger;
        let again = gathered.again(work, &ledger);
        let when = (*month, call.today);
        let version = ledger.next(when, (gathered.first, &again)).map_err(wrong)?;
        let file = gathered.file(work, *month)?;
        let hash = hash(&file);
        if let Some(expected) = expected.filter(|expected| *expected != hash) {
            return Err(CaseError::wrong(format!(
                "the file of `{month}` has the hash `{hash}` now, and not `{expected}`: \
                     expected the file as it is; make it again and send that"
            )));
        }
        let rows = gathered.traces(&file);
        let sent = SentMonth::of((*month, version), call.today, rows);
        work.sent(operation, &sent).await
    })
}

/// What was sent of an operation, and which months are to be sent again after
/// a correction: the month that changed and every later one, in order.
///
/// # Errors
///
/// When the caller may not, nobody knows of the operation, or of somebody the
/// caller may not read who they are.
pub fn read_sent<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadSent,
) -> UseCase<'a, SeriesShown> {
    office.look(call, async move |work| {
        work.may(Action::ReadIndicatorNames, &Subject::System).await?;
        let gathered = work.roll_of(&command.operation).await?;
        whole(&gathered)?;
        let sendings = work.sendings(&gathered.operation).await?;
        let again = gathered.again(work, &sendings.ledger);
        let sent: Vec<SentLine> = sendings.ledger.sent().map(line).collect();
        let next = sendings.ledger.expected(gathered.first, &again);
        let shown = again.iter().map(|one| gathered.shown(work, one));
        let files = again.iter().map(|one| gathered.file(work, one.month));
        Ok(SeriesShown {
            operation: command.operation.clone(),
            sent,
            in_order: again.is_empty(),
            next,
            again: shown.collect::<Result<_, _>>()?,
            erased: gathered.erased.len(),
            lost: sendings.lost,
            files: files.collect::<Result<_, _>>()?,
        })
    })
}

/// Writes down how a funder wants the protected people of one gender written.
///
/// # Errors
///
/// When the caller may not, it is no code form, the first day is not that of a
/// month, or it was read on a day that has not come.
pub fn adopt_code_form<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AdoptCodeForm,
) -> UseCase<'a, EventId> {
    office.run(call, ("adopt_code_form", command), async move |work| {
        work.may(Action::AdoptRules, &Subject::System).await?;
        let AdoptCodeForm { gender, suffix, from, on } = command.clone();
        let read = suffix.parse::<Suffix>();
        read.map_err(|error| CaseError::wrong(format!("`suffix`: {error}")))?;
        if Month::of(from).first() != from {
            return Err(CaseError::wrong(format!(
                "{from} is not the first day of a month: expected that of the first it is for"
            )));
        }
        let on = on.unwrap_or(call.today);
        work.not_after_today(on)?;
        let what = Happening::CodeFormRead { whom: gender, from, suffix };
        work.happen(&Subject::System, on, Vec::new(), what).await
    })
}

impl Work<'_> {
    /// Keeps what was sent.
    async fn sent(
        &mut self,
        operation: &OperationId,
        sent: &SentMonth,
    ) -> Result<MonthlySent, CaseError> {
        let SentMonth { month, version, hash, .. } = *sent;
        let receipt = self.receipt_id();
        let pins = Pins { operation: operation.clone(), month, version };
        let [pins, answer] = [serde_json::to_string(&pins), serde_json::to_string(sent)];
        let lost = |_| CaseError::wrong("what was sent cannot be written");
        let (pins, answer) = (pins.map_err(lost)?, answer.map_err(lost)?);
        let kept = Receipt {
            id: receipt,
            made_at: self.call.now,
            by: self.call.caller.actor.clone(),
            kind: KIND.to_owned(),
            // Filed under nobody: nothing in it tells who somebody is, and it
            // stays when they are erased.
            subjects: [Subject::System].into(),
            pins,
            answer: Kept::Bytes(answer.into_bytes()),
        };
        self.writer.put_receipt(&kept).await?;
        let what = Happening::ReportFrozen { report: report()?, receipt };
        let event = self.happen(&Subject::System, sent.on, Vec::new(), what).await?;
        Ok(MonthlySent { event, receipt, month, version, hash, rows: sent.rows.len() })
    }
}

fn line(sent: &SentMonth) -> SentLine {
    let SentMonth { month, version, on, hash, ref rows } = *sent;
    SentLine { month, version, on, hash, rows: rows.len() }
}

/// Refuses a month that is not over before anybody is looked at.
fn not_future(month: Month, call: &Call) -> Result<(), CaseError> {
    let (opens, on) = (Window::of(month).opens, call.today);
    if on >= opens {
        return Ok(());
    }
    Err(wrong(etablera_reporting::monthly::MonthlyError::FutureMonth { month, opens, on }))
}

/// Refuses where somebody's number may not be read: the file would lack them.
fn whole(gathered: &Gathered) -> Result<(), CaseError> {
    match gathered.unread {
        0 => Ok(()),
        some => Err(CaseError::wrong(format!(
            "of {some} in `{}` you may not read who they are: expected somebody who may for all",
            gathered.operation
        ))),
    }
}
