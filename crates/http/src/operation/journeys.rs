//! A journey: its stages, what is due, the hours, and the events behind it.

use etablera_casework::office as case;

use super::{Operation, get, post};

/// Journeys.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("journey.show", "/subjects/{subject}/history"),
            "Tells what happened, and what is due",
            case::history,
        ),
        get(
            ("journey.timeline", "/participants/{participant}/timeline"),
            "Tells what happened to somebody",
            case::timeline,
        ),
        get(
            ("journey.standing", "/participants/{participant}/standing"),
            "Tells where somebody stands in each programme",
            case::standing,
        ),
        get(("journey.due", "/journeys/due"), "Lists what is due", case::duties),
        post(
            ("journey.start", "/participants/{participant}/start"),
            "Starts a stage",
            case::start_stage,
        ),
        post(
            ("journey.decide", "/participants/{participant}/decide"),
            "Decides on a stage",
            case::decide_stage,
        ),
        post(
            ("journey.check-in", "/participants/{participant}/check-in"),
            "Records that somebody was asked how it goes",
            case::check_in,
        ),
        post(
            ("journey.pause", "/participants/{participant}/pause"),
            "Lets a programme rest",
            case::pause,
        ),
        post(
            ("journey.resume", "/participants/{participant}/resume"),
            "Lets a programme go on",
            case::resume,
        ),
        post(
            ("journey.end", "/placements/{placement}/end"),
            "Ends a placement",
            case::end_placement,
        ),
        post(
            ("journey.time", "/placements/{placement}/time"),
            "Reports the hours of a month",
            case::report_time,
        ),
        post(
            ("journey.record", "/events"),
            "Records an event that has no operation of its own",
            case::record,
        ),
        post(("journey.correct", "/events/{event}/correct"), "Puts an event right", case::correct),
        post(("journey.retract", "/events/{event}/retract"), "Takes an event back", case::retract),
    ]
}
