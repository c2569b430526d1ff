//! Employers and visits to them.

use etablera_casework::office as case;
use etablera_domain::{EmployerId, VisitId};

use super::{Operation, get, ones, post};

ones! {
    /// One employer.
    OneEmployer { employer: EmployerId }
    /// One visit.
    OneVisit { visit: VisitId }
}

/// Employers and visits.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(("employer.list", "/employers"), "Lists employers", case::list_employers).paged("id"),
        post(("employer.add", "/employers"), "Records an employer", case::record_employer),
        get(
            ("employer.show", "/employers/{employer}"),
            "Shows an employer",
            |office, call, of: &OneEmployer| case::show_employer(office, call, &of.employer),
        ),
        post(
            ("employer.contact", "/employers/{employer}/contact"),
            "Records whom to ask for at an employer",
            case::record_contact,
        ),
        post(
            ("employer.support", "/employers/{employer}/support"),
            "Records that an employer is supported",
            case::begin_support,
        ),
        post(
            ("visit.add", "/visits"),
            "Records a visit and the needs it found",
            case::record_visit,
        ),
        get(("visit.show", "/visits/{visit}"), "Shows a visit", |office, call, of: &OneVisit| {
            case::show_visit(office, call, &of.visit)
        }),
    ]
}
