#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_matching::{Parameters, Tier};
use etablera_taxonomy::{Builder, starter};
use serde_json::json;

use super::*;
use crate::words::Tongue;

fn made() -> Made {
    Made {
        command: Command::Plan {
            strategy: "random".to_owned(),
            tiers: Tier::Ready,
            seed: 7,
            why: None,
        },
        as_of: "2026-12-01".parse().unwrap(),
        parameters: Pinned::parameters(&Parameters::default()),
        taxonomy: PinnedTaxonomy::of(starter(), None),
        source: Source::Log { seq: 12, hash: Hash::of(b"log") },
        tables: Vec::new(),
        policy: Some(Hash::of(b"policy")),
        shown: Shown { format: Format::Csv, language: Tongue::PlainSwedish, width: None },
        counts: Counts { considered: 9, shown: 2, not_eligible: Some(4), lists: Vec::new() },
        answer: Answer::of(b"answer"),
    }
}

fn at(minute: u32) -> Moment {
    format!("2026-12-01T08:{minute:02}:00.000000Z").parse().unwrap()
}

#[test]
fn a_receipt_is_read_as_it_was_written() {
    let receipt = Receipt::new(at(0), made());
    assert_eq!(Receipt::parse(receipt.to_text().as_bytes()).unwrap(), receipt);
    assert!(receipt.is_intact());
    assert_eq!(receipt.id.uuid().get_version_num(), 8);
}

#[test]
fn the_id_is_of_everything_but_the_moment() {
    let receipt = Receipt::new(at(0), made());
    assert_eq!(Receipt::new(at(1), made()).id, receipt.id);
    let value = serde_json::to_value(&receipt).unwrap();
    let changes = [
        ("engine", json!("0.2.0")),
        ("as_of", json!("2026-12-02")),
        ("policy", json!(null)),
        ("answer", json!({ "bytes": 6, "hash": Hash::of(b"other") })),
        ("counts", json!({ "considered": 9, "shown": 3 })),
        ("source", json!({ "town": { "hash": Hash::of(b"log") } })),
        ("command", json!({ "ranking": { "whose": "both", "top": 7, "all": false } })),
    ];
    for (field, other) in changes {
        let mut value = value.clone();
        value[field] = other;
        let changed = Receipt::parse(value.to_string().as_bytes()).unwrap();
        assert!(!changed.is_intact(), "{field}");
        assert_ne!(changed.id_of_content(), receipt.id, "{field}");
    }
}

#[test]
fn what_is_no_receipt_of_this_form_is_refused() {
    let value = serde_json::to_value(Receipt::new(at(0), made())).unwrap();
    let cases = [
        ("v", json!(2), "a receipt of version 2: expected version 1"),
        ("v", json!(null), "not a receipt"),
        ("name", json!("Amina"), "unknown field `name`"),
        ("answer", json!({ "bytes": 6, "hash": "00" }), "`00` is not a SHA-256 hash"),
        ("made_at", json!("2026-12-01"), "is not a moment"),
        ("source", json!({ "cloud": {} }), "unknown variant `cloud`"),
    ];
    for (field, other, said) in cases {
        let mut value = value.clone();
        value[field] = other;
        let error = Receipt::parse(value.to_string().as_bytes()).unwrap_err();
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        let all = format!("{error} {}", cause.unwrap_or_default());
        assert!(all.contains(said), "{all}");
    }
}

#[test]
fn parameters_are_pinned_whatever_the_order_of_their_names() {
    let pinned = Pinned::parameters(&Parameters::default());
    let mut fields: Vec<_> = pinned.values.as_object().unwrap().clone().into_iter().collect();
    fields.reverse();
    let text: Vec<_> = fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    let values = serde_json::from_str(&format!("{{{}}}", text.join(", "))).unwrap();
    assert_eq!(Pinned { values, ..pinned.clone() }.read().unwrap(), Parameters::default());
    let other = Parameters { must_floor: 71, ..Parameters::default() };
    assert_ne!(Pinned::parameters(&other).hash, pinned.hash);
    let forged = Pinned { values: Pinned::parameters(&other).values, ..pinned };
    assert!(matches!(forged.read(), Err(ReceiptError::Parameters { .. })));
    let absurd = Parameters { must_floor: 101, ..other };
    let absurd = Pinned::parameters(&absurd).read();
    assert!(matches!(absurd, Err(ReceiptError::BadParameters(_))));
}

#[test]
fn a_taxonomy_is_pinned_by_its_content() {
    let pinned = PinnedTaxonomy::of(starter(), None);
    assert!(pinned.check(starter()).is_ok());
    let reopened = etablera_taxonomy::Taxonomy::from_vec(starter().to_bytes()).unwrap();
    assert!(pinned.check(&reopened).is_ok());
    let other = Builder::new("Etablera starter taxonomy 1").build().unwrap();
    let error = pinned.check(&other).unwrap_err().to_string();
    assert!(error.contains(&pinned.hash.to_string()), "{error}");
}
