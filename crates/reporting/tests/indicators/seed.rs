//! The seed's way, day by day: enters unemployed, works in the project from the
//! second month on, and leaves to the host; and what goes otherwise.

use chrono::NaiveDate;
use etablera_domain::event::{Event, LabourStatus, Recorded, StatisticsId, Subject, state_on};
use etablera_domain::{Reply, Statistics};
use etablera_reporting::indicator::{Material, Reading};
use etablera_reporting::participation::{Builder, Cohort, Participation};
use serde_json::{Value, json};

use crate::people::{ASKED, all_told, answers, day, esf};

/// An event, by its day and the day it was written down.
struct Told {
    on: &'static str,
    written: &'static str,
    stream: &'static str,
    what: Value,
}

fn told(on: &'static str, what: Value) -> Told {
    Told { on, written: on, stream: "participant:P1", what }
}

fn placed(on: &'static str, what: Value) -> Told {
    Told { on, written: on, stream: "placement:L1", what }
}

fn enrolled(on: &'static str) -> Told {
    let statistics = "01930d5c-0000-7000-9000-000000000001";
    told(on, json!({"enrolled": {"operation": "22-021-S06", "statistics": statistics}}))
}

fn left(on: &'static str) -> Told {
    told(on, json!({"left": {"operation": "22-021-S06", "reason": "completed"}}))
}

fn status(on: &'static str, status: &str) -> Told {
    told(on, json!({"status_observed": {"status": status}}))
}

fn job(on: &'static str) -> Told {
    told(on, json!({"job_started": {"country": "SE"}}))
}

/// Enters, and works in the project for four months.
fn until_the_job() -> Vec<Told> {
    vec![
        enrolled("2024-02-05"),
        status("2024-02-05", "unemployed"),
        placed(
            "2024-03-06",
            json!({"stage_started": {"stage": "employment", "until": "2024-07-05"}}),
        ),
        status("2024-03-06", "programme_employed"),
    ]
}

fn recorded(all: &[Told], known: NaiveDate) -> Vec<Recorded> {
    let mut seq = 0;
    let known = all.iter().filter(|one| day(one.written) <= known && day(one.on) <= known);
    let events = known.map(|one| {
        seq += 1;
        let event = json!({
            "v": 1,
            "id": format!("01930d5c-0000-7000-8000-{seq:012}"),
            "stream": one.stream,
            "about": ["participant:P1", one.stream],
            "occurred_on": one.on,
            "recorded_at": format!("{}T16:00:00.000000Z", one.written),
            "by": "eva",
            "what": one.what,
        });
        Recorded { seq, event: serde_json::from_value::<Event>(event).unwrap() }
    });
    events.collect()
}

/// The person as known on a day, by answers frozen on another.
fn builder(all: &[Told], known: NaiveDate, frozen: (NaiveDate, LabourStatus)) -> Option<Builder> {
    let subject = Subject::Participant("P1".parse().unwrap());
    let state = state_on(&subject, &recorded(all, known), known);
    let from = answers(frozen.0, frozen.1);
    let statistics = |id| Statistics {
        id,
        frozen_on: from.frozen_on,
        age: from.age,
        gender: from.gender,
        education: from.education,
        labour: from.labour,
        third_country: from.third_country,
        foreign_background: from.foreign_background,
        homeless: from.homeless,
        rural: from.rural,
    };
    let lookup = |id| (frozen.0 <= known).then(|| statistics(id));
    Builder::of_case(
        state.case().unwrap(),
        (&"22-021-S06".parse().unwrap(), NaiveDate::MAX),
        lookup,
    )
}

