//! The erasure of a subject, decided by two.

use etablera_casework::office::{self as case, UseCase};
use schemars::JsonSchema;

use super::{Operation, get, post};

/// Erasure.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("erase.due", "/erasures/due"),
            "Lists what is due for erasure by the shipped rules",
            |office, call, of: &Due| {
                UseCase::new(async move {
                    let rules = case::Retention::shipped();
                    case::due_for_erasure(office, call, (&rules, of.on.unwrap_or(call.today))).await
                })
            },
        ),
        get(
            ("erase.show", "/decisions/{decision}"),
            "Shows a decision to erase",
            case::read_decision,
        ),
        post(
            ("erase.prepare", "/decisions/{decision}/prepare"),
            "Prepares an erasure",
            case::prepare_erasure,
        ),
        post(
            ("erase.approve", "/decisions/{decision}/approve"),
            "Approves an erasure that another prepared",
            case::approve_erasure,
        ),
        post(
            ("erase.carry-out", "/decisions/{decision}/carry-out"),
            "Carries out an approved erasure",
            case::carry_out_erasure,
        ),
    ]
}

/// When.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Due {
    /// The day; today unless given.
    #[serde(default)]
    on: Option<chrono::NaiveDate>,
}
