//! Texts that are also something else (SQL, markup, no text at all) in every
//! place that takes one: a text they are, or refused, and the store stays whole.

use std::collections::BTreeMap;

use etablera_http::{Operation, operations};
use serde_json::{Map, Value};

use super::fixture::{Answered, Served};
use super::matrix::record;
use super::places::{HERE, places};
use super::request::{Asked, sent};
use crate::leak::tables::CALLERS;
use crate::leak::twins::Twins;

/// A text: within quotes of JSON, and percent-encoded in a path or query.
struct Text {
    json: String,
    encoded: String,
}

fn texts() -> Vec<Text> {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let plain = |text: &str| {
        let json = Value::from(text).to_string();
        Text { json: json.trim_matches('"').to_owned(), encoded: encoded(text) }
    };
    let mut all: Vec<_> = [
        "'; DROP TABLE event; --",
        "<script>alert(1)</script>",
        "a\0b",
        &"x".repeat(10_000),
        "\u{202e}txet",
        "",
    ]
    .map(plain)
    .into();
    // Half of a pair is no character, and no UTF-8.
    all.push(Text { json: r"\ud800".to_owned(), encoded: "%ED%A0%80".to_owned() });
    all
}

/// Who may ask for an operation, as far as its example tells.
fn who(served: &mut Served, operation: &Operation, base: &Map<String, Value>) -> &'static str {
    let callers = ["anna/matcher"].iter().chain(CALLERS);
    let may = callers.copied().find(|who| {
        let Asked { uri, body, .. } = sent(operation, base.clone());
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let status = served.ask_in_words(who, operation, (&uri, body)).status.as_u16();
        !matches!(status, 401 | 403 | 404)
    });
    may.unwrap_or("anna/matcher")
}

/// What a record is answered with a text in its place.
fn answered(
    served: &mut Served,
    (who, operation): (&str, &Operation),
    (record, text): (&Map<String, Value>, &Text),
) -> Answered {
    let Asked { uri, body, .. } = sent(operation, record.clone());
    let uri = uri.replace("HERE%21", &text.encoded);
    let body = body.map(|body| body.to_string().replace(HERE, &text.json));
    served.ask_in_words(who, operation, (&uri, body.unwrap_or_default()))
}

#[test]
fn a_text_is_a_text_in_every_place_of_the_contract() {
    let twins = Twins::new("secrecy_marking");
    let mut served = Served::over(twins.place());
    let texts = texts();
    let mut statuses = BTreeMap::<u16, usize>::new();
    for operation in operations() {
        let base = record(operation, &twins);
        let who = who(&mut served, operation, &base);
        for (at, (record, free)) in places(operation, &base).into_iter().enumerate() {
            for (number, text) in texts.iter().enumerate() {
                // Where a day or a code stands, one text is as bad as another.
                if !free && at % texts.len() != number {
                    continue;
                }
                let answered = answered(&mut served, (who, operation), (&record, text));
                let status = answered.status.as_u16();
                let place = Value::Object(record.clone());
                let said = &answered.body;
                assert!(status < 500, "{} {place} {}: {said}", operation.id, text.encoded);
                *statuses.entry(status).or_default() += 1;
            }
        }
    }
    // Many are texts, and are kept as such.
    assert!(statuses.get(&200).is_some_and(|kept| *kept > 100), "{statuses:?}");
    drop(served);
    twins.place().admin("db verify");
    twins.place().admin("db status");
}
