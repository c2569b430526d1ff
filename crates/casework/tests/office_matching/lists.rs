//! Lists, receipts, and making them again.

use etablera_casework::office::{
    AsOf, CloseNeed, Disclose, Engine, ForgetReceipts, ListsOf, Order, Override, Shortlist,
    StopProposals, close_need, disclose, forget_receipts, override_proposal, replay,
    resume_proposals, shortlist, stop_proposals,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Choice, SecrecyTest};
use etablera_matching::Parameters;
use etablera_taxonomy::starter;

use super::support::{Desk, LICENSED, WITHOUT, asked, day, each, engine, people, said, subject};

async fn town(desk: &Desk) {
    desk.needs(&["N1"]).await;
    desk.person("P1", WITHOUT).await;
    desk.person("P2", LICENSED).await;
    desk.person("P3", WITHOUT).await;
}

#[test]
fn a_list_ranks_open_cases_with_a_profile() {
    each(|desk: Desk| async move {
        town(&desk).await;
        desk.write("participant:P4", "2026-11-01", r#"{"registered":{"organisation":"lulea"}}"#)
            .await;
        desk.person("P5", LICENSED).await;
        desk.write("participant:P5", "2026-11-03", r#"{"closed":{"reason":"moved_away"}}"#).await;
        let list = desk.list(&desk.anna(), "N1").await;
        assert_eq!(people(&list.rows), ["P2", "P1", "P3"]);
        let first: serde_json::Value =
            serde_json::from_str(list.rows.lines().next().unwrap()).unwrap();
        assert_eq!((&first["for"], &first["tier"]), (&"need".into(), &"ready".into()));
        assert!(first["requirements"].as_array().is_some_and(|all| !all.is_empty()));
        assert_eq!(list.pins.people.len(), 3);
        assert_eq!((list.pins.counts.considered, list.pins.counts.shown), (3, 3));
        let command = asked(ListsOf::Participant("P2".parse().unwrap()), None);
        let list = shortlist(&desk.office, &desk.anna(), &engine(), &command).await.unwrap();
        assert_eq!(list.rows.lines().count(), 1);
    });
}

#[test]
fn a_protected_person_is_in_no_list_of_others_and_in_no_count() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let mut call = desk.bo();
        call.key = Some("k1".to_owned());
        let command = asked(ListsOf::Need("N1".parse().unwrap()), None);
        let open = shortlist(&desk.office, &call, &engine(), &command).await.unwrap();
        assert_eq!(people(&open.rows), ["P2", "P1", "P3"]);
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P2", "2026-11-30", protect).await;
        let list = desk.list(&desk.bo(), "N1").await;
        assert_eq!(people(&list.rows), ["P1", "P3"]);
        assert_eq!((list.pins.counts.considered, list.pins.counts.shown), (2, 2));
        assert!(!serde_json::to_string(&list.pins).unwrap().contains("P2"));
        // Not as of before the protection either, nor by asking again.
        let before = desk.list_as_of(&desk.bo(), "N1", Some(desk.seq().await - 1)).await;
        assert_eq!(people(&before.rows), ["P1", "P3"]);
        let again = shortlist(&desk.office, &call, &engine(), &command).await;
        assert!(said(again).contains("cannot be read any more"));
        // The holder sees them; an auditor may replay and not read.
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P2", "P1", "P3"]);
        let auditor = desk.call_of("rev", Role::Auditor, "lulea");
        let made = replay(&desk.office, &auditor, &engine(), open.receipt).await.unwrap();
        assert!(made.is_same() && made.rows.is_none());
    });
}

#[test]
fn only_cases_that_the_organisation_works_on_are_listed() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let share = r#"{"case_shared":{"with":"boden","purpose":"referral"}}"#;
        desk.write("participant:P1", "2026-11-05", share).await;
        let of = |id: &str| asked(ListsOf::Participant(id.parse().unwrap()), None);
        let eva = || desk.call_of("eva", Role::Matcher, "boden");
        let list = shortlist(&desk.office, &eva(), &engine(), &of("P1")).await.unwrap();
        // Let in on the case, and not on the needs of the owner.
        assert_eq!(list.rows, "");
        for asked in
            [of("P2"), asked(ListsOf::EveryNeed, None), asked(ListsOf::EveryParticipant, None)]
        {
            let refused = shortlist(&desk.office, &eva(), &engine(), &asked).await;
            assert!(refused.unwrap_err().is_refusal());
        }
        desk.write("participant:P1", "2026-11-06", r#"{"case_unshared":{"with":"boden"}}"#).await;
        let refused = shortlist(&desk.office, &eva(), &engine(), &of("P1")).await;
        assert!(refused.unwrap_err().is_refusal());
        let mut reader = desk.office.store.read().await.unwrap();
        let looks = reader.accesses(&subject("participant:P1")).await.unwrap();
        assert_eq!(looks.iter().map(|look| look.access.allowed).collect::<Vec<_>>(), [true, false]);
    });
}

