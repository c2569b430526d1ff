//! Journeys: what is allowed, due and late, told as stories.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "common/lulea.rs"]
mod lulea;
#[path = "common/story.rs"]
mod story;

use etablera_domain::event::{Event, EventId, Happening, Recorded};
use etablera_domain::{ParticipantId, jsonl};
use etablera_programme::calendar::{Calendar, Country};
use etablera_programme::journey::{Duty, Journey, NotAdmitted, Phase, Refusal, Step};
use etablera_programme::template::{Condition, Learnt, Template};
use lulea::{AGREED, TRIAL, log};
use story::{day, event};
use uuid::Uuid;

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

#[test]
fn the_straight_way_and_what_is_due_on_it() {
    let template = lulea();
    let trial = journey(&template, &after(&[]));
    assert_eq!(
        due(&trial, "2026-12-01"),
        ["check-in 1 2026-12-15", "check-in 2 2026-12-29", "decide trial 2026-12-31"]
    );
    let standing = trial.standing(day("2026-12-01"), &SWEDEN);
    // Five working days before Thursday 31 December: 30, 29, 28, 24 and 23.
    assert_eq!(standing.due[2].from, day("2026-12-23"));
    assert_eq!(standing.announced().count(), 0);
    assert_eq!(due(&trial, "2026-12-16")[0], "check-in 1 2026-12-15!");
    assert_eq!(
        due(&trial, "2027-01-01"),
        [
            "check-in 1 2026-12-15!",
            "check-in 2 2026-12-29!",
            "decide trial 2026-12-31!",
            "confirm 2026-12 2027-01-10",
        ]
    );
    let all = journey(&template, &straight());
    assert_eq!(all.phase(day("2027-05-01")), Phase::Left(day("2027-04-30")));
    assert_eq!(
        due(&all, "2027-05-01"),
        [
            "confirm 2027-03 2027-04-10!",
            "confirm 2027-04 2027-05-10",
            "after_28_days 2027-05-28",
            "after_6_months 2027-10-30",
            "after_24_months 2029-04-30",
        ]
    );
    let past: Vec<_> =
        all.past().iter().map(|one| (one.stage.as_str(), one.start, one.end)).collect();
    assert_eq!(
        past,
        [
            ("trial", day("2026-12-01"), day("2026-12-31")),
            ("employment", day("2027-01-01"), day("2027-04-30")),
        ]
    );
}

#[test]
fn a_status_answers_the_question_of_its_time() {
    let template = lulea();
    let status = |on: &str| format!("{on} P1 {{\"status_observed\":{{\"status\":\"employed\"}}}}");
    let open = |days: &[&str]| {
        let rows: Vec<String> = days.iter().map(|on| status(on)).collect();
        let lines: Vec<&str> =
            straight().into_iter().chain(rows.iter().map(String::as_str)).collect();
        let journey = journey(&template, &lines);
        due(&journey, "2027-12-01")
            .into_iter()
            .filter(|one| one.starts_with("after"))
            .collect::<Vec<_>>()
    };
    let (first, second, last) =
        ("after_28_days 2027-05-28!", "after_6_months 2027-10-30!", "after_24_months 2029-04-30");
    assert_eq!(open(&[]), [first, second, last]);
    assert_eq!(open(&["2027-04-30"]), [first, second, last], "the day of leaving is too early");
    assert_eq!(open(&["2027-05-01"]), [second, last]);
    assert_eq!(open(&["2027-10-29"]), [second, last], "late, but before the next question");
    assert_eq!(open(&["2027-05-28", "2027-10-30"]), [last]);
    assert_eq!(open(&["2027-10-30"]), [first, last]);
}

