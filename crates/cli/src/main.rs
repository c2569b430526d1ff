//! The binary `etablera`.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use etablera_cli::{Io, Screen, run};
use etablera_domain::event::Moment;

fn main() -> ExitCode {
    let mut io = Io {
        out: &mut io::stdout().lock(),
        err: &mut io::stderr(),
        screen: Screen::of(io::stdout().is_terminal()),
        watched: io::stderr().is_terminal(),
        today: chrono::Local::now().date_naive(),
        now: Moment::new(chrono::Utc::now()),
    };
    run(std::env::args_os(), &mut io).into()
}
