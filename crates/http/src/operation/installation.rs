//! The log, the access log, and the switches of the installation.

use etablera_casework::office::{self as case, Call, Office, UseCase};
use etablera_domain::ParticipantId;
use etablera_domain::event::state::Disclosure;
use etablera_storage::{Ends, Finding};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Nothing, Operation, get, post};

/// The installation.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(("log.show", "/log"), "Reads the case log", case::read_log),
        get(("log.access", "/access-log"), "Reads who looked at what", case::read_accesses),
        get(("db.verify", "/verification"), "Checks the whole store", verify),
        post(("system.stop", "/proposals/stop"), "Stops all proposals", case::stop_proposals),
        post(
            ("system.resume", "/proposals/resume"),
            "Lets proposals be made again",
            |office, call, _: &Nothing| case::resume_proposals(office, call),
        ),
        post(
            ("receipt.forget", "/receipts/forget"),
            "Forgets receipts that were kept long enough",
            case::forget_receipts,
        ),
        get(
            ("disclosure.list", "/disclosures"),
            "Lists everything that was disclosed",
            disclosures,
        ),
    ]
}

/// Something that was disclosed.
#[derive(Serialize, JsonSchema)]
struct DisclosedOf {
    /// Of whom.
    participant: ParticipantId,
    /// What, to whom and when.
    disclosure: Disclosure,
}

fn disclosures<'a>(
    office: &'a Office,
    call: &'a Call,
    _: &'a Nothing,
) -> UseCase<'a, Vec<DisclosedOf>> {
    UseCase::new(async move {
        let all = case::disclosures(office, call).await?.into_iter();
        Ok(all.map(|(participant, disclosure)| DisclosedOf { participant, disclosure }).collect())
    })
}

/// What a look at everything has found.
#[derive(Serialize, JsonSchema)]
struct Verification {
    /// Whether nothing is wrong.
    whole: bool,
    /// The end of the case log, to be noted elsewhere.
    log: String,
    /// The end of the access log.
    accesses: String,
    /// How many receipts pin an end of the log.
    pinned: u64,
    /// What is wrong.
    findings: Vec<String>,
    /// How many findings there are beyond those.
    left_out: u64,
}

fn verify<'a>(office: &'a Office, call: &'a Call, _: &'a Nothing) -> UseCase<'a, Verification> {
    UseCase::new(async move {
        let case::Verified { ends, pinned, findings, left_out } =
            case::verify_store(office, call, &case::Seen::default()).await?;
        let Ends { log, accesses } = ends;
        Ok(Verification {
            whole: findings.is_empty(),
            log: log.to_string(),
            accesses: accesses.to_string(),
            pinned,
            findings: findings.iter().map(Finding::without_names).collect(),
            left_out,
        })
    })
}