#[test]
fn a_receipt_gives_the_same_bytes_whatever_happens_later() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let profile = desk.seq().await;
        let list = desk.list(&desk.anna(), "N1").await;
        desk.today.set(day("2027-03-01"));
        // A new profile, a correction, a closed case, a bar and a closed need.
        desk.profile("P2", WITHOUT).await;
        desk.write("participant:P3", "2026-11-20", r#"{"closed":{"reason":"moved_away"}}"#).await;
        desk.person("P0", LICENSED).await;
        let bar = Override {
            participant: "P1".parse().unwrap(),
            need: Some("N1".parse().unwrap()),
            choice: Choice::Bar,
            reason: "known_conflict".parse().unwrap(),
            note: "They know each other.".to_owned(),
        };
        override_proposal(&desk.office, &desk.anna(), &bar).await.unwrap();
        let other = Engine::new(starter(), Parameters { must_floor: 90, ..Parameters::default() });
        for engine in [&engine(), &other] {
            let made = replay(&desk.office, &desk.lead(), engine, list.receipt).await.unwrap();
            assert!(made.is_same());
            assert_eq!(made.rows.as_ref(), Some(&list.rows));
        }
        let now = desk.list(&desk.anna(), "N1").await;
        assert_eq!(people(&now.rows), ["P0", "P2"]);
        let then = desk.list_as_of(&desk.anna(), "N1", Some(profile)).await;
        assert_eq!(people(&then.rows), ["P2", "P1", "P3"]);
        assert!(
            replay(&desk.office, &desk.lead(), &engine(), then.receipt).await.unwrap().is_same()
        );
        let close = CloseNeed { need: "N1".parse().unwrap(), reason: "filled".parse().unwrap() };
        close_need(&desk.office, &desk.anna(), &close).await.unwrap();
        assert_eq!(desk.list(&desk.anna(), "N1").await.rows, "");
        assert!(
            replay(&desk.office, &desk.lead(), &engine(), now.receipt).await.unwrap().is_same()
        );
        // A matcher may not replay.
        let refused = replay(&desk.office, &desk.anna(), &engine(), now.receipt).await;
        assert!(refused.unwrap_err().is_refusal());
    });
}

#[test]
fn a_list_is_made_as_of_a_moment_or_a_place_in_the_log() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", WITHOUT).await;
        let anna = desk.anna();
        let seq = desk.seq().await;
        desk.person("P2", LICENSED).await;
        let mut command = asked(ListsOf::EveryNeed, Some(seq));
        let by_seq = shortlist(&desk.office, &desk.anna(), &engine(), &command).await.unwrap();
        command.as_of = Some(AsOf::Moment(anna.now));
        let by_moment = shortlist(&desk.office, &desk.anna(), &engine(), &command).await.unwrap();
        assert_eq!(by_seq.rows, by_moment.rows);
        assert_eq!(by_seq.pins.source, by_moment.pins.source);
        assert_eq!(people(&by_seq.rows), ["P1"]);
        command.as_of = Some(AsOf::Seq(seq + 1000));
        let error = said(shortlist(&desk.office, &desk.anna(), &engine(), &command).await);
        assert!(error.contains("the log ends at"), "{error}");
    });
}

#[test]
fn what_was_erased_is_named_and_not_passed_over() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let list = desk.list(&desk.anna(), "N1").await;
        let mut writer = desk.office.store.write().await.unwrap();
        let done = writer.erase(&subject("participant:P3")).await.unwrap();
        assert_eq!(done.receipts_redacted, 1);
        writer.commit().await.unwrap();
        let erased = r#"{"erased":{"certificate":"01930d5c-0000-7000-8000-000000000001"}}"#;
        desk.write("participant:P3", "2026-12-01", erased).await;
        let error = said(replay(&desk.office, &desk.lead(), &engine(), list.receipt).await);
        assert!(error.contains("the profile of `participant:P3` was erased"), "{error}");
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P2", "P1"]);
        let then = desk.list_as_of(&desk.anna(), "N1", Some(desk.seq().await - 1)).await;
        assert_eq!(people(&then.rows), ["P2", "P1"]);
    });
}

