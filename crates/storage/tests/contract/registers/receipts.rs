//! Receipts.

use etablera_domain::event::ReceiptId;
use etablera_storage::{Hash, Kept, Receipt, StoreError, Warrant};
use uuid::Uuid;

use super::{at, receipt, warrant, write};
use crate::support::{each, each_place, participant};

#[test]
fn receipts_are_read_as_kept() {
    each(|store| async move {
        let (one, two) = (participant(1), participant(2));
        let all = [
            receipt(1, "2026-12-01", &[&one, &two], Kept::Bytes(b"\0answer".to_vec())),
            receipt(2, "2026-12-01", &[&two], Kept::Hash(Hash::of(b"answer"))),
            receipt(3, "2026-11-01", &[], Kept::Bytes(Vec::new())),
        ];
        write!(store, |writer| for receipt in &all {
            writer.put_receipt(receipt).await.unwrap();
        });
        let mut reader = store.read().await.unwrap();
        for receipt in &all {
            assert_eq!(reader.receipt(receipt.id).await.unwrap().as_ref(), Some(receipt));
        }
        let absent = ReceiptId::new(Uuid::from_u128(9));
        assert_eq!(reader.receipt(absent).await.unwrap(), None);
        assert_eq!(reader.receipts(None, 2).await.unwrap(), all[..2]);
        assert_eq!(reader.receipts(Some(all[1].id), 9).await.unwrap(), all[2..]);
        assert_eq!(reader.receipts_about(&two).await.unwrap(), all[..2]);
        assert_eq!(reader.receipts_about(&one).await.unwrap(), all[..1]);
        drop(reader);
        let mut writer = store.write().await.unwrap();
        let refused = writer.put_receipt(&all[0]).await.unwrap_err();
        assert!(matches!(refused, StoreError::Taken(_)), "{refused}");
    });
}

/// What these tests forget.
const KINDS: &[&str] = &["shortlist"];

#[test]
fn only_receipts_of_the_kinds_named_are_forgotten() {
    each(|store| async move {
        let one = participant(1);
        let mut all = Vec::new();
        for (number, kind) in (1..).zip(["shortlist", "disclosure", "erasure_certificate", "x"]) {
            let kept = receipt(number, "2026-11-01", &[&one], Kept::Bytes(b"a".to_vec()));
            all.push(Receipt { kind: kind.to_owned(), ..kept });
        }
        write!(store, |writer| for receipt in &all {
            writer.put_receipt(receipt).await.unwrap();
        });
        let mut writer = store.write().await.unwrap();
        let before = at("2026-11-29");
        assert_eq!(writer.forget_receipts(before, &[], &warrant()).await.unwrap(), 0);
        let kinds = ["shortlist", "x"];
        assert_eq!(writer.forget_receipts(before, &kinds, &warrant()).await.unwrap(), 2);
        writer.commit().await.unwrap();
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.receipts(None, 9).await.unwrap(), all[1..3]);
        assert_eq!(reader.receipts_about(&one).await.unwrap(), all[1..3]);
        let logged = reader.all_accesses(0, 9).await.unwrap();
        let actions: Vec<_> = logged.into_iter().map(|row| row.access.action).collect();
        assert_eq!(actions, [&all[0], &all[3]].map(|one| format!("forget_receipt {}", one.id)));
    });
}

#[test]
fn receipts_are_kept_six_months_and_their_end_is_logged() {
    each(|store| async move {
        let (one, two) = (participant(1), participant(2));
        let old = receipt(1, "2026-11-01", &[&one, &two], Kept::Bytes(b"a".to_vec()));
        let alone = receipt(2, "2026-11-28", &[], Kept::Hash(Hash::of(b"b")));
        let young = receipt(3, "2026-11-29", &[&one], Kept::Bytes(b"c".to_vec()));
        write!(store, |writer| for receipt in [&old, &alone, &young] {
            writer.put_receipt(receipt).await.unwrap();
        });
        // 184 days before: half a year has no more.
        let latest = at("2026-11-29");
        let mut writer = store.write().await.unwrap();
        for before in [at("2026-11-30"), at("2027-06-01"), at("2028-01-01")] {
            let refused = writer.forget_receipts(before, KINDS, &warrant()).await.unwrap_err();
            let young = matches!(refused, StoreError::TooYoung { latest: l, .. } if l == latest);
            assert!(young, "{refused}");
        }
        assert_eq!(writer.forget_receipts(latest, KINDS, &warrant()).await.unwrap(), 2);
        assert_eq!(writer.forget_receipts(latest, KINDS, &warrant()).await.unwrap(), 0);
        writer.commit().await.unwrap();

        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.receipts(None, 9).await.unwrap(), [young]);
        let logged = reader.all_accesses(0, 9).await.unwrap();
        let (of, by): (Vec<_>, Vec<_>) = logged
            .into_iter()
            .map(|row| ((row.access.action, row.access.subject), row.access.actor))
            .unzip();
        let action = |id| format!("forget_receipt {id}");
        let expected =
            [(action(old.id), Some(one)), (action(old.id), Some(two)), (action(alone.id), None)];
        assert_eq!(of, expected);
        let Warrant { actor, .. } = warrant();
        assert!(by.iter().all(|by| *by == actor));
    });
}

#[test]
fn nobody_changes_a_receipt_or_takes_it_away() {
    each_place(|place| async move {
        let one = participant(1);
        let kept = receipt(1, "2026-11-01", &[&one], Kept::Bytes(b"a".to_vec()));
        write!(place.store, |writer| writer.put_receipt(&kept).await.unwrap());
        let mut statements = vec![
            "UPDATE receipt SET pins = '{}'",
            "UPDATE receipt SET kept = 'redacted'",
            "UPDATE receipt SET answer = hash",
            "DELETE FROM receipt_about",
            "UPDATE receipt_about SET subject = 'participant:P2'",
            "INSERT INTO gate (name) VALUES ('reseal'); UPDATE receipt SET kept = 'redacted'",
            "INSERT INTO gate (name) VALUES ('erase'); UPDATE receipt SET kept = 'hash'",
            "INSERT INTO gate (name) VALUES ('erase'); DELETE FROM receipt_about",
            "INSERT INTO gate (name) VALUES ('erase'); DELETE FROM receipt",
            "DELETE FROM receipt",
        ];
        statements.push(place.either(
            "INSERT OR REPLACE INTO receipt SELECT * FROM receipt",
            "TRUNCATE receipt, receipt_about",
        ));
        for statement in statements {
            let said = place.run(statement).unwrap_err();
            assert!(said.contains("receipt is"), "{statement}: {said}");
            place.run("DELETE FROM gate").unwrap();
        }
        let mut reader = place.store.read().await.unwrap();
        assert_eq!(reader.receipts_about(&one).await.unwrap(), [kept]);
    });
}
