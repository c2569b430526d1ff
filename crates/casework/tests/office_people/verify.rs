//! Checking the store against what receipts hold.

use etablera_casework::office::{Office, Seen, Verified, verify_store};
use etablera_domain::event::ReceiptId;
use etablera_storage::{Hash, Head, Kept, Place, Receipt};
use serde_json::json;
use uuid::Uuid;

use crate::support::{adam, anna, each, enter, moment, subject};

async fn keep(office: &Office, number: u128, pins: serde_json::Value) {
    let receipt = Receipt {
        id: ReceiptId::new(Uuid::from_u128(number)),
        made_at: moment(),
        by: "anna".parse().unwrap(),
        kind: "shortlist".to_owned(),
        subjects: [subject("P1")].into(),
        pins: pins.to_string(),
        answer: Kept::Hash(Hash::of(b"answer")),
    };
    let mut writer = office.store.write().await.unwrap();
    writer.put_receipt(&receipt).await.unwrap();
    writer.commit().await.unwrap();
}

fn pins(head: Head) -> serde_json::Value {
    json!({ "v": 1, "source": { "log": { "seq": head.seq, "hash": head.hash } } })
}

async fn look(office: &Office) -> Verified {
    verify_store(office, &adam(), &Seen::default()).await.unwrap()
}

#[test]
fn the_ends_that_receipts_pin_are_compared_without_being_named() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let refused = verify_store(office, &anna(), &Seen::default()).await.unwrap_err();
        assert!(refused.is_refusal());
        let call = adam();
        let checked = verify_store(office, &call, &Seen::default()).await.unwrap();
        let (rows, of) = (call.progress.rows(), call.progress.of().unwrap());
        assert!(of >= 3 && rows >= of, "{rows} of {of}");
        let head = checked.ends.log;
        assert_eq!((checked.pinned, checked.findings), (0, vec![]));
        // More than are read at a time, some of them of no log.
        for number in 1..=250 {
            keep(office, number, pins(head)).await;
        }
        keep(office, 251, json!({})).await;
        keep(office, 252, json!({ "source": { "town": { "hash": head.hash } } })).await;
        let checked = look(office).await;
        assert_eq!((checked.pinned, checked.findings), (250, vec![]));

        // The log is another than the one that a list was made from, or shorter.
        keep(office, 253, pins(Head { hash: Hash::of(b"other"), ..head })).await;
        keep(office, 254, pins(Head { seq: head.seq + 5, ..head })).await;
        let checked = look(office).await;
        let places: Vec<_> = checked.findings.iter().map(|one| one.place.clone()).collect();
        assert_eq!(places, [Place::Event(head.seq), Place::Event(head.seq + 5)]);
        assert_eq!(checked.pinned, 252);
    });
}
