//! Looks a profile's way through the needs, giving each up as early as it
//! can.

use std::cmp::Reverse;

use super::answers::{Answers, Asker};
use super::best::{Best, Row, Standing};
use super::index::Index;
use super::postings::{Chance, Chances};
use super::run::{Asked, FULL, Head, Run, Stand};
use crate::profile::Profile;
use crate::rule::{reaches, reaches_all, tier_of};
use crate::verdict::Tier;

/// What a thread works with, profile after profile.
pub(super) struct Workspace {
    answers: Answers,
    chances: Chances,
    /// The best tier behind each set of gates.
    gates: Vec<Tier>,
}

impl Workspace {
    pub(super) fn new(index: &Index<'_, '_>) -> Self {
        Self {
            answers: Answers::new(index.questions.len()),
            chances: Chances::new(index),
            gates: Vec::new(),
        }
    }
}

/// A run that is worth a look.
struct Open<'a> {
    run: &'a Run,
    /// The best tier that a need in it can have.
    tier: Tier,
    /// Whether reach differs from need to need.
    is_measured: bool,
}

/// The points that a need in a run must be able to get to have a chance:
/// more than any where it has none.
struct Bar {
    /// Where every open must of the need is touched.
    touched: u32,
    /// Where some is not, so that there is something to clarify at best.
    untouched: u32,
}

impl Bar {
    /// `tier` and `wish` are the best that there can be in the run.
    fn new(tier: Tier, wish: u32, worst: Option<Standing>) -> Self {
        let least = |tier| match worst {
            Some(worst) if (tier, wish) > (worst.0, worst.1) => u32::MAX,
            Some(worst) if (tier, wish) == (worst.0, worst.1) => worst.2.0,
            _ => 0,
        };
        Self { touched: least(tier), untouched: least(tier.max(Tier::ToClarify)) }
    }

    /// Whether a need has a chance, going by what the profile's claims touch.
    fn is_met(&self, head: Head, chance: Chance) -> bool {
        let is_touched = chance.musts() >= head.open_musts;
        let least = if is_touched { self.touched } else { self.untouched };
        chance.points() + head.free >= least
    }
}

/// One profile on its way through the index.
pub(super) struct Scan<'a, 'n> {
    index: &'a Index<'a, 'n>,
    asker: Asker<'a, 'n>,
    with: &'a mut Workspace,
    /// The worst tier that belongs in a list.
    last: Tier,
}

impl<'a, 'n> Scan<'a, 'n> {
    pub(super) fn new(
        index: &'a Index<'a, 'n>,
        profile: &'a Profile<'a>,
        with: &'a mut Workspace,
        last: Tier,
    ) -> Self {
        with.answers.forget();
        with.chances.work_out(index, profile);
        let asker = Asker { matcher: &index.matcher, questions: &index.questions, profile };
        Self { index, asker, with, last }
    }

    /// The profile's own list.
    pub(super) fn list(mut self, top: usize) -> Best {
        let mut best = Best::new(top);
        for open in self.open() {
            if best.worst().is_some_and(|worst| open.tier > worst.0) {
                break;
            }
            let mut bar = Bar::new(open.tier, u32::MAX, best.worst());
            for (at, head) in open.run.heads.iter().enumerate() {
                let chance = self.with.chances.get(head.need);
                // Most needs answer no wish, and are behind those that do.
                if !chance.is_wished() && !bar.is_met(*head, chance) {
                    continue;
                }
                let wish = |scan: &Self| match chance.is_wished() {
                    true => scan.asker.profile.wishes.rank(scan.index.at(head.need)),
                    false => u32::MAX,
                };
                let place = self.index.place_of[head.need as usize];
                let other = (open.run.get(at).0.number, place);
                if let Some(row) = self.weigh(&open, (at, head.need), (best.worst(), wish), other) {
                    best.offer(row);
                    bar = Bar::new(open.tier, u32::MAX, best.worst());
                }
            }
        }
        best
    }

    /// Offers the profile to every need's list; `number` is its own in the
    /// order of ids, and its place.
    pub(super) fn offer(mut self, lists: &mut [Best], number: (u64, u32)) {
        for open in self.open() {
            for (at, head) in open.run.heads.iter().enumerate() {
                let list = &mut lists[head.need as usize];
                let bar = Bar::new(open.tier, 0, list.worst());
                if !bar.is_met(*head, self.with.chances.get(head.need)) {
                    continue;
                }
                let found = self.weigh(&open, (at, head.need), (list.worst(), |_| 0), number);
                found.into_iter().for_each(|row| list.offer(row));
            }
        }
    }

    /// The runs that may hold something, best tier first.
    fn open(&mut self) -> Vec<Open<'a>> {
        self.answer_gates();
        let mut all = Vec::new();
        for (municipality, runs) in &self.index.municipalities {
            let reach = municipality.map(|place| reaches_all(place, self.asker.profile));
            let is_measured = reach == Some(None);
            let reached = reach.flatten().map_or(Tier::Ready, tier_of);
            if reached > self.last {
                continue;
            }
            for (gates, run) in runs {
                let tier = reached.max(self.with.gates[*gates as usize]);
                if tier <= self.last {
                    all.push(Open { run, tier, is_measured });
                }
            }
        }
        all.sort_by_key(|open| open.tier);
        all
    }

    fn answer_gates(&mut self) {
        let Workspace { answers, gates, .. } = &mut *self.with;
        gates.clear();
        for (best, questions) in &self.index.gates {
            let tiers = questions.iter().map(|gate| answers.get(self.asker, *gate).tier);
            gates.push(tiers.fold(*best, Tier::max));
        }
    }

    /// The row of a pair, unless it stands behind `worst` or does not belong
    /// in a list.
    fn weigh(
        &mut self,
        open: &Open<'_>,
        (at, need): (usize, u32),
        (worst, wish): (Option<Standing>, impl FnOnce(&Self) -> u32),
        (number, other): (u64, u32),
    ) -> Option<Row> {
        let last = worst.map_or(self.last, |worst| worst.0);
        let (stand, musts, scored) = open.run.get(at);
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
        if worst.is_some_and(|worst| standing > worst) || profile.wishes.refuse(self.index.at(need))
        {
            return None;
        }
        let after = |asked: &Asked| {
            asked.weight * u32::from(self.with.answers.get(self.asker, asked.question).after)
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
            tier = tier.max(self.with.answers.get(self.asker, must.question).tier);
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
            let coverage = self.with.answers.get(self.asker, asked.question).coverage;
            most -= asked.weight * (FULL - u32::from(coverage));
            if most < least {
                return None;
            }
        }
        Some(most)
    }
}
