//! A participant, expanded once: for every concept, the claims that speak of
//! it.

use etablera_domain::{
    CompetenceClaim, Credential, CredentialClaim, EducationClaim, Evidence, ExperienceClaim,
    LanguageClaim, Participant,
};
use etablera_taxonomy::{Concept, ConceptId, Taxonomy};

use crate::matcher::UnknownConcept;
use crate::mentions::{Mentions, Touched};
use crate::parameters::{Parameters, percent_of};
use crate::wish::Wishes;

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
    pub(crate) wishes: Wishes<'p>,
    pub(crate) competences: Mentions,
    pub(crate) occupations: Mentions,
    /// Skills that past occupations lend, and what they imply.
    lent: Vec<(Concept, u32)>,
    touched: Touched,
}

impl<'p> Profile<'p> {
    pub(crate) fn new(
        taxonomy: &Taxonomy,
        participant: &'p Participant,
    ) -> Result<Self, UnknownConcept> {
        let unknown =
            |id| UnknownConcept { id, whose: format!("participant `{}`", participant.id) };
        let find = |id| taxonomy.concept(id).ok_or_else(|| unknown(id));
        let claims = Claims::new(participant);
        for id in licensed(participant) {
            find(id)?;
        }
        let wishes = Wishes::new(taxonomy, &participant.wishes).map_err(unknown)?;
        let mut competences = Mentions::default();
        for (claim, of) in claims.competences.iter().zip(0..) {
            competences.add(taxonomy, (find(claim.concept)?, of), claim.answer.yes().is_some());
        }
        let mut occupations = Mentions::default();
        let mut lent = Vec::new();
        for (claim, of) in claims.occupations.iter().zip(0..) {
            let concept = find(claim.concept)?;
            let worked = claim.answer.yes().is_some();
            occupations.add(taxonomy, (concept, of), worked);
            if worked {
                lent.extend(lend(taxonomy, concept).map(|skill| (skill, of)));
            }
        }
        competences.sort();
        occupations.sort();
        lent.sort_unstable();
        let lent_skills = lent.iter().map(|(skill, _)| *skill);
        let all = competences.concepts().chain(occupations.concepts()).chain(lent_skills);
        let touched = Touched::new(all);
        Ok(Self { participant, claims, wishes, competences, occupations, lent, touched })
    }

    /// The participant it is made from.
    #[must_use]
    pub fn participant(&self) -> &'p Participant {
        self.participant
    }

    /// Whether any claim may speak of `concept`; a no is certain.
    pub(crate) fn may_touch(&self, concept: Concept) -> bool {
        self.touched.may_hold(concept)
    }

    /// The most that claims can cover of each concept they touch, in percent;
    /// some concepts more than once.
    pub(crate) fn covers(&self, parameters: &Parameters) -> impl Iterator<Item = (Concept, u8)> {
        let most = |evidence, percent| percent_of([percent, parameters.evidence(evidence)]);
        let competences = self.competences.yes().map(move |mention| {
            let claim = &self.claims.competences[mention.claim as usize];
            let evidence = claim.answer.yes().map_or(Evidence::Stated, |known| known.evidence);
            (mention.concept, most(evidence, mention.percent))
        });
        let occupations = self.occupations.yes().map(move |mention| {
            let claim = &self.claims.occupations[mention.claim as usize];
            let evidence = claim.answer.yes().map_or(Evidence::Stated, |known| known.evidence);
            (mention.concept, most(evidence, mention.percent))
        });
        let lent = most(Evidence::Stated, parameters.lent);
        let lent = self.lent.iter().map(move |(skill, _)| (*skill, lent));
        competences.chain(occupations).chain(lent)
    }

    /// The first past occupation that lends `skill`.
    pub(crate) fn lender(&self, skill: Concept) -> Option<u32> {
        let at = self.lent.partition_point(|(lent, _)| *lent < skill);
        self.lent.get(at).filter(|(lent, _)| *lent == skill).map(|(_, claim)| *claim)
    }
}

/// The concepts that licences name.
fn licensed(participant: &Participant) -> impl Iterator<Item = ConceptId> {
    participant.credentials.iter().filter_map(|claim| match claim.credential {
        Credential::ProfessionalLicence { occupation, .. } => Some(occupation),
        _ => None,
    })
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
