//! What a model may know of a pair: a closed list.

use serde::{Deserialize, Serialize};

/// One thing that a model knows of a pair.
///
/// The list is closed, and files that name anything else are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// The share of the points that is met, 0 to 1.
    PointsMet,
    /// The share of the points that training would add, 0 to 1.
    PointsLearnable,
    /// The share of the weights of which nobody knows, 0 to 1.
    PointsUnknown,
    /// 1 where the tier is trainable.
    Trainable,
    /// 1 where the tier is to clarify.
    ToClarify,
    /// 1 where the tier is not eligible, and somebody pinned the pair.
    NotEligible,
    /// The share of the musts that is met, 0 to 1; 1 where there are none.
    MustsMet,
    /// The mean coverage of the musts that are met, 0 to 1; 1 where there are
    /// none.
    MustCoverage,
    /// The least margin over the languages that the need asks for, in steps
    /// of the CEFR, −5 to 5; 0 where it asks for none or no level is known.
    LanguageMargin,
    /// The share of the languages asked for of which no level is known, 0 to
    /// 1.
    LanguageUnknown,
    /// The way to work in kilometres, at most 200; 0 where it is not known.
    Kilometres,
    /// 1 where the way to work is not known.
    KilometresUnknown,
    /// The share of the hours asked for that they can work, 0 to 1; 1 where
    /// none are asked for or it is not known.
    HoursFit,
    /// 1 where hours are asked for and nobody knows theirs.
    HoursUnknown,
    /// 1 for what they want most, 1/2 for the next, and so on; 0 where they
    /// did not wish for it.
    Wish,
    /// The mean strength of the evidence behind what is met: 0 stated, 1/3
    /// documented, 2/3 observed, 1 validated; 0 where nothing is met.
    Evidence,
    /// The log-odds of what earlier trials in the occupation and at the
    /// employer give, with shrinkage; 0 where nothing is known.
    Earlier,
}

impl Feature {
    /// Every feature, in the order of tables.
    pub const ALL: [Self; 17] = [
        Self::PointsMet,
        Self::PointsLearnable,
        Self::PointsUnknown,
        Self::Trainable,
        Self::ToClarify,
        Self::NotEligible,
        Self::MustsMet,
        Self::MustCoverage,
        Self::LanguageMargin,
        Self::LanguageUnknown,
        Self::Kilometres,
        Self::KilometresUnknown,
        Self::HoursFit,
        Self::HoursUnknown,
        Self::Wish,
        Self::Evidence,
        Self::Earlier,
    ];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PointsMet => "points_met",
            Self::PointsLearnable => "points_learnable",
            Self::PointsUnknown => "points_unknown",
            Self::Trainable => "trainable",
            Self::ToClarify => "to_clarify",
            Self::NotEligible => "not_eligible",
            Self::MustsMet => "musts_met",
            Self::MustCoverage => "must_coverage",
            Self::LanguageMargin => "language_margin",
            Self::LanguageUnknown => "language_unknown",
            Self::Kilometres => "kilometres",
            Self::KilometresUnknown => "kilometres_unknown",
            Self::HoursFit => "hours_fit",
            Self::HoursUnknown => "hours_unknown",
            Self::Wish => "wish",
            Self::Evidence => "evidence",
            Self::Earlier => "earlier",
        }
    }

    /// The feature of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.name() == name)
    }

    /// Its place in [`Feature::ALL`].
    #[must_use]
    pub(super) fn at(self) -> usize {
        self as usize
    }
}

/// A value that is no number.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("`{feature}` is {value}: expected a finite number", feature = feature.name())]
pub struct NotFinite {
    /// Of which feature.
    pub feature: Feature,
    /// The value given.
    pub value: f64,
}

/// What a model knows of a pair: one finite number a [`Feature`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Features(pub(super) [f64; Feature::ALL.len()]);

impl Features {
    /// The same with one feature as given, for what is not read off a pair.
    ///
    /// # Errors
    ///
    /// When the value is no finite number.
    pub fn with(mut self, feature: Feature, value: f64) -> Result<Self, NotFinite> {
        if !value.is_finite() {
            return Err(NotFinite { feature, value });
        }
        // One zero, so that equal rows are equal to the bit.
        self.0[feature.at()] = value + 0.0;
        Ok(self)
    }

    /// The value of a feature.
    #[must_use]
    pub fn get(&self, feature: Feature) -> f64 {
        self.0[feature.at()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_places_are_those_of_the_list() {
        for (at, feature) in Feature::ALL.into_iter().enumerate() {
            assert_eq!(feature.at(), at);
            assert_eq!(Feature::by_name(feature.name()), Some(feature));
            let written = serde_json::to_string(&feature).unwrap();
            assert_eq!(written, format!("\"{}\"", feature.name()));
        }
        assert_eq!(Feature::by_name("age"), None);
    }

    #[test]
    fn what_is_no_number_is_no_value() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Features::default().with(Feature::Wish, value).is_err());
        }
        let message = Features::default().with(Feature::Wish, f64::NAN).unwrap_err().to_string();
        assert_eq!(message, "`wish` is NaN: expected a finite number");
    }
}
