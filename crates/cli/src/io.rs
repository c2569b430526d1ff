//! Where a command writes to, and what it may know of the world.

use std::error::Error;
use std::io::{self, Write};
use std::iter;

use chrono::NaiveDate;
use etablera_domain::event::Moment;

use crate::error::CommandError;
use crate::exit::Exit;

/// What a command is given.
pub struct Io<'a> {
    /// Answers.
    pub out: &'a mut dyn Write,
    /// Everything else.
    pub err: &'a mut dyn Write,
    /// What answers are shown on.
    pub screen: Screen,
    /// Somebody watches standard error, so progress is shown there.
    pub watched: bool,
    /// The day, where a command is not told another.
    pub today: NaiveDate,
    /// What the clock says; written down, and never part of an answer.
    pub now: Moment,
}

/// What answers are shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Whether colours are wanted.
    pub colour: bool,
}

impl Screen {
    /// The screen of this process: as wide as the terminal, or as the
    /// variable `COLUMNS` says, else 80 columns; colours only on a terminal,
    /// and never where `NO_COLOR` is set.
    #[must_use]
    pub fn of(is_terminal: bool) -> Self {
        let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let seen = terminal_size::terminal_size().map(|(width, _)| width.0);
        let width = stated.or(seen.filter(|_| is_terminal)).unwrap_or(80);
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { width: width.clamp(40, 400), colour: is_terminal && !refused }
    }
}

impl Io<'_> {
    /// Writes a remark to standard error.
    pub(crate) fn remark(&mut self, text: &str) {
        // Nobody is left to tell where standard error is gone.
        let _ = writeln!(self.err, "{text}");
    }

    /// Shows help or a mistake in the arguments.
    pub(crate) fn usage(&mut self, help: &clap::Error) -> Exit {
        let text = help.render();
        let is_mistake = help.use_stderr();
        let to: &mut dyn Write = if is_mistake { self.err } else { self.out };
        let _ =
            if self.screen.colour { write!(to, "{}", text.ansi()) } else { write!(to, "{text}") };
        if is_mistake { Exit::BadInput } else { Exit::Done }
    }

    /// Shows an error with its causes.
    pub(crate) fn failure(&mut self, error: &CommandError) -> Exit {
        if error.is_broken_pipe() {
            // The reader has seen enough, as in `| head`.
            return Exit::Done;
        }
        self.remark(&format!("error: {error}"));
        for cause in iter::successors(error.source(), |&cause| cause.source()) {
            self.remark(&format!("  caused by: {cause}"));
        }
        if let Some(hint) = error.hint() {
            self.remark(&format!("hint: {hint}"));
        }
        error.exit()
    }
}

/// Whether a reader has gone away.
pub(crate) fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
