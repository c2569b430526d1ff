//! Tables between systems, known by their columns.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::draft::Draft;
use super::error::ImportError;
use super::find::Crosswalk;
use super::table::Table;
use crate::code::{Isco, Ssyk, Styrk};
use crate::concept_id::ConceptId;
use crate::label::LabelKind;
use crate::relation::MatchKind;

const NO_RELATION: &str = "has no mapping: the table says `no relation`";
const NO_KIND: &str = "has a relation that is not one of SKOS's matches";
const NO_CODE: &str = "is not a code of one to four digits";
const NO_OCCUPATION: &str = "is a code for what is no occupation";

pub(super) fn read(
    draft: &mut Draft,
    path: &Path,
    kind: Crosswalk,
    text: &str,
) -> Result<(), ImportError> {
    let table = Table::new(path, text)?;
    match kind {
        Crosswalk::SsykIsco => read_ssyk_isco(draft, table),
        Crosswalk::EscoJobTech => read_esco_jobtech(draft, table),
        Crosswalk::EscoStyrk => read_esco_styrk(draft, table),
        Crosswalk::StyrkLabels => read_styrk_labels(draft, table),
    }
}

fn read_ssyk_isco(draft: &mut Draft, table: Table<'_>) -> Result<(), ImportError> {
    let (ssyk, isco) = (table.column("ssyk2012")?, table.column("isco08")?);
    let (ssyk_label, isco_label) =
        (table.optional("ssyk_label_sv"), table.optional("isco_label_sv"));
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        let codes = (row.cell(ssyk).parse::<Ssyk>(), row.cell(isco).parse::<Isco>());
        let (Ok(ssyk), Ok(isco)) = codes else {
            let text = format!("{} and {}", row.cell(ssyk), row.cell(isco));
            draft.log.problem(row.line, NO_CODE, &text);
            continue;
        };
        draft.group(ConceptId::Ssyk(ssyk), row.cell(ssyk_label));
        if draft.pair_groups(row.line, ssyk, isco) {
            let label = row.cell(isco_label);
            draft.builder.label(ConceptId::Isco(isco), "sv", LabelKind::Preferred, label);
        }
    }
    Ok(())
}

/// The kind of each pair, which follows from the whole key: two groups that
/// map to no other are the same; one whose only counterpart is another lies
/// in it; where both have several, they overlap.
pub(super) fn ssyk_isco_kinds(
    pairs: &BTreeSet<(Ssyk, Isco)>,
) -> impl Iterator<Item = ((ConceptId, ConceptId), MatchKind)> {
    let (mut of_ssyk, mut of_isco) = (BTreeMap::new(), BTreeMap::new());
    for &(ssyk, isco) in pairs {
        *of_ssyk.entry(ssyk).or_insert(0) += 1;
        *of_isco.entry(isco).or_insert(0) += 1;
    }
    pairs.iter().map(move |&(ssyk, isco)| {
        let kind = match (of_ssyk[&ssyk], of_isco[&isco]) {
            (1, 1) => MatchKind::Exact,
            (1, _) => MatchKind::Broad,
            (_, 1) => MatchKind::Narrow,
            _ => MatchKind::Close,
        };
        ((ConceptId::Ssyk(ssyk), ConceptId::Isco(isco)), kind)
    })
}

/// Each row reads "the ESCO skill has the JobTech skill as … match".
fn read_esco_jobtech(draft: &mut Draft, table: Table<'_>) -> Result<(), ImportError> {
    let (esco, jobtech) = (table.column("esco_skill_uri")?, table.column("jobtech_concept_id")?);
    let relation = table.column("relation")?;
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        match match_kind(row.cell(relation)) {
            Ok(kind) => {
                let to = format!("jobtech:{}", row.cell(jobtech));
                draft.map(row.line, row.cell(esco), kind, &to);
            }
            Err(what) => draft.log.problem(row.line, what, row.cell(esco)),
        }
    }
    Ok(())
}

