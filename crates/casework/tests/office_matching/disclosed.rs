//! What an employer reads in the store of those who were proposed to them.

use etablera_casework::office::{
    Call, Decline, EmployerView, ReadDisclosed, decline, disclose, read_disclosed,
};
use etablera_casework::policy::Role;
use etablera_domain::PlacementId;
use etablera_domain::event::Party;

use super::disclosures::disclosure;
use super::support::{Desk, LICENSED, each, engine, subject};

impl Desk {
    fn employer(&self, id: &str) -> Call {
        let mut call = self.call_of(&id.to_lowercase(), Role::Employer, "lulea");
        call.caller.is = Some(subject(&format!("employer:{id}")));
        call
    }

    async fn all(&self, employer: &str) -> Vec<EmployerView> {
        let all = ReadDisclosed { placement: None, need: None };
        read_disclosed(&self.office, &self.employer(employer), &all).await.unwrap()
    }

    /// Whether an employer reads what was disclosed of a placement.
    async fn reads(&self, employer: &str, placement: &PlacementId) -> bool {
        let one = ReadDisclosed { placement: Some(placement.clone()), need: None };
        let read = read_disclosed(&self.office, &self.employer(employer), &one).await;
        read.is_ok_and(|views| views.len() == 1)
    }

    /// Somebody who agreed to be introduced, disclosed with their name.
    async fn introduced(&self) -> (PlacementId, EmployerView) {
        self.needs(&["N1", "N2"]).await;
        self.person("P1", LICENSED).await;
        let placement = self.proposed("P1", "N1").await;
        self.staff_accepts(&placement).await;
        let agree = r#"{"consented":{"to":{"introduction":"E1"}}}"#;
        self.write("participant:P1", "2026-11-30", agree).await;
        let command = disclosure(&placement, true);
        let sent = disclose(&self.office, &self.anna(), &engine(), &command).await.unwrap();
        (placement, sent.view)
    }
}

#[test]
fn the_employer_reads_exactly_what_was_sent_and_that_they_did_is_logged() {
    each(|desk: Desk| async move {
        let (placement, view) = desk.introduced().await;
        // Another proposal, of which nothing was told.
        let other = desk.proposed("P1", "N2").await;
        desk.staff_accepts(&other).await;
        // What became true later is not shown.
        desk.profile("P1", r#""available_from":"2027-06-01""#).await;
        assert_eq!(desk.all("E1").await, std::slice::from_ref(&view));
        assert!(desk.reads("E1", &placement).await && !desk.reads("E1", &other).await);
        let of_n2 = ReadDisclosed { placement: None, need: Some("N2".parse().unwrap()) };
        let of_n2 = read_disclosed(&desk.office, &desk.employer("E1"), &of_n2).await.unwrap();
        assert!(of_n2.is_empty());
        let mut reader = desk.office.store.read().await.unwrap();
        let looks = reader.accesses(&subject("participant:P1")).await.unwrap();
        let looks = looks.iter().filter(|one| one.access.actor.as_str() == "e1");
        let looks: Vec<_> = looks.map(|one| one.access.action.clone()).collect();
        assert_eq!(looks, ["read_disclosed", "read_disclosed"]);
    });
}

#[test]
fn another_employer_reads_nothing_and_the_refusal_is_logged() {
    each(|desk: Desk| async move {
        let (placement, _) = desk.introduced().await;
        assert_eq!(desk.all("E2").await, []);
        let one = ReadDisclosed { placement: Some(placement.clone()), need: None };
        let refused = read_disclosed(&desk.office, &desk.employer("E2"), &one).await.unwrap_err();
        assert!(refused.is_refusal(), "{refused}");
        let nobody = ReadDisclosed { placement: Some("L-none".parse().unwrap()), need: None };
        let absent = read_disclosed(&desk.office, &desk.employer("E2"), &nobody).await.unwrap_err();
        let expected = refused.to_string().replace(placement.as_str(), "L-none");
        assert_eq!(absent.to_string(), expected);
        let mut reader = desk.office.store.read().await.unwrap();
        let looks = reader.accesses(&placement.into()).await.unwrap();
        let last = &looks.last().unwrap().access;
        assert_eq!((last.actor.as_str(), last.allowed), ("e2", false));
    });
}

#[test]
fn what_was_taken_back_or_has_ended_shows_nothing() {
    each(|desk: Desk| async move {
        let (placement, view) = desk.introduced().await;
        let withdrawn = r#"{"consent_withdrawn":{"to":{"introduction":"E1"}}}"#;
        desk.write("participant:P1", "2026-12-01", withdrawn).await;
        assert!(desk.all("E1").await.is_empty() && !desk.reads("E1", &placement).await);
        // One that gives no name rests on another ground, and the one with the
        // name stays away.
        let command = disclosure(&placement, false);
        disclose(&desk.office, &desk.anna(), &engine(), &command).await.unwrap();
        let seen = desk.all("E1").await;
        assert!(seen.len() == 1 && seen[0].name.is_none() && view.name.is_some());
        let no = Decline {
            placement: placement.clone(),
            by: Party::Participant,
            reason: "hours".parse().unwrap(),
        };
        decline(&desk.office, &desk.anna(), &no).await.unwrap();
        assert!(desk.all("E1").await.is_empty() && !desk.reads("E1", &placement).await);
    });
}

#[test]
fn a_closed_case_and_a_protected_person_show_nothing() {
    each(|desk: Desk| async move {
        let (placement, _) = desk.introduced().await;
        for (stop, go) in [
            (r#"{"closed":{"reason":"moved"}}"#, r#"{"reopened":{}}"#),
            (
                r#"{"protection_set":{"protection":"secrecy_marking"}}"#,
                r#"{"protection_set":{"protection":"none"}}"#,
            ),
        ] {
            assert!(desk.reads("E1", &placement).await);
            desk.write("participant:P1", "2026-12-01", stop).await;
            assert!(desk.all("E1").await.is_empty() && !desk.reads("E1", &placement).await);
            desk.write("participant:P1", "2026-12-01", go).await;
        }
    });
}

#[test]
fn whom_it_was_not_sent_to_reads_it_only_where_they_read_what_was_disclosed() {
    each(|desk: Desk| async move {
        let (placement, view) = desk.introduced().await;
        let share = r#"{"case_shared":{"with":"af","purpose":"support"}}"#;
        desk.write("participant:P1", "2026-12-01", share).await;
        let all = ReadDisclosed { placement: None, need: None };
        let one = ReadDisclosed { placement: Some(placement.clone()), need: None };
        let partner = desk.call_of("ulf", Role::PartnerAgency, "af");
        let refused = read_disclosed(&desk.office, &partner, &one).await.unwrap_err();
        assert!(refused.is_refusal(), "{refused}");
        assert_eq!(read_disclosed(&desk.office, &partner, &all).await.unwrap(), []);
        let mut own = desk.call_of("p1", Role::Participant, "lulea");
        own.caller.is = Some(subject("participant:P1"));
        for call in [desk.anna(), desk.lead(), own, desk.employer("E1")] {
            for asked in [&all, &one] {
                let read = read_disclosed(&desk.office, &call, asked).await.unwrap();
                assert_eq!(read, std::slice::from_ref(&view), "{:?}", call.caller.role);
            }
        }
    });
}
