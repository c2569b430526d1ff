//! Programmes and rules that the organisation goes by.

use etablera_casework::office as case;

use super::{Operation, get, post};

/// Programmes and rules.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("programme.adopted", "/programmes"),
            "Lists the programmes that operations go by",
            case::list_programmes,
        ),
        post(
            ("programme.adopt", "/operations/{operation}/programme"),
            "Lets an operation go by a programme",
            case::adopt_programme,
        ),
        post(
            ("rules.adopt", "/rules"),
            "Lets the organisation go by rules of its own",
            case::adopt_rules,
        ),
    ]
}