/// Asserts what an indicator says on every day from 1 February, for 13 months:
/// each row holds from its day until the next.
#[track_caller]
fn every_day(all: &[Told], frozen: (&str, LabourStatus), expected: &[(&str, &[(&str, &str)])]) {
    let set = esf();
    let frozen = (day(frozen.0), frozen.1);
    let days = day("2024-02-01").iter_days().take_while(|on| *on <= day("2025-03-01"));
    for today in days {
        let people = builder(all, today, frozen);
        let material = Material::new(Cohort::new(people, ASKED, today).unwrap());
        let report = set.answer(&material, Reading::until(today)).unwrap();
        for (code, rows) in expected {
            let held = rows.iter().rev().find(|(from, _)| day(from) <= today);
            let expected: Vec<String> = held.iter().map(|(_, told)| (*told).to_owned()).collect();
            assert_eq!(all_told(&report, code), expected, "{code} on {today}");
        }
    }
}

const ENTRY: [(&str, &[(&str, &str)]); 4] = [
    ("EECO01", &[("2024-02-05", "yes 2024-02-05")]),
    ("EECO02", &[("2024-02-05", "yes 2024-02-05")]),
    ("EECO04", &[("2024-02-05", "other_status_at_entry 2024-02-05")]),
    ("EECO05", &[("2024-02-05", "other_status_at_entry 2024-02-05")]),
];

const UNEMPLOYED: (&str, LabourStatus) = ("2024-02-05", LabourStatus::Unemployed);

/// The entry as it is every day, and these two results.
fn with<'a>(
    upon: &'a [(&'a str, &'a str)],
    after: &'a [(&'a str, &'a str)],
) -> Vec<(&'a str, &'a [(&'a str, &'a str)])> {
    let mut all: Vec<(&str, &[(&str, &str)])> = ENTRY.to_vec();
    all.extend([("EECR04", upon), ("EECR05", after)]);
    all
}

#[test]
fn the_seed_leaves_to_the_host() {
    let mut all = until_the_job();
    all.extend([left("2024-07-05"), job("2024-07-08"), status("2025-01-05", "employed")]);
    every_day(
        &all,
        UNEMPLOYED,
        &with(
            &[
                ("2024-02-05", "not_left"),
                ("2024-07-05", "not_yet_due 2024-08-02"),
                ("2024-07-08", "yes 2024-07-08"),
            ],
            &[
                ("2024-02-05", "not_left"),
                ("2024-07-05", "not_yet_due 2025-01-05"),
                ("2025-01-05", "yes 2025-01-05"),
            ],
        ),
    );
}

#[test]
fn who_has_only_the_projects_job_does_not_leave_into_work() {
    let upon = [
        ("2024-02-05", "not_left"),
        ("2024-07-05", "not_yet_due 2024-08-02"),
        ("2024-08-02", "project_job 2024-07-05"),
    ];
    let after = [
        ("2024-02-05", "not_left"),
        ("2024-07-05", "not_yet_due 2025-01-05"),
        ("2025-01-05", "status_unknown 2025-01-05"),
    ];
    let mut all = until_the_job();
    all.push(left("2024-07-05"));
    every_day(&all, UNEMPLOYED, &with(&upon, &after));
    // Nor does it help to write down that job as one outside, on any day of it.
    for noted in ["2024-03-07", "2024-06-20", "2024-07-04", "2024-07-05"] {
        let mut all = until_the_job();
        all.extend([status(noted, "employed"), left("2024-07-05")]);
        every_day(&all, UNEMPLOYED, &with(&upon, &after));
    }
}

#[test]
fn a_job_with_the_host_may_begin_before_the_projects_was_to_end() {
    let mut all = until_the_job();
    all.extend([job("2024-06-10"), left("2024-06-10")]);
    every_day(
        &all,
        UNEMPLOYED,
        &with(
            &[("2024-02-05", "not_left"), ("2024-06-10", "yes 2024-06-10")],
            &[
                ("2024-02-05", "not_left"),
                ("2024-06-10", "not_yet_due 2024-12-10"),
                ("2024-12-10", "status_unknown 2024-12-10"),
            ],
        ),
    );
}

