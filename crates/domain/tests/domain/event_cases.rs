//! What is true after small stories.

use chrono::NaiveDate;
use etablera_domain::event::state::{Balance, Done, PlacementState};
use etablera_domain::event::*;
use uuid::Uuid;

pub(crate) const P: &str = "participant:P1";
const L: &str = "placement:L1";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What is true of a subject after this happened: the day in December 2026,
/// the stream, and what. Each event is about both participants and the
/// subject.
fn told(subject: &str, story: &[(u32, &str, &str)]) -> State {
    let subject: Subject = subject.parse().unwrap();
    let recorded = |(number, (on, stream, what)): (u128, &(u32, &str, &str))| {
        let stream: Subject = stream.parse().unwrap();
        let others = [P, "participant:P2"].map(|id| id.parse().unwrap());
        let event = Event {
            id: EventId::new(Uuid::from_u128(number)),
            about: [stream.clone(), subject.clone()].into_iter().chain(others).collect(),
            stream,
            occurred_on: NaiveDate::from_ymd_opt(2026, 12, *on).unwrap(),
            recorded_at: "2026-12-31T12:00:00.000000Z".parse().unwrap(),
            by: "anna".parse().unwrap(),
            corrects: None,
            what: serde_json::from_str(what).unwrap(),
        };
        Recorded { seq: number as u64, event }
    };
    let log: Vec<Recorded> = (1..).zip(story).map(recorded).collect();
    fold(&subject, &log).state
}

pub(crate) fn case(story: &[(u32, &str, &str)]) -> Case {
    told(P, story).case().unwrap().clone()
}

/// Open tasks as `T1@2026-12-01`, `T2@-`.
fn tasks(case: &Case) -> Vec<String> {
    let due = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
    case.open_tasks().iter().map(|(id, _, on)| format!("{id}@{}", due(*on))).collect()
}

