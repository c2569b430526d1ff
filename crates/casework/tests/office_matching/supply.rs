//! Who is there, for municipalities and employers who see groups.

use etablera_casework::office::{
    Call, CaseError, PublishSupply, ReadSupply, SupplyShown, approve_erasure, carry_out_erasure,
    prepare_erasure, publish_supply, read_supply,
};
use etablera_casework::policy::Role;
use etablera_reporting::disclosure::Rest;
use etablera_storage::Kept;
use etablera_taxonomy::starter;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::{Desk, each, said, subject};

pub(crate) const COOK: &str = r#""home":{"municipality":"2580"},"occupations":[
    {"concept":"isco:5120","months":24,"evidence":"stated"}]"#;

impl Desk {
    pub(crate) async fn publishes(
        &self,
        call: &Call,
        k: Option<usize>,
    ) -> Result<SupplyShown, CaseError> {
        let command = PublishSupply { k, anew: false };
        publish_supply(&self.office, call, (starter(), &command)).await
    }

    async fn supply(&self, call: &Call) -> Option<SupplyShown> {
        read_supply(&self.office, call, &ReadSupply {}).await.unwrap()
    }

    pub(crate) async fn cooks(&self, numbers: std::ops::Range<usize>) {
        for number in numbers {
            self.person(&format!("P{number}"), COOK).await;
        }
    }
}

pub(crate) fn command<C: DeserializeOwned>(text: Value) -> C {
    serde_json::from_value(text).unwrap()
}

fn counts(shown: &SupplyShown) -> Vec<usize> {
    shown.offered.groups.iter().map(|(_, count)| *count).collect()
}

#[test]
fn others_see_groups_and_a_group_moves_by_nobody_or_by_five() {
    each(async |desk| {
        desk.cooks(1..7).await;
        let boden = desk.call_of("berit", Role::PartnerAgency, "boden");
        assert_eq!(desk.supply(&boden).await, None);
        assert!(desk.publishes(&boden, None).await.unwrap_err().is_refusal());
        assert!(said(desk.publishes(&desk.anna(), Some(4)).await).contains("expected 5"));

        let first = desk.publishes(&desk.anna(), None).await.unwrap();
        assert_eq!((first.edition, counts(&first)), (1, vec![6]));
        // A crosswalk leads from ISCO to SSYK.
        let occupation = serde_json::to_value(first.offered.groups[0].0).unwrap();
        assert_eq!(occupation["occupation"]["is"], "5120");
        assert_eq!(desk.supply(&boden).await.as_ref(), Some(&first));
        let employer = desk.call_of("eva", Role::Employer, "lulea");
        assert_eq!(desk.supply(&employer).await, Some(first));
        let teacher = desk.call_of("tea", Role::Pedagogue, "lulea");
        assert!(read_supply(&desk.office, &teacher, &ReadSupply {}).await.is_err());

        desk.cooks(7..9).await;
        let second = desk.publishes(&desk.anna(), None).await.unwrap();
        assert_eq!((second.edition, counts(&second)), (2, vec![6]));
        desk.cooks(9..12).await;
        assert_eq!(counts(&desk.publishes(&desk.anna(), None).await.unwrap()), [11]);
        // No name and no id in what others get.
        let text = serde_json::to_string(&desk.supply(&boden).await).unwrap();
        assert!(!text.contains("P1") && !text.contains("Given"), "{text}");
    });
}

/// Towns that differ in nothing but that somebody is protected, objects, or is
/// not there show the same to others.
#[test]
fn who_is_protected_or_objects_is_in_no_group() {
    let see = |what: &'static str| {
        let seen = std::cell::RefCell::new(Vec::new());
        each(async |desk| {
            desk.cooks(1..7).await;
            if !what.is_empty() {
                desk.person("P9", COOK).await;
                desk.write("participant:P9", "2026-11-02", what).await;
            }
            desk.publishes(&desk.anna(), None).await.unwrap();
            let boden = desk.call_of("berit", Role::PartnerAgency, "boden");
            let shown = desk.supply(&boden).await.unwrap();
            seen.borrow_mut().push(shown);
        });
        seen.into_inner()
    };
    let without = see("");
    assert_eq!(counts(&without[0]), [6]);
    for hidden in [
        r#"{"protection_set":{"protection":"secrecy_marking"}}"#,
        r#"{"objected":{"to":"disclosure"}}"#,
        r#"{"objected":{"to":"matching"}}"#,
    ] {
        assert_eq!(see(hidden), without, "{hidden}");
    }
}

#[test]
fn an_edition_outlives_who_is_erased_and_still_guards_the_next() {
    each(async |desk| {
        desk.cooks(1..8).await;
        desk.publishes(&desk.anna(), None).await.unwrap();
        let boden = desk.call_of("berit", Role::PartnerAgency, "boden");
        let before = desk.supply(&boden).await.unwrap();
        let closed = r#"{"closed":{"reason":"job"}}"#;
        desk.write("participant:P7", "2026-11-30", closed).await;
        let decision = json!({
            "decision": "D1", "subject": "participant:P7", "reason": "request_of_subject",
        });
        prepare_erasure(&desk.office, &desk.lead(), &command(decision)).await.unwrap();
        let other = desk.call_of("lars", Role::ProjectLeader, "lulea");
        let decision = json!({ "decision": "D1" });
        approve_erasure(&desk.office, &other, &command(decision.clone())).await.unwrap();
        let adam = desk.call_of("adam", Role::Administrator, "lulea");
        carry_out_erasure(&desk.office, &adam, &command(decision)).await.unwrap();

        // What others saw stands. Six of the seven again are not told: the
        // difference would be the one who was erased.
        assert_eq!(desk.supply(&boden).await, Some(before));
        let next = desk.publishes(&desk.anna(), None).await.unwrap();
        assert_eq!((next.edition, counts(&next)), (2, vec![7]));
        let anew = PublishSupply { k: None, anew: true };
        let anew = publish_supply(&desk.office, &desk.anna(), (starter(), &anew)).await;
        assert!(said(anew).contains("fewer than `5`"));
        // Nothing kept of any edition names them.
        let mut reader = desk.office.store.read().await.unwrap();
        let about = reader.receipts_about(&subject("participant:P7")).await.unwrap();
        assert!(about.iter().all(|one| !matches!(one.answer, Kept::Bytes(_))));
        for one in reader.receipts(None, 100).await.unwrap() {
            assert!(!one.pins.contains("P7") || one.kind != "supply", "{}", one.pins);
            if let (Kept::Bytes(bytes), "supply") = (&one.answer, one.kind.as_str()) {
                assert!(!String::from_utf8_lossy(bytes).contains("\"P7\""));
            }
        }
    });
}

#[test]
fn who_objects_later_is_still_in_a_group_until_enough_have_moved() {
    each(async |desk| {
        desk.cooks(1..8).await;
        desk.publishes(&desk.anna(), None).await.unwrap();
        desk.write("participant:P7", "2026-12-01", r#"{"objected":{"to":"disclosure"}}"#).await;
        assert_eq!(counts(&desk.publishes(&desk.anna(), None).await.unwrap()), [7]);
        desk.cooks(8..13).await;
        assert_eq!(counts(&desk.publishes(&desk.anna(), None).await.unwrap()), [7]);
    });
}

#[test]
fn too_few_are_not_told_of() {
    each(async |desk| {
        desk.cooks(1..4).await;
        let shown = desk.publishes(&desk.anna(), None).await.unwrap();
        assert_eq!((counts(&shown), shown.offered.left_out), (vec![], Rest::TooFew));
    });
}
