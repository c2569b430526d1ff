//! What moves a case along: notes, tasks, milestones, enrolments, facts.

use etablera_casework::office as case;

use super::{Operation, get, post};

/// What moves a case along.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("participant.notes", "/subjects/{subject}/notes"),
            "Reads the notes about somebody or something",
            case::read_notes,
        ),
        post(("participant.note", "/subjects/{subject}/notes"), "Writes a note", case::note),
        post(
            ("participant.task", "/participants/{participant}/task"),
            "Sets a task",
            case::set_task,
        ),
        post(
            ("participant.done", "/participants/{participant}/done"),
            "Finishes a task",
            case::finish_task,
        ),
        post(
            ("participant.drop", "/participants/{participant}/drop"),
            "Drops a task",
            case::drop_task,
        ),
        post(
            ("participant.milestone", "/participants/{participant}/milestone"),
            "Plans a milestone",
            case::plan_milestone,
        ),
        post(
            ("participant.enrol", "/participants/{participant}/enrol"),
            "Enrols somebody in an operation",
            case::enrol,
        ),
        post(
            ("participant.leave", "/participants/{participant}/leave"),
            "Records that somebody left an operation",
            case::leave,
        ),
        post(
            ("participant.status", "/participants/{participant}/status"),
            "Records somebody's place on the labour market",
            case::observe_status,
        ),
        post(
            ("participant.fact", "/participants/{participant}/fact"),
            "Records a fact that reports count",
            case::note_fact,
        ),
        post(
            ("participant.close", "/participants/{participant}/close"),
            "Closes a case",
            case::close_case,
        ),
        post(
            ("participant.reopen", "/participants/{participant}/reopen"),
            "Opens a case again",
            case::reopen_case,
        ),
    ]
}
