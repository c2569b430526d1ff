//! A participant's wishes about a need.

use etablera_domain::{EmployerId, NeedId, Target};
use etablera_taxonomy::{Concept, ConceptId, Taxonomy};

use crate::prepare::PreparedNeed;

/// What a wish is about, looked up.
#[derive(Clone, Debug)]
pub(crate) enum Aim<'p> {
    Need(&'p NeedId),
    Employer(&'p EmployerId),
    /// An occupation and all inside it, ordered.
    Occupations(Vec<Concept>),
}

impl<'p> Aim<'p> {
    fn new(taxonomy: &Taxonomy, target: &'p Target) -> Result<Self, ConceptId> {
        Ok(match target {
            Target::Need(id) => Self::Need(id),
            Target::Employer(id) => Self::Employer(id),
            Target::Occupation(id) => {
                let mut inside = taxonomy.inside(taxonomy.concept(*id).ok_or(*id)?);
                inside.sort_unstable();
                Self::Occupations(inside)
            }
        })
    }

    fn is_about(&self, need: &PreparedNeed<'_>) -> bool {
        match self {
            Self::Need(id) => **id == need.need.id,
            Self::Employer(id) => **id == need.need.employer,
            Self::Occupations(inside) => {
                need.occupation.is_some_and(|occupation| inside.binary_search(&occupation).is_ok())
            }
        }
    }
}

/// A participant's wishes, looked up.
#[derive(Clone, Debug)]
pub(crate) struct Wishes<'p> {
    refuses: Vec<Aim<'p>>,
    prefers: Vec<Aim<'p>>,
}

impl<'p> Wishes<'p> {
    /// Looks wishes up; gives back the concept that the taxonomy lacks.
    pub(crate) fn new(
        taxonomy: &Taxonomy,
        wishes: &'p etablera_domain::Wishes,
    ) -> Result<Self, ConceptId> {
        let aims = |targets: &'p [Target]| {
            targets.iter().map(|target| Aim::new(taxonomy, target)).collect::<Result<_, _>>()
        };
        Ok(Self { refuses: aims(&wishes.refuses)?, prefers: aims(&wishes.prefers)? })
    }

    /// What is wished for before other things.
    pub(crate) fn prefers(&self) -> &[Aim<'p>] {
        &self.prefers
    }

    /// Whether the participant has refused it.
    pub(crate) fn refuse(&self, need: &PreparedNeed<'_>) -> bool {
        self.refuses.iter().any(|aim| aim.is_about(need))
    }

    /// The place of the first wish that it answers, from 0; after all of them
    /// where it answers none.
    pub(crate) fn rank(&self, need: &PreparedNeed<'_>) -> u32 {
        let first = self.prefers.iter().position(|aim| aim.is_about(need));
        first.map_or(u32::MAX, |at| at as u32)
    }
}
