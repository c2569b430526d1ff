//! Ways through the shipped programmes, and what is due on them.

use crate::lulea::{AGREED, log};
use crate::story::day;
use crate::{SWEDEN, after, due, journey, lulea, straight};
use etablera_programme::journey::{Phase, Refusal};
use etablera_programme::template::{Condition, Learnt, Template};

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