#[test]
fn whoever_comes_back_is_not_asked_how_it_went() {
    let template = lulea();
    let mut lines = straight();
    lines.push(r#"2027-06-15 P1 {"enrolled":{"operation":"O1","statistics":"01930d5c-0000-7000-9000-000000000006"}}"#);
    let again = journey(&template, &lines);
    assert_eq!(again.phase(day("2027-06-15")), Phase::Matching);
    let asked = due(&again, "2027-12-01");
    assert!(asked.contains(&"after_28_days 2027-05-28!".to_owned()), "{asked:?}");
    assert!(!asked.iter().any(|one| one.starts_with("after_6")), "{asked:?}");
    assert_eq!(again.leavings().len(), 1);
}

#[test]
fn an_ended_trial_teaches_about_the_match_and_nothing_else() {
    let template = lulea();
    let end = r#"2026-12-10 L1 {"stage_decided":{"outcome":"end","reason":"too_far"}}"#;
    let ended = journey(&template, &after(&[end]));
    assert_eq!(ended.phase(day("2026-12-10")), Phase::Matching, "back the same day");
    let need = "N1".parse().unwrap();
    let learnt: Vec<_> = ended.learnt_about(&need).map(|one| one.learnt).collect();
    assert_eq!(learnt, [Learnt::Travel]);
    assert_eq!(ended.past()[0].end, day("2026-12-10"));
    // No word about anybody's worth in any shipped template.
    for name in Template::shipped_names() {
        let text = Template::shipped_text(name).unwrap().to_lowercase();
        for word in [
            "fail",
            "lazy",
            "unfit",
            "unable",
            "fault",
            "misconduct",
            "bad",
            "sick",
            "ill\"",
            "poor",
        ] {
            let codes =
                text.lines().filter(|line| line.contains("code =") && !line.starts_with('#'));
            assert_eq!(codes.filter(|line| line.contains(word)).count(), 0, "{name}: {word}");
        }
    }
}

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
fn a_move_keeps_the_stage_and_its_end() {
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
    let until = day("2027-01-01");
    assert_eq!(
        refused(&lines, &start("trial", "2027-01-01")),
        Refusal::TooLong { until, longest: day("2026-12-31"), limit: "stage.length" }
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

#[test]
fn late_entries_and_corrections_are_checked_with_what_followed() {
    let template = lulea();
    let written = log(&straight());
    let next = written.len() as u64 + 1;
    let late = |on: &str, stream: &str, what: &str| {
        let kind = if stream.starts_with('P') { "participant" } else { "placement" };
        let what = serde_json::from_str(what).unwrap();
        let event = event(next.into(), day(on), &format!("{kind}:{stream}"), what);
        Recorded { seq: next, event }
    };
    let admit = |new: &Recorded| Journey::admit(&template, &who(), (&written, new));
    let note = late("2026-12-05", "L1", r#"{"checked_in":{}}"#);
    assert!(admit(&note).is_ok(), "a check-in that was written down late");
    let twice = late(
        "2026-12-05",
        "P1",
        r#"{"enrolled":{"operation":"O1","statistics":"01930d5c-0000-7000-9000-000000000006"}}"#,
    );
    assert!(matches!(admit(&twice), Err(NotAdmitted::Itself(Refusal::AlreadyEnrolled(_)))));
    let gone = late("2027-02-01", "P1", r#"{"left":{"operation":"O1","reason":"job"}}"#);
    let Err(NotAdmitted::Later { refusal, .. }) = admit(&gone) else { panic!() };
    assert_eq!(refusal, Refusal::AfterLeaving(day("2027-02-01")));
    // The trial began a day later, and never began.
    let trial = EventId::new(Uuid::from_u128(11));
    let right = |what: &str, on: &str| {
        let new = late(on, "L1", what);
        Recorded { event: Event { corrects: Some(trial), ..new.event }, ..new }
    };
    let moved =
        admit(&right(r#"{"stage_started":{"stage":"trial","until":"2026-12-31"}}"#, "2026-12-02"))
            .unwrap();
    assert_eq!(moved.past()[0].start, day("2026-12-02"));
    let never = admit(&right(r#"{"retracted":{"reason":"mistake"}}"#, "2026-12-01"));
    assert!(matches!(never, Err(NotAdmitted::Later { refusal: Refusal::NoStage, .. })));
}

#[test]
fn other_operations_are_no_part_of_it() {
    let template = lulea();
    let mut lines: Vec<String> = AGREED.iter().map(ToString::to_string).collect();
    lines.insert(2, AGREED[1].replace("O1", "O9").replace("2026-11-03", "2026-11-04"));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let events = log(&lines);
    let mut only = Journey::new(&template, who()).in_operation("O1".parse().unwrap());
    assert_eq!(only.take_all(events.iter().map(|one| &one.event)), []);
    let (_, refused) = Journey::of_log(&template, &who(), &events);
    assert_eq!(refused.len(), 1);
}

#[test]
fn coaching_trips_offers_and_a_job_across_a_border() {
    let arctic = Template::shipped("arctic-labour").unwrap();
    let mut lines = vec![
        AGREED[0],
        AGREED[1],
        r#"2026-11-04 P1 {"profile_recorded":{"profile":"01930d5c-0000-7000-9000-000000000001","source":"interview"}}"#,
        r#"2026-11-09 P1 {"stage_started":{"stage":"bridging","until":"2027-02-08"}}"#,
        r#"2026-12-07 P1 {"checked_in":{}}"#,
        r#"2027-02-04 P1 {"stage_decided":{"outcome":"continue","reason":"ready_to_travel"}}"#,
        r#"2027-02-09 P1 {"stage_started":{"stage":"introduction","until":"2027-08-08"}}"#,
        r#"2027-03-10 P1 {"joint_action_held":{"action":"matchmaking_trip","countries":["NO","SE"]}}"#,
    ];
    let job = r#"2027-04-20 P1 {"stage_decided":{"outcome":"continue","reason":"job"}}"#;
    let mut on = journey(&arctic, &lines);
    assert_eq!(on.check(&log(&[job])[0].event), Err(Refusal::Condition(Condition::Offer)));
    let offer = r#"2027-04-01 P1 {"offer_received":{"country":"NO","from":"SE"}}"#;
    lines.extend([offer, job]);
    on = journey(&arctic, &lines);
    assert_eq!(due(&on, "2027-04-20"), ["leave 2027-08-08"]);
    lines.push(r#"2027-05-01 P1 {"left":{"operation":"O1","reason":"job"}}"#);
    assert_eq!(
        due(&journey(&arctic, &lines), "2027-05-01"),
        ["after_6_months 2027-11-01", "after_12_months 2028-05-01",]
    );
}

#[test]
fn an_introduction_is_through_when_every_item_is_done() {
    let template = Template::shipped("kompetenscentrum").unwrap();
    let mut lines: Vec<String> = AGREED[..5].iter().map(ToString::to_string).collect();
    lines.push(
        r#"2026-12-01 L1 {"stage_started":{"stage":"introduction","until":"2027-02-28"}}"#
            .to_owned(),
    );
    let started: Vec<&str> = lines.iter().map(String::as_str).collect();
    let items = due(&journey(&template, &started), "2026-12-01");
    assert_eq!(
        items
            .iter()
            .filter(|one| !one.contains("check") && !one.contains("decide"))
            .collect::<Vec<_>>(),
        [
            "first_meeting 2026-12-02",
            "workplace_and_safety 2026-12-08",
            "documentation 2026-12-15",
            "shadowing 2026-12-29",
            "own_plan 2027-02-09",
        ]
    );
    for (nth, item) in template.introduction.iter().enumerate() {
        let id = &item.id;
        lines.push(format!(r#"2026-12-0{} P1 {{"task_set":{{"task":"T{nth}","what":"{id}","due":{{"on":{{"day":"2026-12-31"}}}}}}}}"#, nth + 1));
    }
    for nth in 0..5 {
        lines.push(format!(r#"2026-12-1{nth} P1 {{"task_done":{{"task":"T{nth}"}}}}"#));
    }
    lines.push(r#"2026-12-15 L1 {"checked_in":{}}"#.to_owned());
    let through = r#"2026-12-20 L1 {"stage_decided":{"outcome":"continue","reason":"introduced"}}"#;
    let through = &log(&[through])[0].event;
    let all: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(journey(&template, &all).check(through), Ok(()));
    let less: Vec<&str> =
        all.iter().copied().filter(|line| !line.contains("task_done\":{\"task\":\"T3")).collect();
    let asked = journey(&template, &less).check(through);
    assert_eq!(asked, Err(Refusal::Condition(Condition::Introduction)));
}

#[test]
fn what_has_nothing_to_do_with_it_changes_nothing() {
    let template = lulea();
    let mut on = journey(&template, &after(&[]));
    let what =
        Happening::Noted { note: etablera_domain::event::DocumentId::new(Uuid::from_u128(1)) };
    let before = on.clone();
    on.take(&event(99, day("2026-12-01"), "placement:L9", what)).unwrap();
    assert_eq!(on, before);
}
