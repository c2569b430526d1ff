//! Frozen periods: one form of bytes, every field in the hash, no change after.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::NaiveDate;
use etablera_reporting::freeze::{
    Book, Correction, Edited, FreezeError, Hash, Period, Records, Snapshot, canonical, corrections,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn march() -> Period {
    Period::new("esf_plus".parse().unwrap(), day("2026-03-01"), day("2026-03-31")).unwrap()
}

fn records(value: Value) -> Records {
    serde_json::from_value(value).unwrap()
}

/// A book with a frozen March.
fn frozen(of: &Records) -> Book {
    let mut book = Book::default();
    for (key, record) in of {
        book.put(&march(), key, record).unwrap();
    }
    book.freeze(&march(), day("2026-04-01")).unwrap();
    book
}

fn snapshot(of: &Records) -> Snapshot {
    frozen(of).versions(&march())[0].clone()
}

#[test]
fn the_bytes_and_the_hash_are_these() {
    let snapshot = snapshot(&records(json!({ "p2": { "b": 1, "a": [2, null] }, "p1": "å\n" })));
    let text = r#"{"format":1,"frozen_on":"2026-04-01","period":{"first":"2026-03-01","last":"2026-03-31","report":"esf_plus"},"previous":null,"records":{"p1":"å\n","p2":{"a":[2,null],"b":1}},"version":1}"#;
    assert_eq!(String::from_utf8(snapshot.bytes()).unwrap(), text);
    // By `sha256sum` of the text above.
    assert_eq!(
        snapshot.hash().to_string(),
        "f8268afacd3f7233451ab4f290e4dd3c27d32d9caad2541885d4eb019d15a413"
    );
    assert_eq!(
        Hash::of(b"abc").to_string(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn a_frozen_period_takes_no_change() {
    let old = records(json!({ "p1": { "hours": 10, "stay": { "last": null } }, "p2": 1, "p3": 0 }));
    let mut book = frozen(&old);
    let refused = book.put(&march(), "p4", &1).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`esf_plus` for `2026-03-01` to `2026-03-31` is frozen as version `1`: expected a \
         correction against it, and a new version"
    );
    assert!(matches!(book.take(&march(), "p1"), Err(FreezeError::Frozen { .. })));
    assert!(matches!(book.freeze(&march(), day("2026-05-01")), Err(FreezeError::Frozen { .. })));
    let now = records(
        json!({ "p0": [], "p1": { "hours": 12, "stay": { "last": "2026-03-09" } }, "p2": 1 }),
    );
    let made = book.correct(&march(), now.clone(), day("2026-05-01")).unwrap();
    let edited =
        |field: &str, old, new| Edited { field: field.into(), old: Some(old), new: Some(new) };
    let fields = vec![
        edited("/hours", json!(10), json!(12)),
        edited("/stay/last", json!(null), json!("2026-03-09")),
    ];
    assert_eq!(
        made,
        [
            Correction::Added { key: "p0".into(), new: json!([]) },
            Correction::Changed { key: "p1".into(), fields },
            Correction::Removed { key: "p3".into(), old: json!(0) },
        ]
    );
    let [first, second] = book.versions(&march()) else { panic!("two versions") };
    assert_eq!((first.records(), second.records()), (&old, &now));
    assert_eq!((second.version(), second.previous()), (2, Some(first.hash())));
    let error = book.correct(&march(), now, day("2026-05-02")).unwrap_err();
    assert_eq!(error.to_string(), "nothing differs from version `2`: expected a correction");
    let error = book.correct(&march(), Records::new(), day("2026-04-30")).unwrap_err();
    assert!(matches!(error, FreezeError::Backdated { .. }));
    assert_eq!(book.versions(&march()).len(), 2);
}

#[test]
fn an_open_period_takes_changes_and_no_corrections() {
    let mut book = Book::default();
    book.put(&march(), "p1", &1).unwrap();
    assert!(matches!(book.put(&march(), "p1", &2), Err(FreezeError::GivenTwice(_))));
    assert_eq!(book.take(&march(), "p1").unwrap(), json!(1));
    assert!(matches!(book.take(&march(), "p1"), Err(FreezeError::NotThere(_))));
    book.put(&march(), "p1", &2).unwrap();
    let error = book.correct(&march(), Records::new(), day("2026-05-01")).unwrap_err();
    assert!(matches!(error, FreezeError::NotFrozen { .. }));
    assert!(matches!(book.freeze(&march(), day("2026-03-31")), Err(FreezeError::NotOver { .. })));
    assert_eq!(book.freeze(&march(), day("2026-04-01")).unwrap().records()["p1"], json!(2));
    let backwards = Period::new("x".parse().unwrap(), day("2026-03-02"), day("2026-03-01"));
    assert!(matches!(backwards, Err(FreezeError::Backwards { .. })));
    let unwritable = book.put(
        &Period::new("x".parse().unwrap(), day("2026-03-02"), day("2026-03-02")).unwrap(),
        "p1",
        &std::collections::BTreeMap::from([((1, 2), 3)]),
    );
    assert!(matches!(unwritable, Err(FreezeError::Record { .. })));
}

#[test]
fn what_was_changed_is_not_read_back() {
    let of = snapshot(&records(json!({ "p1": { "hours": 10 } })));
    let bytes = of.bytes();
    assert_eq!(Snapshot::read(&bytes, of.hash()).unwrap(), of);
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(matches!(Snapshot::read(&changed, of.hash()), Err(FreezeError::Changed { .. })));
    }
    // The same in another form is not what was frozen, whatever its hash.
    let spaced = [b" ", bytes.as_slice()].concat();
    assert!(matches!(Snapshot::read(&spaced, Hash::of(&spaced)), Err(FreezeError::Changed { .. })));
    assert!(matches!(Snapshot::read(b"{}", Hash::of(b"{}")), Err(FreezeError::Bytes(_))));
}

#[test]
fn a_hash_has_one_text() {
    let hash = Hash::of(b"abc");
    assert_eq!(hash.to_string().parse::<Hash>().unwrap(), hash);
    let text = hash.to_string();
    for bad in ["", &text[1..], &text[2..], &text.to_uppercase(), &format!("{text}00"), "å"] {
        assert!(bad.parse::<Hash>().is_err(), "{bad}");
    }
}

/// `serde_json` reads some fractions back as their neighbours.
#[test]
fn fractions_are_refused() {
    let mut book = frozen(&records(json!({ "p1": 1 })));
    let now = records(json!({ "p1": { "share": [0.5] } }));
    let error = book.correct(&march(), now, day("2026-05-01")).unwrap_err().to_string();
    assert!(error.contains("`p1` has a fraction"), "{error}");
    let april = Period::new("x".parse().unwrap(), day("2026-04-01"), day("2026-04-30")).unwrap();
    let error = book.put(&april, "p2", &246_533_496.704_842_98).unwrap_err();
    assert!(matches!(error, FreezeError::Fraction(key) if key == "p2"));
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        "[a-c/~\"]{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-c/~]{0,2}", inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

fn some_records() -> impl Strategy<Value = Records> {
    proptest::collection::btree_map("[a-d]", value(), 0..5)
}

/// The same value with the names of every object put in the other way round.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            map.iter().rev().map(|(name, of)| (name.clone(), reversed(of))).collect()
        }
        Value::Array(values) => values.iter().map(reversed).collect(),
        plain => plain.clone(),
    }
}

