//! Progress on standard error, for what lasts.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::io::Io;

/// A sign of life that clears itself when dropped; nothing where nobody
/// watches.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Work of which the end is not known.
    pub(crate) fn spinner(io: &Io<'_>, what: impl Into<String>) -> Self {
        let bar = if io.watched { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        bar.set_message(what.into());
        // What is over within a moment shows nothing.
        bar.enable_steady_tick(Duration::from_millis(500));
        Self(bar)
    }

    /// Work of so many steps.
    pub(crate) fn steps(io: &Io<'_>, what: impl Into<String>, steps: u64) -> Self {
        let bar = if io.watched { ProgressBar::new(steps) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(what.into());
        Self(bar)
    }

    /// Says what is being done now.
    pub(crate) fn say(&self, what: impl Into<String>) {
        self.0.set_message(what.into());
    }

    /// One step is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
