//! Many findings, one requirement for each thing.

use std::ops::Range;

use etablera_domain::{Reason, Requirement, RequirementId, Strength, What};

use etablera_taxonomy::{ConceptId, Taxonomy};

use super::Source;

/// A requirement before it has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) what: What,
    pub(super) strength: Strength,
    pub(super) source: Source,
    /// Where the words stand, in bytes of the ad's text.
    pub(super) span: Option<Range<usize>>,
    /// The words it was taken from.
    pub(super) quote: Option<String>,
}

/// A finished requirement and where it came from.
pub(super) type Numbered = (Requirement, Source, Option<Range<usize>>);

/// Keeps the strongest of what asks for the same thing, numbered in the order
/// first found.
pub(super) fn collect(candidates: Vec<Candidate>, taxonomy: &Taxonomy) -> Vec<Numbered> {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match kept.iter_mut().find(|other| same(&other.what, &candidate.what, taxonomy)) {
            Some(other) if asks(&candidate) > asks(other) => *other = candidate,
            Some(_) => {}
            None => kept.push(candidate),
        }
    }
    kept.into_iter()
        .zip(1..)
        .filter_map(|(candidate, number)| numbered(candidate, number))
        .collect()
}

fn numbered(candidate: Candidate, number: usize) -> Option<Numbered> {
    let Candidate { what, strength, source, span, quote } = candidate;
    let id: RequirementId = format!("r{number}").parse().ok()?;
    let reason = Reason::NotStated;
    let requirement =
        Requirement { id, what, strength, reason, min_evidence: None, learnable: None, quote };
    Some((requirement, source, span))
}

/// Whether two requirements ask for the same thing, however much of it.
fn same(a: &What, b: &What, taxonomy: &Taxonomy) -> bool {
    match (a, b) {
        (What::Competence { concept: a, .. }, What::Competence { concept: b, .. }) => {
            equal(*a, *b, taxonomy)
        }
        (What::Experience { occupation: a, .. }, What::Experience { occupation: b, .. }) => {
            equal(*a, *b, taxonomy)
        }
        (What::Education { education: a }, What::Education { education: b }) => a.field == b.field,
        (
            What::Language { language: a, skill: first, .. },
            What::Language { language: b, skill: second, .. },
        ) => (a, first) == (b, second),
        _ => a == b,
    }
}

/// Whether two ids name one concept, or the same in two systems.
fn equal(a: ConceptId, b: ConceptId, taxonomy: &Taxonomy) -> bool {
    let both = taxonomy.concept(a).zip(taxonomy.concept(b));
    let stands_in = |(a, b)| taxonomy.similarity(a, b) == 100 && taxonomy.similarity(b, a) == 100;
    a == b || both.is_some_and(stands_in)
}

/// How much is asked: first how strongly, then how much of it.
fn asks(candidate: &Candidate) -> (u8, u16) {
    let strength = match candidate.strength {
        Strength::Must => 6,
        Strength::Should(weight) => weight.number(),
    };
    let amount = match &candidate.what {
        What::Competence { level, .. } => u16::from(level.number()),
        What::Language { level, .. } => *level as u16,
        What::Experience { months, .. } => *months,
        What::Education { education } => u16::from(education.level.number()),
        _ => 0,
    };
    (strength, amount)
}
