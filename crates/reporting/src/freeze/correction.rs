//! What was edited since a period was frozen.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::snapshot::Records;

/// A field that has another value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edited {
    /// Where it is in the record, as a JSON pointer (RFC 6901): `""` is the
    /// whole, `/hours` a field, `/stay/last` a field in a field. A list is
    /// compared as one.
    pub field: String,
    /// What it was; `None` if it was not there, which is not the same as null.
    pub old: Option<Value>,
    /// What it is; `None` if it is gone.
    pub new: Option<Value>,
}

/// One record that is not as it was frozen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// It was not there.
    Added {
        /// Its key.
        key: String,
        /// What it is.
        new: Value,
    },
    /// It is not there any more.
    Removed {
        /// Its key.
        key: String,
        /// What it was.
        old: Value,
    },
    /// Fields of it have other values.
    Changed {
        /// Its key.
        key: String,
        /// The fields, in order of their pointers; at least one.
        fields: Vec<Edited>,
    },
}

/// What leads from some records to others, in order of keys.
#[must_use]
pub fn corrections(old: &Records, new: &Records) -> Vec<Correction> {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let one = |key: &String| match (old.get(key), new.get(key)) {
        (Some(old), Some(new)) => {
            let mut fields = Vec::new();
            compare("", Some(old), Some(new), &mut fields);
            fields.sort_by(|one, other| one.field.cmp(&other.field));
            (!fields.is_empty()).then(|| Correction::Changed { key: key.clone(), fields })
        }
        (old, new) => {
            let removed = old.map(|old| Correction::Removed { key: key.clone(), old: old.clone() });
            removed.or_else(|| Some(Correction::Added { key: key.clone(), new: new?.clone() }))
        }
    };
    keys.into_iter().filter_map(one).collect()
}

fn compare(field: &str, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Edited>) {
    if let (Some(Value::Object(was)), Some(Value::Object(is))) = (old, new) {
        let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for name in names {
            let escaped = name.replace('~', "~0").replace('/', "~1");
            compare(&format!("{field}/{escaped}"), was.get(name), is.get(name), found);
        }
    } else if old != new {
        found.push(Edited { field: field.into(), old: old.cloned(), new: new.cloned() });
    }
}
