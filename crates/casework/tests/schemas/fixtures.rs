//! Values from files that exist fit the schemas of the commands they go into.

use std::collections::BTreeSet;

use etablera_casework::town::town;
use etablera_domain::event::Happening;
use serde_json::{Value, json};

use crate::contract::{COMMANDS, COMMANDS_WRITTEN, closed, validator};

/// Every kind of event, as the first version of the log has it.
const EVENTS: &str = include_str!("../../../domain/tests/cases/events-v1.jsonl");

/// Records of a project: sessions, joint actions, offers and jobs.
const PLANNING: &str = include_str!("../../../../tests/cases/planning/events.jsonl");

#[test]
fn every_kind_of_event_can_be_recorded() {
    let read = validator(&COMMANDS.document("record"));
    let written = validator(&closed(COMMANDS_WRITTEN.document("record")));
    let mut kinds = BTreeSet::new();
    for line in EVENTS.lines().chain(PLANNING.lines()) {
        let event: Value = serde_json::from_str(line).unwrap();
        let mut command = json!({
            "stream": event["stream"], "about": event["about"], "on": event["occurred_on"],
            "what": event["what"],
        });
        for validator in [&read, &written] {
            let fits = validator.validate(&command).map_err(|error| error.to_string());
            assert_eq!(fits, Ok(()), "{command}");
        }
        kinds.extend(event["what"].as_object().unwrap().keys().cloned());
        let (_, inner) = command["what"].as_object_mut().unwrap().iter_mut().next().unwrap();
        if let Value::Object(fields) = inner {
            fields.insert("shoe_size".to_owned(), json!(44));
            assert!(!read.is_valid(&command), "{command}");
        }
    }
    assert_eq!(kinds.len(), Happening::NAMES.len());
}

#[test]
fn the_example_town_can_be_written_down() {
    let check = |name: &str, commands: Vec<Value>| {
        let validator = validator(&COMMANDS.document(name));
        assert!(commands.len() > 20);
        for command in commands {
            let fits = validator.validate(&command).map_err(|error| error.to_string());
            assert_eq!(fits, Ok(()), "{command}");
        }
    };
    let town = town();
    check("record_need", town.needs.iter().map(|need| json!({ "need": need })).collect());
    let employers = town.employers.iter().map(|employer| json!({ "employer": employer }));
    check("record_employer", employers.collect());
    check(
        "record_visit",
        town.visits.iter().map(|visit| json!({ "visit": visit, "needs": [] })).collect(),
    );
    let profile = |profile: &etablera_domain::Participant| json!({ "participant": profile.id, "source": "interview", "profile": profile });
    check("record_profile", town.participants.iter().map(profile).collect());
}
