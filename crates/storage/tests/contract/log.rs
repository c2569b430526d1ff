//! The log.

use etablera_domain::event::fold;
use etablera_storage::{Expected, StoreError};

use crate::support::{each, event, participant};

const REGISTERED: &str = r#"{"registered":{"organisation":"lulea"}}"#;
const CLOSED: &str = r#"{"closed":{"reason":"moved_away"}}"#;

#[test]
fn what_is_committed_is_read_back_and_what_is_dropped_is_not() {
    each(|store| async move {
        let person = participant(1);
        let one = event(1, &person, "2026-11-02", REGISTERED);
        let mut writer = store.write().await.unwrap();
        writer.append(&person, Expected::Version(0), vec![one.clone()]).await.unwrap();
        writer.commit().await.unwrap();

        let mut writer = store.write().await.unwrap();
        let two = event(2, &person, "2026-11-03", CLOSED);
        writer.append(&person, Expected::Version(1), vec![two]).await.unwrap();
        drop(writer);

        let mut reader = store.read().await.unwrap();
        let events = reader.about(&person, u64::MAX).await.unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].event, one);
        assert_eq!(reader.folded(&person).await.unwrap(), fold(&person, &events));
        assert_eq!(reader.head().await.unwrap().seq, 1);
    });
}

#[test]
fn a_writer_that_has_seen_an_older_state_is_refused() {
    each(|store| async move {
        let person = participant(1);
        let mut writer = store.write().await.unwrap();
        let events = vec![event(1, &person, "2026-11-02", REGISTERED)];
        writer.append(&person, Expected::Version(0), events).await.unwrap();
        let late = vec![event(2, &person, "2026-11-02", CLOSED)];
        let refused = writer.append(&person, Expected::Version(0), late).await.unwrap_err();
        assert!(matches!(refused, StoreError::Conflict { found: 1, .. }), "{refused}");
    });
}
