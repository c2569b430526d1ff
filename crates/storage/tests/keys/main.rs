//! Sealing, tokens and key files as a store uses them.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[cfg(unix)]
mod files;

use std::collections::BTreeSet;

use etablera_storage::{
    Context, Key, KeyId, Keyring, KeyringError, KeyringFault, NoRandom, Purpose, SealError, key_of,
    system_random,
};
use proptest::prelude::*;

const PLACE: Context<'static> = Context { table: "person", id: "P17" };
use Purpose::{Personal, Special};

/// The same keys each time: 1, 2, 3, 4.
fn keyring() -> Keyring {
    let mut next = 0;
    Keyring::generate(&mut |bytes| {
        next += 1;
        bytes.fill(next);
        Ok(())
    })
    .unwrap()
}

fn id(text: &str) -> KeyId {
    text.parse().unwrap()
}

fn key(byte: u8) -> Key {
    Key::from_bytes(&[byte; 32])
}

fn seal(keys: &Keyring, plain: &[u8]) -> Vec<u8> {
    keys.seal(Personal, &PLACE, plain).unwrap()
}

fn open(keys: &Keyring, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    keys.open(Personal, &PLACE, bytes).map(|plain| plain.to_vec())
}

proptest! {
    #[test]
    fn what_is_sealed_opens(
        plain in prop::collection::vec(prop_oneof![Just(0_u8), Just(0x80), any::<u8>()], 0..300),
        table in ".{0,12}",
        row in ".{0,12}",
        special in any::<bool>(),
    ) {
        let purpose = if special { Special } else { Personal };
        let place = Context { table: &table, id: &row };
        let keys = keyring();
        let sealed = keys.seal(purpose, &place, &plain).unwrap();
        let opened = keys.open(purpose, &place, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), plain.as_slice());
        prop_assert_eq!(key_of(&sealed), Some(id("k1")));
    }

    #[test]
    fn any_two_places_differ(
        a in ("[ab:]{0,3}", "[ab:]{0,3}"),
        b in ("[ab:]{0,3}", "[ab:]{0,3}"),
    ) {
        let keys = keyring();
        let [from, to] = [&a, &b].map(|(table, id)| Context { table, id });
        let sealed = keys.seal(Personal, &from, b"Sara").unwrap();
        let opened = keys.open(Personal, &to, &sealed);
        prop_assert_eq!(opened.is_ok(), a == b);
        let tokens = [&a, &b].map(|(kind, text)| keys.token(Personal, kind, text).unwrap());
        prop_assert_eq!(tokens[0] == tokens[1], a == b);
    }

    #[test]
    fn arbitrary_bytes_are_refused(mut bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let keys = keyring();
        prop_assert!(open(&keys, &bytes).is_err());
        prop_assert!(keys.verify_check(Personal, &bytes).is_err());
        // As far as the seal lets a stranger come.
        bytes.splice(0..0, *b"\x01\x02k1");
        prop_assert!(open(&keys, &bytes).is_err());
        prop_assert!(keys.verify_check(Special, &bytes).is_err());
    }

    #[test]
    fn arbitrary_text_is_no_keyring(
        text in prop_oneof![".{0,200}", "etablera-keys 1\n([a-z#0-9 =\n-]{0,60}\n){0,4}"],
    ) {
        // Nothing of this has a key in it.
        prop_assert!(Keyring::parse(&text).is_err());
    }

    #[test]
    fn the_index_text_is_kept_apart(text in ".{0,20}") {
        let keys = keyring();
        prop_assert_ne!(
            keys.token(Personal, "number", &text).unwrap(),
            keys.token(Special, "number", &text).unwrap()
        );
    }
}

#[test]
fn every_changed_byte_is_found() {
    let keys = keyring();
    let sealed = seal(&keys, b"Sara");
    for at in 0..sealed.len() {
        for change in 1..=255 {
            let mut bytes = sealed.clone();
            bytes[at] ^= change;
            assert!(open(&keys, &bytes).is_err(), "byte {at} with {change}");
        }
    }
}

#[test]
fn the_key_named_is_the_key_meant() {
    // Both open, so that only what is bound tells that the name was changed.
    let mut keys = keyring();
    keys.add_key(Personal, id("k2"), key(9)).unwrap();
    let mut sealed = seal(&keys, b"Sara");
    assert_eq!(&sealed[..4], b"\x01\x02k2");
    sealed[3] = b'1';
    assert_eq!(open(&keys, &sealed), Err(SealError::Damaged));
}

