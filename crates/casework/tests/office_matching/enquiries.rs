//! What other organisations ask for, by group, until somebody agrees.

use etablera_casework::office::{
    Call, CaseError, EnquiryPeople, EnquirySeen, answer_enquiry, ask_after, consent,
    list_enquiries, list_received_referrals, read_referral, refer, show_enquiry,
};
use etablera_casework::policy::Role;
use etablera_domain::ParticipantId;
use etablera_domain::event::EnquiryId;
use etablera_taxonomy::starter;
use serde_json::{Value, json};

use crate::supply::{COOK, command};
use crate::support::{Desk, each, said, subject};

impl Desk {
    fn boden(&self) -> Call {
        self.call_of("berit", Role::PartnerAgency, "boden")
    }

    async fn asks(&self, call: &Call, what: Value) -> Result<EnquirySeen, CaseError> {
        ask_after(&self.office, call, &command(what)).await
    }

    async fn enquiries(&self, call: &Call, answered: bool) -> Result<Vec<EnquirySeen>, CaseError> {
        let asked = command(json!({ "answered": answered }));
        list_enquiries(&self.office, call, &asked).await
    }

    async fn shows(&self, call: &Call, enquiry: EnquiryId) -> Result<EnquiryPeople, CaseError> {
        let asked = command(json!({ "enquiry": enquiry }));
        show_enquiry(&self.office, call, (starter(), &asked)).await
    }

    async fn answers(&self, call: &Call, one: EnquiryId) -> Result<EnquirySeen, CaseError> {
        let answer = json!({ "enquiry": one, "yes": true, "reason": "asking" });
        answer_enquiry(&self.office, call, &command(answer)).await
    }
}

fn cooks(places: u32) -> Value {
    json!({ "edition": 1, "group": 1, "places": places, "purpose": "employment" })
}

#[test]
fn others_ask_for_a_group_and_learn_who_somebody_is_when_they_agree() {
    each(async |desk| {
        desk.cooks(1..7).await;
        let told = said(desk.asks(&desk.boden(), cooks(1)).await);
        assert!(told.contains("expected 0"), "{told}");
        desk.publishes(&desk.anna(), None).await.unwrap();

        let asked = desk.asks(&desk.boden(), cooks(2)).await.unwrap();
        assert_eq!(asked.from.as_str(), "boden");
        assert_eq!(serde_json::to_value(asked.group).unwrap()["occupation"]["is"], "5120");
        assert!(said(desk.asks(&desk.boden(), cooks(1)).await).contains("waits for an answer"));
        // Who reads as one of two sides sees the same, and nothing of people.
        let own = desk.enquiries(&desk.boden(), false).await.unwrap();
        let all = desk.enquiries(&desk.anna(), false).await.unwrap();
        assert_eq!((&own, &all), (&vec![asked.clone()], &own));
        assert!(!serde_json::to_string(&own).unwrap().contains("P1"));
        let kalix = desk.call_of("kaj", Role::PartnerAgency, "kalix");
        assert_eq!(desk.enquiries(&kalix, true).await.unwrap(), []);
        desk.asks(&kalix, cooks(1)).await.unwrap();

        let shown = desk.shows(&desk.anna(), asked.enquiry).await.unwrap();
        let people: Vec<&str> = shown.people.iter().map(ParticipantId::as_str).collect();
        assert_eq!(people, ["P1", "P2", "P3", "P4", "P5", "P6"]);
        let mut reader = desk.office.store.read().await.unwrap();
        let looks = reader.accesses(&subject("participant:P1")).await.unwrap();
        assert!(looks.iter().any(|look| look.access.action == "read_enquiry"));
        drop(reader);

        let agrees = json!({
            "participant": "P1", "to": { "referral": { "to": "boden", "purpose": "employment" } },
        });
        let refers = json!({
            "participant": "P1", "to": "boden", "purpose": "employment", "fields": ["name"],
            "until": "2026-12-20", "test": { "ground": "osl_26_1", "consented": true },
        });
        let before = refer(&desk.office, &desk.anna(), &command(refers.clone())).await;
        assert!(before.is_err(), "nobody is referred who has not agreed");
        consent(&desk.office, &desk.anna(), &command(agrees)).await.unwrap();
        let made = refer(&desk.office, &desk.anna(), &command(refers)).await.unwrap();
        desk.answers(&desk.anna(), asked.enquiry).await.unwrap();

        assert_eq!(desk.enquiries(&desk.boden(), false).await.unwrap(), []);
        let answered = desk.enquiries(&desk.boden(), true).await.unwrap();
        assert!(answered[0].answered.as_ref().is_some_and(|answer| answer.yes));
        let all = command(json!({}));
        let received = list_received_referrals(&desk.office, &desk.boden(), &all).await.unwrap();
        let one = received[0].referral;
        assert_eq!(one, made.referral);
        let by = command(json!({ "referral": one }));
        let view = read_referral(&desk.office, &desk.boden(), &by).await.unwrap();
        assert!(serde_json::to_string(&view).unwrap().contains("name"));
        let twice = said(desk.answers(&desk.anna(), asked.enquiry).await);
        assert!(twice.contains("was answered"), "{twice}");
        // Once it is answered, they may ask again.
        desk.asks(&desk.boden(), cooks(6)).await.unwrap();
    });
}

