//! The place in the log that lists are of.

use etablera_domain::event::Moment;
use etablera_storage::{Head, Reader};

use super::shortlist::AsOf;
use crate::office::error::CaseError;

/// The place in the log that a question is about.
pub(in crate::office) async fn place(
    reader: &mut Reader,
    as_of: Option<AsOf>,
) -> Result<Head, CaseError> {
    let head = reader.head().await?;
    let seq = match as_of {
        None => return Ok(head),
        Some(AsOf::Seq(seq)) => seq,
        Some(AsOf::Moment(moment)) => {
            not_ahead(reader, moment).await?;
            reader.seq_at(moment).await?
        }
    };
    let there = reader.head_at(seq).await?;
    there.ok_or_else(|| {
        let last = head.seq;
        CaseError::wrong(format!("the log ends at {last}: expected a place up to it, found {seq}"))
    })
}

/// Refuses a moment in the time that stands in the log under a later one,
/// since a clock that was ahead was accepted.
async fn not_ahead(reader: &mut Reader, moment: Moment) -> Result<(), CaseError> {
    match reader.accepted_clock().await? {
        Some(clock) if (clock.now..clock.last).contains(&moment) => Err(CaseError::wrong(format!(
            "what was written from {} to {} stands in the log as of then, for a clock was \
                 ahead: expected so many events in place of {moment}",
            clock.now, clock.last
        ))),
        _ => Ok(()),
    }
}
