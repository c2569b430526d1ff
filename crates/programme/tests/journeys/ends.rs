//! Placements that end, what goes on after them, and what was said before.

use crate::lulea::{AGREED, TRIAL, log};
use crate::story::day;
use crate::{CHECKED, CONTINUE, EMPLOYED, after, journey, lulea, refused, straight, who};
use etablera_domain::event::Happening;
use etablera_programme::agreement::{PlacementRefusal, Status};
use etablera_programme::journey::{Journey, Phase, Refusal};
use etablera_programme::template::Template;

const TOO_FAR: &str = r#"2026-12-10 L1 {"stage_decided":{"outcome":"end","reason":"too_far"}}"#;

/// What was said and agreed of a placement, all of it on one day.
fn agreed(placement: &str, on: &str) -> Vec<String> {
    let line = |line: &&str| format!("{on}{}", &line.replace("L1", placement)[10..]);
    AGREED[2..].iter().map(line).collect()
}

fn with<'l>(lines: &[&'l str], more: &'l [String]) -> Vec<&'l str> {
    lines.iter().copied().chain(more.iter().map(String::as_str)).collect()
}

fn ended(on: &str, reason: &str) -> String {
    format!(r#"{on} L1 {{"placement_ended":{{"reason":"{reason}"}}}}"#)
}

fn trial(on: &str, at: &str, until: &str) -> String {
    format!(r#"{on} {at} {{"stage_started":{{"stage":"trial","until":"{until}"}}}}"#)
}

#[test]
fn a_move_of_a_stage_without_days_left_waits_for_a_match() {
    let template = lulea();
    // On its last day, the day after, and long after.
    for on in ["2026-12-31", "2027-01-01", "2027-03-15"] {
        let end = ended(on, "workplace_closed");
        let lines = after(&[&end]);
        assert_eq!(journey(&template, &lines).phase(day(on)), Phase::Matching, "{on}");
        let again = agreed("L2", on);
        let mut lines = with(&lines, &again);
        let from = on;
        let until = day(on).checked_add_days(chrono::Days::new(20)).unwrap().to_string();
        let start = trial(from, "L2", &until);
        lines.push(&start);
        let on = journey(&template, &lines);
        let run = on.stage_run(day(from)).unwrap();
        assert_eq!((run.plan.id.as_str(), run.start), ("trial", day(from)));
    }
    let early = ended("2026-12-30", "workplace_closed");
    let waits = journey(&template, &after(&[&early])).phase(day("2026-12-30"));
    assert_eq!(waits, Phase::Between { stage: "trial".parse().unwrap() }, "a day is left");
}

#[test]
fn days_that_rest_are_left_to_move() {
    let template = lulea();
    let pause = r#"2026-12-22 P1 {"paused":{"reason":"leave"}}"#;
    let end = ended("2027-01-20", "moved_workplace");
    let resumed = r#"2027-01-25 P1 {"resumed":{}}"#.to_owned();
    let again = agreed("L2", "2027-01-25");
    let lines = after(&[pause, &end, &resumed]);
    let lines = with(&lines, &again);
    // 22 to 31 December are left, and the day of the end is used.
    let start = |until| trial("2027-01-26", "L2", until);
    let last = day("2027-02-04");
    assert_eq!(
        refused(&lines, &start("2027-02-05")),
        Refusal::TooLong { until: day("2027-02-05"), longest: last, limit: "stage.length" }
    );
    let start = start("2027-02-04");
    journey(&template, &[&lines[..], &[&start]].concat());
}

#[test]
fn an_open_stage_moves_for_as_long_as_it_takes() {
    let text = Template::shipped_text("workplace-lulea").unwrap();
    let open = text
        .replacen("length = \"1 month\"", "open = true", 1)
        .replacen("warning = 5\n", "", 1)
        .replacen("extension = { most = \"1 month\", times = 1 }\n", "", 1);
    let extends = open.find("[[stage.outcome]]\noutcome = \"extend\"").unwrap();
    let next = extends + open[extends + 1..].find("[[stage.outcome]]").unwrap() + 1;
    let template = Template::parse(&(open[..extends].to_owned() + &open[next..])).unwrap();
    let end = ended("2027-02-10", "moved_workplace");
    let again = agreed("L2", "2027-02-11");
    let start = trial("2027-02-12", "L2", "2027-04-30");
    let lines = after(&[&end]);
    let mut lines = with(&lines, &again);
    lines.push(&start);
    assert_eq!(journey(&template, &lines).past().len(), 1);
}

#[test]
fn no_stage_outlasts_its_agreement() {
    let lines: Vec<String> =
        AGREED.iter().map(|line| line.replace("2027-05-31", "2027-01-10")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let beyond = |until| Refusal::BeyondAgreement { until: day(until), agreed: day("2027-01-10") };
    let late = trial("2026-12-20", "L1", "2027-01-11");
    assert_eq!(refused(&lines, &late), beyond("2027-01-11"));
    let right = trial("2026-12-20", "L1", "2027-01-10");
    let template = lulea();
    journey(&template, &[&lines[..], &[&right]].concat());
    // Nor when it is extended.
    let running = [&lines[..], &[TRIAL]].concat();
    let extend = |until| {
        format!(
            r#"2026-12-29 L1 {{"stage_decided":{{"outcome":"extend","reason":"more_time","until":"{until}"}}}}"#
        )
    };
    assert_eq!(refused(&running, &extend("2027-01-11")), beyond("2027-01-11"));
    journey(&template, &[&running[..], &[&extend("2027-01-10")]].concat());
    // A version that not all have approved covers no day.
    let draft = r#"2026-12-28 L1 {"agreement_drafted":{"version":2,"terms":{"measure":"trial","from":"2026-12-01","until":"2027-05-31","supervisor":"sara","money":false}}}"#;
    let unsigned = [&running[..], &[draft]].concat();
    assert!(matches!(refused(&unsigned, &extend("2027-01-05")), Refusal::Condition(_)));
}

#[test]
fn an_old_yes_begins_nothing_new() {
    let l1 = || "L1".parse().unwrap();
    let again = trial("2026-12-12", "L1", "2026-12-31");
    assert_eq!(refused(&after(&[TOO_FAR]), &again), Refusal::PlacementBegan(l1()));
    // Nor is it proposed anew under its name.
    let proposed = AGREED[2].replace("2026-11-10", "2026-12-12");
    assert_eq!(refused(&after(&[TOO_FAR]), &proposed), Refusal::PlacementBegan(l1()));
    let back = AGREED[1].replace("2026-11-03", "2027-06-15");
    let lines = [&straight()[..], &[&back]].concat();
    let again = trial("2027-06-20", "L1", "2027-06-30");
    assert_eq!(refused(&lines, &again), Refusal::PlacementEnded(l1()));
    // Another that was agreed on before somebody left is no way back either.
    let second = agreed("L2", "2026-12-11");
    let left = r#"2026-12-12 P1 {"left":{"operation":"O1","reason":"own_wish"}}"#.to_owned();
    let back = AGREED[1].replace("2026-11-03", "2026-12-13");
    let lines = with(&after(&[TOO_FAR]), &second).into_iter();
    let lines: Vec<&str> = lines.chain([left.as_str(), back.as_str()]).collect();
    let start = trial("2026-12-14", "L2", "2026-12-31");
    assert_eq!(refused(&lines, &start), Refusal::PlacementEnded("L2".parse().unwrap()));
    // While nobody left, a yes to another placement stays one.
    let lines = with(&after(&[TOO_FAR]), &second).into_iter().chain([start.as_str()]);
    journey(&lulea(), &lines.collect::<Vec<_>>());
}

#[test]
fn nothing_is_approved_of_what_ended() {
    let waiting: Vec<&str> =
        [&AGREED[..9], &[r#"2026-11-23 L1 {"placement_ended":{"reason":"workplace_closed"}}"#]]
            .concat();
    let template = lulea();
    let ended = journey(&template, &waiting);
    let agreement = ended.agreement(&"L1".parse().unwrap()).unwrap();
    assert_eq!(agreement.status(), Status::Ended);
    assert!(agreement.allowed().iter().all(|(_, may)| *may == Err(PlacementRefusal::Ended)));
    assert!(matches!(refused(&waiting, AGREED[9]), Refusal::PlacementEnded(_)));
    // Nor when somebody left before all had approved.
    let left = r#"2026-11-23 P1 {"left":{"operation":"O1","reason":"own_wish"}}"#;
    let gone = [&AGREED[..9], &[left]].concat();
    assert_eq!(refused(&gone, AGREED[9]), Refusal::AfterLeaving(day("2026-11-23")));
    let gone = journey(&template, &gone);
    assert_eq!(gone.agreement(&"L1".parse().unwrap()).unwrap().status(), Status::Ended);
}

fn reported(on: &str, month: &str) -> String {
    format!(
        r#"{on} L1 {{"time_reported":{{"month":"{month}","work_minutes":480,"training_minutes":0}}}}"#
    )
}

#[test]
fn time_is_reported_for_months_in_which_something_went_on() {
    let template = lulea();
    let end = ended("2027-01-15", "circumstances");
    let left = r#"2027-01-15 P1 {"left":{"operation":"O1","reason":"own_wish"}}"#;
    let decided = TOO_FAR.replace("2026-12-10", "2027-01-15");
    let told = [TOO_FAR.replace("2026-12-10", "2027-01-15"), end.replace("01-15", "03-20")];
    let ways: [Vec<&str>; 4] =
        [vec![&end], vec![left], vec![&decided], told.iter().map(String::as_str).collect()];
    for way in ways {
        let lines = after(&way);
        for month in ["2026-12-01", "2027-01-01"] {
            journey(&template, &[&lines[..], &[&reported("2027-03-20", month)]].concat());
        }
        for month in ["2026-11-01", "2027-02-01", "2027-03-01", "2027-04-01"] {
            let none = Refusal::MonthOutside(day(month));
            assert_eq!(refused(&lines, &reported("2027-03-20", month)), none, "{way:?}");
        }
    }
    // While it goes on, up to today.
    let on = after(&[]);
    journey(&template, &[&on[..], &[&reported("2027-02-03", "2027-02-01")]].concat());
    let next = Refusal::MonthOutside(day("2027-03-01"));
    assert_eq!(refused(&on, &reported("2027-02-03", "2027-03-01")), next);
    // What was decided on ends where the next begins, at another placement.
    let second = agreed("L2", "2026-12-29");
    let works = format!("2026-12-29 {CONTINUE}");
    let lines = after(&CHECKED);
    let mut lines = with(&lines, &second);
    let employed = EMPLOYED.replace("L1", "L2");
    lines.extend([works.as_str(), employed.as_str()]);
    let january = Refusal::MonthOutside(day("2027-01-01"));
    assert_eq!(refused(&lines, &reported("2027-02-03", "2027-01-01")), january);
}

#[test]
fn others_are_no_part_of_it() {
    let template = lulea();
    let theirs = ["L9", "L8"].map(|at| {
        let mut lines: Vec<String> = agreed(at, "2026-11-23");
        lines[0] = lines[0].replace("\"P1\"", "\"P2\"");
        lines
    });
    let mut lines = AGREED.to_vec();
    lines.extend(theirs.iter().flatten().map(String::as_str));
    lines.push(TRIAL);
    let (with, refused) = Journey::of_log(&template, &who(), &log(&lines));
    assert_eq!(refused, []);
    assert_eq!(with, journey(&template, &after(&[])));
    let ids: Vec<String> = with.placements().map(ToString::to_string).collect();
    assert_eq!(ids, ["L1"]);
    // What stands at a placement that nobody proposed is a gap, and said.
    let gap = log(&[AGREED[0], AGREED[1], AGREED[3]]);
    assert_eq!(Journey::of_log(&template, &who(), &gap).1.len(), 1);
}

#[test]
fn a_joint_action_is_of_those_who_were_there() {
    let arctic = Template::shipped("arctic-labour").unwrap();
    let lines = [
        AGREED[0],
        AGREED[1],
        r#"2026-11-04 P1 {"profile_recorded":{"profile":"01930d5c-0000-7000-9000-000000000001","source":"interview"}}"#,
        r#"2026-11-09 P1 {"stage_started":{"stage":"bridging","until":"2027-02-08"}}"#,
        r#"2027-02-04 P1 {"checked_in":{}}"#,
        r#"2027-02-04 P1 {"stage_decided":{"outcome":"continue","reason":"ready_to_travel"}}"#,
        r#"2027-02-09 P1 {"stage_started":{"stage":"introduction","until":"2027-08-08"}}"#,
        r#"2027-03-10 P1 {"offer_received":{"country":"NO","from":"SE"}}"#,
        r#"2027-03-11 P1 {"joint_action_held":{"action":"matchmaking_trip","countries":["NO","SE"]}}"#,
        r#"2027-04-20 P1 {"stage_decided":{"outcome":"continue","reason":"job"}}"#,
    ];
    let trips = [
        ("session:S1", vec!["session:S1", "participant:P2"], false),
        ("session:S1", vec!["session:S1"], false),
        ("session:S1", vec!["session:S1", "participant:P1", "participant:P2"], true),
        ("participant:P1", vec!["participant:P1"], true),
    ];
    for (stream, about, there) in trips {
        let mut log = log(&lines);
        let trip =
            log.iter_mut().find(|one| matches!(one.event.what, Happening::JointActionHeld { .. }));
        let trip = &mut trip.unwrap().event;
        trip.stream = stream.parse().unwrap();
        trip.about = about.iter().map(|one| one.parse().unwrap()).collect();
        let (_, refused) = Journey::of_log(&arctic, &who(), &log);
        assert_eq!(refused.is_empty(), there, "{stream} about {about:?}: {refused:?}");
    }
}
