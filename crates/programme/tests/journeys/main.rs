//! Journeys: what is allowed, due and late, told as stories.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod ends;
mod lengths;
mod logs;
#[path = "../common/lulea.rs"]
mod lulea;
mod moves;
mod refusals;
#[path = "../common/story.rs"]
mod story;
mod ways;

use etablera_domain::ParticipantId;
use etablera_programme::calendar::{Calendar, Country};
use etablera_programme::journey::{Duty, Journey, Refusal};
use etablera_programme::template::Template;
use lulea::{AGREED, TRIAL, log};
use story::day;

const SWEDEN: Calendar = Calendar { country: Country::Sweden, eves: false };
const CONTINUE: &str = r#"L1 {"stage_decided":{"outcome":"continue","reason":"works"}}"#;
const CHECKED: [&str; 2] =
    [r#"2026-12-15 L1 {"checked_in":{}}"#, r#"2026-12-28 L1 {"checked_in":{}}"#];
const EMPLOYED: &str =
    r#"2027-01-01 L1 {"stage_started":{"stage":"employment","until":"2027-04-30"}}"#;
const COMPLETED: &str =
    r#"2027-04-28 L1 {"stage_decided":{"outcome":"continue","reason":"completed"}}"#;
const LEFT: &str = r#"2027-04-30 P1 {"left":{"operation":"O1","reason":"completed"}}"#;

fn lulea() -> Template {
    Template::shipped("workplace-lulea").unwrap()
}

fn who() -> ParticipantId {
    "P1".parse().unwrap()
}

/// What happened in this order, all of it allowed.
fn journey<'t>(template: &'t Template, lines: &[&str]) -> Journey<'t> {
    let (journey, refused) = Journey::of_log(template, &who(), &log(lines));
    assert_eq!(refused, [], "{lines:?}");
    journey
}

/// Up to the trial, and then more.
fn after<'l>(more: &[&'l str]) -> Vec<&'l str> {
    AGREED.iter().copied().chain([TRIAL]).chain(more.iter().copied()).collect()
}

/// Why a line cannot follow others; nothing changes then.
fn refused(lines: &[&str], next: &str) -> Refusal {
    let template = lulea();
    let mut journey = journey(&template, lines);
    let before = journey.clone();
    let next = log(&[next]);
    let refusal = journey.take(&next[0].event).expect_err("refused");
    assert_eq!(journey, before, "nothing is half applied");
    refusal
}

/// What is due on a day, as `name day` with `!` for late.
fn due(journey: &Journey<'_>, on: &str) -> Vec<String> {
    let standing = journey.standing(day(on), &SWEDEN);
    let shown = |duty: &Duty| match duty {
        Duty::CheckIn { number, .. } => format!("check-in {number}"),
        Duty::Decision { stage } => format!("decide {stage}"),
        Duty::Start { stage } => format!("start {stage}"),
        Duty::Leave => "leave".to_owned(),
        Duty::Confirmation { month, .. } => format!("confirm {}", month.format("%Y-%m")),
        Duty::Introduction { item } => item.to_string(),
        Duty::FollowUp { id, .. } => id.to_string(),
    };
    let row = |due: &etablera_programme::journey::Due| {
        format!("{} {}{}", shown(&due.duty), due.on, if due.late { "!" } else { "" })
    };
    standing.due.iter().map(row).collect()
}

fn straight() -> Vec<&'static str> {
    let mut lines = after(&CHECKED);
    lines.extend([
        r#"2026-12-29 L1 {"stage_decided":{"outcome":"continue","reason":"works"}}"#,
        EMPLOYED,
        r#"2027-01-05 L1 {"time_reported":{"month":"2026-12-01","work_minutes":7680,"training_minutes":1920}}"#,
        r#"2027-01-29 L1 {"checked_in":{}}"#,
        r#"2027-02-05 L1 {"time_reported":{"month":"2027-01-01","work_minutes":7680,"training_minutes":1920}}"#,
        r#"2027-02-26 L1 {"checked_in":{}}"#,
        r#"2027-03-05 L1 {"time_reported":{"month":"2027-02-01","work_minutes":7680,"training_minutes":1920}}"#,
        r#"2027-03-26 L1 {"checked_in":{}}"#,
        COMPLETED,
        LEFT,
    ]);
    lines
}
