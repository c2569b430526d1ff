//! Which wishes go together.

use super::limit::Bounds;
use super::search::{Effort, TooHard, find};
use super::wish::Week;

/// Answers whether a set of wishes can be met, and learns from each answer:
/// what is too much stays so with more, and what can be can be with less.
pub(super) struct Oracle<'w, 'e> {
    pub(super) week: &'w Week,
    pub(super) bounds: Bounds,
    pub(super) effort: &'e mut Effort,
    impossible: Vec<u32>,
    possible: Vec<u32>,
}

impl<'w, 'e> Oracle<'w, 'e> {
    pub(super) fn new(week: &'w Week, bounds: Bounds, effort: &'e mut Effort) -> Self {
        Self { week, bounds, effort, impossible: Vec::new(), possible: Vec::new() }
    }

    /// Whether a set of wishes can be met.
    pub(super) fn can(&mut self, set: u32) -> Result<bool, TooHard> {
        if self.impossible.iter().any(|known| known & !set == 0) {
            return Ok(false);
        }
        if self.possible.iter().any(|known| set & !known == 0) {
            return Ok(true);
        }
        if self.ask(set)? {
            return Ok(true);
        }
        self.learn(set)?;
        Ok(false)
    }

    fn ask(&mut self, set: u32) -> Result<bool, TooHard> {
        let can = find(self.week, set, self.bounds, self.effort)?.is_some();
        if can {
            self.possible.push(set);
        }
        Ok(can)
    }

    /// Takes away from a set what is not needed for it to be impossible.
    fn learn(&mut self, set: u32) -> Result<(), TooHard> {
        let mut core = set;
        for at in 0..self.week.wishes.len() {
            let less = core & !(1 << at);
            let known = self.possible.iter().any(|known| less & !known == 0);
            if less != core && !known && !self.ask(less)? {
                core = less;
            }
        }
        self.impossible.push(core);
        Ok(())
    }
}