/// Every value in a value, by pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.into());
    match value {
        Value::Object(map) => {
            for (name, of) in map {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(of, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(values) => {
            for (of, value) in values.iter().enumerate() {
                pointers(value, &format!("{at}/{of}"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn the_order_of_input_is_nothing(all in some_records()) {
        let mut book = Book::default();
        for (key, record) in all.iter().rev() {
            book.put(&march(), key, &reversed(record)).unwrap();
        }
        let other = book.freeze(&march(), day("2026-04-01")).unwrap();
        prop_assert_eq!(other.hash(), snapshot(&all).hash());
        prop_assert_eq!(other.bytes(), snapshot(&all).bytes());
    }

    #[test]
    fn every_field_is_in_the_hash(all in some_records(), with in value()) {
        let hash = snapshot(&all).hash();
        for (key, record) in &all {
            let mut places = Vec::new();
            pointers(record, "", &mut places);
            for place in places {
                let mut other = all.clone();
                let field = other.get_mut(key).unwrap().pointer_mut(&place).unwrap();
                let same = *field == with;
                *field = with.clone();
                prop_assert_eq!(snapshot(&other).hash() == hash, same, "{} {}", key, place);
                prop_assert_eq!(snapshot(&all).corrections(&other).is_empty(), same);
            }
            let mut other = all.clone();
            let record = other.remove(key).unwrap();
            prop_assert_ne!(snapshot(&other).hash(), hash);
            other.insert(format!("{key}x"), record);
            prop_assert_ne!(snapshot(&other).hash(), hash, "a key is in it");
        }
    }

    /// Bytes say what the value is, and two values never share them.
    #[test]
    fn bytes_are_the_value(one in value(), other in value()) {
        let bytes = canonical(&one);
        prop_assert_eq!(&serde_json::from_slice::<Value>(&bytes).unwrap(), &one);
        prop_assert_eq!(bytes == canonical(&other), one == other);
        prop_assert_eq!(bytes, canonical(&reversed(&one)));
    }

    /// Corrections lead from the old to the new, and say no more than that.
    #[test]
    fn corrections_lead_there(old in some_records(), new in some_records()) {
        let mut now = old.clone();
        for correction in corrections(&old, &new) {
            match correction {
                Correction::Added { key, new } => prop_assert!(now.insert(key, new).is_none()),
                Correction::Removed { key, old } => prop_assert_eq!(now.remove(&key), Some(old)),
                Correction::Changed { key, fields } => {
                    prop_assert!(!fields.is_empty());
                    for Edited { field, old, new } in fields {
                        prop_assert_ne!(&old, &new);
                        let record = now.get_mut(&key).unwrap();
                        prop_assert_eq!(record.pointer(&field), old.as_ref());
                        match field.rsplit_once('/') {
                            None => *record = new.unwrap(),
                            Some((within, name)) => {
                                let name = name.replace("~1", "/").replace("~0", "~");
                                let within = record.pointer_mut(within).unwrap();
                                let within = within.as_object_mut().unwrap();
                                match new {
                                    Some(new) => within.insert(name, new),
                                    None => within.remove(&name),
                                };
                            }
                        }
                    }
                }
            }
        }
        prop_assert_eq!(now, new);
    }
}

#[test]
fn when_and_what_for_are_in_the_hash() {
    let hash = |report: &str, first: &str, last: &str, on: &str| {
        let period = Period::new(report.parse().unwrap(), day(first), day(last)).unwrap();
        Book::default().freeze(&period, day(on)).unwrap().hash()
    };
    let hashes = std::collections::BTreeSet::from([
        hash("esf_plus", "2026-03-01", "2026-03-31", "2026-04-01"),
        hash("amif", "2026-03-01", "2026-03-31", "2026-04-01"),
        hash("esf_plus", "2026-03-02", "2026-03-31", "2026-04-01"),
        hash("esf_plus", "2026-03-01", "2026-03-30", "2026-04-01"),
        hash("esf_plus", "2026-03-01", "2026-03-31", "2026-04-02"),
    ]);
    assert_eq!(hashes.len(), 5);
}

#[test]
fn versions_that_were_kept_come_back_in_order_or_not_at_all() {
    let old = records(json!({ "p1": 1 }));
    let mut book = frozen(&old);
    book.correct(&march(), records(json!({ "p1": 2 })), day("2026-05-01")).unwrap();
    let [one, two] = book.versions(&march()) else { unreachable!() };
    let mut again = Book::default();
    let early = again.keep(two.clone()).unwrap_err();
    assert!(matches!(early, FreezeError::NotNext { found: 2, expected: 1 }), "{early}");
    again.keep(one.clone()).unwrap();
    assert!(again.keep(one.clone()).is_err());
    again.keep(two.clone()).unwrap();
    assert_eq!(again.versions(&march()), book.versions(&march()));
    // A second version of another first one is refused.
    let mut other = frozen(&records(json!({ "p1": 7 })));
    assert!(other.keep(two.clone()).is_err());
    let same = again.correct(&march(), records(json!({ "p1": 2 })), day("2026-05-01"));
    assert!(matches!(same, Err(FreezeError::NothingNew { version: 2 })));
}
