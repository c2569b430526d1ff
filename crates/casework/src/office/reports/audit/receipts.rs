//! Which receipts there are, and whether their answers can be made again.

use etablera_domain::event::{Moment, ReceiptId, Subject};
use etablera_storage::{Hash, Head, Kept, Receipt};
use serde::{Deserialize, Serialize};

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Engine, EnginePins, Office, UseCase, Work};
use crate::policy::Action;
use crate::receipt::Source;

/// How many receipts are read at a time.
const BATCH: u64 = 200;

commands! {
    /// Asks which receipts there are.
    AuditReceipts {
        /// Only of this kind, such as `shortlist`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// Only those after this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<ReceiptId>,
        /// How many at most.
        limit: usize,
    }
}

/// Whether an answer can be made again, by what its receipt pins. Only making
/// it shows that the bytes are the same: `etablera replay`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Replays {
    /// Everything that it pins is there.
    Can,
    /// The receipt holds the answer itself, and is not made again.
    Kept,
    /// Somebody in it was erased.
    Erased,
    /// The taxonomy, or the training modules, are others than were named.
    OtherEngine,
    /// The log up to there is another.
    OtherLog,
    /// What it pins cannot be read.
    Unreadable,
}

/// A receipt, without whom it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ReceiptAudited {
    /// Names it.
    pub receipt: ReceiptId,
    /// When the answer was given.
    pub made_at: Moment,
    /// What kind of answer it was.
    pub kind: String,
    /// The version of the engine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    /// The hash of the numbers that matching went by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Hash>,
    /// The edition of the taxonomy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxonomy: Option<String>,
    /// Whether the answer can be made again.
    pub replays: Replays,
}

/// What receipts of lists, explanations and disclosures have in common.
#[derive(Deserialize)]
struct Common {
    engine: EnginePins,
    source: Source,
}

/// The receipts, in the order that they were made, and whether their answers
/// can be made again with an engine: by what they pin, without making them.
///
/// # Errors
///
/// When the caller may not replay, or the store fails.
pub fn audit_receipts<'a>(
    office: &'a Office,
    call: &'a Call,
    (engine, command): (&'a Engine<'_>, &'a AuditReceipts),
) -> UseCase<'a, Vec<ReceiptAudited>> {
    office.look(call, async move |work| {
        work.may(Action::ReadReport, &Subject::System).await?;
        work.may(Action::Replay, &Subject::System).await?;
        let (mut all, mut after) = (Vec::new(), command.after);
        loop {
            let batch = work.writer.receipts(after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(all) };
            after = Some(last.id);
            for receipt in batch {
                if command.kind.as_ref().is_some_and(|kind| *kind != receipt.kind) {
                    continue;
                }
                if all.len() >= command.limit {
                    return Ok(all);
                }
                all.push(work.audited(engine, receipt).await?);
            }
        }
    })
}

impl Work<'_> {
    async fn audited(
        &mut self,
        engine: &Engine<'_>,
        receipt: Receipt,
    ) -> Result<ReceiptAudited, CaseError> {
        let pins: Option<Common> = serde_json::from_str(&receipt.pins).ok();
        let replays = self.replays(engine, &receipt, pins.as_ref()).await?;
        let pins = pins.map(|pins| pins.engine);
        Ok(ReceiptAudited {
            receipt: receipt.id,
            made_at: receipt.made_at,
            kind: receipt.kind,
            engine: pins.as_ref().map(|pins| pins.version.clone()),
            parameters: pins.as_ref().map(|pins| pins.parameters.hash),
            taxonomy: pins.map(|pins| pins.taxonomy.edition),
            replays,
        })
    }

    async fn replays(
        &mut self,
        engine: &Engine<'_>,
        receipt: &Receipt,
        pins: Option<&Common>,
    ) -> Result<Replays, CaseError> {
        let is_made = ["shortlist", "explanation"].contains(&receipt.kind.as_str());
        match (&receipt.answer, is_made) {
            (Kept::Redacted(_), _) => return Ok(Replays::Erased),
            (_, false) => return Ok(Replays::Kept),
            _ => {}
        }
        let Some(pins) = pins else { return Ok(Replays::Unreadable) };
        let own = engine.pins();
        let is_same =
            pins.engine.taxonomy.hash == own.taxonomy.hash && pins.engine.training == own.training;
        if pins.engine.parameters.read().is_err() {
            return Ok(Replays::Unreadable);
        }
        if !is_same {
            return Ok(Replays::OtherEngine);
        }
        let Source::Log { seq, hash } = pins.source else { return Ok(Replays::OtherLog) };
        let there = self.writer.head_at(seq).await?;
        Ok(if there == Some(Head { seq, hash }) { Replays::Can } else { Replays::OtherLog })
    }
}
