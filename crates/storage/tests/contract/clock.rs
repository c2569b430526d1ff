//! Clocks that go back, and moments in the log.

use chrono::TimeDelta;
use etablera_domain::event::{Event, Moment};
use etablera_storage::StoreError;

use crate::support::{REGISTERED, each, event, moment, participant};

fn at(number: u128, seconds: i64) -> Event {
    let mut event = event(number, &participant(1), "2026-11-02", REGISTERED);
    event.recorded_at = later(seconds);
    event
}

fn later(seconds: i64) -> Moment {
    Moment::new(moment().utc() + TimeDelta::seconds(seconds))
}

#[test]
fn a_clock_a_little_behind_is_clamped_and_one_far_behind_refused() {
    each(|store| async move {
        let mut writer = store.write().await.unwrap();
        let added = writer.extend(vec![at(1, 1000), at(2, 900), at(3, 1001)]).await.unwrap();
        let moments: Vec<_> = added.iter().map(|added| added.event.recorded_at).collect();
        assert_eq!(moments, [later(1000), later(1000), later(1001)]);
        writer.commit().await.unwrap();

        // What is refused leaves nothing, not even its first event.
        let mut writer = store.write().await.unwrap();
        let refused = writer.extend(vec![at(4, 1002), at(5, 0)]).await.unwrap_err();
        let (last, now) = (later(1002), later(0));
        assert!(
            matches!(refused, StoreError::ClockBack { last: l, now: n } if (l, n) == (last, now)),
            "{refused:?}"
        );
        assert_eq!(writer.tail().seq, 3);
        writer.extend(vec![at(6, 990)]).await.unwrap();
        writer.commit().await.unwrap();

        let mut reader = store.read().await.unwrap();
        let events = reader.events(0, 100).await.unwrap();
        let moments: Vec<_> = events.iter().map(|recorded| recorded.event.recorded_at).collect();
        assert_eq!(moments, [later(1000), later(1000), later(1001), later(1001)]);
    });
}

#[test]
fn a_moment_is_a_place_in_the_log() {
    each(|store| async move {
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![at(1, 10), at(2, 10), at(3, 20), at(4, 30)]).await.unwrap();
        writer.commit().await.unwrap();
        let mut reader = store.read().await.unwrap();
        for (seconds, seq) in [(0, 0), (9, 0), (10, 2), (19, 2), (20, 3), (29, 3), (30, 4), (99, 4)]
        {
            assert_eq!(reader.seq_at(later(seconds)).await.unwrap(), seq, "{seconds}");
        }
        let just_before = Moment::new(later(20).utc() - TimeDelta::microseconds(1));
        assert_eq!(reader.seq_at(just_before).await.unwrap(), 2);
    });
}
