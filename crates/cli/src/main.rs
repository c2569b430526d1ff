//! The binary `etablera`.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use etablera_cli::{Io, Moment, Screen, run};
use mimalloc::MiMalloc;

/// Gives back what many threads took and let go, where the one of the C library
/// keeps it for each: a server runs for months.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let now = chrono::Local::now();
    let mut io = Io {
        out: &mut io::stdout().lock(),
        err: &mut io::stderr(),
        screen: Screen::of(io::stdout().is_terminal()),
        watched: io::stderr().is_terminal(),
        now: Moment::new(now.to_utc()),
        today: now.date_naive(),
    };
    run(std::env::args_os(), &mut io).into()
}
