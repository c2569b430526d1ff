//! Whether what was frozen is as it was frozen.

use etablera_domain::event::Subject;
use etablera_storage::{Finding, Kept, Place, Reader, StoreError};

use super::is_as_frozen;
use crate::office::error::CaseError;

/// What is wrong with the receipts of frozen reports and of files that were
/// sent. One that is not there is in the store that this was exported from.
pub(in crate::office) async fn check_frozen(
    reader: &mut Reader,
) -> Result<Vec<Finding>, CaseError> {
    let system = reader.folded(&Subject::System).await?.state;
    let reports = system.system().map(|system| system.reports.clone()).unwrap_or_default();
    let mut findings = Vec::new();
    for one in reports.into_values().flatten() {
        let is_right = match reader.receipt(one.receipt).await {
            Ok(None) => true,
            Ok(Some(receipt)) => matches!(receipt.answer, Kept::Bytes(_)) && is_as_frozen(&receipt),
            Err(StoreError::Corrupt(_) | StoreError::Sealed { .. }) => false,
            Err(other) => return Err(other.into()),
        };
        if !is_right {
            findings.push(Finding {
                place: Place::Frozen(one.receipt),
                expected: "what was frozen".to_owned(),
                found: "something else".to_owned(),
            });
        }
    }
    Ok(findings)
}
