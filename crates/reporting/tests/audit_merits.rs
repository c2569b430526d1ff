//! A statement of merits holds merits and nothing else, whatever the profile.

use std::collections::BTreeSet;

use etablera_domain::{Need, Participant, jsonl};
use etablera_reporting::audit::{
    CompetenceMerit, CredentialMerit, EducationMerit, ExperienceMerit, Extent, LanguageMerit,
    Merits, merits,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A need for each kind of merit.
fn need() -> Need {
    let asks = |id: &str, what: Value| json!({ "id": id, "what": what, "strength": "must", "reason": "task" });
    let need = json!({
        "id": "N1", "employer": "E1", "origin": { "visit": "V1" }, "title": "t", "seats": 1,
        "tasks": [{ "title": "t", "share_permille": 1000, "requirements": [
            asks("a", json!({ "kind": "competence", "concept": "isco:5120", "level": 2 })),
            asks("b", json!({ "kind": "language", "language": "sv", "skill": "reading",
                              "level": "B1" })),
            asks("c", json!({ "kind": "credential", "credential":
                              { "kind": "driving_licence", "class": "C" } })),
            asks("d", json!({ "kind": "credential", "credential":
                              { "kind": "certificate", "code": "hygiene" } })),
            asks("e", json!({ "kind": "experience", "occupation": "isco:9412", "months": 6 })),
        ]}],
    });
    jsonl::parse(&need.to_string()).expect("a need")
}

fn person(profile: &Value) -> Participant {
    jsonl::parse(&profile.to_string()).expect("a profile")
}

/// Everything that may not be told stands under one of these marks.
fn nasty() -> Value {
    json!({
        "id": "MARKID",
        "competences": [
            { "concept": "isco:5120", "level": 3, "evidence": "observed", "last_used": 1999 },
            { "concept": "isco:2636", "level": 4, "evidence": "stated" },
            { "concept": "isco:9112", "answer": "no" },
        ],
        "occupations": [
            { "concept": "isco:9412", "months": 30, "evidence": "documented", "last_used": 1998 },
            { "concept": "isco:2636", "months": 12, "evidence": "stated" },
            { "concept": "isco:9111", "answer": "no" },
        ],
        "languages": [
            { "language": "sv", "skill": "reading", "level": "B2", "source": "test",
              "on": "2019-03-04" },
            { "language": "so", "skill": "reading", "level": "C2", "source": "self" },
            { "language": "sv", "skill": "writing", "answer": "no" },
        ],
        "credentials": [
            { "credential": { "kind": "driving_licence", "class": "CE" },
              "evidence": "documented", "issued_in": "SY", "valid_from": "1997-05-06" },
            { "credential": { "kind": "certificate", "code": "hygiene" }, "evidence": "stated" },
            { "credential": { "kind": "certificate", "code": "markplace" }, "evidence": "stated" },
            { "credential": { "kind": "forklift", "class": "B" }, "answer": "no" },
        ],
        "education": [
            { "level": "6", "field": "0913", "country": "ER", "evidence": "documented",
              "recognition": { "status": "applied", "on": "2021-02-03" } },
        ],
        "home": { "municipality": "2580" },
        "wishes": { "refuses": [{ "employer": "MARKREFUSED" }], "prefers": [{ "need": "MARKOTHER" }] },
        "available_from": "2027-01-04",
    })
}

/// A concept as it is written.
fn isco(code: u16) -> String {
    format!("http://data.europa.eu/esco/isco/C{code}")
}

#[test]
fn a_statement_by_hand() {
    let told = merits(&person(&nasty()), &need(), Extent::Usual);
    let expected = json!({
        "education": [{ "level": "6", "field": "0913", "evidence": "documented" }],
        "experience": [
            { "occupation": isco(2636), "months": 12, "evidence": "stated" },
            { "occupation": isco(9412), "months": 30, "evidence": "documented" },
        ],
        "competences": [{ "competence": isco(5120), "level": 3, "evidence": "observed" }],
        "credentials": [
            { "credential": { "kind": "driving_licence", "class": "CE" }, "evidence": "documented" },
            { "credential": { "kind": "certificate", "code": "hygiene" }, "evidence": "stated" },
        ],
        "languages": [
            { "language": "sv", "skill": "reading", "level": "B2", "source": "test" },
        ],
    });
    assert_eq!(serde_json::to_value(&told).expect("it is data"), expected);
    let parts: Vec<_> = told.parts().collect();
    assert_eq!(parts, ["education", "experience", "competences", "credentials", "languages"]);
}

/// Of a protected person the need's own words, and no rarer ones.
#[test]
fn of_a_protected_person_only_what_is_asked_for() {
    let told = merits(&person(&nasty()), &need(), Extent::AskedFor);
    assert!(told.education.is_empty(), "the need asks for none");
    let told = serde_json::to_value(&told).expect("it is data");
    assert_eq!(told["experience"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["credentials"][0]["credential"]["class"], "C");
    // No more than is asked for: 30 months, level 3 and B2 are held.
    assert_eq!(told["experience"][0]["months"], 6);
    assert_eq!(told["competences"][0]["level"], 2);
    assert_eq!(told["languages"][0]["level"], "B1");
}

/// Of a doctor and of whoever has just what is asked for the same is told.
#[test]
fn of_education_no_other_field_and_no_higher_level_is_told() {
    let asks = |education: Value| {
        let need = json!({
            "id": "N1", "employer": "E1", "origin": { "visit": "V1" }, "title": "t", "seats": 1,
            "tasks": [{ "title": "t", "share_permille": 1000, "requirements": [
                { "id": "a", "what": { "kind": "education", "education": education },
                  "strength": "must", "reason": "task" } ]}],
        });
        jsonl::parse::<Need>(&need.to_string()).expect("a need")
    };
    let holds = person(&json!({ "id": "P1", "education": [
        { "level": "8", "field": "0913", "evidence": "documented" },
        { "level": "2", "field": "0811", "evidence": "documented" },
        { "level": "7", "evidence": "documented" },
    ]}));
    let told = |need: Need| {
        let told = merits(&holds, &need, Extent::AskedFor).education;
        serde_json::to_value(told).expect("it is data")
    };
    let wide = told(asks(json!({ "level": "3", "field": "09" })));
    assert_eq!(wide, json!([{ "level": "3", "field": "09", "evidence": "documented" }]));
    let any = told(asks(json!({ "level": "3" })));
    let expected = json!([{ "level": "2", "evidence": "documented" },
                          { "level": "3", "evidence": "documented" }]);
    assert_eq!(any, expected);
    assert_eq!(merits(&holds, &asks(json!({ "level": "3" })), Extent::Usual).education.len(), 3);
}

/// Every field there is: one that is added must be added here, and thought of.
#[test]
fn the_type_has_no_room_for_anything_else() {
    let Merits { education, experience, competences, credentials, languages } = Merits::default();
    let none = education.is_empty() && experience.is_empty() && competences.is_empty();
    assert!(none && credentials.is_empty() && languages.is_empty());
    let told = merits(&person(&nasty()), &need(), Extent::Usual);
    for EducationMerit { level: _, field: _, evidence: _ } in told.education {}
    for ExperienceMerit { occupation: _, months: _, evidence: _ } in told.experience {}
    for CompetenceMerit { competence: _, level: _, evidence: _ } in told.competences {}
    for CredentialMerit { credential: _, evidence: _ } in told.credentials {}
    for LanguageMerit { language: _, skill: _, level: _, source: _ } in told.languages {}
    for field in ["name", "age", "gender", "participant", "country", "home", "id"] {
        let more = json!({ "education": [], "experience": [], "competences": [],
                           "credentials": [], "languages": [], field: "x" });
        assert!(serde_json::from_value::<Merits>(more).is_err(), "{field}");
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.keys().cloned());
            fields.values().for_each(|value| keys(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

const ALLOWED: [&str; 17] = [
    "education",
    "experience",
    "competences",
    "credentials",
    "languages",
    "level",
    "field",
    "evidence",
    "occupation",
    "months",
    "competence",
    "credential",
    "kind",
    "class",
    "code",
    "language",
    "skill",
];

proptest! {
    /// Whatever stands in a profile, nothing of who somebody is, when it was,
    /// or where they come from gets into the statement.
    #[test]
    fn nothing_else_gets_in(
        years in proptest::collection::vec(1900_u16..2026, 3),
        // No code of a level (CEFR, driving licence classes) looks like it.
        country in "[QX][A-Z]",
        town in 1000_u16..9999,
        id in "MARK[0-9]{6}",
        levels in (1_u8..=4, 0_u8..=8),
        protected in any::<bool>(),
    ) {
        let mut profile = nasty();
        profile["id"] = json!(id);
        profile["competences"][0]["last_used"] = json!(years[0]);
        profile["competences"][0]["level"] = json!(levels.0);
        profile["occupations"][0]["last_used"] = json!(years[1]);
        profile["credentials"][0]["valid_from"] = json!(format!("{}-05-06", years[2]));
        profile["credentials"][0]["issued_in"] = json!(country);
        profile["education"][0]["country"] = json!(country);
        profile["education"][0]["level"] = json!(levels.1.to_string());
        profile["home"]["municipality"] = json!(town.to_string());
        profile["wishes"]["refuses"] = json!([{ "employer": id }]);
        let extent = if protected { Extent::AskedFor } else { Extent::Usual };
        let told = merits(&person(&profile), &need(), extent);
        let value = serde_json::to_value(&told).expect("it is data");
        let mut found = BTreeSet::new();
        keys(&value, &mut found);
        for key in &found {
            prop_assert!(ALLOWED.contains(&key.as_str()) || key == "source", "{key}");
        }
        let text = value.to_string();
        prop_assert!(!text.contains("MARK") && !text.contains("markplace"), "{text}");
        let country = format!("\"{country}\"");
        prop_assert!(!text.contains(&country) && !text.contains("\"so\""));
        for word in ["no\"", "2019", "2021", "2027", "-05-06", "refuses", "answer", "last_used"] {
            prop_assert!(!text.contains(word), "{word}: {text}");
        }
        // Other words about the same merits change nothing.
        let mut plain = profile.clone();
        for field in ["home", "wishes", "available_from"] {
            plain.as_object_mut().expect("an object").remove(field);
        }
        prop_assert_eq!(merits(&person(&plain), &need(), extent), told);
    }
}
