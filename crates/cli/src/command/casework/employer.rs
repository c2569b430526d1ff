//! `etablera employer` and `etablera visit`.

use etablera_casework::office as case;
use etablera_domain::event::state::Balance;
use serde_json::json;

use super::{Id, Nothing, all, of, on, one};
use crate::args::casework::{Agreement, Employer, Visit};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(in crate::command) fn employer(args: &Employer, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Employer::Add(said) => all((said, of("")), io, case::record_employer),
        Employer::Contact(verb) => one((verb, of("employer")), io, case::record_contact),
        Employer::Show(verb) => one((verb, of("id")), io, async |office, call, of: &Id<_>| {
            case::show_employer(office, call, &of.id).await
        }),
        Employer::List(said) => all((said, of("")), io, async |office, call, _: &Nothing| {
            case::list_employers(office, call).await
        }),
        Employer::Agreement(agreement) => self::agreement(agreement, io),
    }
}

fn agreement(args: &Agreement, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let id = "agreement";
    match args {
        Agreement::Make(verb) => one((verb, of(id)), io, case::make_agreement),
        Agreement::Answer(verb) => one((verb, of(id)), io, case::answer_agreement),
        Agreement::Service(verb) => one((verb, on(id)), io, case::give_service),
        Agreement::Close(verb) => one((verb, of(id)), io, case::close_agreement),
        Agreement::Show(verb) => one((verb, of("id")), io, async |office, call, of: &Id<_>| {
            Ok(told(&case::show_agreement(office, call, &of.id).await?))
        }),
    }
}

/// An agreement with what is left of it.
fn told(shown: &case::AgreementShown) -> serde_json::Value {
    let balances = shown.balances.iter().map(|(service, balance)| {
        let Balance { promised, given, left, over } = *balance;
        json!({
            "service": service, "promised": promised, "given": given, "left": left, "over": over,
        })
    });
    json!({ "agreement": shown.state, "balances": balances.collect::<Vec<_>>() })
}

pub(in crate::command) fn visit(args: &Visit, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Visit::Add(said) => all((said, of("")), io, case::record_visit),
        Visit::Show(verb) => one((verb, of("id")), io, async |office, call, of: &Id<_>| {
            case::show_visit(office, call, &of.id).await
        }),
    }
}
