//! `etablera need`.

use etablera_casework::office::{self as case, UseCase};

use super::engine::judged;
use super::{Id, Nothing, all, disclosed, experience, explain, lists, of, on, one};
use crate::args::casework::Need;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(in crate::command) fn need(args: &Need, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Need::Add(said) => all((said, of("")), io, case::record_need),
        Need::Change(said) => all((said, of("")), io, case::change_need),
        Need::Confirm(verb) => one((verb, of("need")), io, case::confirm_need),
        Need::Show(verb) => one((verb, of("id")), io, |office, call, of: &Id<_>| {
            case::show_need(office, call, &of.id)
        }),
        Need::List(said) => all((said, of("")), io, case::list_needs),
        Need::Close(verb) => one((verb, of("need")), io, case::close_need),
        Need::Reopen(verb) => one((verb, of("need")), io, case::reopen_need),
        Need::Accept(verb) => one((verb, of("placement")), io, case::accept),
        Need::Decline(verb) => one((verb, of("placement")), io, case::decline),
        Need::Contact(verb) => one((verb, on("placement")), io, case::contact),
        Need::Lift(said) => all((said, of("")), io, case::lift_override),
        Need::Overrides(said) => all((said, of("")), io, |office, call, _: &Nothing| {
            case::override_statistics(office, call)
        }),
        Need::Override(said) => all((said, of("")), io, case::override_proposal),
        Need::Experience(said) => experience::experience(said, io),
        Need::Match(args) => lists::lists(args, io),
        Need::Explain(args) => explain::explain(args, io),
        Need::Disclosed(said) => disclosed::disclosed(said, io),
        Need::Propose(args) => judged((args, "need"), io, case::propose),
        Need::Preview(args) => judged((args, "id"), io, |office, call, engine, of: &Id<_>| {
            case::preview(office, call, engine, &of.id)
        }),
        Need::Disclose(args) => judged((args, "placement"), io, |office, call, engine, of| {
            UseCase::new(async move {
                let case::Disclosed { receipt, view } =
                    case::disclose(office, call, engine, of).await?;
                Ok(serde_json::json!({ "receipt": receipt, "view": view }))
            })
        }),
    }
}
