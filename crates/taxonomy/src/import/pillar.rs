//! Whether an ESCO concept is a skill or knowledge, by the pillar it stands in.

use std::collections::{BTreeMap, BTreeSet};

use super::report::Log;
use crate::builder::Builder;
use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;

const OTHERWISE: &str = "skillType says otherwise than the pillar: taken as the pillar says";

/// A file's place in the report, and a line in it.
type Place = (usize, Option<u64>);

/// What a release says about kinds, in two ways that may disagree.
#[derive(Debug, Default)]
pub(super) struct Pillars {
    /// The groups at the top, and what their pillar holds.
    tops: BTreeMap<ConceptId, ConceptKind>,
    /// Skills and knowledge, with the kind that a row states and where.
    stated: BTreeMap<ConceptId, (Option<ConceptKind>, Place)>,
}

impl Pillars {
    /// Notes a skill group; its code tells whether it is a pillar.
    pub(super) fn group(&mut self, id: ConceptId, code: &str) {
        let holds = match code {
            "K" => ConceptKind::Knowledge,
            "S" | "T" | "L" => ConceptKind::Skill,
            _ => return,
        };
        self.tops.insert(id, holds);
    }

    /// Notes the kind that a row states for a concept; the first one stays.
    pub(super) fn skill(&mut self, id: ConceptId, kind: Option<ConceptKind>, place: Place) {
        self.stated.entry(id).or_insert((kind, place));
    }

    /// Gives each concept the kind of its pillar. One in pillars that differ,
    /// or in none, keeps what its row states.
    pub(super) fn settle(&self, builder: &mut Builder, log: &mut Log) {
        let broader = builder.broader();
        for (&id, &(stated, (file, line))) in &self.stated {
            let Some(kind) = self.kind(id, &broader) else { continue };
            builder.set_kind(id, kind);
            if stated.is_some_and(|stated| stated != kind) {
                log.problem_in(file, line, OTHERWISE, &id.to_string());
            }
        }
    }

    /// The kind that everything above a concept agrees on.
    fn kind(
        &self,
        id: ConceptId,
        broader: &BTreeMap<ConceptId, Vec<ConceptId>>,
    ) -> Option<ConceptKind> {
        let (mut left, mut seen) = (vec![id], BTreeSet::new());
        let mut found = None;
        while let Some(here) = left.pop() {
            match broader.get(&here) {
                Some(above) => left.extend(above.iter().filter(|above| seen.insert(**above))),
                None => {
                    let holds = self.holds(here)?;
                    if *found.get_or_insert(holds) != holds {
                        return None;
                    }
                }
            }
        }
        found
    }

    /// What is below a concept that has nothing above it.
    fn holds(&self, top: ConceptId) -> Option<ConceptKind> {
        let field = matches!(top, ConceptId::IscedField(_)).then_some(ConceptKind::Knowledge);
        field.or_else(|| self.tops.get(&top).copied())
    }
}
