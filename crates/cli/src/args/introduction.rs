//! The arguments of `etablera introduction`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;
use etablera_domain::event::Code;

use super::casework::{Said, Verb};
use super::{Format, day};

#[derive(Debug, Subcommand)]
pub(crate) enum Introduction {
    /// Competence plans: what is due, late or incomplete, and what one person
    /// alone can.
    Plans(IntroductionPlans),
    /// The introduction of a colleague in the store: each item with its day,
    /// and who signed.
    Show(Verb),
    /// Signs that an item is done: `item`.
    Sign(Verb),
    /// Signs for the other side, as the colleague or the mentor does: `item`.
    Countersign(Verb),
    /// What introductions take of mentors, and how solid they are: `limit`, the
    /// minutes a week above which somebody has too much.
    Load(Said),
}

#[derive(Debug, clap::Args)]
pub(crate) struct IntroductionPlans {
    /// The plans, JSON Lines.
    pub(crate) file: PathBuf,
    /// The day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: NaiveDate,
    /// Only of this unit.
    #[arg(long)]
    pub(crate) unit: Option<Code>,
    /// How the answer is written; CSV has what is to be seen to.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}
