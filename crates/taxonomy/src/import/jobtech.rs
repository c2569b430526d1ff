//! Query results of the JobTech taxonomy, as JobTech publishes them.

use std::path::Path;

use serde::{Deserialize, Deserializer};

use super::draft::{Draft, NO_ID, UNKNOWN};
use super::error::ImportError;
use crate::code::{Isco, Ssyk};
use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;
use crate::label::LabelKind;
use crate::relation::Relation;
use crate::taxonomy::fold;

const SHAPE: &str = "`{\"data\":{\"concepts\":[{\"id\":…,\"type\":…}]}}`";
const NO_CODE: &str = "is a group without its code";
const OTHER_TYPE: &str = "is of a type that is not needed";
const WITHDRAWN: &str = "is withdrawn and nothing stands for it";
const LOW: &str = "may substitute, but by less than 75 percent: left out";
/// The share from which one occupation counts as related to another.
const RELATED_FROM: u32 = 75;

#[derive(Deserialize)]
struct Answer {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    concepts: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "or_default")]
    preferred_label: String,
    #[serde(default, deserialize_with = "or_default")]
    alternative_labels: Vec<String>,
    ssyk_code_2012: Option<String>,
    isco_code_08: Option<String>,
    substitutability_percentage: Option<u32>,
    #[serde(default, deserialize_with = "or_default")]
    deprecated: bool,
    #[serde(default, deserialize_with = "or_default")]
    narrower: Vec<Node>,
    #[serde(default, deserialize_with = "or_default")]
    related: Vec<Node>,
    #[serde(default, deserialize_with = "or_default")]
    substituted_by: Vec<Node>,
    #[serde(default, deserialize_with = "or_default")]
    replaced_by: Vec<Replacement>,
}

/// What a query has nothing for, it gives as `null`.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[derive(Deserialize)]
struct Replacement {
    id: String,
}

impl Node {
    /// The id in the JobTech taxonomy.
    fn id(&self) -> Result<ConceptId, &'static str> {
        self.id.parse().map(ConceptId::JobTech).map_err(|_| NO_ID)
    }

    fn is_group(&self) -> bool {
        self.kind.starts_with("ssyk-level-")
    }

    fn ssyk(&self) -> Option<Ssyk> {
        self.ssyk_code_2012.as_deref()?.parse().ok()
    }

    fn isco(&self) -> Option<Isco> {
        self.isco_code_08.as_deref()?.parse().ok()
    }
}

/// Reads the concepts of a file, then how they relate.
pub(super) fn read(draft: &mut Draft, path: &Path, text: &str) -> Result<(), ImportError> {
    let answer: Answer =
        serde_json::from_str(text).map_err(|error| ImportError::json(path, SHAPE, error))?;
    for node in &answer.data.concepts {
        add(draft, node);
    }
    for node in &answer.data.concepts {
        relate(draft, node);
    }
    Ok(())
}

fn add(draft: &mut Draft, node: &Node) {
    draft.log.row();
    match place(draft, node) {
        Ok(()) => draft.log.used(),
        Err(what) => {
            let text = format!("{}, {}, {}", node.id, node.kind, node.preferred_label);
            draft.log.problem(None, what, &text);
        }
    }
    for inner in node.narrower.iter().chain(&node.related) {
        add(draft, inner);
    }
}

/// Adds the concept or alias that a node is.
fn place(draft: &mut Draft, node: &Node) -> Result<(), &'static str> {
    let id = node.id()?;
    if let Some(by) = node.replaced_by.first() {
        let by = by.id.parse().map_err(|_| NO_ID)?;
        draft.alias(id, ConceptId::JobTech(by));
        return Ok(());
    }
    if node.deprecated {
        return Err(WITHDRAWN);
    }
    match node.kind.as_str() {
        "skill" => add_concept(draft, id, ConceptKind::Skill, node),
        "occupation-name" => add_concept(draft, id, ConceptKind::Occupation, node),
        "isco-level-4" => {
            let group = ConceptId::Isco(node.isco().ok_or(NO_CODE)?);
            let group = draft.find(group).ok_or(UNKNOWN)?;
            draft.builder.label(group, "sv", LabelKind::Preferred, &node.preferred_label);
            draft.alias(id, group);
        }
        _ if node.is_group() => {
            let group = ConceptId::Ssyk(node.ssyk().ok_or(NO_CODE)?);
            draft.group(group, &node.preferred_label);
            draft.alias(id, group);
        }
        _ => return Err(OTHER_TYPE),
    }
    Ok(())
}

fn add_concept(draft: &mut Draft, id: ConceptId, kind: ConceptKind, node: &Node) {
    draft.builder.concept(id, kind);
    draft.builder.label(id, "sv", LabelKind::Preferred, &node.preferred_label);
    for label in &node.alternative_labels {
        draft.builder.label(id, "sv", LabelKind::Alternative, label);
    }
    draft.named.entry((kind, fold(&node.preferred_label))).or_insert(id);
}

/// Adds the relations of a node and of what lies in it.
fn relate(draft: &mut Draft, node: &Node) {
    for inner in &node.narrower {
        // A group lies in the groups that begin its code.
        if !inner.is_group() {
            draft.log.row();
            relate_pair(draft, inner, Relation::Broader, node);
        }
        relate(draft, inner);
    }
    for other in &node.related {
        if let (Some(ssyk), Some(isco)) = (node.ssyk(), other.isco()) {
            draft.log.row();
            draft.pair_groups(None, ssyk, isco);
        }
    }
    for other in &node.substituted_by {
        draft.log.row();
        if other.substitutability_percentage.is_some_and(|share| share >= RELATED_FROM) {
            relate_pair(draft, node, Relation::Related, other);
        } else {
            draft.log.problem(None, LOW, &format!("{} by {}", node.id, other.id));
        }
    }
}

fn relate_pair(draft: &mut Draft, from: &Node, relation: Relation, to: &Node) {
    let [from, to] = [from, to].map(|node| format!("jobtech:{}", node.id));
    draft.relate(None, &from, relation, &to);
}
