//! How concepts relate.

/// A relation inside one classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The second concept is broader than the first.
    Broader,
    /// The two are related, neither broader.
    Related,
    /// The first, an occupation, cannot be done without the second, a skill.
    Essential,
    /// The first, an occupation, sometimes asks for the second, a skill.
    Optional,
}

/// How a concept of one system maps to one of another: SKOS mapping
/// properties, read "the first has the second as … match".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// They mean the same.
    Exact,
    /// Near enough for some uses.
    Close,
    /// The second is broader than the first.
    Broad,
    /// The second is narrower than the first.
    Narrow,
    /// Associated, neither broader.
    Related,
}

impl MatchKind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Exact, Self::Close, Self::Broad, Self::Narrow, Self::Related];

    /// The same mapping read from the other side.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Broad => Self::Narrow,
            Self::Narrow => Self::Broad,
            same => same,
        }
    }

    /// SKOS's name, such as `exactMatch`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exactMatch",
            Self::Close => "closeMatch",
            Self::Broad => "broadMatch",
            Self::Narrow => "narrowMatch",
            Self::Related => "relatedMatch",
        }
    }

    /// The kind that SKOS names so; the short forms `exact`, `close` … are
    /// read as well.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL.into_iter().find(|kind| {
            kind.name() == name || kind.name().strip_suffix("Match").is_some_and(|n| n == name)
        })
    }
}
