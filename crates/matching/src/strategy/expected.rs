//! What a pair is expected to come to: its points, as often as it leads to
//! employment.

use super::exact::solve;
use super::{Proof, Refusal, Round, Solution, Strategy, sealed};
use crate::assignment::{Edge, Instance, MAX_SCORE, Objective};

/// How likely each pair of a round leads to employment, in ten-thousandths.
///
/// Whole numbers, so that plans are the same everywhere: a chance is rounded
/// once, to the nearest and never below 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chances(Vec<u32>);

/// What counts as certain.
const WHOLE: f64 = 10_000.0;

impl Chances {
    /// From chances, 0 to 1, in the order of an instance's edges; what is no
    /// number counts as 0.
    #[must_use]
    pub fn new(chances: impl IntoIterator<Item = f64>) -> Self {
        // What is no number becomes 0, and is then 1 like the least.
        let whole = |chance: f64| (chance.clamp(0.0, 1.0) * WHOLE + 0.5).floor() as u32;
        Self(chances.into_iter().map(|chance| whole(chance).max(1)).collect())
    }

    /// In ten-thousandths, in the order of the edges.
    #[must_use]
    pub fn ten_thousandths(&self) -> &[u32] {
        &self.0
    }

    /// The same in the smallest whole numbers that lie to each other alike: 1
    /// each where all are equal.
    fn reduced(&self) -> Vec<u32> {
        let common = self.0.iter().fold(0, |common, chance| divisor(common, *chance));
        self.0.iter().map(|chance| chance / common.max(1)).collect()
    }
}

/// The greatest common divisor (Euclid).
fn divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// Finds the plan that is expected to come to most: points × the chance that
/// the pair leads to employment, added up.
///
/// The chances come from an [`crate::outcome::Model`] or from anywhere else;
/// the strategy knows one number a pair, and nobody. Where all chances are
/// equal the plan is that of [`super::Optimal`], with its prices, to the last tie.
/// Else the prices prove the plan on other points than the round's:
/// [`Expected::proved`] gives both. Limits and ties as in [`super::Optimal`]. Takes
/// no notice of preferences.
#[derive(Clone, Debug)]
pub struct Expected {
    chances: Chances,
}

impl Expected {
    /// With how likely each pair leads to employment.
    #[must_use]
    pub fn new(chances: Chances) -> Self {
        Self { chances }
    }

    /// The round's instance in expected points, and the best plan there with
    /// what proves it there.
    ///
    /// # Errors
    ///
    /// When the chances are another round's, or a product goes beyond
    /// [`MAX_SCORE`].
    ///
    /// # Panics
    ///
    /// Never: participants and needs are those of the round.
    pub fn proved(&self, round: &Round<'_>) -> Result<(Instance, Solution), Refusal> {
        let instance = self.weighted(round.instance())?;
        let mut weighted = Round::new(&instance);
        if let Some(groups) = round.groups() {
            weighted = weighted.with_groups(groups).expect("the same participants");
        }
        if let Some(limits) = round.limits() {
            weighted = weighted.with_limits(limits).expect("the same needs");
        }
        let solution = solve(&weighted, Objective::HighestTotal, self.name())?;
        Ok((instance, solution))
    }

    /// The same pairs in expected points.
    fn weighted(&self, instance: &Instance) -> Result<Instance, Refusal> {
        let refuse =
            |what: &str, why: String| Refusal { strategy: self.name(), what: what.to_owned(), why };
        let (found, expected) = (self.chances.0.len(), instance.edges().len());
        if found != expected {
            let why = format!("there are {found}: expected one for each of {expected} pairs");
            return Err(refuse("these chances", why));
        }
        let chances = self.chances.reduced();
        let product = |score: u32, chance: u32| {
            score.checked_mul(chance).filter(|points| *points <= MAX_SCORE)
        };
        let pairs = instance.edges().iter().zip(&chances);
        if let Some((edge, _)) = pairs.into_iter().find(|(e, c)| product(e.score, **c).is_none()) {
            let why = format!(
                "{} points, counted in ten-thousandths, go beyond {MAX_SCORE}: expected at most \
                 {}, or strategy `optimal`",
                edge.score,
                MAX_SCORE / 10_000
            );
            return Err(refuse("scores this high", why));
        }
        // Edges come in their order.
        let mut next = chances.iter();
        Ok(instance.changed(instance.seats(), |_, edge| {
            let score = next.next().and_then(|chance| product(edge.score, *chance));
            score.map(|score| Edge { score, ..edge })
        }))
    }
}

impl Strategy for Expected {
    fn name(&self) -> &'static str {
        "expected"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let (instance, solution) = self.proved(round)?;
        if instance == *round.instance() {
            return Ok(solution);
        }
        Ok(Solution { plan: solution.plan, proof: Proof::None })
    }
}

impl sealed::Sealed for Expected {}
