//! A participant, expanded once: for every concept, the claims that speak of
//! it.

use etablera_domain::{
    Answer, CompetenceClaim, Credential, CredentialClaim, EducationClaim, ExperienceClaim,
    LanguageClaim, Participant, Target,
};
use etablera_taxonomy::{Concept, ConceptId, MatchKind, Taxonomy};

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
    /// The claim, by its place among [`Claims`].
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
        let of = &self.yes[from..];
        // Few claims speak of one concept: counting beats a second search.
        &of[..of.iter().take_while(|mention| mention.concept == concept).count()]
    }

    /// The plain no that covers `concept`: one to it, or to something broader.
    pub(crate) fn denial(&self, taxonomy: &Taxonomy, concept: Concept) -> Option<u32> {
        let covers = |&&(denied, _): &&(Concept, u32)| lies_in(taxonomy, concept, denied);
        self.no.iter().find(covers).map(|&(_, claim)| claim)
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

/// Whether `concept` is `group` or lies inside it. Unlike a claim, a no and a
/// wish can be about a top-level group: it means everything in it.
pub(crate) fn lies_in(taxonomy: &Taxonomy, concept: Concept, group: Concept) -> bool {
    let implies = |inside| taxonomy.similarity(concept, inside) == 100;
    if implies(group) {
        return true;
    }
    let narrow = |(inside, kind)| (kind == MatchKind::Narrow).then_some(inside);
    taxonomy.is_top_level(group)
        && (taxonomy.narrower(group).any(implies)
            || taxonomy.matches(group).filter_map(narrow).any(implies))
}

/// A participant's claims in an order of their own, so that the order in which
/// they were written down decides nothing, not even which of two is cited.
#[derive(Clone, Debug)]
pub(crate) struct Claims<'p> {
    pub(crate) competences: Vec<&'p CompetenceClaim>,
    pub(crate) occupations: Vec<&'p ExperienceClaim>,
    pub(crate) languages: Vec<&'p LanguageClaim>,
    pub(crate) credentials: Vec<&'p CredentialClaim>,
    pub(crate) education: Vec<&'p EducationClaim>,
}

impl<'p> Claims<'p> {
    fn new(participant: &'p Participant) -> Self {
        Self {
            competences: sorted(&participant.competences, |c| (c.concept, c.answer)),
            occupations: sorted(&participant.occupations, |c| (c.concept, c.answer)),
            languages: sorted(&participant.languages, |c| (c.language, c.skill, c.answer)),
            credentials: sorted(&participant.credentials, |c| (&c.credential, c.answer)),
            education: sorted(&participant.education, |c| {
                (c.level, c.seqf, c.field, c.country, c.recognition, c.evidence)
            }),
        }
    }
}

fn sorted<'p, T, K: Ord>(claims: &'p [T], key: impl Fn(&'p T) -> K) -> Vec<&'p T> {
    let mut sorted: Vec<_> = claims.iter().collect();
    sorted.sort_by_key(|claim| key(claim));
    sorted
}

/// A participant, ready to be matched.
#[derive(Clone, Debug)]
pub struct Profile<'p> {
    pub(crate) participant: &'p Participant,
    pub(crate) claims: Claims<'p>,
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
        let claims = Claims::new(participant);
        for id in named(participant) {
            find(id)?;
        }
        let mut competences = Mentions::default();
        for (claim, of) in claims.competences.iter().zip(0..) {
            let concept = find(claim.concept)?;
            match claim.answer {
                Answer::Yes(_) => competences.add_yes(taxonomy, concept, of),
                Answer::No => competences.no.push((concept, of)),
            }
        }
        let mut occupations = Mentions::default();
        let mut lent = Vec::new();
        for (claim, of) in claims.occupations.iter().zip(0..) {
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
        Ok(Self { participant, claims, competences, occupations, lent })
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

/// The concepts that licences and wishes name.
fn named(participant: &Participant) -> impl Iterator<Item = ConceptId> {
    let licences = participant.credentials.iter().filter_map(|claim| match claim.credential {
        Credential::ProfessionalLicence { occupation, .. } => Some(occupation),
        _ => None,
    });
    let wishes = &participant.wishes;
    let targets = wishes.refuses.iter().chain(&wishes.prefers).filter_map(|target| match target {
        Target::Occupation(id) => Some(*id),
        Target::Need(_) | Target::Employer(_) => None,
    });
    licences.chain(targets)
}

/// The essential skills of an occupation, in whichever system names them, and
/// everything they imply.
fn lend(taxonomy: &Taxonomy, occupation: Concept) -> impl Iterator<Item = Concept> {
    let implied = |from| {
        let all = taxonomy.supports(from).filter(|&(_, percent)| percent == 100);
        all.map(|(concept, _)| concept)
    };
    let same = move |&other: &Concept| taxonomy.similarity(other, occupation) == 100;
    implied(occupation)
        .filter(same)
        .flat_map(|occupation| taxonomy.essential(occupation))
        .flat_map(implied)
}
