//! A concept inside one compiled taxonomy.

/// A concept's place in one [`Taxonomy`](crate::Taxonomy); means nothing in
/// another. Cheap to copy, compare and index with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concept(pub(crate) u32);

impl Concept {
    /// The place as an index, below [`Taxonomy::len`](crate::Taxonomy::len).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConceptKind {
    /// An occupation that a person can have had.
    Occupation,
    /// Something a person can do.
    Skill,
    /// Something a person can know.
    Knowledge,
    /// A group of skills.
    SkillGroup,
    /// A group of ISCO-08, SSYK 2012 or STYRK-08.
    OccupationGroup,
    /// A field of education (ISCED-F), which groups knowledge.
    Field,
}

impl ConceptKind {
    pub(crate) const ALL: [Self; 6] = [
        Self::Occupation,
        Self::Skill,
        Self::Knowledge,
        Self::SkillGroup,
        Self::OccupationGroup,
        Self::Field,
    ];

    /// Whether a person can have worked as it: an occupation or a group of
    /// occupations.
    #[must_use]
    pub fn is_occupational(self) -> bool {
        matches!(self, Self::Occupation | Self::OccupationGroup)
    }

    /// Its name in files and messages, in English.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Occupation => "occupation",
            Self::Skill => "skill",
            Self::Knowledge => "knowledge",
            Self::SkillGroup => "skill group",
            Self::OccupationGroup => "occupation group",
            Self::Field => "field of education",
        }
    }
}
