//! What a part is about.

use serde::Serialize;

/// What a part of the training is about: one of the eight parts of civic
/// orientation (SFS 2010:1138 3 §), or what the training day adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Coming to the country.
    Arriving,
    /// Living in it.
    Living,
    /// Supporting oneself and developing.
    Livelihood,
    /// The rights and duties of each.
    RightsAndDuties,
    /// Families, and children.
    Family,
    /// Having influence.
    Influence,
    /// Caring for one's health.
    Health,
    /// Growing old.
    Ageing,
    /// The labour market and how it works.
    LabourMarket,
    /// Values and codes at work.
    Values,
    /// Language.
    Language,
}

impl Topic {
    /// Each with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("arriving", Self::Arriving),
        ("living", Self::Living),
        ("livelihood", Self::Livelihood),
        ("rights_and_duties", Self::RightsAndDuties),
        ("family", Self::Family),
        ("influence", Self::Influence),
        ("health", Self::Health),
        ("ageing", Self::Ageing),
        ("labour_market", Self::LabourMarket),
        ("values", Self::Values),
        ("language", Self::Language),
    ];

    /// Whether it is one of the eight parts of civic orientation.
    #[must_use]
    pub fn is_orientation(self) -> bool {
        self <= Self::Ageing
    }
}