#[test]
fn leaving_ends_the_projects_job_though_it_was_planned_for_longer() {
    let mut all = until_the_job();
    all.extend([left("2024-06-14"), status("2024-06-17", "employed")]);
    every_day(
        &all,
        UNEMPLOYED,
        &with(
            &[
                ("2024-02-05", "not_left"),
                ("2024-06-14", "not_yet_due 2024-07-12"),
                ("2024-06-17", "yes 2024-06-17"),
            ],
            &[
                ("2024-02-05", "not_left"),
                ("2024-06-14", "not_yet_due 2024-12-14"),
                ("2024-12-14", "status_unknown 2024-12-14"),
            ],
        ),
    );
}

#[test]
fn a_status_found_out_late_counts_for_the_day_it_is_of() {
    let mut all = until_the_job();
    all.push(left("2024-07-05"));
    all.push(Told { written: "2024-12-01", ..status("2024-07-20", "employed") });
    every_day(
        &all,
        UNEMPLOYED,
        &with(
            &[
                ("2024-02-05", "not_left"),
                ("2024-07-05", "not_yet_due 2024-08-02"),
                ("2024-08-02", "project_job 2024-07-05"),
                ("2024-12-01", "yes 2024-07-20"),
            ],
            &[
                ("2024-02-05", "not_left"),
                ("2024-07-05", "not_yet_due 2025-01-05"),
                ("2025-01-05", "status_unknown 2025-01-05"),
            ],
        ),
    );
}

#[test]
fn who_comes_back_has_not_left_and_counts_once() {
    let mut all = until_the_job();
    all.extend([left("2024-07-05"), job("2024-07-08"), enrolled("2024-09-02"), left("2025-02-03")]);
    every_day(
        &all,
        UNEMPLOYED,
        &with(
            &[
                ("2024-02-05", "not_left"),
                ("2024-07-05", "not_yet_due 2024-08-02"),
                ("2024-07-08", "yes 2024-07-08"),
                ("2024-09-02", "not_left"),
                ("2025-02-03", "not_yet_due 2025-03-03"),
            ],
            &[
                ("2024-02-05", "not_left"),
                ("2024-07-05", "not_yet_due 2025-01-05"),
                ("2024-09-02", "not_left"),
                ("2025-02-03", "not_yet_due 2025-08-03"),
            ],
        ),
    );
}

#[test]
fn answers_frozen_in_the_projects_job_make_nobody_employed_at_entry() {
    let mut all = until_the_job();
    all.extend([left("2024-07-05"), job("2024-07-08")]);
    let incomplete: &[(&str, &str)] = &[("2024-02-05", "incomplete")];
    let codes = ["EECO01", "EECO02", "EECO04", "EECO05", "EECR04", "EECR05", "EECR06"];
    let expected = codes.map(|code| (code, incomplete));
    for (frozen, labour) in [
        ("2024-03-06", LabourStatus::Employed),
        ("2024-07-05", LabourStatus::Employed),
        ("2024-02-05", LabourStatus::ProgrammeEmployed),
        ("2024-02-05", LabourStatus::Unknown),
    ] {
        every_day(&all, (frozen, labour), &expected);
    }
}

/// The days of the year that a case reads as in the project's job.
fn job_days(more: Vec<Told>) -> Vec<String> {
    let mut all = vec![enrolled("2024-02-05")];
    all.extend(more);
    let known = day("2024-12-31");
    let made: Participation = builder(&all, known, (day("2024-02-05"), LabourStatus::Unemployed))
        .unwrap()
        .build(known)
        .unwrap();
    let in_job = |on: &NaiveDate| made.in_project_job(*on);
    let days: Vec<NaiveDate> = day("2024-02-01").iter_days().take(330).filter(in_job).collect();
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for on in days {
        match spans.last_mut().filter(|(_, last)| last.succ_opt() == Some(on)) {
            Some(span) => span.1 = on,
            None => spans.push((on, on)),
        }
    }
    spans.iter().map(|(from, until)| format!("{from} {until}")).collect()
}

