//! A need, looked up once: concepts, weights and ways to learn.

use std::borrow::Cow;

use chrono::NaiveDate;
use etablera_domain::{Evidence, LearnBy, Need, Requirement, Rung, Strength, What};
use etablera_taxonomy::{Concept, ConceptId, Taxonomy};

use crate::catalogue::Catalogue;
use crate::matcher::UnknownConcept;
use crate::rule::Terms;
use crate::weight::scale;

/// What a must weighs; a should weighs 1 to 5.
const MUST: u32 = 5;

/// A need, ready to be matched.
#[derive(Clone, Debug)]
pub struct PreparedNeed<'n> {
    pub(crate) need: &'n Need,
    pub(crate) occupation: Option<Concept>,
    pub(crate) requirements: Vec<PreparedRequirement<'n>>,
}

#[derive(Clone, Debug)]
pub(crate) struct PreparedRequirement<'n> {
    pub(crate) requirement: Cow<'n, Requirement>,
    pub(crate) terms: Terms,
    /// Thousandths of the score.
    pub(crate) weight: u32,
    pub(crate) learning: Option<PreparedLearning<'n>>,
}

/// A way to learn what is asked.
#[derive(Clone, Debug)]
pub(crate) struct PreparedLearning<'n> {
    pub(crate) by: LearnBy,
    pub(crate) from: Option<Rung>,
    pub(crate) prerequisites: Vec<(&'n What, Terms)>,
}

impl<'n> PreparedNeed<'n> {
    pub(crate) fn new(
        sources: Sources<'n>,
        need: &'n Need,
        as_of: NaiveDate,
    ) -> Result<Self, UnknownConcept> {
        let whose = || format!("need `{}`", need.id);
        let day = need.start.map_or(as_of, |start| start.max(as_of));
        let written = need.tasks.iter().flat_map(|task| {
            let share = u32::from(task.share_permille.permille());
            task.requirements.iter().map(move |r| (Cow::Borrowed(r), weight(r.strength) * share))
        });
        let derived = need.derived_requirements().into_iter().map(|r| (Cow::Owned(r), 0));
        let (requirements, raw): (Vec<Cow<'n, Requirement>>, Vec<u32>) =
            written.chain(derived).unzip();
        let keyed: Vec<_> = raw.into_iter().zip(requirements.iter().map(|r| &r.id)).collect();
        let weights = scale(&keyed);
        let requirements = requirements
            .into_iter()
            .zip(weights)
            .map(|(requirement, weight)| sources.requirement(requirement, weight, day))
            .collect::<Result<_, _>>()
            .map_err(|id| UnknownConcept { id, whose: whose() })?;
        let occupation = need
            .occupation
            .map(|id| sources.find(id))
            .transpose()
            .map_err(|id| UnknownConcept { id, whose: whose() })?;
        Ok(Self { need, occupation, requirements })
    }

    /// The need it is made from.
    #[must_use]
    pub fn need(&self) -> &'n Need {
        self.need
    }
}

fn weight(strength: Strength) -> u32 {
    match strength {
        Strength::Must => MUST,
        Strength::Should(weight) => u32::from(weight.number()),
    }
}

/// What a need is looked up in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources<'t> {
    pub(crate) taxonomy: &'t Taxonomy,
    pub(crate) catalogue: Option<&'t Catalogue>,
}

impl<'t> Sources<'t> {
    fn find(&self, id: ConceptId) -> Result<Concept, ConceptId> {
        self.taxonomy.concept(id).ok_or(id)
    }

    fn requirement<'n>(
        &self,
        requirement: Cow<'n, Requirement>,
        weight: u32,
        day: NaiveDate,
    ) -> Result<PreparedRequirement<'n>, ConceptId>
    where
        't: 'n,
    {
        let terms = Terms {
            concept: requirement.what.concept().map(|id| self.find(id)).transpose()?,
            strict: requirement.reason.is_strict(),
            min_evidence: requirement.min_evidence.unwrap_or(Evidence::Stated),
            day,
        };
        let learning = match &requirement.learnable {
            None => None,
            Some(way) => Some(PreparedLearning {
                by: way.by.clone(),
                from: way.from,
                prerequisites: self.prerequisites(&way.by, day)?,
            }),
        };
        Ok(PreparedRequirement { requirement, terms, weight, learning })
    }

    fn prerequisites(
        &self,
        by: &LearnBy,
        day: NaiveDate,
    ) -> Result<Vec<(&'t What, Terms)>, ConceptId> {
        let module = match (by, self.catalogue) {
            (LearnBy::Module(id), Some(catalogue)) => catalogue.get(id),
            _ => None,
        };
        let terms = |what: &'t What| {
            let concept = what.concept().map(|id| self.find(id)).transpose()?;
            let terms = Terms { concept, strict: false, min_evidence: Evidence::Stated, day };
            Ok((what, terms))
        };
        module.into_iter().flat_map(|module| &module.prerequisites).map(terms).collect()
    }
}
