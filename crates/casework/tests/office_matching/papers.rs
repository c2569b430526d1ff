//! Agreements on placements, bookings of services, and shares that run out.

use etablera_casework::office::DraftPlacement;
use etablera_casework::office::{
    AnswerShare, BookService, GiveConsent, KeepBooking, MakeAgreement, ReadStanding,
    ReleaseBooking, ShareCase, ShowPlacement, WithdrawConsent, answer_share, approve_placement,
    book_service, consent, draft_placement, keep_booking, make_agreement, release_booking, share,
    show_agreement, show_placement, standing, start_stage, withdraw_consent,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Service, Signatory};
use serde_json::json;

use crate::journeys::command;
use crate::support::{Desk, LICENSED, WITHOUT, day, each, said};

#[test]
fn a_change_takes_every_approval_back() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.adopts().await;
        desk.enters("P1").await;
        let placement = desk.agreed("P1", "N1").await;
        let ask = ShowPlacement { placement: placement.clone() };
        let waits = async || show_placement(office, &desk.anna(), &ask).await.unwrap().waits_for;
        let mut paid = desk.terms("2026-12-01", "2027-05-31");
        desk.drafts(&placement, paid.clone()).await;
        desk.all_sign(&placement).await;
        assert_eq!(waits().await, []);
        paid.money = true;
        desk.drafts(&placement, paid).await;
        assert_eq!(waits().await, Signatory::ALL);
        for (by, on_behalf) in [
            (Signatory::Coach, None),
            (Signatory::Participant, Some("signed_on_paper")),
            (Signatory::Employer, Some("signed_on_paper")),
        ] {
            let mut yes = desk.signs(&placement, by, on_behalf);
            yes.version = 2;
            approve_placement(office, &desk.anna(), &yes).await.unwrap();
        }
        assert_eq!(waits().await, [Signatory::DecisionMaker]);
        let start = desk.start("P1", "trial");
        assert!(start_stage(office, &desk.anna(), &start).await.is_err());
        let mut stale = desk.signs(&placement, Signatory::DecisionMaker, None);
        stale.version = 1;
        let error = said(approve_placement(office, &desk.lead(), &stale).await);
        assert!(error.contains("is at version 2"), "{error}");
        stale.version = 2;
        approve_placement(office, &desk.lead(), &stale).await.unwrap();
        start_stage(office, &desk.anna(), &start).await.unwrap();
    });
}

#[test]
fn nobody_signs_for_another_without_a_reason() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.adopts().await;
        desk.enters("P1").await;
        let placement = desk.agreed("P1", "N1").await;
        let mut paid = desk.terms("2026-12-01", "2027-05-31");
        paid.money = true;
        desk.drafts(&placement, paid).await;
        let tried = async |by, reason, expected: &str| {
            let yes = desk.signs(&placement, by, reason);
            let error = said(approve_placement(office, &desk.anna(), &yes).await);
            assert!(error.contains(expected), "{error}");
        };
        tried(Signatory::Participant, None, "expected `on_behalf`").await;
        tried(Signatory::Participant, Some("because"), "because").await;
        tried(Signatory::DecisionMaker, None, "cannot sign for").await;
        tried(Signatory::DecisionMaker, Some("signed_on_paper"), "cannot sign for").await;
        tried(Signatory::Coach, Some("signed_on_paper"), "expected no reason").await;
    });
}

#[test]
fn a_supervisor_has_room_for_so_many() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1", "N2", "N3"]).await;
        desk.adopts().await;
        let mut all = Vec::new();
        for (who, need) in [("P1", "N1"), ("P2", "N2"), ("P3", "N3")] {
            desk.person(who, LICENSED).await;
            desk.enters(who).await;
            all.push(desk.agreed(who, need).await);
        }
        desk.drafts(&all[0], desk.terms("2026-12-01", "2026-12-31")).await;
        desk.drafts(&all[1], desk.terms("2026-12-15", "2027-01-14")).await;
        let third = |from, until| DraftPlacement {
            placement: all[2].clone(),
            terms: desk.terms(from, until),
        };
        let error =
            said(draft_placement(office, &desk.anna(), &third("2026-12-31", "2027-01-30")).await);
        assert!(error.contains("`ove` supervises 2 on 2026-12-31"), "{error}");
        assert!(error.contains("limits.supervisor"), "{error}");
        draft_placement(office, &desk.anna(), &third("2027-01-01", "2027-01-31")).await.unwrap();
    });
}

