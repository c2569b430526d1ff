//! Nobody changes what was written, not even past the store.

use crate::support::{REGISTERED, each_place, event, participant};

#[test]
fn rows_of_the_log_are_not_changed_taken_away_or_replaced() {
    each_place(|place| async move {
        let mut writer = place.store.write().await.unwrap();
        let events = (1..=3).map(|n| event(n, &participant(1), "2026-11-02", REGISTERED));
        writer.extend(events.collect()).await.unwrap();
        writer.commit().await.unwrap();
        let before = place.run("SELECT seq, id, stream, body FROM event").unwrap();

        let mut statements = vec![
            "UPDATE event SET body = ''",
            "UPDATE event SET seq = seq WHERE seq = 2",
            "DELETE FROM event",
            "DELETE FROM event WHERE seq = 3",
            "UPDATE event_about SET subject = 'participant:P2'",
            "DELETE FROM event_about WHERE seq = 1",
        ];
        statements.extend(place.either(
            "INSERT OR REPLACE INTO event SELECT 3, 'x', 'y', 9, recorded_at, '', hash FROM event \
             WHERE seq = 1;INSERT OR REPLACE INTO event SELECT 4, id, 'y', 9, recorded_at, '', hash \
             FROM event WHERE seq = 1;INSERT OR REPLACE INTO event SELECT 4, 'x', stream, 1, \
             recorded_at, '', hash FROM event WHERE seq = 1;UPDATE OR REPLACE event SET seq = 1 \
             WHERE seq = 3",
            "TRUNCATE event CASCADE;TRUNCATE event_about;INSERT INTO event SELECT * FROM event \
             WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET body = ''",
        )
        .split(';'));
        for statement in statements {
            let said = place.run(statement).unwrap_err();
            assert!(said.contains("append-only"), "{statement}: {said}");
        }
        assert_eq!(place.run("SELECT seq, id, stream, body FROM event").unwrap(), before);
        assert_eq!(place.run("SELECT count(*) FROM event_about").unwrap(), "3");
    });
}
