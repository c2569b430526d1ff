//! Employers' needs.

use etablera_casework::office as case;
use etablera_domain::NeedId;

use super::{Operation, get, ones, post};

ones! {
    /// One need.
    OneNeed { need: NeedId }
}

/// Needs.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(("need.list", "/needs"), "Lists needs", case::list_needs).paged("id"),
        post(("need.add", "/needs"), "Records a need", case::record_need),
        post(("need.change", "/needs/change"), "Changes a need", case::change_need),
        get(("need.show", "/needs/{need}"), "Shows a need", |office, call, of: &OneNeed| {
            case::show_need(office, call, &of.need)
        }),
        post(
            ("need.confirm", "/needs/{need}/confirm"),
            "Confirms the musts of a need",
            case::confirm_need,
        ),
        post(("need.close", "/needs/{need}/close"), "Closes a need", case::close_need),
        post(("need.reopen", "/needs/{need}/reopen"), "Opens a need again", case::reopen_need),
    ]
}
