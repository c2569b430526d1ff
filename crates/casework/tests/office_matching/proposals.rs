//! Proposals, overrides, answers and contact.

use etablera_casework::office::{
    Accept, Contact, Decline, LiftOverride, Override, Propose, ReasonCounts, Record, StopProposals,
    accept, contact, decline, lift_override, override_proposal, override_statistics, propose,
    record, stop_proposals,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Choice, Party};

use super::support::{
    Desk, LICENSED, WITHOUT, day, each, engine, happening, people, said, subject,
};

fn decided(who: &str, need: Option<&str>, choice: Choice) -> Override {
    Override {
        participant: who.parse().unwrap(),
        need: need.map(|need| need.parse().unwrap()),
        choice,
        reason: "knows_the_place".parse().unwrap(),
        note: "Said so on the phone.".to_owned(),
    }
}

#[test]
fn only_who_stands_in_a_list_is_proposed_and_once() {
    each(|desk: Desk| async move {
        desk.needs(&["N1", "N2"]).await;
        desk.person("P1", WITHOUT).await;
        desk.person("P2", LICENSED).await;
        let list = desk.list(&desk.anna(), "N1").await;
        assert_eq!(people(&list.rows), ["P2", "P1"]);
        let right = Propose {
            receipt: list.receipt,
            participant: "P2".parse().unwrap(),
            need: "N1".parse().unwrap(),
            rank: 1,
        };
        let nobody = etablera_domain::event::ReceiptId::new(uuid::Uuid::nil());
        for wrong in [
            Propose { rank: 2, ..right.clone() },
            Propose { need: "N2".parse().unwrap(), ..right.clone() },
            Propose { receipt: nobody, ..right.clone() },
        ] {
            let error = said(propose(&desk.office, &desk.anna(), &engine(), &wrong).await);
            assert!(error.contains("does not stand at place"), "{error}");
        }
        let stop = StopProposals { reason: "audit".parse().unwrap() };
        let mut call = desk.anna();
        call.key = Some("k1".to_owned());
        let id = propose(&desk.office, &call, &engine(), &right).await.unwrap();
        assert_eq!(propose(&desk.office, &call, &engine(), &right).await.unwrap(), id);
        let error = said(propose(&desk.office, &desk.anna(), &engine(), &right).await);
        assert!(error.contains("is there already"), "{error}");
        stop_proposals(&desk.office, &desk.anna(), &stop).await.unwrap();
        let second = Propose { participant: "P1".parse().unwrap(), rank: 2, ..right };
        let error = said(propose(&desk.office, &desk.anna(), &engine(), &second).await);
        assert!(error.contains("proposals are stopped"), "{error}");
    });
}

#[test]
fn nobody_is_proposed_against_their_own_no() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let list = desk.list(&desk.anna(), "N1").await;
        let refuses = format!(r#"{LICENSED},"wishes":{{"refuses":[{{"need":"N1"}}]}}"#);
        desk.profile("P1", &refuses).await;
        let pin = decided("P1", Some("N1"), Choice::Pin);
        override_proposal(&desk.office, &desk.anna(), &pin).await.unwrap();
        let command = Propose {
            receipt: list.receipt,
            participant: "P1".parse().unwrap(),
            need: "N1".parse().unwrap(),
            rank: 1,
        };
        let error = said(propose(&desk.office, &desk.anna(), &engine(), &command).await);
        assert!(error.contains("`P1` refuses `N1`"), "{error}");
    });
}

#[test]
fn what_somebody_decided_holds_until_it_is_lifted() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", WITHOUT).await;
        desk.person("P2", LICENSED).await;
        let list = desk.list(&desk.anna(), "N1").await;
        let out = decided("P2", None, Choice::KeepOut);
        for wrong in [
            Override { need: Some("N1".parse().unwrap()), ..out.clone() },
            decided("P2", None, Choice::Pin),
            Override { note: " ".to_owned(), ..out.clone() },
        ] {
            let error = said(override_proposal(&desk.office, &desk.anna(), &wrong).await);
            assert!(error.contains("not whole"), "{error}");
        }
        override_proposal(&desk.office, &desk.anna(), &out).await.unwrap();
        let error = said(override_proposal(&desk.office, &desk.anna(), &out).await);
        assert!(error.contains("lifted first"), "{error}");
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P1"]);
        let command = Propose {
            receipt: list.receipt,
            participant: "P2".parse().unwrap(),
            need: "N1".parse().unwrap(),
            rank: 1,
        };
        let error = said(propose(&desk.office, &desk.anna(), &engine(), &command).await);
        assert!(error.contains("somebody decided against it"), "{error}");
        let lift = LiftOverride {
            participant: "P2".parse().unwrap(),
            need: None,
            reason: "changed".parse().unwrap(),
        };
        lift_override(&desk.office, &desk.anna(), &lift).await.unwrap();
        assert!(
            said(lift_override(&desk.office, &desk.anna(), &lift).await)
                .contains("nothing to lift")
        );
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P2", "P1"]);
        // A barred pair makes room for the next, and the ranks close up.
        let bar = decided("P2", Some("N1"), Choice::Bar);
        override_proposal(&desk.office, &desk.anna(), &bar).await.unwrap();
        let list = desk.list(&desk.anna(), "N1").await;
        assert!(list.rows.lines().count() == 1 && list.rows.contains(r#""rank":1"#));
        // The reason in words is not in the log.
        let events = desk.office.store.read().await.unwrap().events(0, 100).await.unwrap();
        let said = |one: &etablera_domain::event::Recorded| {
            serde_json::to_string(&one.event).unwrap().contains("phone")
        };
        assert!(!events.iter().any(said));
    });
}

