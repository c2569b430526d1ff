//! What was sent of an operation, and what is to be sent again.

use etablera_domain::event::{Code, ReceiptId};
use etablera_domain::{OperationId, ParticipantId};
use etablera_reporting::freeze::Hash;
use etablera_reporting::monthly::{
    Again, Difference, File, Ledger, Month, MonthlyError, Operation, SentMonth, Separator,
    write_csv,
};
use etablera_storage::Kept;
use serde::{Deserialize, Serialize};

use super::roll::Gathered;
use crate::office::Work;
use crate::office::error::CaseError;

/// The kind of receipt that a sent file is kept in, and the name that its
/// event has.
pub(in crate::office::reports) const KIND: &str = "monthly_file";

/// What a receipt of a sent file pins.
#[derive(Serialize, Deserialize)]
pub(super) struct Pins {
    pub(super) operation: OperationId,
    pub(super) month: Month,
    pub(super) version: u32,
}

/// What was sent of an operation.
pub(super) struct Sendings {
    pub(super) ledger: Ledger,
    /// How many sendings the log tells of whose receipts are not in this
    /// store: it was made from an export.
    pub(super) lost: usize,
}

/// A month that is to be sent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AgainShown {
    /// Which month.
    pub month: Month,
    /// The version that it will be.
    pub version: u32,
    /// Of the bytes of its file as it is now.
    pub hash: Hash,
    /// What differs from what was sent; nothing where it is only read in again
    /// because an earlier month is.
    pub changes: Vec<ChangeShown>,
    /// How many more rows differ, of people whom the caller may not know of.
    pub hidden: usize,
}

/// A row that differs from what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ChangeShown {
    /// Whose.
    pub participant: ParticipantId,
    /// Which of their times in the operation.
    pub number: u16,
    /// How it differs.
    pub what: Difference,
}

/// The name of the event that a file was sent.
pub(super) fn report() -> Result<Code, CaseError> {
    KIND.parse().map_err(|_| CaseError::wrong("the name of the report is no code"))
}

/// What is wrong, for the caller.
#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
pub(super) fn wrong(error: MonthlyError) -> CaseError {
    CaseError::wrong(error.to_string())
}

/// The hash of the bytes that are sent: the file as text, with semicolons.
pub(super) fn hash(file: &File) -> Hash {
    Hash::of(write_csv(file, Separator::Semicolon).as_bytes())
}

impl Gathered {
    /// The file of a month, as it is known today.
    pub(super) fn file(&self, work: &Work<'_>, month: Month) -> Result<File, CaseError> {
        File::new(&self.roll, &self.forms, month, work.call.today).map_err(wrong)
    }

    /// The months that are to be sent again.
    pub(super) fn again(&self, work: &Work<'_>, ledger: &Ledger) -> Vec<Again> {
        // What was sent is of months that are over.
        let now = |month| self.file(work, month).map(|file| self.traces(&file)).unwrap_or_default();
        ledger.again(now, &self.erased)
    }

    /// One of them, as far as the caller may know whom it changes.
    pub(super) fn shown(&self, work: &Work<'_>, again: &Again) -> Result<AgainShown, CaseError> {
        let Again { month, version, differences } = again;
        let told = differences.iter().filter(|((person, _), _)| self.known.contains(person));
        let changes: Vec<ChangeShown> = told
            .map(|((participant, number), what)| ChangeShown {
                participant: participant.clone(),
                number: *number,
                what: what.clone(),
            })
            .collect();
        Ok(AgainShown {
            month: *month,
            version: *version,
            hash: hash(&self.file(work, *month)?),
            hidden: differences.len() - changes.len(),
            changes,
        })
    }
}

impl Work<'_> {
    /// What was sent of an operation, in the order it was sent.
    pub(super) async fn sendings(&mut self, of: &Operation) -> Result<Sendings, CaseError> {
        let mut all = Sendings { ledger: Ledger::default(), lost: 0 };
        for id in self.frozen_as(KIND).await? {
            let Some(receipt) = self.writer.receipt(id).await? else {
                all.lost += 1;
                continue;
            };
            let pins: Option<Pins> = serde_json::from_str(&receipt.pins).ok();
            if pins.is_none_or(|pins| pins.operation.as_str() != of.as_str()) {
                continue;
            }
            let Kept::Bytes(bytes) = receipt.answer else { return Err(CaseError::AnswerLost) };
            let sent: SentMonth =
                serde_json::from_slice(&bytes).map_err(|_| CaseError::AnswerLost)?;
            all.ledger.add(sent);
        }
        Ok(all)
    }

    /// The receipts of what was frozen under a name, in the order of the log.
    pub(super) async fn frozen_as(&mut self, report: &str) -> Result<Vec<ReceiptId>, CaseError> {
        let system = self.state(&etablera_domain::event::Subject::System).await?;
        let reports = system.system().and_then(|system| system.reports.get(report));
        Ok(reports.into_iter().flatten().map(|one| one.receipt).collect())
    }
}
