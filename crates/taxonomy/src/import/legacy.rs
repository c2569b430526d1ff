//! JobTech's table of ids of 2020, for data that still uses them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::draft::{Draft, NO_ID};
use super::error::ImportError;
use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;
use crate::taxonomy::fold;

const SHAPE: &str = "`{ID: {\"type\":…, \"preferredLabel\":…}}`";
const OTHER_TYPE: &str = "is of a type other than `skill` and `occupation-name`";
const NO_SUCCESSOR: &str = "is without a place: no newer concept has its label";

#[derive(Deserialize)]
struct Old {
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "preferredLabel")]
    label: String,
}

/// Makes an old id another name of the newer concept with the same label.
pub(super) fn read(draft: &mut Draft, path: &Path, text: &str) -> Result<(), ImportError> {
    let olds: BTreeMap<String, Old> =
        serde_json::from_str(text).map_err(|error| ImportError::json(path, SHAPE, error))?;
    for (id, old) in &olds {
        draft.log.row();
        match place(draft, id, old) {
            Ok(()) => draft.log.used(),
            Err(what) => {
                let text = format!("{id}, {}, {}", old.kind, old.label);
                draft.log.problem(None, what, &text);
            }
        }
    }
    Ok(())
}

fn place(draft: &mut Draft, id: &str, old: &Old) -> Result<(), &'static str> {
    let id = id.parse().map(ConceptId::JobTech).map_err(|_| NO_ID)?;
    let kind = match old.kind.as_str() {
        "skill" => ConceptKind::Skill,
        "occupation-name" => ConceptKind::Occupation,
        _ => return Err(OTHER_TYPE),
    };
    if draft.find(id).is_none() {
        let same_label = draft.named.get(&(kind, fold(&old.label)));
        let by = *same_label.ok_or(NO_SUCCESSOR)?;
        draft.alias(id, by);
    }
    Ok(())
}
