//! ESCO's CSV releases.

use std::collections::BTreeMap;

use super::draft::{Draft, NO_ID};
use super::error::ImportError;
use super::find::{ESCO, Esco, Found, Kind};
use super::table::{Column, Row, Table};
use crate::builder::Builder;
use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;
use crate::label::LabelKind;
use crate::relation::Relation;

const NOT_RELEASED: &str = "has a status other than `released`";
const OTHER_KIND: &str = "is not a concept of the kind that the file is for";
const NOT_IN_STRUCTURE: &str = "is not in the release that gives the structure";
const NO_TYPE: &str = "has no skill type: taken as its pillar says, else as a skill";
const NO_LABEL: &str = "has no label";
const NO_RELATION: &str = "states a relation other than `essential` and `optional`";

/// What the release that gives the structure must have.
const STRUCTURE: [Esco; 8] = [
    Esco::Occupations,
    Esco::Skills,
    Esco::SkillGroups,
    Esco::IscoGroups,
    Esco::OccupationPillar,
    Esco::SkillPillar,
    Esco::OccupationSkills,
    Esco::SkillSkills,
];

/// Looks that no release lacks a file.
pub(super) fn check_releases(files: &[Found]) -> Result<(), ImportError> {
    let mut releases: BTreeMap<usize, Vec<(Esco, &Found)>> = BTreeMap::new();
    for file in files {
        if let Kind::Esco(kind) = file.kind {
            releases.entry(file.release).or_default().push((kind, file));
        }
    }
    for (release, files) in releases {
        let (needed, expected) = if release == 0 {
            (&STRUCTURE[..], "each in the first ESCO release, which gives the structure")
        } else {
            (&STRUCTURE[..1], "it in every folder with ESCO files")
        };
        let lacks = |kind: &&Esco| files.iter().all(|(own, _)| own != *kind);
        let missing: Vec<_> = needed.iter().filter(lacks).map(|kind| file_name(*kind)).collect();
        if !missing.is_empty() {
            let folder = files[0].1.folder().display().to_string();
            return Err(ImportError::MissingFiles {
                folder,
                missing: missing.join(", "),
                expected,
            });
        }
    }
    Ok(())
}

fn file_name(kind: Esco) -> String {
    let name = ESCO.iter().find(|row| row.0 == kind).map_or("", |row| row.1);
    format!("`{name}_LANG.csv`")
}

/// Reads one file. Of a later release, only labels are read.
pub(super) fn read(
    draft: &mut Draft,
    file: &Found,
    kind: Esco,
    text: &str,
) -> Result<(), ImportError> {
    let table = Table::new(&file.path, text)?;
    match kind {
        Esco::Occupations | Esco::Skills | Esco::SkillGroups | Esco::IscoGroups => {
            read_concepts(draft, file, kind, table)
        }
        Esco::OccupationPillar | Esco::SkillPillar => read_broader(draft, table),
        Esco::OccupationSkills => read_skills(draft, table),
        Esco::SkillSkills => read_related(draft, table),
    }
}

struct Columns {
    uri: Column,
    status: Column,
    skill_type: Column,
    code: Column,
    preferred: Column,
    alternative: Column,
    hidden: Column,
}

fn read_concepts(
    draft: &mut Draft,
    file: &Found,
    kind: Esco,
    table: Table<'_>,
) -> Result<(), ImportError> {
    let structural = file.release == 0;
    let columns = Columns {
        uri: table.column("conceptUri")?,
        status: table.optional("status"),
        skill_type: match kind {
            Esco::Skills if structural => table.column("skillType")?,
            _ => table.optional("skillType"),
        },
        code: table.optional("code"),
        preferred: table.column("preferredLabel")?,
        alternative: table.optional("altLabels"),
        hidden: table.optional("hiddenLabels"),
    };
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        match place(kind, &row, &columns) {
            Ok((id, concept)) if structural => {
                note(draft, (id, concept), &row, &columns);
                draft.builder.concept(id, concept);
                add_labels(&mut draft.builder, id, &file.language, (&row, &columns));
                draft.log.used();
            }
            Ok((id, _)) => add_to(draft, id, &file.language, (&row, &columns)),
            Err(what) => draft.log.problem(row.line, what, row.cell(columns.uri)),
        }
    }
    Ok(())
}

/// Keeps what tells skills from knowledge until the hierarchy is read.
fn note(draft: &mut Draft, (id, concept): (ConceptId, ConceptKind), row: &Row, columns: &Columns) {
    match concept {
        ConceptKind::SkillGroup => draft.pillars.group(id, row.cell(columns.code)),
        ConceptKind::Skill | ConceptKind::Knowledge => {
            let stated = !row.cell(columns.skill_type).is_empty();
            if !stated {
                draft.log.problem(row.line, NO_TYPE, row.cell(columns.uri));
            }
            let place = (draft.log.file(), row.line);
            draft.pillars.skill(id, stated.then_some(concept), place);
        }
        _ => {}
    }
}

