//! `etablera housing`.

use etablera_casework::office as case;

use super::{of, on, one};
use crate::args::casework::Housing;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(in crate::command) fn housing(args: &Housing, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let id = "housing";
    match args {
        Housing::Count(verb) => one((verb, on(id)), io, case::count_homes),
        Housing::Vacate(verb) => one((verb, on(id)), io, case::vacate_homes),
        Housing::Seek(verb) => one((verb, of(id)), io, case::seek_home),
        Housing::Withdraw(verb) => one((verb, of(id)), io, case::end_home_search),
        Housing::Allocate(verb) => one((verb, on(id)), io, case::allocate_home),
        Housing::Show(verb) => one((verb, of(id)), io, case::show_housing),
    }
}
