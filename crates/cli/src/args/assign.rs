//! The arguments of `assign`.

use std::path::PathBuf;

use clap::Subcommand;

use super::plan::StrategyName;

/// What `assign` reads, and the forms of the tables.
const TABLES: &str = "\
Tables are comma-separated values with a header, plain or gzip;
columns may stand in any order.
  edges: participant,need,score
      pairs that are possible, with whole points
  seats: need,seats
      0 seats are for nobody
  preferences: side,id,other,rank
      side is `participant` or `need`; a smaller rank is liked better,
      equal ranks equally; who has no row ranks by score, who has one
      accepts only those in the list
  groups: participant,group
      one row a participant
  limits: limit,most,group,need
      one row a need: at most so many people in these needs together;
      of one group only, or of all where it is empty
  plan: participant,need,score
      by participant; who has no seat has no row
  prices: need,price
      points a seat; a plan is proven where everybody goes where they
      gain most after paying, and only what is full costs anything;
      with limits, or most people placed first, a third column `limit`
      names the limit that a price is of, and the row without need and
      limit is what each pair gets first
";

/// The tables of a problem.
#[derive(Debug, clap::Args)]
pub(crate) struct AssignTables {
    /// Possible pairs: `participant,need,score`.
    #[arg(long, value_name = "FILE")]
    pub(crate) edges: PathBuf,
    /// Seats: `need,seats`.
    #[arg(long, value_name = "FILE")]
    pub(crate) seats: PathBuf,
    /// What each side would rather have: `side,id,other,rank`.
    #[arg(long, value_name = "FILE")]
    pub(crate) preferences: Option<PathBuf>,
    /// A label on each participant: `participant,group`.
    #[arg(long, value_name = "FILE")]
    pub(crate) groups: Option<PathBuf>,
    /// Limits beyond the seats: `limit,most,group,need`.
    #[arg(long, value_name = "FILE")]
    pub(crate) limits: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = TABLES
)]
pub(crate) struct Assign {
    #[command(subcommand)]
    pub(crate) command: Option<AssignCommand>,
    #[command(flatten)]
    pub(crate) tables: Option<AssignTables>,
    #[command(flatten)]
    pub(crate) solve: Option<AssignSolve>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AssignCommand {
    /// Whether a plan is the best there is, as its prices say.
    ///
    /// Exits with 0 where it is proven, and with 1 and what is wrong where
    /// it is not.
    #[command(after_help = TABLES)]
    Verify(AssignVerify),
}

#[derive(Debug, clap::Args)]
pub(crate) struct AssignSolve {
    /// How the plan is chosen.
    #[arg(long, value_enum)]
    pub(crate) strategy: StrategyName,
    /// What tells one random plan from another.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Where prices that prove the plan are written.
    #[arg(long, value_name = "FILE")]
    pub(crate) prices: Option<PathBuf>,
    /// Where the summary is written, JSON [default: standard error].
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    /// Where the plan is written [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AssignVerify {
    #[command(flatten)]
    pub(crate) tables: AssignTables,
    /// The plan: `participant,need,score`.
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: PathBuf,
    /// Its prices: `need,price`.
    #[arg(long, value_name = "FILE")]
    pub(crate) prices: PathBuf,
}
