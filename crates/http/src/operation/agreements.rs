//! Agreements with employers, and the papers of placements.

use etablera_casework::office::{self as case, UseCase};
use etablera_domain::AgreementId;
use etablera_domain::event::Service;
use etablera_domain::event::state::{AgreementState, Balance};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Operation, get, ones, post};

ones! {
    /// One agreement.
    OneAgreement { agreement: AgreementId }
}

/// Agreements and the papers of placements.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("agreement.show", "/agreements/{agreement}"),
            "Shows an agreement, and what is left of it",
            |office, call, of: &OneAgreement| {
                UseCase::new(async move {
                    case::show_agreement(office, call, &of.agreement).await.map(Agreement::from)
                })
            },
        ),
        post(
            ("agreement.make", "/agreements/{agreement}/make"),
            "Makes or changes an agreement",
            case::make_agreement,
        ),
        post(
            ("agreement.answer", "/agreements/{agreement}/answer"),
            "Says yes or no to an agreement",
            case::answer_agreement,
        ),
        post(
            ("agreement.service", "/agreements/{agreement}/service"),
            "Records a promised service that was given",
            case::give_service,
        ),
        post(
            ("agreement.book", "/agreements/{agreement}/book"),
            "Books a promised service",
            case::book_service,
        ),
        post(
            ("agreement.keep", "/agreements/{agreement}/keep"),
            "Records that a booked service was given",
            case::keep_booking,
        ),
        post(
            ("agreement.release", "/agreements/{agreement}/release"),
            "Releases a booking",
            case::release_booking,
        ),
        post(
            ("agreement.close", "/agreements/{agreement}/close"),
            "Closes an agreement",
            case::close_agreement,
        ),
        get(
            ("agreement.placement", "/placements/{placement}/paper"),
            "Shows the paper of a placement",
            case::show_placement,
        ),
        post(
            ("agreement.draft", "/placements/{placement}/draft"),
            "Drafts the paper of a placement",
            case::draft_placement,
        ),
        post(
            ("agreement.approve", "/placements/{placement}/approve"),
            "Approves the paper of a placement",
            case::approve_placement,
        ),
        post(
            ("agreement.reject", "/placements/{placement}/reject"),
            "Rejects the paper of a placement",
            case::reject_placement,
        ),
    ]
}

/// An agreement, and what is left of it.
#[derive(Serialize, JsonSchema)]
struct Agreement {
    /// What is true of it.
    agreement: AgreementState,
    /// Every service that is promised or was given.
    balances: Vec<Left>,
    /// What does not fit between its bookings and training sessions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<String>,
}

/// What is left of a service, in times.
#[derive(Serialize, JsonSchema)]
struct Left {
    service: Service,
    promised: u32,
    booked: u32,
    given: u32,
    left: u32,
    /// Given beyond what was promised.
    over: u32,
}

impl From<case::AgreementShown> for Agreement {
    fn from(shown: case::AgreementShown) -> Self {
        let balances = shown.balances.into_iter().map(|(service, balance)| {
            let Balance { promised, booked, given, left, over } = balance;
            Left { service, promised, booked, given, left, over }
        });
        let (agreement, faults) = (shown.state, shown.faults);
        Self { agreement, balances: balances.collect(), faults }
    }
}
