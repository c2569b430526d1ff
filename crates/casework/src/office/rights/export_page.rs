//! What is known about a person, as a page to read.

use etablera_reporting::render::POLICY;
use serde_json::Value;

use super::export_subject::Export;
use crate::office::case::json;
use crate::office::error::CaseError;
use crate::report::markup::Markup;
use crate::words::Tongue;

/// The sections in the order of the page.
const SECTIONS: [&str; 9] = [
    "person",
    "accounts",
    "case",
    "documents",
    "special",
    "statistics",
    "events",
    "receipts",
    "accesses",
];

/// The page: one HTML file without script and without anything from elsewhere.
///
/// # Errors
///
/// When the export cannot be written as JSON, which never happens.
pub fn export_page(export: &Export, tongue: Tongue) -> Result<String, CaseError> {
    let value: Value = serde_json::from_str(&json(export)?)
        .map_err(|_| CaseError::wrong("the export cannot be read"))?;
    let mut markup = Markup::default();
    markup.tag("html").attr("lang", tongue.language()).inside(|html| {
        html.tag("head").inside(|head| metadata(head, export, tongue));
        html.tag("body").inside(|body| {
            body.tag("header").inside(|header| {
                header.leaf("h1", title(export, tongue));
                header.leaf("p", tongue.say("export-lead", &[]));
            });
            body.tag("main").inside(|main| {
                for name in SECTIONS {
                    section(main, (name, value.get(name)), tongue);
                }
            });
        });
    });
    Ok(markup.document())
}

fn title(export: &Export, tongue: Tongue) -> String {
    let day = export.made_at.day().to_string();
    tongue.say("export-title", &[("id", export.participant.as_str()), ("day", &day)])
}

fn metadata(markup: &mut Markup, export: &Export, tongue: Tongue) {
    markup.tag("meta").attr("charset", "utf-8").empty();
    let policy = markup.tag("meta").attr("http-equiv", "Content-Security-Policy");
    policy.attr("content", POLICY).empty();
    let viewport = markup.tag("meta").attr("name", "viewport");
    viewport.attr("content", "width=device-width, initial-scale=1").empty();
    markup.tag("title").text(title(export, tongue));
    markup.tag("style").sheet(include_str!("export.css"));
}

fn section(markup: &mut Markup, (name, value): (&str, Option<&Value>), tongue: Tongue) {
    markup.tag("section").attr("id", name).inside(|section| {
        section.leaf("h2", tongue.say(&format!("export-{name}"), &[]));
        section.tag("p").class("aside").text(tongue.say(&format!("export-about-{name}"), &[]));
        match value.filter(|value| !is_empty(value)) {
            Some(value) => show(section, value, tongue),
            None => section.leaf("p", tongue.say("export-nothing", &[])),
        }
    });
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
        _ => false,
    }
}

/// Any value: records as terms and what they are, lists as lists.
fn show(markup: &mut Markup, value: &Value, tongue: Tongue) {
    match value {
        Value::Object(fields) => markup.tag("dl").inside(|list| {
            for (name, field) in fields {
                list.tag("div").inside(|entry| {
                    let shown = name.replace('_', " ");
                    let args = [("name", name.as_str()), ("shown", shown.as_str())];
                    entry.leaf("dt", tongue.say("export-field", &args));
                    entry.tag("dd").inside(|dd| show(dd, field, tongue));
                });
            }
        }),
        Value::Array(all) => markup.tag("ul").inside(|list| {
            for one in all {
                list.tag("li").inside(|item| show(item, one, tongue));
            }
        }),
        Value::Bool(true) => markup.text(tongue.say("export-yes", &[])),
        Value::Bool(false) => markup.text(tongue.say("export-no", &[])),
        Value::Null => markup.text("–"),
        Value::String(text) => markup.text(text),
        Value::Number(number) => markup.text(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field that a value has somewhere.
    fn fields<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
        match value {
            Value::Object(all) => {
                for (name, field) in all {
                    into.push(name);
                    fields(field, into);
                }
            }
            Value::Array(all) => all.iter().for_each(|one| fields(one, into)),
            _ => {}
        }
    }

    #[test]
    fn the_fields_of_every_event_have_swedish_names() {
        let golden = include_str!("../../../../domain/tests/cases/events-v1.jsonl");
        let events: Vec<Value> =
            golden.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut names = Vec::new();
        events.iter().for_each(|event| fields(event, &mut names));
        assert!(names.len() > 100, "{}", names.len());
        for tongue in [Tongue::Swedish, Tongue::PlainSwedish] {
            for name in &names {
                let args = [("name", *name), ("shown", "?")];
                assert_ne!(tongue.say("export-field", &args), "?", "`{name}` in {tongue:?}");
            }
        }
        let args = [("name", "OP_1"), ("shown", "OP 1")];
        assert_eq!(Tongue::Swedish.say("export-field", &args), "OP 1", "ids are no words");
        let args = [("name", "handed_over"), ("shown", "handed over")];
        assert_eq!(Tongue::English.say("export-field", &args), "handed over");
    }
}
