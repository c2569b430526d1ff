//! Requests that are sent again.

use etablera_storage::{Hash, Request, StoreError};

use crate::support::{REGISTERED, each, event, moment, participant};

fn request(key: &str, asks: &str) -> Request {
    Request { key: key.to_owned(), fingerprint: Hash::of(asks.as_bytes()) }
}

#[test]
fn a_request_is_answered_once() {
    each(|store| async move {
        let asked = request("k1", "register P1");
        let mut writer = store.write().await.unwrap();
        assert_eq!(writer.answer(&asked).await.unwrap(), None);
        writer.extend(vec![event(1, &participant(1), "2026-11-02", REGISTERED)]).await.unwrap();
        writer.keep_answer(&asked, "P1 \u{e5}\n", moment()).await.unwrap();
        writer.commit().await.unwrap();

        let mut writer = store.write().await.unwrap();
        assert_eq!(writer.answer(&asked).await.unwrap().as_deref(), Some("P1 \u{e5}\n"));
        let reused = writer.answer(&request("k1", "register P2")).await.unwrap_err();
        assert!(matches!(reused, StoreError::KeyReused(key) if key == "k1"));
        // Keys that differ only in case are two.
        assert_eq!(writer.answer(&request("K1", "register P1")).await.unwrap(), None);
        // An answer that is not committed was never given.
        writer.keep_answer(&request("k2", ""), "", moment()).await.unwrap();
        drop(writer);
        let mut writer = store.write().await.unwrap();
        assert_eq!(writer.answer(&request("k2", "")).await.unwrap(), None);
    });
}

#[test]
fn a_second_answer_to_a_request_is_refused_and_nothing_of_it_kept() {
    each(|store| async move {
        let mut writer = store.write().await.unwrap();
        writer.keep_answer(&request("k", "a"), "1", moment()).await.unwrap();
        writer.commit().await.unwrap();
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![event(1, &participant(1), "2026-11-02", REGISTERED)]).await.unwrap();
        writer.keep_answer(&request("k", "b"), "2", moment()).await.unwrap_err();
        let given_up = writer.commit().await.unwrap_err();
        assert!(matches!(given_up, StoreError::Aborted), "{given_up}");
        assert_eq!(store.read().await.unwrap().head().await.unwrap().seq, 0);
    });
}

#[test]
fn what_is_no_key_is_refused() {
    each(|store| async move {
        let mut writer = store.write().await.unwrap();
        for bad in ["", "a\0b", "a\nb", &"k".repeat(201)] {
            let refused = writer.answer(&request(bad, "")).await.unwrap_err();
            assert!(matches!(refused, StoreError::BadKey), "{refused}");
            let refused = writer.keep_answer(&request(bad, ""), "", moment()).await.unwrap_err();
            assert!(matches!(refused, StoreError::BadKey), "{refused}");
        }
        let longest = request(&"\u{e5}".repeat(200), "");
        writer.keep_answer(&longest, "", moment()).await.unwrap();
        assert_eq!(writer.answer(&longest).await.unwrap().as_deref(), Some(""));
    });
}
