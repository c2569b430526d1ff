//! Stages that move, rest and get longer.

use crate::lulea::AGREED;
use crate::story::day;
use crate::{CONTINUE, SWEDEN, after, due, journey, lulea, refused};
use etablera_programme::journey::{Phase, Refusal};

#[test]
fn a_stage_is_made_longer_once_and_not_too_long() {
    let extend = |on: &str, until: &str| {
        format!(
            r#"{on} L1 {{"stage_decided":{{"outcome":"extend","reason":"more_time","until":"{until}"}}}}"#
        )
    };
    let first = extend("2026-12-29", "2027-01-31");
    let template = lulea();
    let longer = journey(&template, &after(&[&first]));
    let until = day("2027-01-31");
    let stage = "trial".parse().unwrap();
    assert_eq!(longer.phase(until), Phase::Stage { stage, until, decided: false });
    let longest = day("2027-01-31");
    assert_eq!(
        refused(&after(&[]), &extend("2026-12-29", "2027-02-01")),
        Refusal::TooLong { until: day("2027-02-01"), longest, limit: "extension.most" }
    );
    assert_eq!(
        refused(&after(&[]), &extend("2026-12-29", "2026-12-31")),
        Refusal::EndsBefore { until: day("2026-12-31"), earliest: day("2027-01-01") }
    );
    assert_eq!(
        refused(&after(&[&first]), &extend("2027-01-20", "2027-02-10")),
        Refusal::ExtensionsUsed(1)
    );
    let without = r#"2026-12-29 L1 {"stage_decided":{"outcome":"extend","reason":"more_time"}}"#;
    assert!(matches!(refused(&after(&[]), without), Refusal::NewEnd(_)));
}

#[test]
fn a_move_keeps_the_stage_and_the_days_left_of_it() {
    let moved = r#"2026-12-10 L1 {"placement_ended":{"reason":"moved_workplace"}}"#;
    let second: Vec<String> = AGREED[2..]
        .iter()
        .map(|line| line.replace("L1", "L2").replace("2026-11", "2026-12"))
        .collect();
    let second: Vec<String> =
        second.iter().map(|line| format!("2026-12-12{}", &line[10..])).collect();
    let mut lines = after(&[moved]);
    lines.extend(second.iter().map(String::as_str));
    let template = lulea();
    let between = journey(&template, &lines);
    assert_eq!(
        between.phase(day("2026-12-12")),
        Phase::Between { stage: "trial".parse().unwrap() }
    );
    assert_eq!(
        due(&between, "2026-12-12"),
        ["start trial 2026-12-11!", "confirm 2026-12 2027-01-10"]
    );
    let start = |stage: &str, until: &str| {
        format!(r#"2026-12-14 L2 {{"stage_started":{{"stage":"{stage}","until":"{until}"}}}}"#)
    };
    // 21 of its days are left, and counted from where it goes on.
    let until = day("2027-01-04");
    assert_eq!(
        refused(&lines, &start("trial", "2027-01-04")),
        Refusal::TooLong { until, longest: day("2027-01-03"), limit: "stage.length" }
    );
    assert!(matches!(
        refused(&lines, &start("employment", "2027-01-01")),
        Refusal::WrongStage { .. }
    ));
    let on = start("trial", "2026-12-31");
    lines.push(&on);
    let on = journey(&template, &lines);
    assert_eq!(on.past().len(), 1);
    assert_eq!(due(&on, "2026-12-14")[0], "check-in 1 2026-12-28");
}

#[test]
fn a_move_does_not_give_the_extensions_back() {
    let longer = r#"2026-12-08 L1 {"stage_decided":{"outcome":"extend","reason":"more_time","until":"2027-01-10"}}"#;
    let moved = r#"2026-12-10 L1 {"placement_ended":{"reason":"moved_workplace"}}"#;
    let second =
        AGREED[2..].iter().map(|line| format!("2026-12-12{}", &line.replace("L1", "L2")[10..]));
    let second: Vec<String> = second.collect();
    let mut lines = after(&[longer, moved]);
    lines.extend(second.iter().map(String::as_str));
    lines.push(r#"2026-12-14 L2 {"stage_started":{"stage":"trial","until":"2027-01-10"}}"#);
    let again = r#"2026-12-20 L2 {"stage_decided":{"outcome":"extend","reason":"more_time","until":"2027-01-20"}}"#;
    assert_eq!(refused(&lines, again), Refusal::ExtensionsUsed(1));
}

#[test]
fn a_pause_moves_what_had_not_come() {
    let paused = r#"2026-12-16 P1 {"paused":{"reason":"leave"}}"#;
    let resumed = r#"2026-12-26 P1 {"resumed":{}}"#;
    let template = lulea();
    let resting = journey(&template, &after(&[paused]));
    // The first check-in lies before the pause and is late; the rest waits.
    assert_eq!(
        due(&resting, "2026-12-20"),
        ["check-in 1 2026-12-15!", "check-in 2 2027-01-03", "decide trial 2027-01-05",]
    );
    assert_eq!(resting.standing(day("2026-12-20"), &SWEDEN).paused, Some(day("2026-12-16")));
    let on = journey(&template, &after(&[paused, resumed]));
    assert_eq!(
        due(&on, "2026-12-26"),
        ["check-in 1 2026-12-15!", "check-in 2 2027-01-08", "decide trial 2027-01-10",]
    );
    let resting = after(&[paused]);
    assert_eq!(
        refused(&resting, "2026-12-20 P1 {\"paused\":{\"reason\":\"leave\"}}"),
        Refusal::Paused(day("2026-12-16"))
    );
    assert_eq!(
        refused(&resting, &format!("2026-12-20 {CONTINUE}")),
        Refusal::Paused(day("2026-12-16"))
    );
    assert_eq!(refused(&after(&[]), resumed), Refusal::NotPaused);
    let end = r#"2026-12-20 L1 {"stage_decided":{"outcome":"end","reason":"circumstances"}}"#;
    assert_eq!(
        journey(&template, &after(&[paused, end])).phase(day("2026-12-20")),
        Phase::Matching
    );
    let ill = r#"2026-12-16 P1 {"paused":{"reason":"illness"}}"#;
    assert!(matches!(refused(&after(&[]), ill), Refusal::UnknownReason { .. }));
}
