//! The grounds of discrimination law, and what is as sensitive, have no place
//! in anything that matching takes: not in its types, not in its files.

use std::collections::BTreeSet;

use etablera_domain::{Need, Participant, jsonl, schema};
use serde_json::Value;

/// What no field may be called, in English and in Swedish: the seven grounds
/// (sex, transgender identity, ethnicity, religion, disability, sexual
/// orientation, age), what stands in for them, and who the person is.
const FORBIDDEN: [&str; 62] = [
    "gender",
    "sex",
    "kon",
    "kön",
    "woman",
    "man",
    "kvinna",
    "transgender",
    "gender_identity",
    "konsidentitet",
    "könsidentitet",
    "pronoun",
    "ethnicity",
    "etnicitet",
    "race",
    "nationality",
    "nationalitet",
    "citizenship",
    "medborgarskap",
    "birth_country",
    "country_of_birth",
    "fodelseland",
    "födelseland",
    "mother_tongue",
    "modersmal",
    "modersmål",
    "religion",
    "faith",
    "tro",
    "belief",
    "disability",
    "funktionsnedsattning",
    "funktionsnedsättning",
    "diagnosis",
    "diagnos",
    "health",
    "halsa",
    "hälsa",
    "sexual_orientation",
    "sexuell_laggning",
    "sexuell_läggning",
    "age",
    "alder",
    "ålder",
    "birth_date",
    "date_of_birth",
    "birth_year",
    "fodelsedatum",
    "födelsedatum",
    "name",
    "namn",
    "personal_number",
    "personnummer",
    "photo",
    "foto",
    "email",
    "phone",
    "telefon",
    "address",
    "adress",
    "family_status",
    "residence_permit",
];

/// The names of all properties in a schema, at any depth.
fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(own)) = fields.get("properties") {
                found.extend(own.keys().map(|name| name.to_lowercase()));
            }
            fields.values().for_each(|value| properties(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, found)),
        _ => {}
    }
}

#[test]
fn no_field_of_a_participant_or_a_need_says_who_somebody_is() {
    for (name, known) in [("participants", "competences"), ("needs", "min_evidence")] {
        let mut found = BTreeSet::new();
        properties(schema::schema(name).unwrap().as_value(), &mut found);
        assert!(found.contains(known), "{found:?}");
        for word in FORBIDDEN {
            assert!(!found.contains(word), "`{word}` is a field of {name}");
        }
    }
}

#[test]
fn a_row_that_says_who_somebody_is_is_refused() {
    for word in FORBIDDEN {
        let person = format!(r#"{{"id":"P1","{word}":"x"}}"#);
        let message = jsonl::parse::<Participant>(&person).unwrap_err().to_string();
        assert!(message.contains("unknown field"), "{word}: {message}");
        let need = format!(
            r#"{{"id":"N1","employer":"E1","origin":{{"visit":"V1"}},"title":"t","seats":1,
            "tasks":[],"{word}":"x"}}"#
        );
        assert!(jsonl::parse::<Need>(&need).is_err(), "{word}");
    }
}

#[test]
fn a_requirement_that_asks_who_somebody_is_is_refused() {
    for word in FORBIDDEN {
        let need = format!(
            r#"{{"id":"N1","employer":"E1","origin":{{"visit":"V1"}},"title":"t","seats":1,
            "tasks":[{{"title":"t","share_permille":1000,"requirements":[{{"id":"r",
            "what":{{"kind":"{word}"}},"strength":"must","reason":"wish"}}]}}]}}"#
        );
        let message = jsonl::parse::<Need>(&need).unwrap_err().to_string();
        assert!(message.contains("unknown value"), "{word}: {message}");
    }
}

#[test]
fn code_that_matches_by_grounds_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
