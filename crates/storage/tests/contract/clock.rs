//! Clocks that go back, and moments in the log.

use chrono::TimeDelta;
use etablera_domain::event::{Event, Moment, fold};
use etablera_storage::{AcceptedClock, Store, StoreError};

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

const YEAR: i64 = 365 * 24 * 3600;

/// Adds one event; the moment that it was written at.
async fn add(store: &Store, new: Event) -> Result<Moment, StoreError> {
    let mut writer = store.write().await?;
    let added = writer.extend(vec![new]).await?;
    writer.commit().await?;
    Ok(added[0].event.recorded_at)
}

async fn accept(store: &Store, seconds: i64) -> Result<AcceptedClock, StoreError> {
    let mut writer = store.write().await?;
    let accepted = writer.accept_clock(later(seconds)).await?;
    writer.commit().await?;
    Ok(accepted)
}

fn is_back(result: &Result<Moment, StoreError>) -> bool {
    matches!(result, Err(StoreError::ClockBack { .. }))
}

#[test]
fn after_a_clock_far_ahead_nobody_writes_until_somebody_accepts_it() {
    each(|store| async move {
        add(&store, at(1, 0)).await.unwrap();
        add(&store, at(2, YEAR)).await.unwrap();
        assert!(is_back(&add(&store, at(3, 60)).await));
        let accepted = accept(&store, 60).await.unwrap();
        assert_eq!(accepted, AcceptedClock { last: later(YEAR), now: later(60) });
        assert_eq!(store.read().await.unwrap().accepted_clock().await.unwrap(), Some(accepted));

        // From here on as of the last one, in the order of writing.
        assert_eq!(add(&store, at(4, 70)).await.unwrap(), later(YEAR));
        // A little behind what was accepted is well, much is refused as ever.
        assert_eq!(add(&store, at(5, -60)).await.unwrap(), later(YEAR));
        assert!(is_back(&add(&store, at(6, -61)).await));
        assert_eq!(add(&store, at(7, 3600)).await.unwrap(), later(YEAR));
        // The clock catches up, and the decision is spent.
        assert_eq!(add(&store, at(8, YEAR + 5)).await.unwrap(), later(YEAR + 5));
        assert!(is_back(&add(&store, at(9, 4000)).await));

        let mut reader = store.read().await.unwrap();
        let checked = reader.verify(&[]).await.unwrap();
        assert_eq!((checked.events, checked.is_clean()), (6, true), "{checked:?}");
        let events = reader.events(0, 100).await.unwrap();
        let ids: Vec<_> = events.iter().map(|one| one.event.id.uuid().as_u128()).collect();
        assert_eq!(ids, [1, 2, 4, 5, 7, 8]);
        assert!(events.is_sorted_by_key(|one| one.event.recorded_at));
        let kept = reader.folded(&participant(1)).await.unwrap();
        assert_eq!(kept, fold(&participant(1), &events));
        // A moment before the clock that was ahead is the place it was.
        assert_eq!(reader.seq_at(later(4000)).await.unwrap(), 1);
        assert_eq!(reader.seq_at(later(YEAR)).await.unwrap(), 5);
    });
}

#[test]
fn a_clock_that_is_ahead_once_more_is_not_accepted_by_the_first_decision() {
    each(|store| async move {
        add(&store, at(1, YEAR)).await.unwrap();
        accept(&store, 0).await.unwrap();
        // In the transaction that accepts, too.
        add(&store, at(2, 10)).await.unwrap();
        add(&store, at(3, 2 * YEAR)).await.unwrap();
        assert!(is_back(&add(&store, at(4, 20)).await));
        accept(&store, 20).await.unwrap();
        assert_eq!(add(&store, at(5, 30)).await.unwrap(), later(2 * YEAR));
    });
}

#[test]
fn what_is_accepted_is_kept_with_the_transaction_and_only_where_there_is_something() {
    each(|store| async move {
        for seconds in [0, 1000] {
            let refused = accept(&store, seconds).await.unwrap_err();
            assert!(matches!(refused, StoreError::ClockRight { .. }), "{refused:?}");
        }
        add(&store, at(1, 1000)).await.unwrap();
        // What is a little behind is clamped without anybody's word.
        for seconds in [880, 1000, 5000] {
            let refused = accept(&store, seconds).await.unwrap_err();
            assert!(matches!(refused, StoreError::ClockRight { .. }), "{refused:?}");
        }
        let mut writer = store.write().await.unwrap();
        writer.accept_clock(later(0)).await.unwrap();
        let added = writer.extend(vec![at(2, 0)]).await.unwrap();
        assert_eq!(added[0].event.recorded_at, later(1000));
        drop(writer);
        assert!(is_back(&add(&store, at(2, 0)).await));
        assert_eq!(store.read().await.unwrap().accepted_clock().await.unwrap(), None);
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
