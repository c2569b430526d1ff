//! The arguments of reports for those who check, and of the documents that
//! describe an installation.

use std::path::PathBuf;

use clap::Subcommand;

use super::Language;
use super::casework::{Said, Verb};
use super::desk::Seat;
use super::engine::Engine;

/// A report about something that has an id.
#[derive(Debug, clap::Args)]
pub(crate) struct OfOne {
    #[command(flatten)]
    pub(crate) verb: Verb,
    /// Write the report to a file, in the form that its name ends with.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// A report about all.
#[derive(Debug, clap::Args)]
pub(crate) struct OfAll {
    #[command(flatten)]
    pub(crate) said: Said,
    /// Write the report to a file, in the form that its name ends with.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The register of receipts.
#[derive(Debug, clap::Args)]
pub(crate) struct Receipts {
    #[command(flatten)]
    pub(crate) of: OfAll,
    #[command(flatten)]
    pub(crate) engine: Engine,
}

/// A document that describes an installation.
#[derive(Debug, clap::Args)]
pub(crate) struct Described {
    /// Of the store that is named, for who may read reports there; without
    /// this, of what ships.
    #[arg(long)]
    pub(crate) in_force: bool,
    /// The rules of retention, JSON [default: those that ship, which are
    /// examples].
    #[arg(long, value_name = "FILE")]
    pub(crate) retention: Option<PathBuf>,
    /// Write it to a file, in the form that its name ends with, such as `.md`;
    /// without this, as Markdown on the screen.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t = Language::Sv)]
    pub(crate) language: Language,
    #[command(flatten)]
    pub(crate) seat: Seat,
}

/// What those ask who check.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// How people of each group are chosen in an operation, by its id:
    /// `ground` as `gender`, `age`, `foreign_background`, `third_country`,
    /// `disability` or `minority`. Small groups are hidden; what was recorded
    /// up to the end of the last whole quarter is counted.
    Impact(OfOne),
    /// How often staff decide otherwise than was proposed: `since`.
    Overrides(OfAll),
    /// What was disclosed, to which kind of recipient and on which test:
    /// `since`, and `names:=true` for each. Whoever may not be known of is left
    /// out.
    Disclosures(OfAll),
    /// What the policies refused, by action, role and policy: `since`.
    Refusals(OfAll),
    /// Which receipts there are, and whether their answers can be made again:
    /// `kind`, `after`, `limit`.
    Receipts(Receipts),
}
