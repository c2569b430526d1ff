//! What cannot come next, and why not.

use crate::lulea::{AGREED, TRIAL};
use crate::story::day;
use crate::{CHECKED, CONTINUE, EMPLOYED, LEFT, after, journey, lulea, refused, straight};
use etablera_domain::event::Event;
use etablera_domain::jsonl;
use etablera_programme::journey::{Refusal, Step};
use etablera_programme::template::Condition;

#[test]
fn what_comes_too_early_is_refused_by_name() {
    let start = TRIAL;
    let not_enrolled: Vec<&str> = [&AGREED[..1], &AGREED[2..]].concat();
    assert_eq!(refused(&not_enrolled, start), Refusal::NotEnrolled);
    assert_eq!(refused(&[], AGREED[1]), Refusal::NotRegistered);
    assert_eq!(refused(&AGREED[..2], start), Refusal::NotProposed("L1".parse().unwrap()));
    let needs = |lines: &[&str], condition| {
        assert_eq!(refused(lines, start), Refusal::Condition(condition));
    };
    needs(&AGREED[..3], Condition::AcceptedByStaff);
    needs(&AGREED[..5], Condition::AcceptedByEmployer);
    needs(&AGREED[..9], Condition::Agreement);
    assert_eq!(refused(&AGREED, CHECKED[0]), Refusal::NoStage);
    let employment = EMPLOYED.replace("2027-01-01", "2026-12-01");
    assert!(matches!(refused(&AGREED, &employment), Refusal::WrongStage { .. }));
    assert_eq!(
        refused(&after(&[]), &format!("2026-12-20 {CONTINUE}")),
        Refusal::Condition(Condition::CheckIns)
    );
    let early = TRIAL.replace("2026-12-01", "2026-11-22");
    assert!(matches!(refused(&AGREED, &early), Refusal::OutOfOrder { .. }));
}

