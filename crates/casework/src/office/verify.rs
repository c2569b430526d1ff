//! Checking everything that a store keeps.

use std::collections::BTreeMap;

use etablera_storage::{Ends, Finding, Head, Reader};
use serde::Deserialize;

use super::reports::check_frozen;
use super::{Call, CaseError, Office, UseCase};
use crate::office::upkeep::permit;
use crate::policy::Action;
use crate::receipt::Source;

/// How many receipts are read at a time: each names everybody who was looked
/// at.
const BATCH: u64 = 100;

/// Ends of the logs that were seen before, and noted elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Of the case log.
    pub log: Vec<Head>,
    /// Of the access log.
    pub accesses: Vec<Head>,
}

/// What a look at everything has found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Where the logs end, to be noted elsewhere.
    pub ends: Ends,
    /// How many receipts pin an end of the log.
    pub pinned: u64,
    /// What is wrong: in the file, in the log and what follows from it, in the
    /// access log.
    pub findings: Vec<Finding>,
    /// How many findings there are beyond those.
    pub left_out: u64,
}

/// Looks at every row of the store: the file, the log, what follows from it,
/// the access log, what was frozen, and both logs against ends that were seen
/// before. The ends that
/// receipts pin are among these without being named: who makes the log anew
/// has to change every receipt since, too.
///
/// # Errors
///
/// When the caller may not, or the store cannot be read at all.
pub fn verify_store<'a>(
    office: &'a Office,
    call: &'a Call,
    seen: &'a Seen,
) -> UseCase<'a, Verified> {
    UseCase::new(async move {
        permit(office, call, Action::VerifyStore).await?;
        let mut findings = office.store.verify_file().await?;
        let mut reader = office.store.read().await?.telling(&call.progress);
        let (pinned, mut known) = pinned_ends(&mut reader).await?;
        known.extend(&seen.log);
        let log = reader.verify(&known).await?;
        let accesses = reader.verify_accesses(&seen.accesses).await?;
        let left_out = log.left_out + accesses.left_out;
        findings.extend(log.findings.into_iter().chain(accesses.findings));
        findings.extend(check_frozen(&mut reader).await?);
        Ok(Verified { ends: reader.ends().await?, pinned, findings, left_out })
    })
}

/// The part of any pins that says where people came from.
#[derive(Deserialize)]
struct Pinned {
    source: Option<Source>,
}

/// How many receipts pin an end of the log, and each end once.
async fn pinned_ends(reader: &mut Reader) -> Result<(u64, Vec<Head>), CaseError> {
    let (mut count, mut after, mut ends) = (0, None, BTreeMap::new());
    loop {
        let some = reader.receipt_pins(after, BATCH).await?;
        let Some((last, _)) = some.last() else { break };
        after = Some(*last);
        for (_, pins) in &some {
            // Receipts of other kinds pin no log.
            let pinned = serde_json::from_str::<Pinned>(pins).ok().and_then(|pins| pins.source);
            if let Some(Source::Log { seq, hash }) = pinned {
                count += 1;
                ends.insert((seq, hash), Head { seq, hash });
            }
        }
    }
    Ok((count, ends.into_values().collect()))
}
