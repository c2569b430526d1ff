//! Interreg: participations are no persons.

use etablera_domain::event::{Event, Recorded};
use etablera_reporting::indicator::{Material, Outcome, Reading, Report, Set, shipped};
use etablera_reporting::participation::{Kind, Source, Taking, Work, WorkKind, takings};
use serde_json::{Value, json};

use crate::people::{all_told, day, material};

fn set() -> Set {
    shipped("interreg-2021-2027").unwrap()
}

fn none() -> Material {
    material(Vec::new(), day("2026-12-31"))
}

fn number(report: &Report<'_>, code: &str) -> usize {
    report.answer(code).unwrap().count().unwrap().number()
}

fn event(seq: u64, on: &str, stream: &str, about: &[&str], what: &Value) -> Recorded {
    let mut all = vec![stream];
    all.extend(about);
    let event: Event = serde_json::from_value(json!({
        "v": 1,
        "id": format!("01930d5c-0000-7000-8000-{seq:012}"),
        "stream": stream,
        "about": all,
        "occurred_on": on,
        "recorded_at": format!("{on}T16:00:00.000000Z"),
        "by": "eva",
        "what": what,
    }))
    .unwrap();
    Recorded { seq, event }
}

fn held(seq: u64, on: &str, session: &str, who: &[&str], held: (&str, &[&str])) -> Recorded {
    let what = json!({"joint_action_held": {"action": held.0, "countries": held.1}});
    event(seq, on, &format!("session:{session}"), who, &what)
}

fn attended(seq: u64, on: &str, session: &str, who: &str, presence: &str) -> Recorded {
    let what = json!({"attended": {"participant": who, "presence": presence, "minutes": 60}});
    event(seq, on, &format!("session:{session}"), &[&format!("participant:{who}")], &what)
}

const BOTH: &[&str] = &["NO", "SE"];

#[test]
fn the_same_person_on_three_trips_is_three_participations() {
    let who = ["participant:P1"];
    let events: Vec<Recorded> = ["2024-05-22", "2024-06-12", "2024-09-10"]
        .iter()
        .zip(1..)
        .map(|(on, seq)| held(seq, on, &format!("T{seq}"), &who, ("study_trip", BOTH)))
        .collect();
    let material = none().takings(takings(&events));
    let set = set();
    let report = set.answer(&material, Reading::until(day("2024-12-31"))).unwrap();
    assert_eq!(number(&report, "RCO81"), 3);
    assert_eq!(all_told(&report, "RCO81"), ["yes 2024-05-22", "yes 2024-06-12", "yes 2024-09-10"]);
    let report = set.answer(&material, Reading::until(day("2024-06-12"))).unwrap();
    assert_eq!(number(&report, "RCO81"), 2);
}

#[test]
fn the_list_has_the_last_word_and_corrections_count() {
    let two = ["participant:P1", "participant:P2"];
    let mut events = vec![
        held(1, "2024-05-22", "T1", &two, ("study_trip", BOTH)),
        attended(2, "2024-05-22", "T1", "P2", "excused"),
        attended(3, "2024-05-22", "T1", "P3", "present"),
        // Neither there nor named: no part of it.
        attended(4, "2024-05-22", "T1", "P4", "unexcused"),
        held(5, "2024-06-01", "T2", &two[..1], ("study_trip", &["SE"])),
        held(6, "2024-06-02", "T3", &two[..1], ("public_event", BOTH)),
        held(7, "2024-06-03", "T4", &two[..1], ("project_meeting", BOTH)),
    ];
    let told = |events: &[Recorded]| {
        let (set, material) = (set(), none().takings(takings(events)));
        let report = set.answer(&material, Reading::until(day("2024-12-31"))).unwrap();
        all_told(&report, "RCO81")
    };
    let rest = ["one_country 2024-06-01", "other_kind 2024-06-02", "other_kind 2024-06-03"];
    let trip = ["yes 2024-05-22", "absent 2024-05-22", "yes 2024-05-22"];
    assert_eq!(told(&events), [&trip[..], &rest[..]].concat());
    // It was the neighbours' trip as well.
    let mut correction = held(8, "2024-06-01", "T2", &two[..1], ("study_trip", &["FI", "SE"]));
    correction.event.corrects = Some(events[4].event.id);
    events.push(correction);
    assert_eq!(told(&events), [&trip[..], &["yes 2024-06-01"], &rest[1..]].concat());
    events.reverse();
    assert_eq!(told(&events), [&trip[..], &["yes 2024-06-01"], &rest[1..]].concat());
}

#[test]
fn outside_sessions_an_action_is_a_day_a_kind_and_its_countries() {
    let what = json!({"joint_action_held": {"action": "coaching_group", "countries": BOTH}});
    let one = |seq, who: &str| event(seq, "2024-05-22", who, &[], &what);
    let events = [one(1, "participant:P1"), one(2, "participant:P2"), one(3, "participant:P1")];
    let all = takings(&events);
    // Written down twice about one person, it is one action.
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|one| one.session.is_none() && one.kind == Kind::Action));
}

