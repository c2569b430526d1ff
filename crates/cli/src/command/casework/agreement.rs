//! `etablera agreement`.

use etablera_casework::office::{self as case, UseCase};
use etablera_domain::event::state::Balance;
use serde_json::json;

use super::{Id, of, on, one};
use crate::args::casework::Agreement;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(in crate::command) fn agreement(
    args: &Agreement,
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    let (id, placement) = ("agreement", "placement");
    match args {
        Agreement::Make(verb) => one((verb, of(id)), io, case::make_agreement),
        Agreement::Answer(verb) => one((verb, of(id)), io, case::answer_agreement),
        Agreement::Service(verb) => one((verb, on(id)), io, case::give_service),
        Agreement::Book(verb) => one((verb, on(id)), io, case::book_service),
        Agreement::Keep(verb) => one((verb, on(id)), io, case::keep_booking),
        Agreement::Release(verb) => one((verb, of(id)), io, case::release_booking),
        Agreement::Close(verb) => one((verb, of(id)), io, case::close_agreement),
        Agreement::Show(verb) => one((verb, of("id")), io, |office, call, of: &Id<_>| {
            UseCase::new(async { Ok(told(&case::show_agreement(office, call, &of.id).await?)) })
        }),
        Agreement::Draft(verb) => one((verb, of(placement)), io, case::draft_placement),
        Agreement::Approve(verb) => one((verb, of(placement)), io, case::approve_placement),
        Agreement::Reject(verb) => one((verb, of(placement)), io, case::reject_placement),
        Agreement::Placement(verb) => one((verb, of(placement)), io, case::show_placement),
    }
}

/// An agreement with what is left of it.
fn told(shown: &case::AgreementShown) -> serde_json::Value {
    let balances = shown.balances.iter().map(|(service, balance)| {
        let Balance { promised, booked, given, left, over } = *balance;
        json!({
            "service": service, "promised": promised, "booked": booked, "given": given, "left": left, "over": over,
        })
    });
    let balances: Vec<_> = balances.collect();
    let mut told = json!({ "agreement": shown.state, "balances": balances });
    if !shown.faults.is_empty() {
        told["faults"] = json!(shown.faults);
    }
    told
}
