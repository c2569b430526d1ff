//! From what the claims amount to, to a verdict: the same way for all kinds.

use std::num::NonZeroU8;

use etablera_domain::{Rung, Strength, What};

use super::{Assessment, Context, State, assess};
use crate::prepare::{PreparedLearning, PreparedRequirement};
use crate::profile::Profile;
use crate::verdict::{Tier, Verdict};

/// A verdict, and the coverage there could be after training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) ruling: Ruling,
    pub(crate) coverage_after: u8,
}

/// A verdict without its words: nothing to allocate for a pair that is only
/// ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    Met(NonZeroU8),
    Learnable { ask_first: bool },
    Unmet,
    Unknown,
}

impl Ruling {
    /// The coverage; 0 where it is not met.
    pub(crate) fn coverage(self) -> u8 {
        match self {
            Self::Met(coverage) => coverage.get(),
            Self::Learnable { .. } | Self::Unmet | Self::Unknown => 0,
        }
    }

    /// The best tier that a pair can have if this is what a must says.
    pub(crate) fn tier(self) -> Tier {
        match self {
            Self::Met(_) => Tier::Ready,
            Self::Learnable { .. } => Tier::Trainable,
            Self::Unknown => Tier::ToClarify,
            Self::Unmet => Tier::NotEligible,
        }
    }

    /// The same in full, for the requirement it is about.
    pub(crate) fn verdict(self, asked: &PreparedRequirement<'_>) -> Verdict {
        match (self, &asked.learning) {
            (Self::Met(coverage), _) => Verdict::Met { coverage },
            (Self::Learnable { ask_first }, Some(way)) => {
                Verdict::Learnable { by: way.by.clone(), ask_first }
            }
            (Self::Unmet, _) => Verdict::Unmet,
            // Only what has a way to learn is ruled learnable.
            (Self::Unknown | Self::Learnable { .. }, _) => Verdict::Unknown,
        }
    }
}

/// Whether somebody can begin to learn it, going by what they surely have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Can,
    Cannot,
    /// Depends on an answer nobody has.
    Unknown,
}

pub(crate) fn decide(
    context: Context<'_>,
    asked: &PreparedRequirement<'_>,
    assessment: &Assessment,
    profile: &Profile<'_>,
) -> Decision {
    let coverage = match asked.requirement.strength {
        Strength::Must if assessment.is_met(context.parameters) => assessment.proven,
        Strength::Must => 0,
        Strength::Should(_) => assessment.coverage,
    };
    let start = asked.learning.as_ref().map(|way| start(context, way, assessment.rung, profile));
    let after = match start {
        Some(Start::Can) => coverage.max(context.parameters.after_training()),
        _ => coverage,
    };
    let ruling = match NonZeroU8::new(coverage) {
        Some(coverage) => Ruling::Met(coverage),
        None => not_met(assessment.state, start),
    };
    Decision { ruling, coverage_after: after }
}

fn not_met(state: State, start: Option<Start>) -> Ruling {
    let known_to_lack = matches!(state, State::Short | State::No);
    match start {
        Some(Start::Can) => Ruling::Learnable { ask_first: !known_to_lack },
        Some(Start::Unknown) => Ruling::Unknown,
        _ if known_to_lack => Ruling::Unmet,
        _ => Ruling::Unknown,
    }
}

/// Whether learning can begin: from the level it starts at, and with every
/// prerequisite of its module.
fn start(
    context: Context<'_>,
    way: &PreparedLearning<'_>,
    rung: Option<Rung>,
    profile: &Profile<'_>,
) -> Start {
    if way.from.is_some_and(|from| rung.is_none_or(|rung| rung < from)) {
        return Start::Cannot;
    }
    let mut all = Start::Can;
    for (what, terms) in &way.prerequisites {
        let found = assess(context, what, terms, profile);
        match found.state {
            _ if found.is_met(context.parameters) => {}
            State::Short | State::No => return Start::Cannot,
            _ => all = Start::Unknown,
        }
    }
    all
}

/// The prerequisites of learning that nobody has answered, where learning
/// hinges on them alone.
pub(crate) fn open_prerequisites(
    context: Context<'_>,
    asked: &PreparedRequirement<'_>,
    profile: &Profile<'_>,
) -> Vec<What> {
    let prerequisites = asked.learning.iter().flat_map(|way| &way.prerequisites);
    prerequisites
        .filter(|(what, terms)| {
            let found = assess(context, what, terms, profile);
            !found.is_met(context.parameters) && !matches!(found.state, State::Short | State::No)
        })
        .map(|(what, _)| (*what).clone())
        .collect()
}