fn stage(on: &'static str, stage: &str, until: &str) -> Told {
    placed(on, json!({"stage_started": {"stage": stage, "until": until}}))
}

fn decided(on: &'static str, outcome: &str, until: Option<&str>) -> Told {
    placed(on, json!({"stage_decided": {"outcome": outcome, "reason": "r", "until": until}}))
}

#[test]
fn a_stage_of_employment_lasts_as_it_was_decided() {
    let work = || stage("2024-03-06", "employment", "2024-07-05");
    let cases: Vec<(Vec<Told>, Vec<&str>)> = vec![
        (vec![stage("2024-03-06", "trial", "2024-07-05")], vec![]),
        (vec![work()], vec!["2024-03-06 2024-07-05"]),
        (
            vec![work(), decided("2024-07-01", "extend", Some("2024-08-30"))],
            vec!["2024-03-06 2024-08-30"],
        ),
        // To go on elsewhere is decided before the last day.
        (vec![work(), decided("2024-06-20", "continue", None)], vec!["2024-03-06 2024-07-05"]),
        (vec![work(), decided("2024-05-02", "end", None)], vec!["2024-03-06 2024-05-02"]),
        (
            vec![work(), placed("2024-05-03", json!({"placement_ended": {"reason": "r"}}))],
            vec!["2024-03-06 2024-05-03"],
        ),
        (
            vec![work(), stage("2024-06-01", "bridging", "2024-06-30")],
            vec!["2024-03-06 2024-05-31"],
        ),
        (vec![work(), left("2024-05-15")], vec!["2024-03-06 2024-05-15"]),
        (vec![work(), job("2024-05-15")], vec!["2024-03-06 2024-05-14"]),
        // A job outside from the first day on leaves nothing of it.
        (vec![work(), job("2024-03-06")], vec![]),
        (
            vec![
                work(),
                decided("2024-04-30", "end", None),
                stage("2024-06-03", "employment", "2024-06-28"),
            ],
            vec!["2024-03-06 2024-04-30", "2024-06-03 2024-06-28"],
        ),
    ];
    for (at, (events, expected)) in cases.into_iter().enumerate() {
        assert_eq!(job_days(events), expected, "case {at}");
    }
}

#[test]
fn a_case_says_nothing_of_operations_it_never_entered() {
    let all = until_the_job();
    let known = day("2024-02-04");
    assert_eq!(builder(&all, known, (known, LabourStatus::Unemployed)), None);
    let made =
        builder(&all, day("2024-03-01"), (day("2024-02-05"), LabourStatus::Inactive)).unwrap();
    let made = made.build(day("2024-03-01")).unwrap();
    assert_eq!(made.answers().unwrap().labour, Reply::Known(LabourStatus::Inactive));
    assert_eq!(made.entered(), day("2024-02-05"));
}

#[test]
fn the_answers_are_those_of_the_first_entering() {
    let again = "01930d5c-0000-7000-9000-000000000002";
    let again = json!({"enrolled": {"operation": "22-021-S06", "statistics": again}});
    let all = [enrolled("2024-02-05"), left("2024-03-05"), told("2024-04-02", again)];
    let subject = Subject::Participant("P1".parse().unwrap());
    let known = day("2024-12-31");
    let state = state_on(&subject, &recorded(&all, known), known);
    let mut asked = Vec::new();
    let lookup = |id: StatisticsId| {
        asked.push(id.to_string());
        None
    };
    let made = Builder::of_case(
        state.case().unwrap(),
        (&"22-021-S06".parse().unwrap(), NaiveDate::MAX),
        lookup,
    );
    assert_eq!(asked, ["01930d5c-0000-7000-9000-000000000001"]);
    // Who has no answers is kept: the cohort has them, and lists them.
    assert_eq!(made.unwrap().build(known).unwrap().answers(), None);
}
