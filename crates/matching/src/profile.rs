//! A participant, expanded once: for every concept, the claims that speak of
//! it.

use etablera_domain::{Answer, Participant};
use etablera_taxonomy::{Concept, Taxonomy};

use crate::matcher::UnknownConcept;

/// How a claimed concept lies to the one that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// The same concept, perhaps in another system.
    Same,
    /// A narrower one, which implies what is asked.
    Implied,
    /// One that is merely like it.
    Relative,
}

/// That a claim speaks of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mention {
    pub(crate) concept: Concept,
    /// The claim, by its place in the participant's list.
    pub(crate) claim: u32,
    pub(crate) nearness: Nearness,
    /// Similarity, in whole percent.
    pub(crate) percent: u8,
}

/// The claims of one kind that speak of concepts: yes ordered by concept, and
/// the plain no.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    yes: Vec<Mention>,
    no: Vec<(Concept, u32)>,
}

impl Mentions {
    /// The yes claims that speak of `concept`.
    pub(crate) fn of(&self, concept: Concept) -> &[Mention] {
        let from = self.yes.partition_point(|mention| mention.concept < concept);
        let length = self.yes[from..].partition_point(|mention| mention.concept == concept);
        &self.yes[from..from + length]
    }

    /// The plain no that covers `concept`: one to it, or to something broader.
    pub(crate) fn denial(&self, taxonomy: &Taxonomy, concept: Concept) -> Option<(Concept, u32)> {
        self.no.iter().copied().find(|&(denied, _)| taxonomy.similarity(concept, denied) == 100)
    }

    fn add_yes(&mut self, taxonomy: &Taxonomy, claimed: Concept, claim: u32) {
        self.yes.extend(taxonomy.supports(claimed).map(|(concept, percent)| {
            let nearness = match percent {
                100 if taxonomy.similarity(concept, claimed) == 100 => Nearness::Same,
                100 => Nearness::Implied,
                _ => Nearness::Relative,
            };
            Mention { concept, claim, nearness, percent }
        }));
    }
}

/// A participant, ready to be matched.
#[derive(Clone, Debug)]
pub struct Profile<'p> {
    pub(crate) participant: &'p Participant,
    pub(crate) competences: Mentions,
    pub(crate) occupations: Mentions,
    /// Skills that past occupations lend, and what they imply.
    lent: Vec<(Concept, u32)>,
}

impl<'p> Profile<'p> {
    pub(crate) fn new(
        taxonomy: &Taxonomy,
        participant: &'p Participant,
    ) -> Result<Self, UnknownConcept> {
        let find = |id| {
            let whose = || format!("participant `{}`", participant.id);
            taxonomy.concept(id).ok_or_else(|| UnknownConcept { id, whose: whose() })
        };
        let mut competences = Mentions::default();
        for (claim, of) in participant.competences.iter().zip(0..) {
            let concept = find(claim.concept)?;
            match claim.answer {
                Answer::Yes(_) => competences.add_yes(taxonomy, concept, of),
                Answer::No => competences.no.push((concept, of)),
            }
        }
        let mut occupations = Mentions::default();
        let mut lent = Vec::new();
        for (claim, of) in participant.occupations.iter().zip(0..) {
            let concept = find(claim.concept)?;
            match claim.answer {
                Answer::Yes(_) => {
                    occupations.add_yes(taxonomy, concept, of);
                    lent.extend(lend(taxonomy, concept).map(|skill| (skill, of)));
                }
                Answer::No => occupations.no.push((concept, of)),
            }
        }
        competences.yes.sort_unstable();
        occupations.yes.sort_unstable();
        lent.sort_unstable();
        Ok(Self { participant, competences, occupations, lent })
    }

    /// The participant it is made from.
    #[must_use]
    pub fn participant(&self) -> &'p Participant {
        self.participant
    }

    /// The first past occupation that lends `skill`.
    pub(crate) fn lender(&self, skill: Concept) -> Option<u32> {
        let at = self.lent.partition_point(|(lent, _)| *lent < skill);
        self.lent.get(at).filter(|(lent, _)| *lent == skill).map(|(_, claim)| *claim)
    }
}

/// The essential skills of an occupation, and everything they imply.
fn lend(taxonomy: &Taxonomy, occupation: Concept) -> impl Iterator<Item = Concept> {
    taxonomy.essential(occupation).flat_map(|skill| {
        taxonomy.supports(skill).filter(|&(_, percent)| percent == 100).map(|(concept, _)| concept)
    })
}
