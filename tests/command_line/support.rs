//! Runs the command line in process.

use std::ffi::OsString;

use etablera_cli::{Exit, Io, Screen, run};

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// How it ended.
    pub(crate) exit: Exit,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// Runs `etablera` with arguments separated by spaces, on a screen of so many
/// columns, on the first of December 2026.
pub(crate) fn etablera(args: &str, columns: u16) -> Ran {
    etablera_at(args, columns, "2026-12-01T07:30:00.000000Z")
}

/// As [`etablera`], when the clock says something else.
pub(crate) fn etablera_at(args: &str, columns: u16, now: &str) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = Io {
        out: &mut out,
        err: &mut err,
        screen: Screen { width: columns, colour: false },
        watched: false,
        today: "2026-12-01".parse().unwrap(),
        now: now.parse().unwrap(),
    };
    let args = ["etablera"].into_iter().chain(args.split(' ')).map(OsString::from);
    let exit = run(args, &mut io);
    Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// The arguments that name the cases of this folder.
pub(crate) const CASES: &str = "--needs tests/cases/needs.jsonl --participants \
                         tests/cases/participants.jsonl --training tests/cases/training.jsonl";
