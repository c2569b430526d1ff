//! How likely each pair of a round leads to employment, by a learnt model.

use etablera_matching::assignment::Instance;
use etablera_matching::outcome::Features;
use etablera_matching::strategy::Chances;
use etablera_matching::surplus::Chance;
use etablera_matching::{Matcher, PreparedNeed, Profile};

use super::draft::PlanError;
use crate::office::LearntModel;
use crate::shortlist::Pool;

/// How likely each pair of an instance leads to employment, in the order of
/// its edges. Participants and needs are numbered by their places in the pool.
///
/// # Errors
///
/// When a record names a concept that the taxonomy does not have, or the
/// counts of the model make no chance.
pub fn chances(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    (instance, learnt): (&Instance, &LearntModel),
) -> Result<Chances, PlanError> {
    let (needs, profiles) = pool.prepare(matcher)?;
    let kinds = learnt.kinds()?;
    let earlier = pool.needs.iter().map(|need| kinds.earlier(need));
    let earlier: Vec<Chance> = earlier.collect::<Result<_, _>>()?;
    let chance = |(participant, at): (usize, u32)| {
        let at = at as usize;
        let (need, profile): (&PreparedNeed<'_>, &Profile<'_>) =
            (&needs[at], &profiles[participant]);
        let judgement = matcher.judge(need, profile);
        let features = Features::of(need, profile, &judgement, Some(&earlier[at]));
        learnt.model.chance(&features)
    };
    Ok(Chances::new(instance.pairs().map(|(person, edge)| chance((person, edge.need)))))
}
