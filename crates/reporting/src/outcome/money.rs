//! What a result costs, and who pays.
//!
//! The rate at which the Union pays and the financing that a project must find
//! itself are two numbers of a decision. Neither follows from the other: part
//! of the rest may be paid by others. So they are two types, and what they
//! come to are two more, that nothing adds.

use serde::Serialize;

use super::proof::Measure;

/// An amount in öre, hundredths of a krona.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ore(pub u64);

/// The number is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` hundredths of a per cent is not a rate: expected at most 10000")]
pub struct RateError(u16);

/// A share of an amount, in hundredths of a per cent: 40 % is 4000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u16);

impl Rate {
    /// At most 10 000.
    ///
    /// # Errors
    ///
    /// When it is more than the whole.
    pub fn new(hundredths: u16) -> Result<Self, RateError> {
        if hundredths <= 10_000 { Ok(Self(hundredths)) } else { Err(RateError(hundredths)) }
    }

    /// In hundredths of a per cent.
    #[must_use]
    pub fn hundredths(self) -> u16 {
        self.0
    }

    /// The part of an amount, to the nearest öre, half an öre up.
    fn of(self, amount: Ore) -> Ore {
        let part = u128::from(amount.0) * u128::from(self.0) + 5_000;
        // A part is no more than the whole, which fits.
        Ore(u64::try_from(part / 10_000).unwrap_or(u64::MAX))
    }
}

/// The rate at which the Union pays (unionens medfinansieringsgrad).
///
/// ```compile_fail
/// use etablera_reporting::outcome::{OwnRequirement, Rate, UnionRate};
///
/// let union = UnionRate(Rate::new(4000).unwrap());
/// let own: OwnRequirement = union;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnionRate(pub Rate);

/// The share that the project must find itself (krav på egen medfinansiering).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnRequirement(pub Rate);

/// What the Union pays of an amount.
///
/// ```compile_fail
/// use etablera_reporting::outcome::{Ore, OwnPart, OwnRequirement, Rate, UnionPart, UnionRate};
///
/// let rate = Rate::new(4000).unwrap();
/// let (union, own) = (UnionRate(rate).of(Ore(100)), OwnRequirement(rate).of(Ore(100)));
/// let all = union + own;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct UnionPart(pub Ore);

/// What the project must find itself of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OwnPart(pub Ore);

impl UnionRate {
    /// What the Union pays of an amount, to the nearest öre.
    #[must_use]
    pub fn of(self, amount: Ore) -> UnionPart {
        UnionPart(self.0.of(amount))
    }
}

impl OwnRequirement {
    /// What the project must find itself, to the nearest öre.
    #[must_use]
    pub fn of(self, amount: Ore) -> OwnPart {
        OwnPart(self.0.of(amount))
    }
}

/// What one of those counted cost, to the nearest öre, half an öre up; `None`
/// if nobody is counted. All of the cost is put on them: it is no claim that
/// the others cost nothing.
#[must_use]
pub fn cost_per_result(cost: Ore, results: &Measure) -> Option<Ore> {
    cost_per(cost, results.yes.len())
}

/// What one of so many cost, by the same rule.
#[must_use]
pub fn cost_per(cost: Ore, results: usize) -> Option<Ore> {
    let results = u64::try_from(results).unwrap_or(u64::MAX);
    let half = results / 2;
    (results > 0).then(|| Ore(cost.0 / results + u64::from(cost.0 % results >= results - half)))
}
