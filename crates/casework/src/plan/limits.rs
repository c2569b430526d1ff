//! Limits of a round: an employer's, or of some needs together.

use std::collections::BTreeMap;
use std::path::Path;

use etablera_domain::jsonl::RowError;
use etablera_domain::{Need, Participant};
use etablera_matching::assignment::{Groups, Limit, Limits};

use super::rows::names;
use crate::assign::{
    self, MAX_SEATS, Names, quoted, read, text, twice, unknown, whole, whole_file,
};
use crate::load::InputError;

/// Reads limits, one row an employer (`employer,most`), or one row a need
/// (`limit,most,need`), or both kinds in one table.
///
/// An employer's limit covers all its needs, and is called as the employer
/// where the row has no name; no other limit is called that then.
///
/// # Errors
///
/// When the file cannot be read, or a row is not what it should be.
pub fn read_limits(file: &Path, needs: &[Need]) -> Result<Limits, InputError> {
    let mut limits: Vec<Limit> = Vec::new();
    // Prices and errors call a limit by its name alone, whatever its kind.
    let mut places: BTreeMap<String, (Kind, usize)> = BTreeMap::new();
    read(file, ["limit?", "most", "need?", "employer?"], |_, [limit, most, need, employer]| {
        let covered = covered(needs, need, employer)?;
        let (kind, name) =
            if limit.is_empty() { (Kind::Employers, employer) } else { (Kind::Named, limit) };
        let name = text("limit", name)?;
        let most = whole("most", most, MAX_SEATS)?;
        let (known, at) = *places.entry(name.to_owned()).or_insert_with(|| {
            limits.push(Limit { name: name.to_owned(), most, needs: Vec::new(), group: None });
            (kind, limits.len() - 1)
        });
        if known != kind {
            let message = format!(
                "{} is the name of another limit above: expected a name for each",
                quoted(name.as_bytes())
            );
            return Err(RowError { field: "limit".to_owned(), message });
        }
        if limits[at].most != most {
            let message = format!("{} has another `most` above", quoted(name.as_bytes()));
            return Err(RowError { field: "most".to_owned(), message });
        }
        if covered.iter().any(|need| limits[at].needs.contains(need)) {
            let (column, id) =
                if need.is_empty() { ("employer", employer) } else { ("need", need) };
            return Err(twice(column, id, "expected a need once a limit"));
        }
        limits[at].needs.extend(covered);
        Ok(())
    })?;
    Limits::new(limits, needs.len(), 0).map_err(|error| whole_file(file, error.to_string()))
}

/// What gives a limit its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The column `limit`.
    Named,
    /// The employer that it is of.
    Employers,
}

/// The needs that a row speaks of, by their places.
fn covered(needs: &[Need], need: &[u8], employer: &[u8]) -> Result<Vec<u32>, RowError> {
    let (column, id, of) = match (need, employer) {
        (id, []) if !id.is_empty() => ("need", id, "the needs"),
        ([], id) if !id.is_empty() => ("employer", id, "the needs' employers"),
        _ => {
            let message = "expected either `need` or `employer`".to_owned();
            return Err(RowError { field: String::new(), message });
        }
    };
    let is_meant = |of: &Need| match column {
        "need" => of.id.as_str().as_bytes() == id,
        _ => of.employer.as_str().as_bytes() == id,
    };
    let covered: Vec<u32> =
        needs.iter().zip(0..).filter(|(of, _)| is_meant(of)).map(|(_, at)| at).collect();
    if covered.is_empty() { Err(unknown(column, id, of)) } else { Ok(covered) }
}

/// Reads one label a participant: `participant,group`. The groups' names, in
/// the order of their first appearance, and who is in which.
///
/// # Errors
///
/// When the file cannot be read, or a row is not what it should be.
pub fn read_groups(
    file: &Path,
    participants: &[Participant],
) -> Result<(Names, Groups), InputError> {
    assign::read_groups(file, &names(participants))
}
