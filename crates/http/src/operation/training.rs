//! Training sessions and who was there.

use etablera_casework::office as case;

use super::{Operation, get, post};

/// Training.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("training.show", "/sessions/{session}"),
            "Shows a session and who comes",
            case::show_session,
        ),
        post(("training.plan", "/sessions/{session}/plan"), "Plans a session", case::plan_session),
        post(
            ("training.under", "/sessions/{session}/under"),
            "Gives a session under a booking",
            case::give_under,
        ),
        post(
            ("training.cancel", "/sessions/{session}/cancel"),
            "Cancels a session",
            case::cancel_session,
        ),
        post(
            ("training.attend", "/sessions/{session}/attend"),
            "Records who was there",
            case::take_attendance,
        ),
        get(
            ("training.progress", "/participants/{participant}/progress"),
            "Tells how far somebody has come",
            case::read_progress,
        ),
        get(
            ("training.cohort", "/cohorts/{cohort}"),
            "Tells how far a cohort has come",
            case::read_cohort,
        ),
    ]
}
