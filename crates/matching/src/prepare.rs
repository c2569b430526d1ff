//! A need, looked up once: concepts, weights and ways to learn.

use chrono::NaiveDate;
use etablera_domain::{
    Evidence, LearnBy, Learnable, Need, Requirement, Rung, Strength, TrainingModule, What,
};
use etablera_taxonomy::{Concept, ConceptId, Taxonomy};

use crate::catalogue::Catalogue;
use crate::held::{HeldNeed, HeldRequirement};
use crate::matcher::UnknownConcept;
use crate::parameters::Parameters;
use crate::rule::Terms;
use crate::weight::scale;

/// What a must weighs; a should weighs 1 to 5.
const MUST: u32 = 5;

/// A need, ready to be matched.
#[derive(Clone, Debug)]
pub struct PreparedNeed<'n> {
    pub(crate) need: HeldNeed<'n>,
    pub(crate) occupation: Option<Concept>,
    pub(crate) requirements: Vec<PreparedRequirement<'n>>,
}

#[derive(Clone, Debug)]
pub(crate) struct PreparedRequirement<'n> {
    pub(crate) requirement: HeldRequirement<'n>,
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
        sources: Sources<'n, '_>,
        need: HeldNeed<'n>,
    ) -> Result<Self, UnknownConcept> {
        let whose = || format!("need `{}`", need.id);
        let begins = need.start.map_or(sources.as_of, |start| start.max(sources.as_of));
        // What follows from the need is a must without weight.
        let weighed = need.requirements().into_iter().map(|(requirement, share)| {
            let raw = share.map_or(0, |share| weight(requirement.strength) * share);
            (requirement, raw)
        });
        let (requirements, raw): (Vec<HeldRequirement<'n>>, Vec<u32>) = weighed.unzip();
        let keyed: Vec<_> = raw.into_iter().zip(requirements.iter().map(|r| &r.id)).collect();
        let weights = scale(&keyed);
        let requirements = requirements
            .into_iter()
            .zip(weights)
            .map(|(requirement, weight)| sources.requirement(requirement, weight, begins))
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
    pub fn need(&self) -> &Need {
        &self.need
    }
}

fn weight(strength: Strength) -> u32 {
    match strength {
        Strength::Must => MUST,
        Strength::Should(weight) => u32::from(weight.number()),
    }
}

/// What a need is looked up in, and on which day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources<'t, 'm> {
    pub(crate) taxonomy: &'t Taxonomy,
    pub(crate) catalogue: Option<&'t Catalogue>,
    pub(crate) parameters: &'m Parameters,
    pub(crate) as_of: NaiveDate,
}

impl<'t> Sources<'t, '_> {
    fn find(&self, id: ConceptId) -> Result<Concept, ConceptId> {
        self.taxonomy.concept(id).ok_or(id)
    }

    fn requirement<'n>(
        &self,
        requirement: HeldRequirement<'n>,
        weight: u32,
        begins: NaiveDate,
    ) -> Result<PreparedRequirement<'n>, ConceptId>
    where
        't: 'n,
    {
        let terms = Terms {
            strict: requirement.reason.is_strict(),
            min_evidence: requirement.min_evidence.unwrap_or(Evidence::Stated),
            ..self.terms(&requirement.what, begins)?
        };
        let way = requirement.learnable.as_ref();
        let learning = way
            .filter(|way| self.is_enough(&requirement, &terms, &way.by))
            .map(|way| self.learning(way, begins))
            .transpose()?;
        Ok(PreparedRequirement { requirement, terms, weight, learning })
    }

    /// The terms on which something is asked if nothing more is said.
    fn terms(&self, what: &What, begins: NaiveDate) -> Result<Terms, ConceptId> {
        Ok(Terms {
            concept: what.concept().map(|id| self.find(id)).transpose()?,
            strict: false,
            min_evidence: Evidence::Stated,
            day: match what {
                // A day that has passed: whoever can begin today is in time.
                What::Start { on } => self.as_of.max(*on),
                _ => begins,
            },
        })
    }

    fn module(&self, by: &LearnBy) -> Option<&'t TrainingModule> {
        match by {
            LearnBy::Module(id) => self.catalogue?.get(id),
            LearnBy::Workplace => None,
        }
    }

    /// Whether what is learnt would be enough: the module gives it, and
    /// training is evidence enough.
    fn is_enough(&self, requirement: &Requirement, terms: &Terms, by: &LearnBy) -> bool {
        let parameters = self.parameters;
        let is_must = requirement.strength == Strength::Must;
        self.module(by).is_none_or(|module| module.leads_to(requirement))
            && parameters.trained >= terms.min_evidence
            && (!is_must || parameters.after_training() >= parameters.must_floor)
    }

    fn learning<'n>(
        &self,
        way: &Learnable,
        begins: NaiveDate,
    ) -> Result<PreparedLearning<'n>, ConceptId>
    where
        't: 'n,
    {
        let prerequisites = self.module(&way.by).map_or(&[][..], |module| &module.prerequisites);
        let prerequisites = prerequisites
            .iter()
            .map(|what| Ok((what, self.terms(what, begins)?)))
            .collect::<Result<_, _>>()?;
        Ok(PreparedLearning { by: way.by.clone(), from: way.from, prerequisites })
    }
}
