//! Small random taxonomies, kept as plain lists of edges.

use etablera_taxonomy::{Builder, ConceptId, ConceptKind, MatchKind, Relation, Taxonomy};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// How many skills there are; the last two are groups of them.
pub(crate) const SKILLS: usize = 10;
/// How many occupations there are.
pub(crate) const OCCUPATIONS: usize = 4;
/// The groups of ISCO-08 that there are, the top one first.
pub(crate) const GROUPS: [&str; 6] = ["9", "91", "911", "9111", "9112", "912"];

/// A taxonomy as the lists it is built from.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    /// Narrower to broader.
    pub(crate) broader: Vec<(ConceptId, ConceptId)>,
    pub(crate) related: Vec<(ConceptId, ConceptId)>,
    pub(crate) matches: Vec<(ConceptId, MatchKind, ConceptId)>,
    pub(crate) essential: Vec<(ConceptId, ConceptId)>,
}

pub(crate) fn skill(number: usize) -> ConceptId {
    format!("esco:skill/00000000-0000-0000-0000-{number:012}").parse().unwrap()
}

pub(crate) fn occupation(number: usize) -> ConceptId {
    format!("esco:occupation/00000000-0000-0000-0000-{number:012}").parse().unwrap()
}

pub(crate) fn isco(code: &str) -> ConceptId {
    format!("isco:{code}").parse().unwrap()
}

/// An id that is withdrawn: the first skill stands for it now.
pub(crate) fn withdrawn() -> ConceptId {
    skill(99)
}

pub(crate) fn kind(id: ConceptId) -> ConceptKind {
    match id {
        ConceptId::Occupation(_) => ConceptKind::Occupation,
        ConceptId::Isco(_) => ConceptKind::OccupationGroup,
        _ if id == skill(SKILLS - 1) || id == skill(SKILLS - 2) => ConceptKind::SkillGroup,
        _ => ConceptKind::Skill,
    }
}

pub(crate) fn concepts() -> impl Iterator<Item = ConceptId> {
    let groups = GROUPS.into_iter().map(isco);
    (0..SKILLS).map(skill).chain((0..OCCUPATIONS).map(occupation)).chain(groups)
}

impl Graph {
    pub(crate) fn build(&self) -> Taxonomy {
        let mut builder = Builder::new("random");
        for id in concepts() {
            builder.concept(id, kind(id));
        }
        builder.replaced(withdrawn(), skill(0));
        for &(narrow, broad) in &self.broader {
            builder.relation(narrow, Relation::Broader, broad);
        }
        for &(from, to) in &self.related {
            builder.relation(from, Relation::Related, to);
        }
        for &(from, kind, to) in &self.matches {
            builder.mapping(from, kind, to);
        }
        for &(of, needed) in &self.essential {
            builder.relation(of, Relation::Essential, needed);
        }
        builder.build().unwrap()
    }
}

/// Graphs whose broader edges go from lower to higher numbers, so that none
/// comes back.
pub(crate) fn graphs() -> impl Strategy<Value = Graph> {
    let skill_pair = || (0..SKILLS, 0..SKILLS);
    let kinds = prop::sample::select(vec![
        MatchKind::Exact,
        MatchKind::Broad,
        MatchKind::Broad,
        MatchKind::Close,
        MatchKind::Related,
    ]);
    let parents = vec(option::weighted(0.7, any::<prop::sample::Index>()), SKILLS - 1);
    (
        parents,
        vec(skill_pair(), 0..3),
        vec(skill_pair(), 0..3),
        vec((skill_pair(), kinds), 0..3),
        vec((0..OCCUPATIONS, 0..SKILLS), 0..8),
        vec(0..GROUPS.len(), OCCUPATIONS),
    )
        .prop_map(|(parents, second, related, matches, essential, groups)| {
            let mut broader = Vec::new();
            for (narrow, parent) in parents.into_iter().enumerate() {
                let broad = parent.map(|at| narrow + 1 + at.index(SKILLS - 1 - narrow));
                broader.extend(broad.map(|broad| (skill(narrow), skill(broad))));
            }
            let distinct = |&(a, b): &(usize, usize)| a != b;
            let up = second.into_iter().filter(distinct);
            broader.extend(up.map(|(a, b)| (skill(a.min(b)), skill(a.max(b)))));
            for (narrow, broad) in
                [("91", "9"), ("911", "91"), ("9111", "911"), ("9112", "911"), ("912", "91")]
            {
                broader.push((isco(narrow), isco(broad)));
            }
            for (number, group) in groups.into_iter().enumerate() {
                broader.push((occupation(number), isco(GROUPS[group])));
            }
            let related = related.into_iter().filter(distinct);
            // A crosswalk maps skills; groups have one of their own.
            let is_group = |n| matches!(kind(skill(n)), ConceptKind::SkillGroup);
            let matches = matches
                .into_iter()
                .filter(|(pair, _)| distinct(pair) && !is_group(pair.0) && !is_group(pair.1));
            Graph {
                broader,
                related: related.map(|(a, b)| (skill(a), skill(b))).collect(),
                matches: matches.map(|((a, b), kind)| (skill(a), kind, skill(b))).collect(),
                essential: essential.into_iter().map(|(o, s)| (occupation(o), skill(s))).collect(),
            }
        })
}