#[test]
fn what_cannot_be_asked_for_is_told_so() {
    each(async |desk| {
        desk.cooks(1..7).await;
        desk.publishes(&desk.anna(), None).await.unwrap();
        for (field, value, expected) in [
            ("edition", 2, "expected 1, the last one"),
            ("edition", 0, "expected 1, the last one"),
            ("group", 0, "`group`: expected 1 to 1"),
            ("group", 2, "`group`: expected 1 to 1"),
            ("places", 0, "`places`: expected 1 to 6"),
            ("places", 7, "`places`: expected 1 to 6"),
        ] {
            let mut asked = cooks(1);
            asked[field] = value.into();
            let told = said(desk.asks(&desk.boden(), asked).await);
            assert!(told.contains(expected), "{field} {value}: {told}");
        }
        let asked = desk.asks(&desk.boden(), cooks(1)).await.unwrap();
        let none = said(desk.answers(&desk.anna(), EnquiryId::new(uuid::Uuid::nil())).await);
        assert!(none.contains("there is no enquiry"), "{none}");
        // Each side does what is its own.
        let employer = desk.call_of("eva", Role::Employer, "lulea");
        for refused in [
            desk.asks(&employer, cooks(1)).await.err(),
            desk.asks(&desk.anna(), cooks(1)).await.err(),
            desk.enquiries(&employer, true).await.err(),
            desk.shows(&desk.boden(), asked.enquiry).await.err(),
            desk.answers(&desk.boden(), asked.enquiry).await.err(),
            desk.shows(&desk.call_of("mia", Role::Matcher, "boden"), asked.enquiry).await.err(),
        ] {
            assert!(refused.is_some_and(|error| error.is_refusal()));
        }
    });
}

/// Offices that differ in nothing but that somebody is protected, objects, or
/// is not there show the same people, also to who holds the case.
#[test]
fn who_is_protected_or_objects_is_not_among_those_to_ask() {
    let see = |what: &'static str| {
        let seen = std::cell::RefCell::new(Vec::new());
        each(async |desk| {
            desk.cooks(1..7).await;
            desk.publishes(&desk.anna(), None).await.unwrap();
            let asked = desk.asks(&desk.boden(), cooks(1)).await.unwrap();
            if what != "nobody" {
                desk.person("P9", COOK).await;
            }
            if what.starts_with('{') {
                desk.write("participant:P9", "2026-11-02", what).await;
            }
            let both = [desk.anna(), desk.bo()];
            for call in both {
                let shown = desk.shows(&call, asked.enquiry).await.unwrap();
                seen.borrow_mut().push(shown.people);
            }
        });
        seen.into_inner()
    };
    let without = see("nobody");
    assert_eq!(see("open")[0].len(), without[0].len() + 1);
    for hidden in [
        r#"{"protection_set":{"protection":"secrecy_marking"}}"#,
        r#"{"objected":{"to":"disclosure"}}"#,
        r#"{"objected":{"to":"matching"}}"#,
    ] {
        assert_eq!(see(hidden), without, "{hidden}");
    }
}
