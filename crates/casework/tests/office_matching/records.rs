//! Other events, and putting events right.

use etablera_casework::office::{
    Correct, KINDS, Record, Retract, SeekHome, correct, observe_status, record, retract, seek_home,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{EventId, Happening};

use super::support::{Desk, LICENSED, day, each, happening, said, subject};

fn event(stream: &str, what: &str) -> Record {
    let what = happening(what);
    Record { stream: subject(stream), about: [].into(), on: day("2026-12-01"), what }
}

/// One of each kind that has a use case of its own, as far as it is simple.
const GUARDED: &[(&str, &str)] = &[
    ("participant:P1", r#"{"registered":{"organisation":"lulea"}}"#),
    ("participant:P1", r#"{"protection_set":{"protection":"none"}}"#),
    ("participant:P1", r#"{"consented":{"to":"network"}}"#),
    ("participant:P1", r#"{"case_shared":{"with":"af","purpose":"referral"}}"#),
    ("participant:P1", r#"{"erased":{"certificate":"01930d5c-0000-7000-8000-000000000001"}}"#),
    (
        "participant:P1",
        r#"{"enrolled":{"operation":"OP1","statistics":"01930d5c-0000-7000-8000-000000000001"}}"#,
    ),
    ("participant:P1", r#"{"left":{"operation":"OP1","reason":"job"}}"#),
    ("participant:P1", r#"{"status_observed":{"status":"employed"}}"#),
    ("participant:P1", r#"{"closed":{"reason":"job"}}"#),
    ("participant:P1", r#"{"reopened":{}}"#),
    ("participant:P1", r#"{"noted":{"note":"01930d5c-0000-7000-8000-000000000001"}}"#),
    ("need:N1", r#"{"closed":{"reason":"filled"}}"#),
    ("system:etablera", r#"{"proposals_stopped":{"reason":"x"}}"#),
    ("participant:P1", r#"{"stage_started":{"stage":"trial","until":"2026-12-31"}}"#),
];

#[test]
fn what_has_a_use_case_is_not_recorded_by_another_way() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let before = desk.seq().await;
        for (stream, what) in GUARDED {
            let error = said(record(&desk.office, &desk.anna(), &event(stream, what)).await);
            assert!(error.contains("is not recorded in"), "{error}");
        }
        assert_eq!(desk.seq().await, before);
        assert_eq!(KINDS.len(), Happening::NAMES.len());
    });
}

#[test]
fn other_events_are_recorded_by_who_may() {
    each(|desk: Desk| async move {
        desk.person("P1", LICENSED).await;
        let office = &desk.office;
        let status = event("participant:P1", r#"{"job_started":{"country":"SE"}}"#);
        record(office, &desk.anna(), &status).await.unwrap();
        let session =
            event("session:S1", r#"{"session_planned":{"on":"2026-12-02","minutes":60}}"#);
        record(office, &desk.call_of("per", Role::Pedagogue, "lulea"), &status).await.unwrap_err();
        let attended = event(
            "session:S1",
            r#"{"attended":{"participant":"P1","presence":"present","minutes":60}}"#,
        );
        let teacher = || desk.call_of("per", Role::Pedagogue, "lulea");
        // No session yet.
        assert!(record(office, &teacher(), &attended).await.is_err());
        record(office, &teacher(), &session).await.unwrap();
        // Who is in no cohort of theirs, they do not know.
        assert!(record(office, &teacher(), &attended).await.unwrap_err().is_refusal());
        let joined = event("participant:P1", r#"{"cohort_joined":{"cohort":"a"}}"#);
        record(office, &desk.anna(), &joined).await.unwrap();
        let with_cohort = r#"{"session_planned":{"on":"2026-12-02","minutes":60,"cohort":"a"}}"#;
        record(office, &teacher(), &event("session:S1", with_cohort)).await.unwrap();
        let attendance = record(office, &teacher(), &attended).await.unwrap();
        // Who answers for the case puts it right.
        let absent = r#"{"attended":{"participant":"P1","presence":"excused","minutes":0}}"#;
        let right = Correct { event: attendance, on: day("2026-12-01"), what: happening(absent) };
        correct(office, &desk.anna(), &right).await.unwrap();
        // Another pedagogue does not lead it.
        let other = desk.call_of("pia", Role::Pedagogue, "lulea");
        assert!(record(office, &other, &attended).await.unwrap_err().is_refusal());
        let nobody = event(
            "session:S1",
            r#"{"attended":{"participant":"P9","presence":"present","minutes":60}}"#,
        );
        assert!(record(office, &teacher(), &nobody).await.unwrap_err().is_refusal());
        let later = Record { on: day("2026-12-02"), ..status.clone() };
        assert!(said(record(office, &desk.anna(), &later).await).contains("has not come"));
        let elsewhere = desk.call_of("eva", Role::Matcher, "boden");
        assert!(record(office, &elsewhere, &status).await.unwrap_err().is_refusal());
    });
}

#[test]
fn a_closed_or_erased_case_takes_no_event_in() {
    each(|desk: Desk| async move {
        desk.person("P1", LICENSED).await;
        let job = event("participant:P1", r#"{"job_started":{"country":"SE"}}"#);
        let home = SeekHome {
            housing: "2580".parse().unwrap(),
            participant: "P1".parse().unwrap(),
            household: 1,
            needed_by: day("2027-01-11"),
        };
        desk.write("participant:P1", "2026-11-05", r#"{"closed":{"reason":"job"}}"#).await;
        let told = said(record(&desk.office, &desk.anna(), &job).await);
        assert!(told.contains("expected an open case"), "{told}");
        let erased = r#"{"erased":{"certificate":"01930d5c-0000-7000-8000-000000000001"}}"#;
        desk.write("participant:P1", "2026-11-06", erased).await;
        let told = said(record(&desk.office, &desk.anna(), &job).await);
        assert!(told.contains("was erased"), "{told}");
        let told = said(seek_home(&desk.office, &desk.lead(), &home).await);
        assert!(told.contains("was erased"), "{told}");
    });
}

#[test]
fn nothing_is_done_to_what_is_not_there() {
    each(|desk: Desk| async move {
        for of in ["need:N9", "visit:V9", "employer:E9", "session:S9"] {
            let some = format!(r#"{{"subject":"{of}","text":"x"}}"#);
            let some = serde_json::from_str(&some).unwrap();
            let noted = etablera_casework::office::note(&desk.office, &desk.anna(), &some).await;
            assert!(noted.err().unwrap().is_refusal(), "{of}");
        }
    });
}

#[test]
fn events_are_put_right_by_who_may_and_only_by_their_like() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let office = &desk.office;
        let status = r#"{"participant":"P1","status":"employed"}"#;
        let status = serde_json::from_str(status).unwrap();
        let first = observe_status(office, &desk.anna(), &status).await.unwrap().event;
        let right = Correct {
            event: first,
            on: day("2026-11-28"),
            what: happening(r#"{"status_observed":{"status":"unemployed"}}"#),
        };
        let elsewhere = desk.call_of("eva", Role::Matcher, "boden");
        assert!(said(correct(office, &elsewhere, &right).await).contains("there is no event"));
        let other = Correct {
            what: happening(r#"{"erased":{"certificate":"01930d5c-0000-7000-8000-000000000001"}}"#),
            ..right.clone()
        };
        assert!(said(correct(office, &desk.anna(), &other).await).contains("not put right so"));
        let id = correct(office, &desk.anna(), &right).await.unwrap();
        let statuses = async || {
            let mut reader = office.store.read().await.unwrap();
            let folded = reader.folded(&subject("participant:P1")).await.unwrap();
            folded.state.case().unwrap().statuses.clone()
        };
        assert_eq!(statuses().await.keys().collect::<Vec<_>>(), [&day("2026-11-28")]);
        let reason = "wrong_person".parse().unwrap();
        retract(office, &desk.anna(), &Retract { event: id, reason }).await.unwrap();
        assert!(statuses().await.is_empty());
        let nothing =
            Retract { event: EventId::new(uuid::Uuid::nil()), reason: "mistake".parse().unwrap() };
        assert!(said(retract(office, &desk.anna(), &nothing).await).contains("there is no event"));
    });
}

#[test]
fn who_names_an_event_does_not_learn_whose_it_is() {
    each(|desk: Desk| async move {
        desk.person("P1", LICENSED).await;
        let status = r#"{"participant":"P1","status":"employed"}"#;
        let status = serde_json::from_str(status).unwrap();
        let id = observe_status(&desk.office, &desk.anna(), &status).await.unwrap().event;
        let what = happening(r#"{"status_observed":{"status":"employed"}}"#);
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P1", "2026-12-01", protect).await;
        let nothing = EventId::new(uuid::Uuid::nil());
        let mut told = Vec::new();
        for event in [id, nothing] {
            let take_back = Retract { event, reason: "mistake".parse().unwrap() };
            let right = Correct { event, on: day("2026-11-28"), what: what.clone() };
            let retracted = said(retract(&desk.office, &desk.bo(), &take_back).await);
            let corrected = said(correct(&desk.office, &desk.bo(), &right).await);
            told.push([retracted, corrected].map(|said| said.replace(&event.to_string(), "-")));
        }
        assert_eq!(told[0], told[1]);
        assert!(told[0][0].contains("there is no event `-`"), "{}", told[0][0]);
        // That it was tried stands in the access log all the same.
        let mut reader = desk.office.store.read().await.unwrap();
        let logged = reader.accesses(&subject("participant:P1")).await.unwrap();
        let refused = logged.iter().filter(|row| !row.access.allowed);
        assert_eq!(refused.filter(|row| row.access.action == "correct").count(), 2);
    });
}

#[test]
fn an_acceptance_cannot_be_taken_back_once_somebody_was_contacted() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let placement = desk.proposed("P1", "N1").await;
        desk.staff_accepts(&placement).await;
        let mut reader = desk.office.store.read().await.unwrap();
        let events = reader.about(&placement.into(), u64::MAX >> 1).await.unwrap();
        drop(reader);
        for recorded in events {
            let (id, what) = (recorded.event.id, recorded.event.what);
            let take_back = Retract { event: id, reason: "mistake".parse().unwrap() };
            let error = said(retract(&desk.office, &desk.anna(), &take_back).await);
            assert!(error.contains("is not taken back"), "{error}");
            let replaced = Correct { event: id, on: day("2026-11-01"), what };
            assert!(correct(&desk.office, &desk.anna(), &replaced).await.is_err());
        }
    });
}
