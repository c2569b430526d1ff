//! The participants' groups.

use std::path::Path;

use etablera_domain::jsonl::{Fault, RowError};
use etablera_matching::assignment::Groups;

use super::edges::{twice, unknown};
use super::names::Names;
use super::table::{read, text};
use crate::load::InputError;

/// No group yet.
const NONE: u32 = u32::MAX;

/// Reads one label a participant: the groups' names, in the order of their
/// first appearance, and who is in which.
pub(crate) fn read_groups(
    file: &Path,
    participants: &Names,
) -> Result<(Names, Groups), InputError> {
    let mut names = Names::default();
    let mut labels = vec![NONE; participants.len()];
    read(file, ["participant", "group"], |_, [participant, group]| {
        let number = participants.number_of(participant);
        let number =
            number.ok_or_else(|| unknown("participant", participant, "the participants"))?;
        let group = text("group", group)?;
        let label = &mut labels[number as usize];
        if *label != NONE {
            return Err(twice("participant", participant, "expected one row a participant"));
        }
        *label = names.number(group).unwrap_or_else(|| names.add(group));
        Ok(())
    })?;
    if let Some(without) = labels.iter().position(|label| *label == NONE) {
        let id = participants.name(without);
        return Err(whole_file(
            file,
            format!("`{id}` has no group: expected one row a participant"),
        ));
    }
    let groups = Groups::new(names.len(), labels);
    let groups = groups.map_err(|error| whole_file(file, error.to_string()))?;
    Ok((names, groups))
}

/// A fault of a file as a whole.
pub(crate) fn whole_file(file: &Path, message: String) -> InputError {
    let error = RowError { field: String::new(), message };
    InputError::Faults(vec![Fault { file: file.display().to_string(), line: 0, error }])
}
