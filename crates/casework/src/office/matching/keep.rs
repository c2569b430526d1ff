//! Lists written down: who asked, and a receipt.

use std::collections::BTreeSet;
use std::sync::Arc;

use etablera_domain::event::{ReceiptId, Subject};
use etablera_storage::{self as storage, Receipt};

use super::market::visible;
use super::pins::{Pins, pins_of};
use super::shortlist::{KIND, Shortlist, Shortlisted, subject};
use crate::office::error::CaseError;
use crate::office::live::Live;
use crate::office::{Call, Office, Work};
use crate::policy::Action;

/// Lists as they are written down.
#[derive(Clone)]
pub(in crate::office) struct Written {
    pub(super) pins: Pins,
    pub(super) rows: String,
    /// Who is in them.
    pub(super) shown: BTreeSet<Subject>,
}

/// The receipt that a list was kept under.
pub(in crate::office) enum Kept {
    New(ReceiptId),
    /// The request came again: nothing was written but that.
    Before(ReceiptId),
}

/// Writes down what was made, or why it was not, for a caller who may ask.
pub(super) async fn keep_at_once(
    (office, call): (&Office, &Call),
    live: &Live<'_>,
    command: &Shortlist,
    made: Result<Arc<Written>, CaseError>,
) -> Result<Shortlisted, CaseError> {
    let together = match &made {
        Ok(made) => live.keep((office, call), command, Arc::clone(made)).await,
        Err(_) => None,
    };
    let mut given = None;
    let id = match together {
        Some(Ok(Kept::New(id))) => {
            given = made.ok();
            id
        }
        Some(Ok(Kept::Before(id))) => id,
        Some(Err(error)) => return Err(error),
        // Alone, also to find out what is wrong.
        None => {
            let alone = office.run(call, (KIND, command), async |work| match made {
                Ok(made) => keep_if_allowed(work, command, given.insert(made)).await,
                Err(error) => {
                    allowed(work, command).await?;
                    Err(error)
                }
            });
            alone.await?
        }
    };
    match given {
        Some(made) => {
            let Written { pins, rows, .. } = Arc::unwrap_or_clone(made);
            Ok(Shortlisted { receipt: id, pins, rows })
        }
        // The request came again, and got the receipt of before.
        None => kept(office, call, id).await,
    }
}

/// Goes on only where the caller may ask for the lists, and proposals are on.
pub(super) async fn allowed(work: &mut Work<'_>, command: &Shortlist) -> Result<(), CaseError> {
    work.may(Action::MatchPeople, &subject(&command.of)).await?;
    work.not_stopped().await
}

/// Asks for permission and writes the receipt.
pub(in crate::office) async fn keep_if_allowed(
    work: &mut Work<'_>,
    command: &Shortlist,
    made: &Written,
) -> Result<ReceiptId, CaseError> {
    allowed(work, command).await?;
    keep(work, command, made).await
}

/// Writes the receipt, if the caller may still see everybody in the lists.
pub(super) async fn keep(
    work: &mut Work<'_>,
    command: &Shortlist,
    made: &Written,
) -> Result<ReceiptId, CaseError> {
    let (office, call) = (work.office, work.call);
    for subject in &made.shown {
        let state = work.state(subject).await?;
        if !state.case().is_some_and(|case| visible(office, call, subject, case)) {
            return Err(CaseError::wrong("the cases have changed: expected to be asked again"));
        }
    }
    let id = work.receipt_id();
    let pins = serde_json::to_string(&made.pins)
        .map_err(|_| CaseError::wrong("the receipt cannot be written"))?;
    let receipt = Receipt {
        id,
        made_at: call.now,
        by: call.caller.actor.clone(),
        kind: KIND.to_owned(),
        subjects: made.shown.clone(),
        pins,
        answer: storage::Kept::Bytes(made.rows.clone().into_bytes()),
    };
    work.writer.put_receipt(&receipt).await?;
    work.concerns([subject(&command.of)].into_iter().chain(made.shown.iter().cloned()));
    Ok(id)
}

/// Lists that were made before, for whoever may still see everybody in them.
pub(super) async fn kept(
    office: &Office,
    call: &Call,
    id: ReceiptId,
) -> Result<Shortlisted, CaseError> {
    let mut reader = office.store.read().await?;
    let receipt = reader.receipt(id).await?.ok_or(CaseError::AnswerLost)?;
    for subject in &receipt.subjects {
        let folded = reader.folded(subject).await?;
        if !folded.state.case().is_some_and(|case| visible(office, call, subject, case)) {
            return Err(CaseError::AnswerLost);
        }
    }
    let pins = pins_of(&receipt)?;
    match receipt.answer {
        storage::Kept::Bytes(bytes) => {
            let rows = String::from_utf8(bytes).map_err(|_| CaseError::AnswerLost)?;
            Ok(Shortlisted { receipt: id, pins, rows })
        }
        storage::Kept::Hash(_) | storage::Kept::Redacted(_) => Err(CaseError::AnswerLost),
    }
}