#[test]
fn who_is_protected_and_erased_is_counted_and_not_named() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let list = desk.list(&desk.anna(), "N1").await;
        let mut writer = desk.office.store.write().await.unwrap();
        for who in ["participant:P1", "participant:P3"] {
            writer.erase(&subject(who)).await.unwrap();
        }
        writer.commit().await.unwrap();
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P3", "2026-12-01", protect).await;
        let error = said(replay(&desk.office, &desk.lead(), &engine(), list.receipt).await);
        assert!(error.contains("`participant:P1`, one more profile was erased"), "{error}");
        assert!(!error.contains("P3"), "{error}");
    });
}

#[test]
fn the_same_request_gets_the_same_list() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let mut call = desk.anna();
        call.key = Some("k1".to_owned());
        let command = asked(ListsOf::Need("N1".parse().unwrap()), None);
        let first = shortlist(&desk.office, &call, &engine(), &command).await.unwrap();
        desk.person("P0", LICENSED).await;
        let again = shortlist(&desk.office, &call, &engine(), &command).await.unwrap();
        assert_eq!(again, first);
        let mut reader = desk.office.store.read().await.unwrap();
        assert_eq!(reader.receipts(None, 10).await.unwrap().len(), 1);
        // It is filed under those in the list, and goes with nobody else.
        for (who, kept) in [("participant:P1", 1), ("participant:P0", 0)] {
            let counts = reader.erasure_counts(&subject(who)).await.unwrap();
            assert_eq!(counts.answers, kept, "{who}");
        }
    });
}

#[test]
fn receipts_are_kept_for_six_months() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let list = desk.list(&desk.anna(), "N1").await;
        let placement = desk.proposed("P2", "N1").await;
        desk.staff_accepts(&placement).await;
        let test = SecrecyTest { ground: "osl_28_11".parse().unwrap(), consented: false };
        let purpose = "introduction".parse().unwrap();
        let told = Disclose { placement, purpose, test };
        let told = disclose(&desk.office, &desk.anna(), &engine(), &told).await.unwrap();
        desk.today.set(day("2027-07-01"));
        let administrator = || desk.call_of("adam", Role::Administrator, "lulea");
        let before = |text: &str| ForgetReceipts { before: text.parse().unwrap() };
        let young = before("2027-03-01T00:00:00.000000Z");
        let error = said(forget_receipts(&desk.office, &administrator(), &young).await);
        assert!(error.contains("six months"), "{error}");
        let old = before("2026-12-15T00:00:00.000000Z");
        assert!(forget_receipts(&desk.office, &desk.anna(), &old).await.unwrap_err().is_refusal());
        assert_eq!(forget_receipts(&desk.office, &administrator(), &old).await.unwrap(), 2);
        // What was disclosed stays with its receipt.
        let mut reader = desk.office.store.read().await.unwrap();
        let left = reader.receipts(None, 10).await.unwrap();
        assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [told.receipt]);
        drop(reader);
        let error = said(replay(&desk.office, &desk.lead(), &engine(), list.receipt).await);
        assert!(error.contains("there is no receipt"), "{error}");
    });
}

#[test]
fn the_switch_stops_lists_until_a_lead_resumes_them() {
    each(|desk: Desk| async move {
        town(&desk).await;
        let stop = StopProposals { reason: "bias_found".parse().unwrap() };
        stop_proposals(&desk.office, &desk.anna(), &stop).await.unwrap();
        let command = asked(ListsOf::EveryNeed, None);
        let error = said(shortlist(&desk.office, &desk.anna(), &engine(), &command).await);
        assert!(error.contains("proposals are stopped since 2026-12-01 (`bias_found`)"), "{error}");
        assert!(resume_proposals(&desk.office, &desk.anna()).await.unwrap_err().is_refusal());
        resume_proposals(&desk.office, &desk.lead()).await.unwrap();
        assert!(said(resume_proposals(&desk.office, &desk.lead()).await).contains("not stopped"));
        assert!(shortlist(&desk.office, &desk.anna(), &engine(), &command).await.is_ok());
    });
}

#[test]
fn a_moment_that_an_accepted_clock_hides_is_refused() {
    each(|desk: Desk| async move {
        town(&desk).await;
        desk.today.set(day("2027-12-01"));
        desk.person("P7", LICENSED).await;
        desk.today.set(day("2026-12-01"));
        let now = desk.anna().now;
        let mut writer = desk.office.store.write().await.unwrap();
        writer.accept_clock(now).await.unwrap();
        writer.commit().await.unwrap();
        desk.person("P8", LICENSED).await;
        let call = desk.anna();
        let as_of = Some(AsOf::Moment(call.now));
        let of = ListsOf::Need("N1".parse().unwrap());
        let command = Shortlist { of, top: 10, all: false, as_of, on: None, order: Order::Points };
        let told = said(shortlist(&desk.office, &call, &engine(), &command).await);
        assert!(told.contains("a clock was ahead"), "{told}");
    });
}