#[test]
fn a_scheme_counts_once_a_person_by_enrolment_and_once_by_certificate() {
    let planned = |seq, session: &str, on: &str| {
        let what = json!({"session_planned": {"on": on, "minutes": 60, "cohort": "nordic-care"}});
        event(seq, on, &format!("session:{session}"), &[], &what)
    };
    let who = ["participant:P1", "participant:P2"];
    let events = [
        planned(1, "S1", "2024-03-01"),
        planned(2, "S2", "2024-03-08"),
        held(3, "2024-03-01", "S1", &who, ("training_scheme", BOTH)),
        held(4, "2024-03-08", "S2", &who, ("training_scheme", BOTH)),
        attended(5, "2024-03-01", "S1", "P2", "excused"),
        held(6, "2024-04-01", "S3", &who[..1], ("study_trip", BOTH)),
    ];
    let set = set();
    let mut all = takings(&events);
    let reading = Reading::until(day("2024-12-31"));
    let without = none().takings(all.clone());
    let report = set.answer(&without, reading).unwrap();
    // Enrolled, though not there the first time.
    assert_eq!(
        all_told(&report, "RCO85"),
        [
            "yes 2024-03-01",
            "yes 2024-03-01",
            "counted_already 2024-03-08",
            "counted_already 2024-03-08",
            "other_kind 2024-04-01",
        ]
    );
    assert_eq!(number(&report, "RCO81"), 1);
    let Outcome::NoSource(source) = report.answer("RCR81").unwrap().outcome else { panic!() };
    assert_eq!(source, Source::Certificates);

    // P1 got the certificate at the second part.
    assert_eq!(all[2].person.as_str(), "P1");
    all[2].certified = Some(day("2024-03-08"));
    let cohort = etablera_reporting::participation::Cohort::new(
        [],
        [Source::Certificates],
        day("2026-12-31"),
    );
    let with = Material::new(cohort.unwrap()).takings(all);
    let report = set.answer(&with, reading).unwrap();
    assert_eq!(
        all_told(&report, "RCR81"),
        [
            "not_completed 2024-03-01",
            "not_completed 2024-03-01",
            "yes 2024-03-08",
            "not_completed 2024-03-08",
            "other_kind 2024-04-01",
        ]
    );
    assert!(set.check(&report.figures()).faults.is_empty());
}

#[test]
fn after_the_project_is_a_year() {
    let taking = |on: &str| Taking {
        on: day(on),
        person: "P1".parse().unwrap(),
        kind: Kind::Action,
        action: "study_trip".parse().unwrap(),
        session: None,
        countries: BOTH.iter().map(|code| code.parse().unwrap()).collect(),
        absent: false,
        certified: None,
    };
    let days = ["2024-02-29", "2024-03-01", "2025-02-28", "2025-03-01"];
    let material = none().takings(days.map(taking).to_vec());
    let set = set();
    let reading = Reading::until(day("2026-01-01"));
    let report = set.answer(&material, reading).unwrap();
    let Outcome::NoSource(source) = report.answer("RCR85").unwrap().outcome else { panic!() };
    assert_eq!(source, Source::ProjectEnd);
    // 29 February and twelve months is 28 February.
    let material = material.project_end(day("2024-02-29"));
    let report = set.answer(&material, reading).unwrap();
    assert_eq!(
        all_told(&report, "RCR85"),
        ["before_end 2024-02-29", "yes 2024-03-01", "yes 2025-02-28", "too_late 2025-03-01",]
    );
}

#[test]
fn works_are_finished_in_time_by_two_countries_and_count_once() {
    let work =
        |id: &str, kind, countries: &[&str], finished: Option<&str>, effect: Option<&str>| Work {
            id: id.parse().unwrap(),
            kind,
            countries: countries.iter().map(|code| code.parse().unwrap()).collect(),
            finished: finished.map(day),
            took_effect: effect.map(day),
        };
    use WorkKind::{ObstacleSolution, PilotAction, Solution};
    let all = vec![
        work("a", PilotAction, BOTH, Some("2024-06-30"), None),
        work("a", PilotAction, BOTH, Some("2024-07-01"), None),
        work("b", PilotAction, BOTH, Some("2025-01-01"), None),
        work("c", PilotAction, &["SE"], Some("2024-06-30"), None),
        work("d", PilotAction, BOTH, None, None),
        work("e", Solution, BOTH, Some("2024-06-30"), Some("2025-02-01")),
        work("f", ObstacleSolution, BOTH, Some("2024-06-30"), None),
    ];
    let material = none().works(all).project_end(day("2024-12-31"));
    let set = set();
    let report = set.answer(&material, Reading::until(day("2025-06-30"))).unwrap();
    assert_eq!(
        all_told(&report, "RCO84"),
        [
            "yes 2024-06-30",
            "counted_already 2024-07-01",
            "too_late 2025-01-01",
            "one_country",
            "not_finished",
            "other_kind",
            "other_kind",
        ]
    );
    let codes = ["RCO116", "RCO117", "RCR82", "RCR104"];
    assert_eq!(codes.map(|code| number(&report, code)), [1, 1, 0, 1]);
    let lacking = report.answers().iter().filter(|answer| answer.count().is_none());
    let lacking: Vec<&str> = lacking.map(|answer| answer.definition.code.as_str()).collect();
    assert_eq!(lacking, ["RCO81", "RCO85", "RCO87", "RCR81", "RCR84", "RCR85"]);
    let report = set.answer(&material, Reading::until(day("2025-01-31"))).unwrap();
    assert_eq!(all_told(&report, "RCR104")[5], "after_day 2025-02-01");
}