#[test]
fn overrides_are_counted_by_reason_with_how_pins_went() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", WITHOUT).await;
        let pin = decided("P1", Some("N1"), Choice::Pin);
        override_proposal(&desk.office, &desk.anna(), &pin).await.unwrap();
        let bar = decided("P2", Some("N1"), Choice::Bar);
        override_proposal(&desk.office, &desk.anna(), &bar).await.unwrap();
        let placement = desk.proposed("P1", "N1").await;
        desk.staff_accepts(&placement).await;
        let trial = r#"{"stage_started":{"stage":"trial","until":"2026-12-31"}}"#;
        let about = [placement.clone().into(), subject("participant:P1"), subject("need:N1")];
        desk.write_about(about, "2026-12-01", trial).await;
        assert!(override_statistics(&desk.office, &desk.anna()).await.unwrap_err().is_refusal());
        let counts = override_statistics(&desk.office, &desk.lead()).await.unwrap();
        let all = ReasonCounts { pins: 1, bars: 1, proposed: 1, started: 1, ..Default::default() };
        assert_eq!(counts.values().collect::<Vec<_>>(), [&all]);
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P2", "2026-11-30", protect).await;
        let counts = override_statistics(&desk.office, &desk.lead()).await.unwrap();
        assert_eq!(counts.values().next().unwrap().bars, 0);
    });
}

#[test]
fn there_is_no_way_to_contact_before_a_human_acceptance() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let placement = desk.proposed("P1", "N1").await;
        let on = day("2026-12-01");
        let contacted = Contact { placement: placement.clone(), party: Party::Participant, on };
        let tried = async || contact(&desk.office, &desk.anna(), &contacted).await;
        assert!(said(tried().await).contains("expected a yes before any contact"));
        // Not by recording it, nor by beginning a stage.
        for what in [
            r#"{"contacted":{"party":"participant"}}"#,
            r#"{"accepted":{"by":"staff"}}"#,
            r#"{"stage_started":{"stage":"trial","until":"2026-12-31"}}"#,
            r#"{"time_reported":{"month":"2026-12-01","work_minutes":60,"training_minutes":0}}"#,
        ] {
            let (about, what) = ([].into(), happening(what));
            let command = Record { stream: placement.clone().into(), about, on, what };
            let before = desk.seq().await;
            assert!(record(&desk.office, &desk.anna(), &command).await.is_err());
            assert_eq!(desk.seq().await, before);
        }
        // The yes of another party is not enough.
        let yes = |by| Accept { placement: placement.clone(), by };
        accept(&desk.office, &desk.anna(), &yes(Party::Participant)).await.unwrap();
        accept(&desk.office, &desk.anna(), &yes(Party::Employer)).await.unwrap();
        assert!(tried().await.is_err());
        // The participant cannot speak for staff.
        let mut own = desk.call_of("p1", Role::Participant, "lulea");
        own.caller.is = Some(subject("participant:P1"));
        assert!(accept(&desk.office, &own, &yes(Party::Staff)).await.is_err());
        accept(&desk.office, &desk.anna(), &yes(Party::Staff)).await.unwrap();
        // Not for a day before the yes.
        let early = Contact { on: day("2026-11-30"), ..contacted.clone() };
        assert!(contact(&desk.office, &desk.anna(), &early).await.is_err());
        let no = Decline {
            placement: placement.clone(),
            by: Party::Participant,
            reason: "too_far".parse().unwrap(),
        };
        decline(&desk.office, &desk.anna(), &no).await.unwrap();
        assert!(tried().await.is_err());
        accept(&desk.office, &desk.anna(), &yes(Party::Participant)).await.unwrap();
        tried().await.unwrap();
    });
}

#[test]
fn a_partner_agency_answers_a_referral_that_is_shared() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let placement = desk.proposed("P1", "N1").await;
        let yes = Accept { placement, by: Party::Participant };
        let agency = || desk.call_of("af", Role::PartnerAgency, "af");
        assert!(accept(&desk.office, &agency(), &yes).await.unwrap_err().is_refusal());
        for (purpose, may) in [("support", false), ("referral", true)] {
            let share = format!(r#"{{"case_shared":{{"with":"af","purpose":"{purpose}"}}}}"#);
            desk.write("participant:P1", "2026-11-05", &share).await;
            assert_eq!(accept(&desk.office, &agency(), &yes).await.is_ok(), may, "{purpose}");
        }
        // The yes that contact presupposes is not theirs, nor that of staff
        // elsewhere who were let in on the case.
        let elsewhere = desk.call_of("eva", Role::Matcher, "af");
        let staff = Accept { by: Party::Staff, ..yes.clone() };
        for caller in [agency(), elsewhere.clone()] {
            let error = said(accept(&desk.office, &caller, &staff).await);
            assert!(error.contains("cannot answer for another party"), "{error}");
            let no = Decline {
                placement: yes.placement.clone(),
                by: Party::Staff,
                reason: "too_far".parse().unwrap(),
            };
            assert!(said(decline(&desk.office, &caller, &no).await).contains("cannot answer"));
        }
        let folded = desk.office.store.read().await.unwrap();
        let state = { folded }.folded(&yes.placement.clone().into()).await.unwrap().state;
        assert!(!state.placement().unwrap().may_contact());
        accept(&desk.office, &elsewhere, &yes).await.unwrap();
        desk.staff_accepts(&yes.placement).await;
    });
}
