//! What was erased leaves no bytes behind.

use std::collections::HashSet;
use std::fs;

use etablera_domain::event::Subject;
use etablera_storage::{Address, DocumentKind, Hash, Kept, Request};

use super::accounts::{account, credential};
use super::{document, person, put_persons, receipt, write};
use crate::support::{Place, each_place, moment, participant};

/// Every sealed column of the store, as hexadecimal digits.
const SEALED: [(&str, &str); 6] = [
    ("document", "sealed"),
    ("person", "sealed"),
    ("receipt", "answer"),
    ("request", "answer"),
    ("account", "profile"),
    ("account", "credential"),
];

fn request(number: u64) -> Request {
    Request { key: format!("k{number}"), fingerprint: Hash::of(b"asked") }
}

/// Some of whom everything is known, in rows beside each other and of all
/// lengths: beyond a page, too.
async fn fill(place: &Place) {
    for number in 1..=8 {
        let who = participant(number);
        put_persons(&place.store, &[person(number, "Sara", &"ö".repeat(90))]).await;
        let texts = [3, 700, 2_500, 30_000].into_iter().zip(1_u128..);
        let texts = texts.map(|(length, n)| {
            let text = "x".repeat(length + number as usize);
            document(u128::from(number) * 100 + n, &who, DocumentKind::Note, &text)
        });
        let texts: Vec<_> = texts.collect();
        write!(place.store, |writer| writer.put_documents(&texts).await.unwrap());
        let kept = receipt(number.into(), "2026-12-01", &[&who], Kept::Bytes(vec![7; 900]));
        write!(place.store, |writer| writer.put_receipt(&kept).await.unwrap());
        let mut own = account(number, Some(who.clone()));
        own.seats.retain(|seat| seat.is.is_some());
        write!(place.store, |writer| {
            writer.put_account(&own).await.unwrap();
            writer.put_credential(&own.id, Some(&credential())).await.unwrap();
        });
        let asked = request(number);
        let about = [who].into();
        write!(place.store, |writer| {
            writer.keep_answer(&asked, &"y".repeat(300), moment()).await.unwrap();
            writer.file_answer(&asked, &about).await.unwrap();
        });
    }
}

/// Everything that is sealed, in hexadecimal digits.
fn sealed(place: &Place) -> Vec<String> {
    let mut all = Vec::new();
    for (table, column) in SEALED {
        let (hex, encode) = (format!("hex({column})"), format!("encode({column}, 'hex')"));
        let rows = place.run(&format!("SELECT {} FROM {table}", place.either(&hex, &encode)));
        let rows = rows.unwrap();
        all.extend(rows.lines().filter(|row| !row.is_empty()).map(str::to_lowercase));
    }
    all
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

/// Parts of what is sealed: its nonce, its middle, its end.
fn parts(hex: &str) -> Vec<Vec<u8>> {
    let whole = bytes(hex);
    let middle = whole.len() / 2;
    [8, middle, whole.len() - 24].map(|at| whole[at..at + 24].to_vec()).to_vec()
}

/// Whatever lies in the files of the store.
pub(super) fn files(place: &Place) -> Vec<Vec<u8>> {
    match &place.address {
        Address::Sqlite(file) => {
            let wal = file.with_extension("db-wal");
            vec![fs::read(file).unwrap(), fs::read(wal).unwrap_or_default()]
        }
        Address::Postgres(_) => {
            place.run("CHECKPOINT").unwrap();
            let folder =
                "'base/' || (SELECT oid FROM pg_database WHERE datname = current_database())";
            let read = format!(
                "SELECT encode(pg_read_binary_file({folder} || '/' || f, 0, 100000000, true), 'hex') \
                 FROM pg_ls_dir({folder}) f WHERE f ~ '^[0-9]+$'"
            );
            place.run(&read).unwrap().lines().map(bytes).collect()
        }
    }
}

/// How many of the parts lie in any of the files.
fn found(parts: &[Vec<u8>], files: &[Vec<u8>]) -> usize {
    let wanted: HashSet<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    // Most windows are ruled out by how they begin.
    let mut begins = vec![false; 1 << 16];
    let begin = |part: &[u8]| usize::from(part[0]) << 8 | usize::from(part[1]);
    wanted.iter().for_each(|part| begins[begin(part)] = true);
    let mut seen = HashSet::new();
    for window in files.iter().flat_map(|file| file.windows(24)) {
        if begins[begin(window)] && wanted.contains(window) {
            seen.insert(window);
        }
    }
    parts.iter().filter(|part| seen.contains(part.as_slice())).count()
}

#[test]
fn the_bytes_of_erased_rows_are_gone_and_those_of_others_stay() {
    each_place(|place| async move {
        fill(&place).await;
        let before = sealed(&place);
        assert_eq!(before.len(), 8 * 9);
        let erased: [Subject; 2] = [participant(3), participant(6)];
        for who in &erased {
            let counts = place.store.read().await.unwrap().erasure_counts(who).await.unwrap();
            let done = write!(place.store, |writer| writer.erase(who).await.unwrap());
            assert_eq!(done, counts);
            assert_eq!((done.documents, done.persons, done.answers), (4, 1, 1));
        }
        let after = sealed(&place);
        let gone: Vec<_> = before.iter().filter(|row| !after.contains(row)).collect();
        assert_eq!((gone.len(), after.len()), (2 * 9, 6 * 9));
        let gone: Vec<_> = gone.iter().flat_map(|row| parts(row)).collect();
        let kept: Vec<_> = after.iter().flat_map(|row| parts(row)).collect();
        // Otherwise there would be nothing to wipe, and nothing to see here.
        assert!(found(&gone, &files(&place)) > 0);
        place.store.wipe().await.unwrap();
        let files = files(&place);
        assert_eq!(found(&gone, &files), 0);
        assert_eq!(found(&kept, &files), kept.len(), "what stays is seen where it lies");
        let mut reader = place.store.read().await.unwrap();
        assert!(reader.verify(&[]).await.unwrap().is_clean());
        assert_eq!(place.store.verify_file().await.unwrap(), []);
    });
}

#[test]
fn answers_go_with_those_they_are_about_and_older_ones_with_anybody() {
    each_place(|place| async move {
        let (one, two, nobody) = (request(1), request(2), request(3));
        write!(place.store, |writer| {
            for asked in [&one, &two, &nobody] {
                writer.keep_answer(asked, "said", moment()).await.unwrap();
            }
            writer.file_answer(&one, &[participant(1), participant(2)].into()).await.unwrap();
            writer.file_answer(&two, &[participant(2)].into()).await.unwrap();
            writer
                .file_answer(&nobody, &["system:etablera".parse().unwrap()].into())
                .await
                .unwrap();
        });
        // As an earlier version kept it.
        let old = request(4);
        write!(place.store, |writer| writer.keep_answer(&old, "said", moment()).await.unwrap());
        write!(place.store, |writer| {
            assert_eq!(writer.erase(&participant(1)).await.unwrap().answers, 2);
            for (asked, is_kept) in [(&one, false), (&two, true), (&nobody, true), (&old, false)] {
                assert_eq!(writer.answer(asked).await.unwrap().is_some(), is_kept, "{}", asked.key);
            }
            assert_eq!(writer.erase(&participant(9)).await.unwrap().answers, 0);
        });
    });
}
