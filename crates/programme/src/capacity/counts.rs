//! Chances from what happened, and stages from a template.

use etablera_domain::event::{Outcome, Stage as Kind};
use serde::Serialize;

use super::stage::{Chances, Seat, Stage, Stay, Uses};
use crate::journey::{Journey, PastStage};
use crate::template::{Held, StagePlan, Target, Template};

/// How stages of one name ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Went on.
    pub on: u32,
    /// Lasted longer than the stage is, pauses left out.
    pub extended: u32,
    /// Went back to wait for another match.
    pub again: u32,
    /// Left.
    pub leaves: u32,
    /// Ended without a decision that says where it leads, and count nowhere.
    pub unclear: u32,
}

/// Chances with what they rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// The chances.
    pub chances: Chances,
    /// How many decisions were counted.
    pub n: u32,
    /// How many the guess before them weighs as much as.
    pub weight: u32,
}

impl Counts {
    /// Counts how a stage ended in past journeys.
    #[must_use]
    pub fn of<'j, 't: 'j>(
        template: &Template,
        stage: &str,
        journeys: impl IntoIterator<Item = &'j Journey<'t>>,
    ) -> Self {
        let mut counts = Self::default();
        let Some((_, plan)) = template.stage(stage) else { return counts };
        for journey in journeys {
            for past in journey.past().iter().filter(|past| past.stage.as_str() == stage) {
                counts.add(plan, past, paused(journey, past));
            }
        }
        counts
    }

    fn add(&mut self, plan: &StagePlan, past: &PastStage, paused: i64) {
        let days = (past.end - past.start).num_days() - paused;
        let most = plan.length.map(|length| (length.last_day(past.start) - past.start).num_days());
        self.extended += u32::from(most.is_some_and(|most| days > most));
        let decided = |outcome| {
            past.reason.as_ref().and_then(|reason| plan.outcome(outcome, reason.as_str()))
        };
        let ended = decided(Outcome::Continue).or_else(|| decided(Outcome::End));
        match ended.map(|(plan, _)| (plan.outcome, plan.to)) {
            Some((Outcome::Continue, _)) => self.on += 1,
            Some((_, Target::Matching)) => self.again += 1,
            Some((_, Target::Leave)) => self.leaves += 1,
            _ => self.unclear += 1,
        }
    }

    /// How many decisions there are.
    #[must_use]
    pub fn decisions(&self) -> u32 {
        self.on + self.extended + self.again + self.leaves
    }

    /// The chances, drawn towards a guess that weighs as much as `weight`
    /// decisions: few decisions move it little. With no decisions and no
    /// weight they are the guess.
    #[must_use]
    pub fn shrunk(&self, guess: Chances, weight: u32) -> Estimate {
        let n = self.decisions();
        let counted = [self.on, self.extended, self.again, self.leaves];
        let guessed = [guess.on(), guess.extended(), guess.again(), guess.leaves()];
        let whole = u64::from(Chances::WHOLE);
        let all = u64::from(n) + u64::from(weight);
        let chances = if all == 0 {
            guess
        } else {
            // In ten-thousandths of ten-thousandths, so that nothing is lost.
            let parts: [u64; 4] = std::array::from_fn(|at| {
                u64::from(counted[at]) * whole + u64::from(weight) * u64::from(guessed[at])
            });
            let mut shares = parts.map(|part| part / all);
            // What rounding left goes to the largest rests, the earlier first.
            let mut order = [0, 1, 2, 3];
            order.sort_by_key(|at| std::cmp::Reverse(parts[*at] % all));
            let left = whole - shares.iter().sum::<u64>();
            order.iter().take(left as usize).for_each(|at| shares[*at] += 1);
            Chances::new(shares.map(|share| share as u16)).unwrap_or(guess)
        };
        Estimate { chances, n, weight }
    }
}

/// The days of a stage on which the programme rested.
fn paused(journey: &Journey<'_>, past: &PastStage) -> i64 {
    let inside = journey.pauses().iter().map(|pause| {
        let until = pause.until.map_or(past.end, |until| until.pred_opt().unwrap_or(until));
        (until.min(past.end) - pause.from.max(past.start)).num_days() + 1
    });
    inside.filter(|days| *days > 0).sum()
}

/// The stages of a template, on the way from its first one through what each
/// `continue` leads to, and the chances that `chances` has for each. An open
/// stage ends the way: it has no length to simulate.
pub fn stages(template: &Template, chances: impl Fn(&StagePlan) -> Chances) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    let mut next = template.first.first().copied();
    while let Some(plan) = next.and_then(|at| template.stages.get(at)) {
        let known = stages.iter().any(|stage| stage.id == plan.id);
        let Some(length) = plan.length.filter(|_| !known) else { break };
        stages.push(Stage {
            id: plan.id.clone(),
            stay: Stay::Fixed(length),
            extension: plan.extension,
            chances: chances(plan),
            uses: uses(template, plan),
        });
        let onward = plan.outcomes.iter().find(|one| one.outcome == Outcome::Continue);
        next = onward.and_then(|one| match one.to {
            Target::Stage(at) => Some(at),
            _ => None,
        });
    }
    stages
}

fn uses(template: &Template, plan: &StagePlan) -> Uses {
    let placed = plan.held == Held::Placement;
    let seat = match plan.kind {
        _ if !placed => Seat::None,
        Kind::Trial => Seat::Trial,
        Kind::Employment => Seat::Employment,
        Kind::Bridging | Kind::Introduction => Seat::None,
    };
    Uses { seat, supervised: placed, trains: template.training_day.is_some() }
}