#[test]
fn what_is_booked_is_not_left_for_another() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        let made: MakeAgreement = command(json!({
            "agreement": "A1", "employer": "E1", "until": "2027-12-31",
            "promises": [{ "service": "guest_lecture", "count": 2 }],
        }));
        make_agreement(office, &desk.anna(), &made).await.unwrap();
        let book = |booking: &str, on: &str| -> BookService {
            command(json!({
                "agreement": "A1", "booking": booking, "service": "guest_lecture", "on": on,
            }))
        };
        book_service(office, &desk.anna(), &book("B1", "2027-01-13")).await.unwrap();
        book_service(office, &desk.anna(), &book("B2", "2027-01-20")).await.unwrap();
        let error = said(book_service(office, &desk.anna(), &book("B3", "2027-01-27")).await);
        assert!(error.contains("0 of GuestLecture are left"), "{error}");
        let release: ReleaseBooking =
            command(json!({ "agreement": "A1", "booking": "B2", "reason": "ill" }));
        release_booking(office, &desk.anna(), &release).await.unwrap();
        let error = said(book_service(office, &desk.anna(), &book("B3", "2028-01-03")).await);
        assert!(error.contains("holds until 2027-12-31"), "{error}");
        desk.today.set(day("2027-01-13"));
        let kept: KeepBooking =
            command(json!({ "agreement": "A1", "booking": "B1", "on": "2027-01-13" }));
        keep_booking(office, &desk.anna(), &kept).await.unwrap();
        assert!(keep_booking(office, &desk.anna(), &kept).await.is_err());
        let shown = show_agreement(office, &desk.anna(), &"A1".parse().unwrap()).await.unwrap();
        assert_eq!(shown.balances[&Service::GuestLecture].left, 1);
        assert!(shown.state.booked.is_empty());
    });
}

#[test]
fn a_referral_ends_with_its_day_with_a_no_and_with_the_consent() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.adopts().await;
        for who in ["P1", "P2", "P3"] {
            desk.person(who, WITHOUT).await;
            let agrees: GiveConsent =
                command(json!({ "participant": who, "to": { "sharing": "boden" } }));
            consent(office, &desk.anna(), &agrees).await.unwrap();
            let shares: ShareCase = command(json!({
                "participant": who, "with": "boden",
                "purpose": if who == "P1" { "support" } else { "referral" },
                "until": "2026-12-31",
            }));
            share(office, &desk.anna(), &shares).await.unwrap();
        }
        let sees = async |who: &str| {
            let ask = ReadStanding { participant: who.parse().unwrap(), on: None };
            let boden = desk.call_of("bea", Role::PartnerAgency, "boden");
            standing(office, &boden, &ask).await.is_ok()
        };
        let answers = async |who: &str, yes: bool| {
            let boden = desk.call_of("bea", Role::PartnerAgency, "boden");
            let answer: AnswerShare =
                command(json!({ "participant": who, "yes": yes, "reason": "room" }));
            answer_share(office, &boden, &answer).await
        };
        assert!(sees("P1").await && sees("P2").await && sees("P3").await);
        answers("P1", true).await.unwrap();
        answers("P2", false).await.unwrap();
        assert!(sees("P1").await && !sees("P2").await);
        let back: WithdrawConsent =
            command(json!({ "participant": "P3", "to": { "sharing": "boden" } }));
        withdraw_consent(office, &desk.anna(), &back).await.unwrap();
        assert!(!sees("P3").await);
        desk.today.set(day("2026-12-31"));
        assert!(sees("P1").await);
        desk.today.set(day("2027-01-01"));
        assert!(!sees("P1").await);
        assert!(answers("P1", true).await.is_err());
    });
}
