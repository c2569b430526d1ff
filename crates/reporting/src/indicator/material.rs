//! What there is to count.

use chrono::NaiveDate;

use super::count::Subjects;
use crate::participation::{Cohort, Entity, Source, Taking, Work};

/// What there is to count: a cohort, and what somebody collects besides. What
/// is not given is a source that nobody has, which is no 0.
#[derive(Clone, Debug)]
pub struct Material {
    pub(super) cohort: Cohort,
    pub(super) takings: Option<Vec<Taking>>,
    pub(super) entities: Option<Vec<Entity>>,
    pub(super) works: Option<Vec<Work>>,
    pub(super) ends: Option<NaiveDate>,
}

impl Material {
    /// A cohort, and nothing else.
    #[must_use]
    pub fn new(cohort: Cohort) -> Self {
        Self { cohort, takings: None, entities: None, works: None, ends: None }
    }

    /// Who took part in joint actions, all of them; none is an answer as well.
    #[must_use]
    pub fn takings(mut self, mut all: Vec<Taking>) -> Self {
        all.sort();
        self.takings = Some(all);
        self
    }

    /// Every entity that is supported.
    #[must_use]
    pub fn entities(mut self, mut all: Vec<Entity>) -> Self {
        let key = |one: &Entity| (one.id.clone(), one.supported_from, one.kind, one.size);
        all.sort_by_cached_key(key);
        self.entities = Some(all);
        self
    }

    /// Every joint work.
    #[must_use]
    pub fn works(mut self, mut all: Vec<Work>) -> Self {
        all.sort_by_cached_key(|one| (one.id.clone(), one.kind, one.finished, one.took_effect));
        self.works = Some(all);
        self
    }

    /// The last day of the project.
    #[must_use]
    pub fn project_end(mut self, last: NaiveDate) -> Self {
        self.ends = Some(last);
        self
    }

    /// The cohort.
    #[must_use]
    pub fn cohort(&self) -> &Cohort {
        &self.cohort
    }

    /// Whether there is such a source.
    #[must_use]
    pub fn has(&self, source: Source) -> bool {
        match source {
            Source::JointActions => self.takings.is_some(),
            Source::Entities => self.entities.is_some(),
            Source::Works => self.works.is_some(),
            Source::ProjectEnd => self.ends.is_some(),
            Source::Nowhere => false,
            other => self.cohort.has(other),
        }
    }

    pub(super) fn persons(&self) -> Subjects<'_> {
        Subjects::Participations(self.cohort.participations())
    }
}