/// Which concept a row is about, and its kind.
fn place(
    kind: Esco,
    row: &Row,
    columns: &Columns,
) -> Result<(ConceptId, ConceptKind), &'static str> {
    let id = row.cell(columns.uri).parse().map_err(|_| NO_ID)?;
    let concept = match (kind, id) {
        (Esco::Occupations, ConceptId::Occupation(_)) => ConceptKind::Occupation,
        (Esco::Skills, ConceptId::Skill(_)) => match row.cell(columns.skill_type) {
            "knowledge" => ConceptKind::Knowledge,
            _ => ConceptKind::Skill,
        },
        (Esco::SkillGroups, ConceptId::Skill(_)) => ConceptKind::SkillGroup,
        (Esco::SkillGroups, ConceptId::IscedField(_)) => ConceptKind::Field,
        (Esco::IscoGroups, ConceptId::Isco(_)) => ConceptKind::OccupationGroup,
        _ => return Err(OTHER_KIND),
    };
    let released = columns.status.is_none() || row.cell(columns.status) == "released";
    if released { Ok((id, concept)) } else { Err(NOT_RELEASED) }
}

/// Adds labels to a concept that an earlier release has, or reports the row.
fn add_to(draft: &mut Draft, id: ConceptId, language: &str, labels: (&Row, &Columns)) {
    let (row, columns) = labels;
    if !draft.builder.contains(id) {
        draft.log.problem(row.line, NOT_IN_STRUCTURE, row.cell(columns.uri));
    } else if add_labels(&mut draft.builder, id, language, labels) {
        draft.log.used();
    } else {
        draft.log.problem(row.line, NO_LABEL, row.cell(columns.uri));
    }
}

/// Adds the labels of a row; says whether there are any.
fn add_labels(
    builder: &mut Builder,
    id: ConceptId,
    language: &str,
    (row, columns): (&Row, &Columns),
) -> bool {
    let preferred = row.cell(columns.preferred);
    builder.label(id, language, LabelKind::Preferred, preferred);
    let alternative = split(row.cell(columns.alternative)).chain(forms(preferred));
    let alternative = alternative.map(|text| (LabelKind::Alternative, text));
    let hidden = split(row.cell(columns.hidden)).map(|text| (LabelKind::Hidden, text));
    let mut any = !preferred.is_empty();
    for (kind, text) in alternative.chain(hidden) {
        builder.label(id, language, kind, text);
        any = true;
    }
    any
}

/// The values of a cell that may hold several.
fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.lines().flat_map(|line| line.split(" | ")).map(str::trim).filter(|text| !text.is_empty())
}

/// The forms in a label such as `učitel / učitelka`. One that is much shorter
/// than the longest leans on it (`asystent / asystentka chirurga`) and is no
/// name by itself.
fn forms(label: &str) -> impl Iterator<Item = &str> {
    let words = |form: &str| form.split_whitespace().count();
    let several = label.contains(" / ");
    let longest = label.split(" / ").map(words).max().unwrap_or_default();
    label.split(" / ").filter(move |form| several && words(form) * 4 >= longest * 3)
}

fn read_broader(draft: &mut Draft, table: Table<'_>) -> Result<(), ImportError> {
    let (from, to) = (table.column("conceptUri")?, table.column("broaderUri")?);
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        draft.relate(row.line, row.cell(from), Relation::Broader, row.cell(to));
    }
    Ok(())
}

fn read_skills(draft: &mut Draft, table: Table<'_>) -> Result<(), ImportError> {
    let (from, to) = (table.column("occupationUri")?, table.column("skillUri")?);
    let kind = table.column("relationType")?;
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        let relation = match row.cell(kind) {
            "essential" => Relation::Essential,
            "optional" => Relation::Optional,
            other => {
                draft.log.problem(row.line, NO_RELATION, other);
                continue;
            }
        };
        draft.relate(row.line, row.cell(from), relation, row.cell(to));
    }
    Ok(())
}

/// One skill is useful for another, essentially or optionally: related.
fn read_related(draft: &mut Draft, table: Table<'_>) -> Result<(), ImportError> {
    let (from, to) = (table.column("originalSkillUri")?, table.column("relatedSkillUri")?);
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        draft.relate(row.line, row.cell(from), Relation::Related, row.cell(to));
    }
    Ok(())
}
