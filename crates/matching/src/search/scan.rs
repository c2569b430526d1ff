//! Looks a profile's way through the needs, giving each up as early as it
//! can.

use std::cmp::Reverse;

use super::answers::{Answers, Asker};
use super::best::{Best, Row, Standing};
use super::index::Index;
use super::run::{Asked, Common, Run, Stand};
use crate::profile::Profile;
use crate::rule::{reaches, reaches_all, tier_of};
use crate::verdict::Tier;

/// The most that a thousandth of the weight can give.
const FULL: u32 = 100;

/// A run that is worth a look.
struct Open<'a> {
    run: &'a Run,
    /// The best tier that a need in it can have.
    tier: Tier,
    /// Whether reach differs from need to need.
    is_measured: bool,
}

/// One profile on its way through the index.
pub(super) struct Scan<'a, 'n> {
    index: &'a Index<'a, 'n>,
    asker: Asker<'a, 'n>,
    answers: &'a mut Answers,
    /// The worst tier that belongs in a list.
    last: Tier,
}

impl<'a, 'n> Scan<'a, 'n> {
    pub(super) fn new(
        index: &'a Index<'a, 'n>,
        profile: &'a Profile<'a>,
        answers: &'a mut Answers,
        last: Tier,
    ) -> Self {
        answers.forget();
        let asker = Asker { matcher: index.matcher, questions: &index.questions, profile };
        Self { index, asker, answers, last }
    }

    /// The profile's own list.
    pub(super) fn list(mut self, top: usize) -> Best {
        let mut best = Best::new(top);
        let has_wishes = self.asker.profile.wishes.are_ranked();
        for open in self.open() {
            if best.worst().is_some_and(|worst| open.tier > worst.0) {
                break;
            }
            for (stand, asked) in open.run.needs() {
                let wish = |scan: &Self| match has_wishes {
                    true => scan.asker.profile.wishes.rank(scan.index.at(stand.need)),
                    false => u32::MAX,
                };
                let number = (stand.number, stand.need);
                let found = self.weigh(&open, (stand, asked), (best.worst(), wish), number);
                found.into_iter().for_each(|row| best.offer(row));
            }
        }
        best
    }

    /// Offers the profile to every need's list; `number` is its own in the
    /// order of ids, and its place.
    pub(super) fn offer(mut self, lists: &mut [Best], number: (u64, u32)) {
        for open in self.open() {
            for (stand, asked) in open.run.needs() {
                let list = &mut lists[stand.need as usize];
                let found = self.weigh(&open, (stand, asked), (list.worst(), |_| 0), number);
                found.into_iter().for_each(|row| list.offer(row));
            }
        }
    }

    /// The runs that may hold something, best tier first.
    fn open(&mut self) -> Vec<Open<'a>> {
        let mut all = Vec::new();
        for (municipality, runs) in &self.index.municipalities {
            let reach = municipality.map(|place| reaches_all(place, self.asker.profile));
            let is_measured = reach == Some(None);
            let reached = reach.flatten().map_or(Tier::Ready, tier_of);
            if reached > self.last {
                continue;
            }
            for (common, run) in runs {
                let tier = reached.max(self.gate(common));
                if tier <= self.last {
                    all.push(Open { run, tier, is_measured });
                }
            }
        }
        all.sort_by_key(|open| open.tier);
        all
    }

    fn gate(&mut self, common: &Common) -> Tier {
        let mut tier = if common.is_confirmed { Tier::Ready } else { Tier::ToClarify };
        for &question in &common.gates {
            tier = tier.max(self.answers.get(self.asker, question).tier);
        }
        tier
    }

    /// The row of a pair, unless it stands behind `worst` or does not belong
    /// in a list.
    fn weigh(
        &mut self,
        open: &Open<'_>,
        (stand, asked): (&Stand, &[Asked]),
        (worst, wish): (Option<Standing>, impl FnOnce(&Self) -> u32),
        (number, other): (u64, u32),
    ) -> Option<Row> {
        let last = worst.map_or(self.last, |worst| worst.0);
        let (musts, scored) = asked.split_at(stand.musts as usize);
        let tier = self.tier(open, (stand, musts), last)?;
        let wish = wish(self);
        // Only where nothing better decides is there a score to reach.
        let least = worst.filter(|worst| (tier, wish) >= (worst.0, worst.1));
        if least.is_some_and(|worst| wish > worst.1) {
            return None;
        }
        let score = self.score(scored, least.map_or(0, |worst| worst.2.0))?;
        let standing = (tier, wish, Reverse(score), number, other);
        let profile = self.asker.profile;
        if worst.is_some_and(|worst| standing > worst)
            || profile.wishes.refuse(self.index.at(stand.need))
        {
            return None;
        }
        let after = |asked: &Asked| {
            asked.weight * u32::from(self.answers.get(self.asker, asked.question).after)
        };
        Some(Row { standing, score_after: scored.iter().map(after).sum() })
    }

    /// The tier of a pair, unless it is worse than `last`.
    fn tier(
        &mut self,
        open: &Open<'_>,
        (stand, musts): (&Stand, &[Asked]),
        last: Tier,
    ) -> Option<Tier> {
        let profile = self.asker.profile;
        let mut tier = open.tier;
        if let Some(day) = stand.start {
            let from = profile.participant.available_from;
            tier = tier.max(tier_of(from.map(|from| from <= day)));
        }
        for must in musts {
            if tier > last {
                return None;
            }
            tier = tier.max(self.answers.get(self.asker, must.question).tier);
        }
        if tier > last {
            return None;
        }
        if let Some(place) = stand.place.filter(|_| open.is_measured) {
            tier = tier.max(tier_of(reaches(&place, profile)));
        }
        (tier <= last).then_some(tier)
    }

    /// The score, unless it cannot come to `least`.
    fn score(&mut self, scored: &[Asked], least: u32) -> Option<u32> {
        // What there would be if everything that is left were covered.
        let mut most = scored.iter().map(|asked| asked.weight * FULL).sum::<u32>();
        for asked in scored {
            let coverage = self.answers.get(self.asker, asked.question).coverage;
            most -= asked.weight * (FULL - u32::from(coverage));
            if most < least {
                return None;
            }
        }
        Some(most)
    }
}