#[test]
fn every_cut_is_found() {
    let keys = keyring();
    for length in [0, 63, 64, 200] {
        let sealed = seal(&keys, &vec![7; length]);
        for end in 0..sealed.len() {
            let error = open(&keys, &sealed[..end]).unwrap_err();
            // A whole number of blocks less looks whole.
            let whole = (sealed.len() - end).is_multiple_of(64) && end >= 4 + 24 + 64 + 16;
            let expected = if whole { SealError::Damaged } else { SealError::CutOff(end) };
            assert_eq!(error, expected, "{end} of {}", sealed.len());
            assert_eq!(key_of(&sealed[..end]).is_some(), whole);
        }
        let longer = [&sealed[..], &[0; 64]].concat();
        assert_eq!(open(&keys, &longer), Err(SealError::Damaged));
    }
}

#[test]
fn a_seal_holds_in_its_place_only() {
    let keys = keyring();
    let sealed = seal(&keys, b"Sara");
    for (table, row) in
        [("person", "P18"), ("contact", "P17"), ("personP", "17"), ("P17", "person")]
    {
        let place = Context { table, id: row };
        assert_eq!(keys.open(Personal, &place, &sealed), Err(SealError::Damaged), "{table} {row}");
    }
    assert_eq!(keys.open(Special, &PLACE, &sealed), Err(SealError::Damaged));

    // Not even when both purposes have the same key, which one ring refuses.
    let mut personal = Keyring::default();
    personal.add_key(Personal, id("k1"), key(5)).unwrap();
    let mut special = Keyring::default();
    special.add_key(Special, id("k1"), key(5)).unwrap();
    let sealed = seal(&personal, b"Sara");
    assert_eq!(special.open(Special, &PLACE, &sealed), Err(SealError::Damaged));
}

#[test]
fn the_layout_is_the_one_described() {
    for (length, padded) in [(0, 64), (63, 64), (64, 128), (127, 128), (128, 192)] {
        let sealed = seal(&keyring(), &vec![b'x'; length]);
        assert_eq!(sealed.len(), 2 + 2 + 24 + padded + 16, "{length}");
        assert_eq!(&sealed[..4], b"\x01\x02k1");
    }
    let mut sealed = seal(&keyring(), b"Sara");
    sealed[0] = 2;
    let error = open(&keyring(), &sealed).unwrap_err();
    assert_eq!(error.to_string(), "sealed data has the unknown version 2: expected 1");
}

