//! Competence plans, introductions and mentors.

use etablera_casework::office as case;

use super::{Operation, get, post};

/// Competence plans, introductions and mentors.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("competence.show", "/participants/{participant}/competences"),
            "Shows competence plans",
            case::read_competences,
        ),
        post(
            ("competence.plan", "/participants/{participant}/competences/plan"),
            "Plans how a competence is used and kept",
            case::plan_competence,
        ),
        post(
            ("competence.follow", "/participants/{participant}/competences/follow"),
            "Records what was done about a competence",
            case::follow_competence,
        ),
        post(
            ("competence.end", "/participants/{participant}/competences/end"),
            "Ends a competence plan",
            case::end_competence,
        ),
        get(
            ("competence.due", "/competences/due"),
            "Lists what is due in competence plans",
            case::read_competences_due,
        ),
        get(
            ("introduction.show", "/participants/{participant}/introduction"),
            "Shows an introduction",
            case::read_introduction,
        ),
        post(
            ("introduction.sign", "/participants/{participant}/introduction/sign"),
            "Signs a part of an introduction",
            case::sign_item,
        ),
        post(
            ("introduction.countersign", "/participants/{participant}/introduction/countersign"),
            "Signs a part of an introduction for the other side",
            case::countersign_item,
        ),
        get(("introduction.load", "/mentors"), "Lists the mentors' weeks", case::read_mentors),
    ]
}
