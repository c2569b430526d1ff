//! One profile's answers, each found when it is first asked for.

use super::question::{Outcome, QuestionId, Questions};
use crate::matcher::Matcher;
use crate::profile::Profile;
use crate::verdict::Tier;

/// The answers of one profile at a time. Beginning with another profile
/// forgets them at no cost.
pub(super) struct Answers {
    cells: Vec<Cell>,
    /// Which profile cells must be from to count.
    turn: u32,
}

#[derive(Clone, Copy)]
struct Cell {
    turn: u32,
    outcome: Outcome,
}

impl Answers {
    pub(super) fn new(questions: usize) -> Self {
        let nothing = Outcome { coverage: 0, after: 0, tier: Tier::NotEligible };
        Self { cells: vec![Cell { turn: 0, outcome: nothing }; questions], turn: 0 }
    }

    /// Forgets everything, for another profile.
    pub(super) fn forget(&mut self) {
        if self.turn == u32::MAX {
            self.cells.iter_mut().for_each(|cell| cell.turn = 0);
            self.turn = 0;
        }
        self.turn += 1;
    }

    pub(super) fn get(&mut self, asker: Asker<'_, '_>, question: QuestionId) -> Outcome {
        let cell = &mut self.cells[question as usize];
        if cell.turn != self.turn {
            let outcome = asker.questions.outcome(asker.matcher, question, asker.profile);
            *cell = Cell { turn: self.turn, outcome };
        }
        cell.outcome
    }
}

/// Whom to ask, and by which rules.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a, 'n> {
    pub(super) matcher: &'a Matcher<'a>,
    pub(super) questions: &'a Questions<'n>,
    pub(super) profile: &'a Profile<'a>,
}
