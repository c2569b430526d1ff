//! The binary `etablera`.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use etablera_cli::{Io, Moment, Screen, run};

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