const TASKS: [(u32, &str, &str); 4] = [
    (
        1,
        P,
        r#"{"task_set":{"task":"T1","what":"check_in","due":{"after":{"milestone":"trial_start","days":14}}}}"#,
    ),
    (
        1,
        P,
        r#"{"task_set":{"task":"T2","what":"decide","due":{"after":{"milestone":"trial_end","days":-5}}}}"#,
    ),
    (1, P, r#"{"task_set":{"task":"T3","what":"call","due":{"on":{"day":"2026-12-20"}}}}"#),
    (2, P, r#"{"milestone_planned":{"milestone":"trial_start","on":"2026-12-07"}}"#),
];

#[test]
fn moving_a_milestone_moves_what_hangs_on_it() {
    assert_eq!(tasks(&case(&TASKS)), ["T3@2026-12-20", "T1@2026-12-21", "T2@-"]);
    let moved = [
        (3, P, r#"{"milestone_planned":{"milestone":"trial_start","on":"2026-12-03"}}"#),
        (3, P, r#"{"milestone_planned":{"milestone":"trial_end","on":"2027-03-01"}}"#),
    ];
    let case = case(&[&TASKS[..], &moved].concat());
    assert_eq!(tasks(&case), ["T1@2026-12-17", "T3@2026-12-20", "T2@2027-02-24"]);
}

#[test]
fn what_is_done_or_dropped_is_no_longer_open() {
    let settled = [
        (4, P, r#"{"task_done":{"task":"T1"}}"#),
        (4, P, r#"{"task_dropped":{"task":"T2","reason":"ended"}}"#),
        (4, P, r#"{"task_done":{"task":"T9"}}"#),
        (4, "participant:P2", r#"{"task_done":{"task":"T3"}}"#),
    ];
    let case = case(&[&TASKS[..], &settled].concat());
    assert_eq!(tasks(&case), ["T3@2026-12-20"]);
    let task = |id: &str| case.tasks[id].done.clone();
    assert_eq!(task("T1"), Some(Done::On(day("2026-12-04"))));
    assert!(matches!(task("T2"), Some(Done::Dropped(_))));
    assert_eq!(case.tasks.len(), 3);
}

#[test]
fn a_status_holds_until_the_next() {
    let case = case(&[
        (9, P, r#"{"status_observed":{"status":"employed"}}"#),
        (2, P, r#"{"status_observed":{"status":"unemployed"}}"#),
        (2, P, r#"{"status_observed":{"status":"inactive"}}"#),
    ]);
    let on = |text: &str| case.status_on(day(text));
    assert_eq!(on("2026-12-01"), None);
    assert_eq!(on("2026-12-02"), Some(LabourStatus::Inactive));
    assert_eq!(on("2026-12-08"), Some(LabourStatus::Inactive));
    assert_eq!(on("2027-12-08"), Some(LabourStatus::Employed));
}

const PROPOSED: &str = r#"{"proposed":{"participant":"P1","need":"N1","receipt":"01930d5c-0000-7000-8000-000000000001","rank":1}}"#;

#[test]
fn nobody_is_contacted_before_staff_said_yes_to_what_is_shown() {
    let may = |story: &[(u32, &str, &str)]| {
        let in_case = case(story).placements.get("L1").is_some_and(PlacementState::may_contact);
        let own = told(L, story).placement().unwrap().may_contact();
        let of_need = told("need:N1", story);
        let of_need = &of_need.need().unwrap().placements;
        assert_eq!(of_need.get("L1").is_some_and(PlacementState::may_contact), own);
        assert_eq!(in_case, own);
        own
    };
    let yes = r#"{"accepted":{"by":"staff"}}"#;
    let other = r#"{"accepted":{"by":"participant"}}"#;
    let no = r#"{"declined":{"by":"participant","reason":"hours"}}"#;
    let end = r#"{"placement_ended":{"reason":"closed"}}"#;
    assert!(!may(&[]));
    assert!(!may(&[(1, L, yes)]), "nothing is proposed");
    assert!(!may(&[(1, L, PROPOSED), (1, L, other)]));
    assert!(may(&[(1, L, PROPOSED), (1, L, yes)]));
    assert!(!may(&[(1, L, PROPOSED), (1, L, yes), (2, L, PROPOSED)]), "something else is shown");
    assert!(!may(&[(1, L, PROPOSED), (1, L, yes), (1, L, no)]));
    assert!(may(&[(1, L, PROPOSED), (1, L, yes), (1, L, no), (2, L, other)]));
    assert!(!may(&[(1, L, PROPOSED), (1, L, yes), (2, L, end)]));
    assert!(!may(&[(1, L, PROPOSED), (1, "placement:L2", yes)]));
}

#[test]
fn a_proposal_of_somebody_else_is_not_in_the_case() {
    let other = PROPOSED.replace("P1", "P2");
    assert!(case(&[(1, L, &other)]).placements.is_empty());
    assert!(told("need:N2", &[(1, L, PROPOSED)]).need().unwrap().placements.is_empty());
}

#[test]
fn stages_follow_each_other_and_can_be_made_longer() {
    let trial = (1, L, r#"{"stage_started":{"stage":"trial","until":"2026-12-31"}}"#);
    let extend =
        (20, L, r#"{"stage_decided":{"outcome":"extend","reason":"ill","until":"2027-01-15"}}"#);
    let end = (21, L, r#"{"stage_decided":{"outcome":"end","reason":"hours"}}"#);
    let current = |story: &[(u32, &str, &str)]| {
        let state = told(L, story);
        let run = state.placement().unwrap().current_stage();
        run.map(|run| (run.stage, run.until.to_string()))
    };
    assert_eq!(current(&[(1, L, PROPOSED), extend]), None, "nothing has begun");
    assert_eq!(current(&[trial]), Some((Stage::Trial, "2026-12-31".to_owned())));
    assert_eq!(current(&[trial, extend]), Some((Stage::Trial, "2027-01-15".to_owned())));
    assert_eq!(current(&[trial, extend, end]), None);
    let work = (22, L, r#"{"stage_started":{"stage":"employment","until":"2027-04-30"}}"#);
    assert_eq!(current(&[trial, extend, work]).unwrap().0, Stage::Employment);
}

#[test]
fn reported_time_adds_up_without_overflow() {
    let report = |month: u32, minutes: u32| {
        format!(
            r#"{{"time_reported":{{"month":"2026-0{month}-01","work_minutes":{minutes},"training_minutes":5}}}}"#
        )
    };
    let (first, again, most) = (report(1, 10), report(1, 20), report(2, u32::MAX));
    let total = |story: &[(u32, &str, &str)]| {
        let time = told(L, story).placement().unwrap().total_time();
        (time.work_minutes, time.training_minutes)
    };
    assert_eq!(total(&[(1, L, &first), (1, L, &again)]), (20, 5), "the last report counts");
    assert_eq!(total(&[(1, L, &first), (1, L, &most)]), (u32::MAX, 10));
}

#[test]
fn an_agreement_is_never_less_than_used_up() {
    const A: &str = "agreement:A1";
    let made = |count: u32| {
        format!(
            r#"{{"agreement_made":{{"employer":"E1","promises":[{{"service":"guest_lecture","count":{count}}},{{"service":"guest_lecture","count":1}}],"until":"2026-12-31"}}}}"#
        )
    };
    let (one, four) = (made(0), made(3));
    let given = |count: u32| {
        format!(r#"{{"service_given":{{"service":"guest_lecture","count":{count}}}}}"#)
    };
    let (few, many) = (given(3), given(u16::MAX.into()));
    let balance = |story: &[(u32, &str, &str)]| {
        let state = told(A, story);
        let Balance { promised, given, left, over, .. } =
            state.agreement().unwrap().balance(Service::GuestLecture);
        (promised, given, left, over)
    };
    assert_eq!(balance(&[]), (0, 0, 0, 0));
    assert_eq!(balance(&[(1, A, &one), (2, A, &few)]), (1, 3, 0, 2));
    assert_eq!(balance(&[(1, A, &one), (2, A, &few), (3, A, &four)]), (4, 3, 1, 0));
    assert_eq!(balance(&[(1, A, &four), (2, A, &many)]), (4, 65535, 0, 65531));
    let yes = (1, A, r#"{"accepted":{"by":"employer"}}"#);
    let accepted = |story: &[(u32, &str, &str)]| told(A, story).agreement().unwrap().accepted.len();
    assert_eq!(accepted(&[(1, A, &one), yes]), 1);
    assert_eq!(accepted(&[(1, A, &one), yes, (2, A, &four)]), 0, "a yes is to one version");
    let holds = |story: &[(u32, &str, &str)], on: &str| {
        told(A, story).agreement().unwrap().holds_on(day(on))
    };
    let closed = (9, A, r#"{"closed":{"reason":"moved"}}"#);
    assert!(holds(&[(2, A, &one)], "2026-12-02") && holds(&[(2, A, &one)], "2026-12-31"));
    assert!(!holds(&[(2, A, &one)], "2026-12-01") && !holds(&[(2, A, &one)], "2027-01-01"));
    assert!(holds(&[(2, A, &one), closed], "2026-12-08"));
    assert!(!holds(&[(2, A, &one), closed], "2026-12-09"));
}

#[test]
fn a_moved_session_keeps_its_history_and_attendance() {
    const S: &str = "session:S1";
    let story = [
        (1, S, r#"{"session_planned":{"on":"2026-12-04","minutes":180}}"#),
        (2, S, r#"{"session_cancelled":{"reason":"holiday"}}"#),
        (3, S, r#"{"session_planned":{"on":"2026-12-11","minutes":180,"cohort":"a"}}"#),
        (11, S, r#"{"attended":{"participant":"P2","presence":"present","minutes":180}}"#),
        (12, S, r#"{"session_planned":{"on":"2026-12-18","minutes":180}}"#),
    ];
    let state = told(S, &story);
    let session = state.session().unwrap();
    let led_by = session.led_by.as_ref().map(|led| led.by.as_str().to_owned());
    assert_eq!(
        led_by,
        told(S, &story[..1]).session().unwrap().led_by.as_ref().map(|led| led.by.to_string())
    );
    assert!(led_by.is_some());
    let days: Vec<_> = session.plans.iter().map(|plan| plan.on.to_string()).collect();
    assert_eq!(days, ["2026-12-04", "2026-12-11", "2026-12-18"]);
    assert_eq!(session.plan().unwrap().on, day("2026-12-18"));
    assert_eq!(session.attendance["P2"].on, day("2026-12-11"));
    assert!(told(S, &story[..2]).session().unwrap().plan().is_none());
    assert!(case(&story).attendance.is_empty(), "somebody else was there");
}

#[test]
fn absences_are_counted_back_from_the_last_session() {
    let at = |presence: &str| {
        format!(r#"{{"attended":{{"participant":"P1","presence":"{presence}","minutes":0}}}}"#)
    };
    let (there, excused, unexcused) = (at("present"), at("excused"), at("unexcused"));
    // Ids are not in the order of the days.
    let (a, b, c) = ("session:S9", "session:S1", "session:S5");
    let row = |story: &[(u32, &str, &str)]| case(story).absences_in_a_row();
    assert_eq!(row(&[]), 0);
    assert_eq!(row(&[(1, a, &there), (2, b, &excused), (3, c, &unexcused)]), 2);
    assert_eq!(row(&[(1, a, &unexcused), (2, b, &excused), (3, c, &there)]), 0);
    assert_eq!(row(&[(1, a, &unexcused), (1, a, &there)]), 0, "it was put right");
}

#[test]
fn three_trips_of_one_person_are_three_participations() {
    let trip = r#"{"joint_action_held":{"action":"study_trip","countries":["NO","SE"]}}"#;
    let case = case(&[(1, "session:S1", trip), (1, "session:S2", trip), (3, P, trip)]);
    assert_eq!(case.actions.len(), 3);
}

#[test]
fn a_late_joiner_can_come_back() {
    let (join, leave) =
        (r#"{"cohort_joined":{"cohort":"a"}}"#, r#"{"cohort_left":{"cohort":"a"}}"#);
    let case = case(&[
        (1, P, leave),
        (2, P, join),
        (3, P, join),
        (4, P, leave),
        (5, P, leave),
        (6, P, join),
    ]);
    let times: Vec<_> = case.cohorts["a"].iter().map(|time| (time.joined, time.left)).collect();
    let day = |on| NaiveDate::from_ymd_opt(2026, 12, on).unwrap();
    assert_eq!(times, [(day(2), Some(day(4))), (day(6), None)]);
}

#[test]
fn an_override_is_lifted_and_stays_on_record() {
    let keep_out = r#"{"overridden":{"participant":"P1","choice":"keep_out","reason":"ill","note":"01930d5c-0000-7000-8000-000000000001"}}"#;
    let pin = keep_out.replace(r#""choice":"keep_out""#, r#""need":"N1","choice":"pin""#);
    let lifted = r#"{"override_lifted":{"participant":"P1","reason":"ready"}}"#;
    let case = case(&[(1, P, lifted), (1, P, keep_out), (2, L, &pin), (3, P, lifted)]);
    assert_eq!(case.overrides.len(), 2);
    assert!(case.override_for(None).is_none());
    let need = "N1".parse().unwrap();
    assert_eq!(case.override_for(Some(&need)).unwrap().choice, Choice::Pin);
    assert_eq!(
        told("need:N1", &[(2, L, &pin), (2, P, keep_out)]).need().unwrap().overrides.len(),
        1
    );
}

#[test]
fn an_erased_case_leads_to_no_document_and_keeps_its_counts() {
    let doc = |number: u8| format!("01930d5c-0000-7000-8000-00000000000{number}");
    let rows = [
        (P, format!(r#"{{"profile_recorded":{{"profile":"{}","source":"interview"}}}}"#, doc(1))),
        (P, format!(r#"{{"profile_recorded":{{"profile":"{}","source":"import"}}}}"#, doc(2))),
        (P, format!(r#"{{"interviewed":{{"note":"{}"}}}}"#, doc(3))),
        (L, format!(r#"{{"noted":{{"note":"{}"}}}}"#, doc(4))),
        (P, format!(r#"{{"connection_added":{{"connection":"{}","kind":"strength"}}}}"#, doc(5))),
        (P, format!(r#"{{"handed_over":{{"from":"anna","to":"omar","summary":"{}"}}}}"#, doc(6))),
        (
            L,
            format!(
                r#"{{"overridden":{{"participant":"P1","choice":"keep_out","reason":"ill","note":"{}"}}}}"#,
                doc(7)
            ),
        ),
        (P, format!(r#"{{"enrolled":{{"operation":"O1","statistics":"{}"}}}}"#, doc(8))),
    ];
    let mut story: Vec<_> = rows.iter().map(|(stream, what)| (1, *stream, &**what)).collect();
    let documents: Vec<_> = case(&story).documents().iter().map(ToString::to_string).collect();
    assert_eq!(documents, [1, 2, 3, 4, 5, 6, 7].map(doc));
    let erased = format!(r#"{{"erased":{{"certificate":"{}"}}}}"#, doc(9));
    story.push((2, P, &erased));
    let case = case(&story);
    assert!(case.documents().is_empty());
    let text = serde_json::to_string(&case).unwrap();
    assert!((1..=7).all(|number| !text.contains(&doc(number))), "{text}");
    assert_eq!((case.interviews.len(), case.hand_overs.len(), case.overrides.len()), (1, 1, 1));
    assert_eq!(case.enrolments["O1"].len(), 1);
    assert_eq!(case.holder.unwrap().actor.as_str(), "omar");
}

#[test]
fn an_approval_is_of_one_dry_run() {
    const D: &str = "decision:D1";
    let prepared = r#"{"decision_prepared":{"matter":"erasure","receipt":"01930d5c-0000-7000-8000-000000000001"}}"#;
    let approved = r#"{"decision_approved":{}}"#;
    let by = |story: &[(u32, &str, &str)]| {
        let state = told(D, story);
        state.decision().unwrap().approved.as_ref().map(|signed| signed.by.to_string())
    };
    assert_eq!(by(&[(1, D, approved)]), None);
    assert_eq!(by(&[(1, D, prepared), (1, D, approved)]).as_deref(), Some("anna"));
    assert_eq!(by(&[(1, D, prepared), (1, D, approved), (2, D, prepared)]), None);
    let state = told(D, &[(1, D, prepared)]);
    let about: Vec<_> = state.decision().unwrap().about.iter().map(ToString::to_string).collect();
    assert_eq!(about, [P, "participant:P2"]);
}

#[test]
fn proposals_are_stopped_since_the_first_time() {
    const Y: &str = "system:etablera";
    let stopped = r#"{"proposals_stopped":{"reason":"audit"}}"#;
    let resumed = r#"{"proposals_resumed":{}}"#;
    let since = |story: &[(u32, &str, &str)]| {
        told(Y, story).system().unwrap().stopped.as_ref().map(|ending| ending.on)
    };
    assert_eq!(since(&[(1, Y, stopped), (2, Y, stopped)]), Some(day("2026-12-01")));
    assert_eq!(since(&[(1, Y, stopped), (2, Y, resumed)]), None);
    assert_eq!(
        since(&[(1, Y, stopped), (2, Y, resumed), (3, Y, stopped)]),
        Some(day("2026-12-03"))
    );
}

#[test]
fn who_works_on_a_case_and_with_what_consent() {
    let case = case(&[
        (1, P, r#"{"registered":{"organisation":"lulea"}}"#),
        (1, P, r#"{"protection_set":{"protection":"secrecy_marking"}}"#),
        (1, P, r#"{"consented":{"to":{"sharing":"boden"}}}"#),
        (2, P, r#"{"consented":{"to":{"sharing":"boden"}}}"#),
        (2, P, r#"{"case_shared":{"with":"boden","purpose":"referral"}}"#),
        (2, P, r#"{"case_shared":{"with":"kalix","purpose":"referral","until":"2026-12-28"}}"#),
        (2, P, r#"{"case_shared":{"with":"alvsbyn","purpose":"referral","until":"2026-12-27"}}"#),
        (3, P, r#"{"case_unshared":{"with":"pitea"}}"#),
        (3, "participant:P2", r#"{"case_unshared":{"with":"boden"}}"#),
        (3, P, r#"{"case_assigned":{"to":"anna"}}"#),
        (4, P, r#"{"consent_withdrawn":{"to":"network"}}"#),
    ]);
    let concerns = |name: &str| case.concerns(&name.parse().unwrap(), day("2026-12-28"));
    assert!(concerns("lulea") && concerns("boden") && !concerns("pitea"));
    assert!(concerns("kalix") && !concerns("alvsbyn"), "a share holds until its last day");
    assert!(case.is_protected() && case.is_open());
    let sharing = Consent::Sharing("boden".parse().unwrap());
    assert!(case.consents_to(&sharing) && !case.consents_to(&Consent::Network));
    assert_eq!(case.consents[&sharing], day("2026-12-01"), "since the first time");
    assert_eq!(case.holder.unwrap().since, day("2026-12-03"));
}

#[test]
fn an_objection_holds_until_it_is_overruled_or_taken_back() {
    const OBJECTS: &str = r#"{"objected":{"to":"matching"}}"#;
    let settled = |how: &str| {
        format!(r#"{{"objection_settled":{{"to":"matching","settlement":"{how}","reason":"r"}}}}"#)
    };
    let (upheld, overruled, withdrawn) =
        (settled("upheld"), settled("overruled"), settled("withdrawn"));
    for (story, objects) in [
        (vec![], false),
        (vec![OBJECTS], true),
        (vec![OBJECTS, &upheld], true),
        (vec![OBJECTS, &overruled], false),
        (vec![OBJECTS, &withdrawn], false),
        // An answer answers once, and the participant has the last word.
        (vec![OBJECTS, &upheld, &overruled], true),
        (vec![OBJECTS, &overruled, &upheld], false),
        (vec![OBJECTS, &upheld, &withdrawn], false),
        (vec![OBJECTS, &overruled, OBJECTS], true),
        // Without an objection there is nothing to uphold.
        (vec![&upheld], false),
    ] {
        let rows: Vec<_> = story.iter().map(|what| (1, P, *what)).collect();
        let case = case(&rows);
        assert_eq!(case.objects_to(Processing::Matching), objects, "{story:?}");
        assert!(!case.objects_to(Processing::Disclosure), "{story:?}");
    }
}

#[test]
fn no_disclosure_holds_while_somebody_objects_to_it() {
    const SENT: &str = r#"{"disclosed":{"participant":"P1","to":{"employer":"E1"},"fields":["tasks"],"purpose":"trial","test":{"ground":"osl","consented":false}}}"#;
    let note = "01930d5c-0000-7000-8000-000000000001";
    let objects = format!(r#"{{"objected":{{"to":"disclosure","note":"{note}"}}}}"#);
    let before = case(&[(1, P, SENT)]);
    assert!(before.holds(&before.disclosures[0]));
    let during = case(&[(1, P, SENT), (2, P, &objects)]);
    assert!(!during.holds(&during.disclosures[0]));
    assert_eq!(during.documents().len(), 1);
    let erased = format!(r#"{{"erased":{{"certificate":"{note}"}}}}"#);
    let after = case(&[(1, P, SENT), (2, P, &objects), (3, P, &erased)]);
    assert!(after.documents().is_empty() && after.objections.len() == 1);
}
