//! Limits beyond seats.

use std::collections::HashSet;
use std::path::Path;

use etablera_domain::jsonl::RowError;
use etablera_matching::assignment::{Limit, Limits};

use super::edges::{MAX_SEATS, twice, unknown};
use super::groups::whole_file;
use super::names::Names;
use super::table::{quoted, read, text, whole};
use crate::load::InputError;

/// What limits may speak of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Covered<'c> {
    /// The needs.
    pub(crate) needs: &'c Names,
    /// The groups; none where nobody is labelled.
    pub(crate) groups: Option<&'c Names>,
}

/// Reads limits, one row a need: `limit` names it, `most` is how many people
/// at most, `group` whom it counts (everybody where it is empty). The limits
/// stand in the order of their first rows.
pub(crate) fn read_limits(file: &Path, covered: Covered<'_>) -> Result<Limits, InputError> {
    let mut names = Names::default();
    let mut limits: Vec<Limit> = Vec::new();
    let mut seen = HashSet::new();
    read(file, ["limit", "most", "group?", "need"], |_, [limit, most, group, need]| {
        let name = text("limit", limit)?;
        let most = whole("most", most, MAX_SEATS)?;
        let group = group_of(group, covered.groups)?;
        let number = covered.needs.number_of(need);
        let number = number.ok_or_else(|| unknown("need", need, "the seats"))?;
        let at = names.number(name).unwrap_or_else(|| {
            limits.push(Limit { name: name.to_owned(), most, needs: Vec::new(), group });
            names.add(name)
        });
        let known = &mut limits[at as usize];
        if (known.most, known.group) != (most, group) {
            let message = format!("{} has another `most` or `group` above", quoted(limit));
            return Err(RowError { field: "limit".to_owned(), message });
        }
        if !seen.insert((at, number)) {
            return Err(twice("need", need, "expected a need once a limit"));
        }
        known.needs.push(number);
        Ok(())
    })?;
    let groups = covered.groups.map_or(0, Names::len);
    Limits::new(limits, covered.needs.len(), groups)
        .map_err(|error| whole_file(file, error.to_string()))
}

fn group_of(cell: &[u8], groups: Option<&Names>) -> Result<Option<u32>, RowError> {
    if cell.is_empty() {
        return Ok(None);
    }
    let expected = if groups.is_some() { "the groups" } else { "the groups, and none are given" };
    let known = groups.and_then(|groups| groups.number_of(cell));
    known.map(Some).ok_or_else(|| unknown("group", cell, expected))
}