#[test]
fn what_comes_too_late_or_twice_is_refused_by_name() {
    let left = straight();
    assert_eq!(
        refused(&left, r#"2027-05-02 L1 {"checked_in":{}}"#),
        Refusal::AfterLeaving(day("2027-04-30"))
    );
    assert_eq!(
        refused(&left, &EMPLOYED.replace("2027-01-01", "2027-05-02")),
        Refusal::AfterLeaving(day("2027-04-30"))
    );
    let again = AGREED[1].replace("2026-11-03", "2026-12-05");
    assert_eq!(refused(&after(&[]), &again), Refusal::AlreadyEnrolled("O1".parse().unwrap()));
    let trial = TRIAL.replace("2026-12-01", "2026-12-02");
    assert_eq!(refused(&after(&[]), &trial), Refusal::StageRuns("trial".parse().unwrap()));
    let twice = format!("2026-12-30 {CONTINUE}");
    let once = format!("2026-12-29 {CONTINUE}");
    let lines = [&after(&CHECKED)[..], &[once.as_str()]].concat();
    assert_eq!(refused(&lines, &twice), Refusal::Decided("trial".parse().unwrap()));
    let closed = r#"2027-05-02 P1 {"closed":{"reason":"done"}}"#;
    assert_eq!(
        refused(&after(&[]), &closed.replace("2027-05-02", "2026-12-02")),
        Refusal::StillEnrolled
    );
    let mut lines = left.clone();
    lines.push(closed);
    let enrolled = AGREED[1].replace("2026-11-03", "2027-05-03");
    assert_eq!(refused(&lines, &enrolled), Refusal::Closed(day("2027-05-02")));
    assert_eq!(refused(&left, r#"2027-05-02 P1 {"reopened":{}}"#), Refusal::NotClosed);
}

#[test]
fn what_names_something_else_is_refused_by_name() {
    let other = r#"2026-12-02 P2 {"resumed":{}}"#;
    assert_eq!(refused(&after(&[]), other), Refusal::OtherPerson("P2".parse().unwrap()));
    let reason = r#"2026-12-02 L1 {"stage_decided":{"outcome":"end","reason":"lazy"}}"#;
    let Refusal::UnknownReason { expected, .. } = refused(&after(&[]), reason) else { panic!() };
    assert!(expected.starts_with("`tasks_differ`, `hours_do_not_fit`"), "{expected}");
    let month = |month: &str| {
        format!(
            r#"2026-12-20 L1 {{"time_reported":{{"month":"{month}","work_minutes":1,"training_minutes":1}}}}"#
        )
    };
    assert_eq!(
        refused(&after(&[]), &month("2026-12-02")),
        Refusal::NotFirstOfMonth(day("2026-12-02"))
    );
    for outside in ["2026-11-01", "2027-01-01"] {
        assert_eq!(refused(&after(&[]), &month(outside)), Refusal::MonthOutside(day(outside)));
    }
    let operation = LEFT.replace("O1", "O2");
    assert_eq!(refused(&after(&[]), &operation), Refusal::OtherOperation("O1".parse().unwrap()));
    let before = TRIAL.replace("2026-12-31", "2026-11-30");
    assert!(matches!(refused(&AGREED, &before), Refusal::EndsBefore { .. }));
    let long = TRIAL.replace("2026-12-31", "2027-01-01");
    assert!(matches!(refused(&AGREED, &long), Refusal::TooLong { limit: "stage.length", .. }));
    let far = TRIAL.replace("2026-12-31", "9999-12-31");
    assert_eq!(refused(&AGREED, &far), Refusal::DayOutside(day("9999-12-31")));
    let stream = TRIAL.replace("L1", "P1");
    assert_eq!(refused(&AGREED, &stream), Refusal::WrongStream("trial".parse().unwrap()));
    let version = r#"2026-11-24 L1 {"agreement_approved":{"version":2,"by":"coach"}}"#;
    assert!(matches!(refused(&AGREED, version), Refusal::Agreement(_)));
    let again = AGREED[2].replace("2026-11-10", "2026-12-02");
    assert_eq!(refused(&after(&[]), &again), Refusal::PlacementBegan("L1".parse().unwrap()));
}

#[test]
fn a_day_that_does_not_exist_is_no_event() {
    let row = r#"{"v":1,"id":"01930d5c-0000-7000-8000-000000000001","stream":"placement:L1","about":["placement:L1"],"occurred_on":"2026-12-01","recorded_at":"2026-12-01T08:15:00.000000Z","by":"anna","what":{"stage_started":{"stage":"trial","until":"2027-02-29"}}}"#;
    let error = jsonl::parse::<Event>(row).unwrap_err().to_string();
    assert!(error.contains("`2027-02-29` is not a date"), "{error}");
}

#[test]
fn what_is_allowed_now() {
    let template = lulea();
    let allowed = |lines: &[&str], on: &str| {
        let steps = journey(&template, lines).allowed(day(on)).into_iter();
        steps.filter(|(_, may)| may.is_ok()).map(|(step, _)| step).collect::<Vec<_>>()
    };
    let start = |stage: &str| {
        let (stage, placement) = (stage.parse().unwrap(), Some("L1".parse().unwrap()));
        Step::Start { stage, placement }
    };
    let decide = |outcome| Step::Decide { outcome };
    use etablera_domain::event::Outcome::{Continue, End, Extend};
    assert_eq!(allowed(&[], "2026-11-02"), [Step::Close]);
    assert_eq!(allowed(&AGREED[..1], "2026-11-02"), [Step::Enrol, Step::Close]);
    assert_eq!(allowed(&AGREED, "2026-12-01"), [start("trial"), Step::Pause, Step::Leave]);
    let going = [Step::CheckIn, Step::EndPlacement, Step::Pause, Step::Leave];
    let early = [&[decide(Continue), decide(Extend), decide(End)], &going[..]].concat();
    assert_eq!(allowed(&after(&[]), "2026-12-02"), early);
    let missed = [&[decide(Extend), decide(End)], &going[..]].concat();
    assert_eq!(allowed(&after(&[]), "2026-12-16"), missed);
    let decided = format!("2026-12-29 {CONTINUE}");
    let lines = [&after(&CHECKED)[..], &[decided.as_str()]].concat();
    assert_eq!(allowed(&lines, "2027-01-01"), [&[start("employment")], &going[..]].concat());
    assert_eq!(allowed(&lines, "2026-12-28"), [], "an earlier day");
}
