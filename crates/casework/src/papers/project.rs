//! The public record of a project, and what a fund wants said of it.

use etablera_programme::project::{Fund, ProjectRecord};
use etablera_reporting::document::{Cell, Column, Document, Kind, Section, Table};
use serde_json::Value;

use super::language;
use crate::office::ProjectShown;
use crate::words::Tongue;

/// What a fund wants said of a project that it pays for, beside its emblem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publicity {
    /// The sentence.
    pub text: String,
    /// Where it stands.
    pub source: &'static str,
    /// Whether somebody read it there in this language.
    pub is_verified: bool,
}

/// What is said of a project by its fund and programme period.
///
/// The sentence of the asylum fund's programme of 2014 to 2020 was seen in
/// Swedish, in a project of its time; its English is ours. From 2021 on every
/// fund has the statement of the Union (CPR Article 47 and Annex IX), also
/// programmes of territorial cooperation; nobody has read it there yet.
#[must_use]
pub fn publicity(record: &ProjectRecord, tongue: Tongue) -> Publicity {
    let is_swedish = tongue != Tongue::English;
    match (record.fund, record.programme.year()) {
        (Fund::Amif, ..=2020) => Publicity {
            text: tongue.say("project-publicity-amif-2014", &[]),
            source: "Den g(l)ömda resursen, 2020-02-03",
            is_verified: is_swedish,
        },
        _ => Publicity {
            text: tongue.say("project-publicity-union", &[]),
            source: "(EU) 2021/1060, Annex IX",
            is_verified: false,
        },
    }
}

/// Puts who pays for what into the head of a report: the project, its number,
/// its fund, its days and the part that the Union pays.
pub fn project_head(document: &mut Document, record: &ProjectRecord, tongue: Tongue) {
    let say = |key: &str| tongue.say(key, &[]);
    document.fact(say("project-name"), record.name.as_str());
    document.fact(say("project-number"), &record.number);
    document.fact(say("project-fund"), record.fund);
    let run = format!("{} – {}", record.run.start(), record.run.end());
    document.fact(say("project-run"), run);
    document.fact(say("project-union-rate"), record.union_rate);
}

/// The public record of a project as a document, with what its fund wants
/// said.
#[must_use]
pub fn project(told: &ProjectShown, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("project-title"), language(tongue));
    document.fact(say("monthly-operation"), &told.operation);
    project_head(&mut document, &told.record, tongue);
    let columns = ["project-field", "project-value"];
    let columns = columns.map(|key| Column::new(say(key), Kind::Text));
    let mut table = Table::new(say("project-record"), columns);
    for (field, value) in fields(&told.record) {
        table.row([Cell::text(field), Cell::text(value)]);
    }
    document.sections.push(Section::new(say("project-record")).with(table));
    let publicity = publicity(&told.record, tongue);
    let mut section = Section::new(say("project-publicity")).with(publicity.text);
    if !publicity.is_verified {
        let given = [("source", publicity.source)];
        section = section.with(tongue.say("project-publicity-unverified", &given));
    }
    document.sections.push(section);
    document
}

/// The fields with the names and in the order of the open record.
fn fields(record: &ProjectRecord) -> Vec<(String, String)> {
    let text = record.to_json();
    let read = serde_json::from_str::<Value>(&text).unwrap_or_default();
    let written = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    // The order of the text, whatever order the reader keeps.
    let mut all: Vec<_> = read.as_object().into_iter().flatten().collect();
    all.sort_by_key(|(name, _)| text.find(&format!("\n  \"{name}\": ")));
    all.into_iter().map(|(name, value)| (name.clone(), written(value))).collect()
}
