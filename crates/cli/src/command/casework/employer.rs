//! `etablera employer` and `etablera visit`.

use etablera_casework::office as case;

use super::{Id, all, of, on, one};
use crate::args::casework::{Employer, Visit};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(in crate::command) fn employer(args: &Employer, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Employer::Add(said) => all((said, of("")), io, case::record_employer),
        Employer::Support(verb) => one((verb, on("employer")), io, case::begin_support),
        Employer::Contact(verb) => one((verb, of("employer")), io, case::record_contact),
        Employer::Show(verb) => one((verb, of("id")), io, |office, call, of: &Id<_>| {
            case::show_employer(office, call, &of.id)
        }),
        Employer::List(said) => all((said, of("")), io, case::list_employers),
    }
}

pub(in crate::command) fn visit(args: &Visit, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Visit::Add(said) => all((said, of("")), io, case::record_visit),
        Visit::Show(verb) => one((verb, of("id")), io, |office, call, of: &Id<_>| {
            case::show_visit(office, call, &of.id)
        }),
    }
}
