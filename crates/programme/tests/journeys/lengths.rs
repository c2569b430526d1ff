//! The stage that goes on, and the last day that one can have.

use crate::lulea::AGREED;
use crate::story::day;
use crate::{CONTINUE, after, journey, lulea, refused};
use chrono::Days;
use etablera_programme::journey::{Refusal, StageRun};
use etablera_programme::template::Template;

#[test]
fn the_stage_that_goes_on_has_its_days() {
    let template = lulea();
    let l1 = "L1".parse().unwrap();
    assert_eq!(journey(&template, &AGREED).stage_run(day("2026-12-01")), None);
    let run = |lines: &[&str], on: &str| {
        let journey = journey(&template, &after(lines));
        let StageRun { plan, placement, start, until } = journey.stage_run(day(on)).unwrap();
        assert_eq!((plan.id.as_str(), placement), ("trial", Some(&l1)));
        assert_eq!(start, day("2026-12-01"));
        until.to_string()
    };
    assert_eq!(run(&[], "2026-12-05"), "2026-12-31");
    let paused = r#"2026-12-10 P1 {"paused":{"reason":"leave"}}"#;
    assert_eq!(run(&[paused], "2026-12-14"), "2027-01-05", "five days so far");
    let resumed = r#"2026-12-15 P1 {"resumed":{}}"#;
    assert_eq!(run(&[paused, resumed], "2026-12-30"), "2027-01-05");
    let end = r#"2026-12-10 L1 {"stage_decided":{"outcome":"end","reason":"too_far"}}"#;
    assert_eq!(journey(&template, &after(&[end])).stage_run(day("2026-12-10")), None);
}

/// That a stage can last up to the day named, and not a day longer.
fn longest(template: &Template, lines: &[&str], (on, at, kind): (&str, &str, &str)) -> String {
    let journey = journey(template, lines);
    let (stage, _) = template
        .stages
        .iter()
        .map(|plan| (&plan.id, plan.kind))
        .find(|(id, _)| id.as_str() == kind)
        .unwrap();
    let last = journey.last_day_of(stage, Some(&at.parse().unwrap()), day(on)).unwrap();
    let start =
        |until| format!(r#"{on} {at} {{"stage_started":{{"stage":"{kind}","until":"{until}"}}}}"#);
    let mut taken = journey.clone();
    taken.take(&crate::lulea::log(&[&start(last)])[0].event).unwrap();
    let refusal = refused(lines, &start(last + Days::new(1)));
    let beyond = matches!(refusal, Refusal::TooLong { .. } | Refusal::BeyondAgreement { .. });
    assert!(beyond, "{refusal}");
    last.to_string()
}

#[test]
fn a_stage_can_last_up_to_the_first_of_its_limits() {
    let template = lulea();
    let trial = ("2026-12-01", "L1", "trial");
    assert_eq!(longest(&template, &AGREED, trial), "2026-12-31", "its length");
    let short: Vec<String> =
        AGREED.iter().map(|line| line.replace("2027-05-31", "2026-12-20")).collect();
    let short: Vec<&str> = short.iter().map(String::as_str).collect();
    assert_eq!(longest(&template, &short, trial), "2026-12-20", "what is agreed");
    // Entered on 3 November 2026, for twelve months at most.
    let late = ("2027-10-20", "L1", "trial");
    let long: Vec<String> =
        AGREED.iter().map(|line| line.replace("2027-05-31", "2028-05-31")).collect();
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    assert_eq!(longest(&template, &long, late), "2027-11-02", "what the programme lasts");
    // Eleven days of the trial are left after a move.
    let end = r#"2026-12-20 L1 {"placement_ended":{"reason":"moved_workplace"}}"#;
    let second: Vec<String> = AGREED[2..]
        .iter()
        .map(|line| format!("2026-12-21{}", &line.replace("L1", "L2")[10..]))
        .collect();
    let mut lines = after(&[end]);
    lines.extend(second.iter().map(String::as_str));
    assert_eq!(longest(&template, &lines, ("2027-01-04", "L2", "trial")), "2027-01-14");
    let works = format!("2026-12-10 {CONTINUE}");
    let works = after(&[&works]);
    let employment = ("2026-12-11", "L1", "employment");
    assert_eq!(longest(&template, &works, employment), "2027-04-10");
}

#[test]
fn what_is_not_there_or_used_up_has_no_last_day() {
    let template = lulea();
    let journey = journey(&template, &AGREED);
    let of = |stage: &str, at: &str, on: &str| {
        journey.last_day_of(&stage.parse().unwrap(), Some(&at.parse().unwrap()), day(on))
    };
    assert!(of("trial", "L1", "2026-12-01").is_some());
    assert_eq!(of("post", "L1", "2026-12-01"), None);
    assert_eq!(of("trial", "L2", "2026-12-01"), None);
    assert_eq!(of("trial", "L1", "2027-06-01"), None, "the agreement has run out");
    assert_eq!(of("trial", "L1", "2027-11-03"), None, "and so has the programme");
}
