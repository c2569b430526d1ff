//! Lists of who fits, proposals, answers, overrides and disclosures.

use etablera_casework::office::{self as case, Call, CaseError, Engine, Office, UseCase};
use etablera_domain::PlacementId;
use etablera_domain::event::ReceiptId;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Nothing, Operation, get, judge, look, ones, post};

ones! {
    /// One placement.
    OnePlacement { placement: PlacementId }
    /// One receipt.
    OneReceipt { receipt: ReceiptId }
}

/// Matching.
pub(super) fn operations() -> Vec<Operation> {
    [lists(), decisions(), told()].into_iter().flatten().collect()
}

/// Lists, and why.
fn lists() -> Vec<Operation> {
    vec![
        judge(("need.match", "/match"), "Makes lists of who fits, or what fits", shortlist),
        judge(
            ("need.explain", "/needs/{need}/explain"),
            "Tells why one person fits one need, or does not",
            explain,
        ),
        look(
            ("receipt.replay", "/receipts/{receipt}/replay"),
            "Makes the lists of a receipt again",
            replay,
        ),
        get(("need.experience", "/experience"), "Tells how earlier trials went", case::experience),
    ]
}

/// Proposals and what is decided about them.
fn decisions() -> Vec<Operation> {
    vec![
        judge(
            ("need.propose", "/needs/{need}/propose"),
            "Proposes somebody for a need",
            case::propose,
        ),
        get(("need.proposal", "/placements/{placement}"), "Shows a proposal", case::read_proposal),
        post(
            ("need.accept", "/placements/{placement}/accept"),
            "Says yes to a proposal",
            case::accept,
        ),
        post(
            ("need.decline", "/placements/{placement}/decline"),
            "Says no to a proposal",
            case::decline,
        ),
        post(
            ("need.contact", "/placements/{placement}/contact"),
            "Records that a party was contacted",
            case::contact,
        ),
        post(
            ("need.override", "/overrides"),
            "Decides otherwise than proposed",
            case::override_proposal,
        ),
        post(("need.lift", "/overrides/lift"), "Lifts an override", case::lift_override),
        get(
            ("need.overrides", "/overrides"),
            "Counts overrides by reason",
            |office, call, _: &Nothing| case::override_statistics(office, call),
        ),
    ]
}

/// What employers are told.
fn told() -> Vec<Operation> {
    vec![
        look(
            ("need.preview", "/placements/{placement}/preview"),
            "Shows what an employer would be told",
            |office, call, engine, of: &OnePlacement| {
                case::preview(office, call, engine, &of.placement)
            },
        ),
        judge(
            ("need.disclose", "/placements/{placement}/disclose"),
            "Discloses something about somebody to an employer",
            disclose,
        ),
        get(
            ("need.disclosed", "/disclosed"),
            "Lists what was disclosed to you",
            case::read_disclosed,
        ),
    ]
}

/// Lists, and the receipt that they can be made again by.
#[derive(Serialize, JsonSchema)]
struct Lists {
    /// Names the receipt.
    receipt: ReceiptId,
    /// The rows as `etablera match` writes them.
    #[schemars(with = "Vec<Value>")]
    rows: Box<RawValue>,
}

fn shortlist<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'static>,
    command: &'a case::Shortlist,
) -> UseCase<'a, Lists> {
    UseCase::new(async move {
        let listed = case::shortlist(office, call, engine, command).await?;
        Ok(Lists { receipt: listed.receipt, rows: rows(&listed.rows)? })
    })
}

/// One pair in full, and the receipt that it can be made again by.
#[derive(Serialize, JsonSchema)]
struct Pair {
    /// Names the receipt.
    receipt: ReceiptId,
    /// The row as `etablera explain` writes it.
    #[schemars(with = "Value")]
    row: Box<RawValue>,
}

fn explain<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'static>,
    command: &'a case::Explain,
) -> UseCase<'a, Pair> {
    UseCase::new(async move {
        let told = case::explain(office, call, engine, command).await?;
        Ok(Pair { receipt: told.receipt, row: raw(told.row)? })
    })
}

/// The lists of a receipt again.
#[derive(Serialize, JsonSchema)]
struct Again {
    /// Whether they are the same bytes.
    same: bool,
    /// The rows; none where not all who were looked at are yours to see.
    #[schemars(with = "Option<Vec<Value>>")]
    rows: Option<Box<RawValue>>,
}

fn replay<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'static>,
    of: &'a OneReceipt,
) -> UseCase<'a, Again> {
    UseCase::new(async move {
        let again = case::replay(office, call, engine, of.receipt).await?;
        let shown = again.rows.as_deref().map(rows).transpose()?;
        Ok(Again { same: again.is_same(), rows: shown })
    })
}

/// What an employer was told, and the receipt of it.
#[derive(Serialize, JsonSchema)]
struct Told {
    /// Names the receipt.
    receipt: ReceiptId,
    /// What the employer was told.
    view: case::EmployerView,
}

fn disclose<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'static>,
    command: &'a case::Disclose,
) -> UseCase<'a, Told> {
    UseCase::new(async move {
        let case::Disclosed { receipt, view } =
            case::disclose(office, call, engine, command).await?;
        Ok(Told { receipt, view })
    })
}

/// The rows of JSON Lines that the program wrote itself, as one list.
fn rows(lines: &str) -> Result<Box<RawValue>, CaseError> {
    let rows: Vec<&str> = lines.lines().collect();
    raw(format!("[{}]", rows.join(",")))
}

/// JSON that the program wrote itself.
fn raw(text: String) -> Result<Box<RawValue>, CaseError> {
    RawValue::from_string(text).map_err(|_| CaseError::AnswerLost)
}
