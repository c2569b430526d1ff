//! From what the claims amount to, to a verdict: the same way for all kinds.

use std::num::NonZeroU8;

use etablera_domain::{Rung, Strength};

use super::{Assessment, Context, State, assess};
use crate::prepare::{PreparedLearning, PreparedRequirement};
use crate::profile::Profile;
use crate::verdict::Verdict;

/// A verdict, and the coverage there could be after training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) verdict: Verdict,
    pub(crate) coverage_after: u8,
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
    let verdict = match NonZeroU8::new(coverage) {
        Some(coverage) => Verdict::Met { coverage },
        None => not_met(asked, assessment.state, start),
    };
    Decision { verdict, coverage_after: after }
}

fn not_met(asked: &PreparedRequirement<'_>, state: State, start: Option<Start>) -> Verdict {
    let known_to_lack = matches!(state, State::Short | State::No);
    match (&asked.learning, start) {
        (Some(way), Some(Start::Can)) => {
            Verdict::Learnable { by: way.by.clone(), ask_first: !known_to_lack }
        }
        (Some(_), Some(Start::Unknown)) => Verdict::Unknown,
        _ if known_to_lack => Verdict::Unmet,
        _ => Verdict::Unknown,
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