/// Each row reads "the ESCO concept has the STYRK group as … match".
fn read_esco_styrk(draft: &mut Draft, table: Table<'_>) -> Result<(), ImportError> {
    let (esco, styrk) = (table.column("esco_uri")?, table.column("national_uri_or_code")?);
    let (relation, label) = (table.column("relation")?, table.optional("national_label"));
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        let stated = match_kind(row.cell(relation));
        match stated.and_then(|kind| Ok((kind, styrk_of_uri(row.cell(styrk))?))) {
            Ok((kind, group)) => {
                draft.group(group, row.cell(label));
                draft.map(row.line, row.cell(esco), kind, &group.to_string());
            }
            Err(what) => draft.log.problem(row.line, what, row.cell(styrk)),
        }
    }
    Ok(())
}

fn read_styrk_labels(draft: &mut Draft, table: Table<'_>) -> Result<(), ImportError> {
    let (code, label) = (table.column("Styrk code")?, table.column("Styrk description")?);
    for row in table.rows() {
        let row = row?;
        draft.log.row();
        match styrk(row.cell(code)) {
            Ok(group) => {
                draft.group(group, row.cell(label));
                draft.log.used();
            }
            Err(what) => draft.log.problem(row.line, what, row.cell(code)),
        }
    }
    Ok(())
}

fn match_kind(relation: &str) -> Result<MatchKind, &'static str> {
    if relation == "no relation" {
        return Err(NO_RELATION);
    }
    MatchKind::from_name(relation.trim_start_matches("skos:")).ok_or(NO_KIND)
}

/// The group that the last segment of a URI names; some are written as in
/// ISCO's URIs, with a `C`.
fn styrk_of_uri(uri: &str) -> Result<ConceptId, &'static str> {
    let code = uri.rsplit('/').next().unwrap_or_default();
    styrk(code.strip_prefix('C').unwrap_or(code))
}

fn styrk(code: &str) -> Result<ConceptId, &'static str> {
    // Spreadsheets drop the first zero of `0310`; no group of three digits
    // ends in zero.
    let lost_zero = code.len() == 3 && code.ends_with('0');
    let code = if lost_zero { format!("0{code}") } else { code.to_owned() };
    if code == "0000" {
        return Err(NO_OCCUPATION);
    }
    code.parse::<Styrk>().map(ConceptId::Styrk).map_err(|_| NO_CODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_tables_write_them() {
        for (written, meant) in [("0310", "styrk:0310"), ("310", "styrk:0310"), ("51", "styrk:51")]
        {
            assert_eq!(styrk(written).map(|id| id.to_string()), Ok(meant.to_owned()));
        }
        let uri = "http://data.europa.eu/esco/isco/C4110";
        assert_eq!(styrk_of_uri(uri).map(|id| id.to_string()), Ok("styrk:4110".to_owned()));
        assert_eq!(styrk("0000"), Err(NO_OCCUPATION));
        assert_eq!(styrk("x"), Err(NO_CODE));
    }

    #[test]
    fn kinds_follow_from_the_whole_key() {
        let pairs = [("1111", "1111"), ("1230", "1213"), ("1230", "1219"), ("2161", "2161")];
        let shared = [("2162", "2161"), ("3111", "3111"), ("3111", "3112"), ("3112", "3112")];
        let pairs = pairs.iter().chain(&shared);
        let pairs = pairs.map(|(s, i)| (s.parse().unwrap(), i.parse().unwrap())).collect();
        let kinds: Vec<_> = ssyk_isco_kinds(&pairs)
            .map(|((ssyk, _), kind)| format!("{ssyk} {}", kind.name()))
            .collect();
        assert_eq!(
            kinds,
            [
                "ssyk:1111 exactMatch",
                "ssyk:1230 narrowMatch",
                "ssyk:1230 narrowMatch",
                "ssyk:2161 broadMatch",
                "ssyk:2162 broadMatch",
                "ssyk:3111 narrowMatch",
                "ssyk:3111 closeMatch",
                "ssyk:3112 broadMatch",
            ]
        );
    }
}