/// Stores are read by later versions. Both files were made by a program of its
/// own, from the layout and the published algorithms.
#[test]
fn an_old_seal_opens() {
    let sealed = from_hex(include_str!("sealed-v1.hex"));
    let keys = keyring();
    assert_eq!(open(&keys, &sealed).unwrap(), b"Sara");
    let token = from_hex(include_str!("token-v1.hex"));
    assert_eq!(keys.token(Personal, "number", "811228-9874").unwrap(), token.as_slice());
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits = text.trim().as_bytes();
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

#[test]
fn no_two_seals_are_alike() {
    let keys = keyring();
    let seals: BTreeSet<_> = (0..1000).map(|_| seal(&keys, b"Sara")).collect();
    let nonces: BTreeSet<_> = seals.iter().map(|sealed| sealed[4..28].to_vec()).collect();
    assert_eq!((seals.len(), nonces.len()), (1000, 1000));
}

#[test]
fn keys_are_changed_without_losing_what_is_sealed() {
    let mut keys = keyring();
    let old = seal(&keys, b"Sara");
    let token = keys.token(Personal, "number", "811228-9874").unwrap();
    assert_eq!(keys.reseal(Personal, &PLACE, &old), Ok(None));

    keys.add_key(Personal, id("k2"), key(9)).unwrap();
    assert_eq!(keys.newest(Personal), Some(&id("k2")));
    assert_eq!(keys.newest(Special), Some(&id("k1")));
    assert_eq!(open(&keys, &old).unwrap(), b"Sara");
    assert_eq!(key_of(&seal(&keys, b"")), Some(id("k2")));
    let new = keys.reseal(Personal, &PLACE, &old).unwrap().unwrap();
    assert_eq!(key_of(&new), Some(id("k2")));

    let newest = keys.retire(Personal, &id("k2"));
    assert_eq!(newest, Err(KeyringError::Newest(id("k2"))));
    keys.retire(Personal, &id("k1")).unwrap();
    let unknown = KeyringError::Unknown { purpose: Personal, id: id("k1") };
    assert_eq!(keys.retire(Personal, &id("k1")), Err(unknown));

    assert_eq!(open(&keys, &new).unwrap(), b"Sara");
    let missing = SealError::UnknownKey { purpose: Personal, id: id("k1") };
    assert!(missing.to_string().starts_with("no key `k1` for personal data"));
    assert_eq!(open(&keys, &old), Err(missing.clone()));
    assert_eq!(keys.reseal(Personal, &PLACE, &old), Err(missing));
    assert_eq!(keys.token(Personal, "number", "811228-9874"), Ok(token));

    keys.set_index(Personal, id("k2"), key(10)).unwrap();
    assert_eq!(keys.index(Personal), Some(&id("k2")));
    assert_ne!(keys.token(Personal, "number", "811228-9874"), Ok(token));
}

#[test]
fn a_refused_key_changes_nothing() {
    let mut keys = keyring();
    let before = keys.render();
    let again = KeyringError::RepeatedId(id("k1"));
    assert_eq!(keys.add_key(Personal, id("k1"), key(9)), Err(again.clone()));
    assert_eq!(keys.set_index(Personal, id("k1"), key(9)), Err(again));
    // Key 2 is that of special-category data.
    let same = KeyringError::RepeatedKey(id("k2"), id("k1"));
    assert_eq!(keys.add_key(Personal, id("k2"), key(2)), Err(same.clone()));
    assert_eq!(keys.set_index(Personal, id("k2"), key(2)), Err(same));
    assert_eq!(keys.render(), before);
}

#[test]
fn a_bad_random_source_makes_no_keys() {
    assert_eq!(
        Keyring::generate(&mut |_| Err(NoRandom)).unwrap_err(),
        KeyringError::NoRandom(NoRandom)
    );
    let stuck = Keyring::generate(&mut |_| Ok(())).unwrap_err();
    assert_eq!(stuck, KeyringError::RepeatedKey(id("k1"), id("k1")));
}

#[test]
fn whoever_lacks_the_special_keys_is_told() {
    let mut keys = keyring();
    let sealed = keys.seal(Special, &PLACE, b"private").unwrap();
    keys.forget(Special);
    for error in [
        keys.seal(Special, &PLACE, b"").unwrap_err(),
        keys.open(Special, &PLACE, &sealed).unwrap_err(),
        keys.reseal(Special, &PLACE, &sealed).unwrap_err(),
        keys.check_value(Special).unwrap_err(),
        keys.verify_check(Special, &sealed).unwrap_err(),
    ] {
        assert_eq!(error.to_string(), "no key for special-category data");
    }
    let error = keys.token(Special, "", "").unwrap_err();
    assert_eq!(error.to_string(), "no key for the index of special-category data");
    assert!(keys.token(Personal, "", "").is_ok());
    assert!(Keyring::parse(&keys.render()).unwrap().newest(Special).is_none());
    assert_eq!(open(&keys, &seal(&keys, b"Sara")).unwrap(), b"Sara");
}

#[test]
fn tokens_differ_by_kind_and_text_and_key() {
    let keys = keyring();
    let mut other = keyring();
    other.set_index(Personal, id("k2"), key(9)).unwrap();
    let tokens: BTreeSet<_> = [
        keys.token(Personal, "number", "811228-9874"),
        keys.token(Personal, "number", "670919-9530"),
        keys.token(Personal, "name", "811228-9874"),
        keys.token(Personal, "number811228-9874", ""),
        keys.token(Personal, "", "number811228-9874"),
        keys.token(Special, "number", "811228-9874"),
        other.token(Personal, "number", "811228-9874"),
    ]
    .map(Result::unwrap)
    .into();
    assert_eq!(tokens.len(), 7);
}

#[test]
fn a_wrong_key_file_is_recognised() {
    let keys = keyring();
    for purpose in Purpose::ALL {
        let check = keys.check_value(purpose).unwrap();
        assert_eq!(keys.verify_check(purpose, &check), Ok(()));
        // Keys of the same names, made elsewhere.
        let stranger = Keyring::generate(&mut system_random).unwrap();
        let error = stranger.verify_check(purpose, &check).unwrap_err();
        assert_eq!(error, SealError::OtherKey(id("k1")));
        let text = "key `k1` is not the one that this store was sealed with";
        assert_eq!(error.to_string(), text);

        let mut other = keyring();
        other.set_index(purpose, id("k2"), key(9)).unwrap();
        assert_eq!(other.verify_check(purpose, &check), Err(SealError::OtherIndexKey(purpose)));

        let mut rotated = keyring();
        rotated.add_key(purpose, id("k2"), key(9)).unwrap();
        assert_eq!(rotated.verify_check(purpose, &check), Ok(()));
        let newer = rotated.check_value(purpose).unwrap();
        let missing = SealError::UnknownKey { purpose, id: id("k2") };
        assert_eq!(keys.verify_check(purpose, &newer), Err(missing));
        assert!(keys.verify_check(purpose, &check[..9]).is_err());
    }
    let personal = keys.check_value(Personal).unwrap();
    assert_eq!(keys.verify_check(Special, &personal), Err(SealError::OtherKey(id("k1"))));
    // A person's record is no check, nor the other way round.
    assert!(keys.verify_check(Personal, &seal(&keys, b"etablera keys fit")).is_err());
    assert!(open(&keys, &personal).is_err());
}

#[test]
fn a_ring_without_an_index_passes_the_check() {
    let text = keyring().render().lines().take(2).collect::<Vec<_>>().join("\n");
    let bare = Keyring::parse(&text).unwrap();
    let with = keyring().check_value(Personal).unwrap();
    let without = bare.check_value(Personal).unwrap();
    assert_eq!(bare.verify_check(Personal, &with), Ok(()));
    assert_eq!(keyring().verify_check(Personal, &without), Ok(()));
    assert_eq!(bare.token(Personal, "", ""), Err(SealError::NoIndexKey(Personal)));
}

#[test]
fn text_is_read_as_it_is_written() {
    let mut keys = keyring();
    keys.add_key(Personal, id("a-name-of-16-abc"), key(9)).unwrap();
    let text = keys.render();
    let expected = "etablera-keys 1\n\
        personal k1 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n\
        special k1 AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=\n\
        personal-index k1 AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n\
        special-index k1 BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=\n\
        personal a-name-of-16-abc CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n";
    assert_eq!(*text, expected);
    // By hand: remarks, blank lines, other ends of lines and more spaces.
    let loose = text.replace('\n', "\r\n# key\n\n").replace(" k1 ", "  k1\t");
    for spelling in [&*text, &loose, text.trim_end()] {
        let read = Keyring::parse(spelling).unwrap();
        assert_eq!(read.render(), text);
        assert_eq!(read.newest(Personal), Some(&id("a-name-of-16-abc")));
    }
}

#[test]
fn a_wrong_line_is_named_and_not_shown() {
    let good = "personal k1 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let head = "etablera-keys 1";
    let key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let index = good.replace("personal", "special-index");
    for (lines, line, fault) in [
        (vec![], 1, KeyringFault::Header),
        (vec![good], 1, KeyringFault::Header),
        (vec!["etablera-keys 2", good], 1, KeyringFault::Header),
        (vec![head], 1, KeyringFault::Empty),
        (vec![head, "", "# no key"], 3, KeyringFault::Empty),
        (vec![head, key], 2, KeyringFault::Words),
        (vec![head, good, &format!("special {key}")], 3, KeyringFault::Words),
        (vec![head, &format!("{good} {key}")], 2, KeyringFault::Words),
        (vec![head, &format!("{key} k1 {key}")], 2, KeyringFault::Purpose),
        (vec![head, &format!("Personal k1 {key}")], 2, KeyringFault::Purpose),
        (vec![head, "", &format!("personal {key} k1")], 3, KeyringFault::Id),
        (vec![head, &good[..good.len() - 1]], 2, KeyringFault::Key),
        (vec![head, &good.replace("QE=", "QF=")], 2, KeyringFault::Key),
        (vec![head, &index, &index.replace("k1", "k2")], 3, KeyringFault::SecondIndex),
        (vec![head, good, good], 3, KeyringFault::Repeated(KeyringError::RepeatedId(id("k1")))),
        (
            vec![head, good, &good.replace("personal k1", "special k2")],
            3,
            KeyringFault::Repeated(KeyringError::RepeatedKey(id("k2"), id("k1"))),
        ),
    ] {
        let error = Keyring::parse(&lines.join("\n")).unwrap_err();
        assert_eq!((error.line, &error.fault), (line, &fault), "{lines:?}");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(!shown.contains("AQEB"), "{shown}");
        }
        assert!(error.to_string().starts_with(&format!("line {line}: ")), "{error}");
    }
}

#[test]
fn debug_shows_names_only() {
    let keys = keyring();
    let shown = format!("{keys:?} {:?}", key(1));
    let expected =
        r#"Keyring {"personal k1", "special k1", "personal-index k1", "special-index k1"}"#;
    assert_eq!(shown, format!("{expected} Key(…)"));
    let shown = format!("{keys:#?}{:#?}", Some(key(1)));
    assert!(!shown.contains("AQEB") && !shown.contains("1, 1") && !shown.contains("01"), "{shown}");
}
