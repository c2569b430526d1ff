//! Another municipality's own template.

use std::ops::Range;

use etablera_domain::event::{Code, ParseCodeError};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::TemplateError;
use super::model::Template;

/// A value that is another in one's own template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'c> {
    /// Which, such as `limits.supervisor` or, by its id, `stage.trial.length`.
    pub field: &'c str,
    /// The value: a text without quotes, or a value as TOML has it where the
    /// field is no text.
    pub value: &'c str,
}

/// Why no template can be made of another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AdaptError {
    /// The new name is none.
    #[error(transparent)]
    Id(#[from] ParseCodeError),
    /// What is changed is not there.
    #[error("`{0}` is not a field of the template: expected one that it sets")]
    NoField(String),
    /// It was no template, or is none any more.
    #[error("the template is wrong: {}", lines(.0))]
    Wrong(Vec<TemplateError>),
}

fn lines(errors: &[TemplateError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl Template {
    /// The text of a template with another id and some other values, and
    /// everything else as it stands, comments too.
    ///
    /// # Errors
    /// The id is none, a field is not there, or what results is no template.
    pub fn adapt(text: &str, id: &str, changes: &[Change<'_>]) -> Result<String, AdaptError> {
        let from = Self::parse(text).map_err(AdaptError::Wrong)?;
        let id: Code = id.parse()?;
        let mut adapted = text.to_owned();
        let id = Change { field: "id", value: id.as_str() };
        for change in [id].iter().chain(changes) {
            let (range, value) = place(&adapted, change)?;
            adapted.replace_range(range, &value);
        }
        let adapted = format!("# Begun from the template `{}`.\n{adapted}", from.id);
        Self::parse(&adapted).map_err(AdaptError::Wrong)?;
        Ok(adapted)
    }
}

/// Where a value stands, and what is to stand there.
fn place(text: &str, change: &Change<'_>) -> Result<(Range<usize>, String), AdaptError> {
    let unknown = || AdaptError::NoField(change.field.to_owned());
    // What a change before made of the text may not even be TOML.
    let root = DeTable::parse(text).map_err(|_| unknown())?;
    let mut steps = change.field.split('.');
    let first = steps.next().and_then(|step| root.get_ref().get(step));
    let value = steps.try_fold(first.ok_or_else(unknown)?, |value, step| {
        inside(value.get_ref(), step).ok_or_else(unknown)
    })?;
    let written = match value.get_ref() {
        DeValue::String(_) => toml::Value::from(change.value).to_string(),
        DeValue::Table(_) => return Err(unknown()),
        _ => change.value.to_owned(),
    };
    Ok((value.span(), written))
}

/// A field of a table, or the table of an id in a list.
fn inside<'t>(value: &'t DeValue<'t>, step: &str) -> Option<&'t Spanned<DeValue<'t>>> {
    if let Some(table) = value.as_table() {
        return table.get(step);
    }
    let named = |one: &&Spanned<DeValue<'_>>| {
        let id = one.get_ref().as_table().and_then(|table| table.get("id"));
        id.and_then(|id| id.get_ref().as_str()) == Some(step)
    };
    value.as_array()?.iter().find(named)
}
