//! The starter taxonomy: compiled in, always there.

use std::sync::OnceLock;

use crate::builder::Builder;
use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;
use crate::label::LabelKind;
use crate::relation::{MatchKind, Relation};
use crate::taxonomy::Taxonomy;

const GROUPS: &str = include_str!("../data/starter/groups.tsv");
const OCCUPATIONS: &str = include_str!("../data/starter/occupations.tsv");
const SKILLS: &str = include_str!("../data/starter/skills.tsv");
const RELATIONS: &str = include_str!("../data/starter/relations.tsv");
const CROSSWALK: &str = include_str!("../data/starter/crosswalk.tsv");

/// The taxonomy of the example town: the trades of a northern Swedish
/// municipality, with identifiers of ESCO, ISCO-08, SSYK 2012 and ISCED-F and
/// labels in Swedish, English and some other languages.
///
/// Built on the first call. This service uses the ESCO classification of the
/// European Commission.
///
/// # Panics
///
/// Never: the data is compiled in and a test reads it.
#[must_use]
pub fn starter() -> &'static Taxonomy {
    static STARTER: OnceLock<Taxonomy> = OnceLock::new();
    STARTER.get_or_init(|| read().expect("the compiled-in data is sound"))
}

fn read() -> Option<Taxonomy> {
    let mut builder = Builder::new("Etablera starter taxonomy 1");
    for row in rows(GROUPS) {
        let [id, kind, broader, sv, en] = row[..].try_into().ok()?;
        let id = add(&mut builder, id, group_kind(kind)?, broader)?;
        builder.label(id, "sv", LabelKind::Preferred, sv);
        builder.label(id, "en", LabelKind::Preferred, en);
    }
    for row in rows(OCCUPATIONS) {
        let id = add(&mut builder, row[0], ConceptKind::Occupation, row[1])?;
        name(&mut builder, id, &row[2..]);
        for foreign in list(row.get(6).copied().unwrap_or_default(), '|') {
            let (language, text) = foreign.split_once('=')?;
            builder.label(id, language, LabelKind::Preferred, text);
        }
    }
    for row in rows(SKILLS) {
        let kind = if row[1] == "knowledge" { ConceptKind::Knowledge } else { ConceptKind::Skill };
        let id = add(&mut builder, row[0], kind, row[2])?;
        name(&mut builder, id, &row[3..]);
    }
    for row in rows(RELATIONS) {
        let [from, relation, to] = row[..].try_into().ok()?;
        let relation = match relation {
            "essential" => Relation::Essential,
            "optional" => Relation::Optional,
            _ => Relation::Related,
        };
        for to in list(to, ',') {
            builder.relation(from.parse().ok()?, relation, to.parse().ok()?);
        }
    }
    for row in rows(CROSSWALK) {
        let [from, kind, to] = row[..].try_into().ok()?;
        builder.mapping(from.parse().ok()?, MatchKind::from_name(kind)?, to.parse().ok()?);
    }
    builder.build().ok()
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').collect())
}

fn list(cell: &str, separator: char) -> impl Iterator<Item = &str> {
    cell.split(separator).filter(|item| !item.is_empty())
}

fn group_kind(name: &str) -> Option<ConceptKind> {
    Some(match name {
        "isco" | "ssyk" => ConceptKind::OccupationGroup,
        "skill-group" => ConceptKind::SkillGroup,
        "isced-f" => ConceptKind::Field,
        _ => return None,
    })
}

fn add(builder: &mut Builder, id: &str, kind: ConceptKind, broader: &str) -> Option<ConceptId> {
    let id = id.parse().ok()?;
    builder.concept(id, kind);
    for parent in list(broader, ',') {
        builder.relation(id, Relation::Broader, parent.parse().ok()?);
    }
    Some(id)
}

/// Adds labels from the cells sv, en, sv alternatives, en alternatives.
fn name(builder: &mut Builder, id: ConceptId, cells: &[&str]) {
    for (cell, language) in cells.iter().zip(["sv", "en"]) {
        builder.label(id, language, LabelKind::Preferred, cell);
    }
    for (cell, language) in cells.iter().skip(2).zip(["sv", "en"]) {
        for text in list(cell, '|') {
            builder.label(id, language, LabelKind::Alternative, text);
        }
    }
}
