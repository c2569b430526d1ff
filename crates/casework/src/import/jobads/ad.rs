//! One ad in JobTech's `JobSearch` form, as far as we read it.

use etablera_domain::jsonl::RowError;
use serde_json::Value;

/// A thing with a code in some system and a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Coded {
    /// The concept id of JobTech's taxonomy; empty if missing.
    pub(super) id: String,
    pub(super) label: String,
    /// The code in the system that came before: SSYK for a group.
    pub(super) legacy: String,
    pub(super) weight: u64,
}

/// What an ad lists as required, or as good to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) skills: Vec<Coded>,
    pub(super) languages: Vec<Coded>,
    pub(super) work_experiences: Vec<Coded>,
    pub(super) education: Vec<Coded>,
    pub(super) education_level: Vec<Coded>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ad {
    pub(super) id: String,
    pub(super) headline: String,
    pub(super) text: String,
    pub(super) vacancies: u64,
    pub(super) employer_name: String,
    pub(super) organisation_number: String,
    pub(super) occupation: Coded,
    pub(super) group: Coded,
    /// Percent of full time, lowest and highest.
    pub(super) scope: Option<(u64, u64)>,
    pub(super) municipality: String,
    /// Longitude and latitude.
    pub(super) coordinates: Option<(f64, f64)>,
    pub(super) must: Wanted,
    pub(super) nice: Wanted,
    pub(super) driving: Vec<Coded>,
    pub(super) driving_required: bool,
}

impl Ad {
    /// Reads one line.
    ///
    /// Only the id and the headline must be there; nulls count as missing.
    pub(super) fn parse(line: &str) -> Result<Self, RowError> {
        let value: Value = serde_json::from_str(line).map_err(|error| {
            let expected = "expected a job ad in JobTech's JobSearch form, one JSON object a line";
            wrong("", format!("not JSON at column {}: {expected}", error.column()))
        })?;
        refuse_other_forms(&value)?;
        let Some(id) = plain(&value, "/id") else {
            return Err(wrong("id", "missing: expected the ad's id, text or a number"));
        };
        let Some(headline) = text(&value, "/headline") else {
            return Err(wrong("headline", "missing: expected the ad's headline"));
        };
        Ok(Self::from_value(&value, id, headline))
    }

    fn from_value(value: &Value, id: String, headline: String) -> Self {
        let number = |path: &str| value.pointer(path).and_then(Value::as_u64);
        let degrees = |path: &str| value.pointer(path).and_then(Value::as_f64);
        let word = |path: &str| plain(value, path).unwrap_or_default();
        let at = (
            degrees("/workplace_address/coordinates/0"),
            degrees("/workplace_address/coordinates/1"),
        );
        Self {
            id,
            headline,
            text: word("/description/text"),
            vacancies: number("/number_of_vacancies").unwrap_or(1),
            employer_name: word("/employer/name"),
            organisation_number: word("/employer/organization_number"),
            occupation: coded(value.pointer("/occupation")),
            group: coded(value.pointer("/occupation_group")),
            scope: number("/scope_of_work/min").zip(number("/scope_of_work/max")),
            municipality: word("/workplace_address/municipality_code"),
            coordinates: at.0.zip(at.1).filter(|place| *place != (0.0, 0.0)),
            must: wanted(value.pointer("/must_have")),
            nice: wanted(value.pointer("/nice_to_have")),
            driving: list(value.pointer("/driving_license")),
            driving_required: value.pointer("/driving_license_required") == Some(&true.into()),
        }
    }
}

fn wrong(field: &str, message: impl Into<String>) -> RowError {
    RowError { field: field.to_owned(), message: message.into() }
}

/// Says what is wrong with an object that is no ad, or one of the form that
/// was used before `JobSearch`.
fn refuse_other_forms(value: &Value) -> Result<(), RowError> {
    let Some(object) = value.as_object() else {
        return Err(wrong("", "not an object: expected a job ad in JobTech's JobSearch form"));
    };
    if object.contains_key("rubrik") || object.contains_key("annonstext") {
        return Err(wrong(
            "rubrik",
            "this is the form with Swedish field names from before 2020: expected JobTech's \
             JobSearch form with `id`, `headline`, `description.text` and `must_have`",
        ));
    }
    if object.get("hits").is_some_and(Value::is_array) {
        return Err(wrong("hits", "a whole answer of JobSearch: expected one ad a line"));
    }
    Ok(())
}

/// A text or number as text, `None` where empty or missing.
fn plain(value: &Value, path: &str) -> Option<String> {
    match value.pointer(path)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn text(value: &Value, path: &str) -> Option<String> {
    value.pointer(path)?.as_str().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// Older hits hold an occupation in a list of one.
fn coded(value: Option<&Value>) -> Coded {
    let Some(value) = value else { return Coded::default() };
    let value = value.get(0).unwrap_or(value);
    let word = |name: &str| plain(value, &format!("/{name}")).unwrap_or_default();
    Coded {
        id: word("concept_id"),
        label: word("label").trim().to_owned(),
        legacy: word("legacy_ams_taxonomy_id"),
        weight: value.get("weight").and_then(Value::as_u64).unwrap_or_default(),
    }
}

fn list(value: Option<&Value>) -> Vec<Coded> {
    let rows = value.and_then(Value::as_array).into_iter().flatten();
    rows.map(|row| coded(Some(row))).filter(|row| *row != Coded::default()).collect()
}

fn wanted(value: Option<&Value>) -> Wanted {
    let part = |name: &str| list(value.and_then(|value| value.get(name)));
    Wanted {
        skills: part("skills"),
        languages: part("languages"),
        work_experiences: part("work_experiences"),
        education: part("education"),
        education_level: part("education_level"),
    }
}
