//! Plans that nobody would leave.

use super::{Proof, Refusal, Round, Solution, Strategy};
use crate::assignment::{Limit, Preferences};
use crate::stability::{Lists, Side};

/// Deferred acceptance: no participant and need would both rather have each
/// other.
///
/// Uses the round's preferences, or the scores where there are none; see
/// [`crate::stability`] for ties. A limit on one need alone is so many seats;
/// one that cannot be reached is kept; any other is refused.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stable {
    /// Who gets the best stable plan there is for them.
    pub side: Side,
}

impl Strategy for Stable {
    fn name(&self) -> &'static str {
        match self.side {
            Side::Participants => "stable",
            Side::Needs => "stable-for-needs",
        }
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let instance = round.instance();
        let seats = self.seats(round)?;
        let by_score;
        let preferences = match round.preferences() {
            Some(preferences) => preferences,
            None => {
                by_score = Preferences::by_score(instance);
                &by_score
            }
        };
        let lists = Lists::best_first(instance, preferences).with_seats(seats);
        Ok(Solution { plan: lists.settle(self.side).plan, proof: Proof::None })
    }
}

impl Stable {
    /// The seats within the limits on single needs.
    fn seats(self, round: &Round<'_>) -> Result<Vec<u32>, Refusal> {
        let mut seats = round.instance().seats().to_vec();
        let all = round.limits().map_or(&[][..], |limits| limits.all());
        for limit in all {
            if let (&[need], None) = (&limit.needs[..], limit.group) {
                let seats = &mut seats[need as usize];
                *seats = limit.most.min(*seats);
            }
        }
        for limit in all.iter().filter(|limit| limit.needs.len() != 1 || limit.group.is_some()) {
            if reachable(round, limit, &seats) > u64::from(limit.most) {
                return Err(Refusal {
                    strategy: self.name(),
                    what: format!("the limit `{}`", limit.name),
                    why: "stable plans are known within the limits of single needs only; \
                          `greedy` keeps to any"
                        .to_owned(),
                });
            }
        }
        Ok(seats)
    }
}

/// How many people a limit could ever count.
fn reachable(round: &Round<'_>, limit: &Limit, seats: &[u32]) -> u64 {
    let seats: u64 = limit.needs.iter().map(|&need| u64::from(seats[need as usize])).sum();
    let people = match (limit.group, round.groups()) {
        (None, _) => round.instance().participants(),
        (Some(_), None) => 0,
        (Some(group), Some(groups)) => groups.labels().iter().filter(|of| **of == group).count(),
    };
    seats.min(people as u64)
}
