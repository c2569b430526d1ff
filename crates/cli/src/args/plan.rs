//! The arguments of `plan`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use etablera_casework::receipt::Role;
use etablera_matching::Tier;

use super::{Format, Inputs, Language};

/// A way to choose who goes where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StrategyName {
    /// The best pair left, again and again.
    Greedy,
    /// The highest total, with prices that prove it.
    Optimal,
    /// The highest total of points × the chance of employment that `--model`
    /// gives each pair.
    Expected,
    /// Most people, and then the highest total, with prices that prove it.
    MostPlaced,
    /// Deferred acceptance: no pair would both rather have each other.
    Stable,
    /// The same, best for the needs.
    StableForNeeds,
    /// Points per member as even over the groups as can be.
    Fair,
    /// Places as even over the groups as can be.
    FairPlaces,
    /// In the order of the file, each the best pair left.
    FirstCome,
    /// At random, the same for the same seed.
    Random,
}

/// How far down the pairs of a round go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tiers {
    /// Every must is met.
    Ready,
    /// Every must is met or can be learnt in time.
    Trainable,
    /// No must is known to be unmet.
    ToClarify,
}

impl From<Tiers> for Tier {
    fn from(tiers: Tiers) -> Self {
        match tiers {
            Tiers::Ready => Self::Ready,
            Tiers::Trainable => Self::Trainable,
            Tiers::ToClarify => Self::ToClarify,
        }
    }
}

impl Tiers {
    /// Down to this tier; a round has no pairs that are not eligible.
    pub(crate) fn down_to(tier: Tier) -> Option<Self> {
        match tier {
            Tier::Ready => Some(Self::Ready),
            Tier::Trainable => Some(Self::Trainable),
            Tier::ToClarify => Some(Self::ToClarify),
            Tier::NotEligible => None,
        }
    }
}

/// The tables that `plan` reads and writes.
pub(super) const TABLES: &str = "\
Tables are comma-separated values with a header, plain or gzip;
columns may stand in any order.
  override: participant,need,reason
      what people have decided: a need pins the participant to it, a
      need after a `-` bars them from it, and none keeps them out; the
      reason is required and kept in the plan; `fair` and `fair-places`
      refuse pins, which would not count for their groups
  limits: employer,most
      at most so many people at an employer, whose id names the limit
  limits: limit,most,need
      one row a need: at most so many people in these needs together
  groups: participant,group
      one row a participant, for `--strategy fair`
  prices: need,price
      as `etablera assign` writes them

A plan is a proposal. Participants prefer the better tier, then the
earlier wish, then the higher score; needs the better tier and then the
higher score. First come are those who stand first in the file.
";

/// The tables that a round is planned with, which its receipt names.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct RoundTables {
    /// What people have decided already: `participant,need,reason`.
    #[arg(long = "override", value_name = "FILE")]
    pub(crate) overrides: Option<PathBuf>,
    /// Limits beyond the seats: `employer,most` or `limit,most,need`.
    #[arg(long, value_name = "FILE")]
    pub(crate) limits: Option<PathBuf>,
    /// A label on each participant: `participant,group`.
    #[arg(long, value_name = "FILE")]
    pub(crate) groups: Option<PathBuf>,
    /// A learnt model, for `--strategy expected`.
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
}

impl RoundTables {
    /// Those that are given.
    pub(crate) fn given(&self) -> impl Iterator<Item = (Role, &Path)> {
        let Self { overrides, limits, groups, model } = self;
        let all = [
            (Role::Override, overrides),
            (Role::Limits, limits),
            (Role::Groups, groups),
            (Role::Model, model),
        ];
        all.into_iter().filter_map(|(role, file)| Some((role, file.as_deref()?)))
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Plan {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// How the plan is chosen.
    #[arg(long, value_enum, default_value_t = StrategyName::Optimal)]
    pub(crate) strategy: StrategyName,
    /// How far down the pairs go; what a participant refuses is never a pair.
    #[arg(long, value_enum, default_value_t = Tiers::Trainable)]
    pub(crate) tiers: Tiers,
    /// Only why PARTICIPANT does or does not go to NEED, or to each need that
    /// is possible.
    #[arg(long, value_name = "PARTICIPANT[:NEED]")]
    pub(crate) why: Option<String>,
    #[command(flatten)]
    pub(crate) tables: RoundTables,
    /// What tells one random plan from another.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Where the answer is written [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Where the summary is written, JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    /// Where prices that prove the plan are written.
    #[arg(long, value_name = "FILE")]
    pub(crate) prices: Option<PathBuf>,
    /// Threads; the answer does not depend on it [default: as many as there
    /// are processors].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// The language of the texts.
    #[arg(long, value_enum, default_value_t = Language::Sv)]
    pub(crate) language: Language,
    /// Where the receipt is written, for `etablera replay`; the answer then
    /// has no colours.
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt: Option<PathBuf>,
}
