//! The one thing to make before matching: what everything is looked up in.

use std::sync::Arc;

use chrono::NaiveDate;
use etablera_domain::{Need, Participant};
use etablera_taxonomy::{ConceptId, Taxonomy};

use crate::catalogue::Catalogue;
use crate::held::HeldNeed;
use crate::parameters::Parameters;
use crate::prepare::{PreparedNeed, Sources};
use crate::profile::Profile;
use crate::rule::Context;

/// A concept that the taxonomy does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{whose} names `{id}`, which is not in the taxonomy")]
pub struct UnknownConcept {
    /// The concept.
    pub id: ConceptId,
    /// Who names it.
    pub whose: String,
}

/// Judges pairs of needs and participants on one day.
///
/// Holds no state: equal arguments give equal answers, in any order and from
/// any thread.
#[derive(Clone, Debug)]
pub struct Matcher<'t> {
    pub(crate) taxonomy: &'t Taxonomy,
    pub(crate) parameters: Parameters,
    pub(crate) as_of: NaiveDate,
    pub(crate) catalogue: Option<&'t Catalogue>,
}

impl<'t> Matcher<'t> {
    /// A matcher without a training catalogue: what a need says of learning
    /// is taken as it stands, without prerequisites.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy, parameters: Parameters, as_of: NaiveDate) -> Self {
        Self { taxonomy, parameters, as_of, catalogue: None }
    }

    /// The same with a training catalogue, whose prerequisites and hours then
    /// count.
    #[must_use]
    pub fn with_training(self, catalogue: &'t Catalogue) -> Self {
        Self { catalogue: Some(catalogue), ..self }
    }

    /// The day it judges on.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The taxonomy it looks concepts up in.
    #[must_use]
    pub fn taxonomy(&self) -> &'t Taxonomy {
        self.taxonomy
    }

    /// The numbers it goes by.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Looks a need up.
    ///
    /// # Errors
    ///
    /// When it names a concept that the taxonomy does not have.
    pub fn prepare<'n>(&self, need: &'n Need) -> Result<PreparedNeed<'n>, UnknownConcept>
    where
        't: 'n,
    {
        PreparedNeed::new(self.sources(), HeldNeed::Borrowed(need))
    }

    /// Looks a need up that somebody else keeps too: what comes of it borrows
    /// from nothing but the taxonomy and the training.
    ///
    /// # Errors
    ///
    /// As [`Matcher::prepare`].
    pub fn prepare_shared(&self, need: Arc<Need>) -> Result<PreparedNeed<'t>, UnknownConcept> {
        PreparedNeed::new(self.sources(), HeldNeed::Shared(need))
    }

    fn sources(&self) -> Sources<'t, '_> {
        Sources {
            taxonomy: self.taxonomy,
            catalogue: self.catalogue,
            parameters: &self.parameters,
            as_of: self.as_of,
        }
    }

    /// Expands a participant.
    ///
    /// # Errors
    ///
    /// When a claim names a concept that the taxonomy does not have.
    pub fn profile<'p>(&self, participant: &'p Participant) -> Result<Profile<'p>, UnknownConcept> {
        Profile::new(self.taxonomy, participant)
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context { taxonomy: self.taxonomy, parameters: &self.parameters }
    }
}
