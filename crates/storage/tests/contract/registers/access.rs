//! The access log, and statistics records.

use std::collections::BTreeSet;
use std::time::Duration;

use etablera_domain::event::StatisticsId;
use etablera_domain::{AgeBand, EducationBand, Gender, Reply, Statistics};
use etablera_storage::{Access, Finding, Opening, Place as At, Store, StoreError};
use tokio::task::{JoinSet, LocalSet};
use uuid::Uuid;

use super::write;
use crate::support::{Place, each, each_place, keyring, moment, participant};

fn access(subject: Option<u64>, action: &str) -> Access {
    Access {
        at: moment(),
        actor: "anna".parse().unwrap(),
        role: "coach".to_owned(),
        action: action.to_owned(),
        subject: subject.map(participant),
        allowed: subject.is_some(),
        because: vec![],
        purpose: None,
    }
}

#[test]
fn accesses_are_read_as_logged_and_their_chain_holds() {
    each(|store| async move {
        let all: Vec<Access> =
            (0..2_300).map(|n| access((n % 3 != 0).then_some(n % 3), &format!("a{n}"))).collect();
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.verify_accesses(&[]).await.unwrap().events, 0);
        drop(reader);
        for some in all.chunks(900) {
            write!(store, |writer| writer.log_access(some.to_vec()).await.unwrap());
        }
        write!(store, |writer| writer.log_access(vec![]).await.unwrap());
        let mut reader = store.read().await.unwrap();
        let page = reader.all_accesses(2_298, 10).await.unwrap();
        assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [2_299, 2_300]);
        assert_eq!(page[1].access, all[2_299]);
        assert_eq!(reader.all_accesses(0, 7).await.unwrap().len(), 7);
        let of_two = reader.accesses(&participant(2)).await.unwrap();
        let expected: Vec<_> = all.iter().filter(|a| a.subject == Some(participant(2))).collect();
        assert!(of_two.iter().map(|row| &row.access).eq(expected));
        let head = reader.access_head().await.unwrap();
        assert_eq!(head.seq, 2_300);
        let checked = reader.verify_accesses(&[head]).await.unwrap();
        assert_eq!((checked.events, checked.is_clean()), (2_300, true), "{checked:?}");
    });
}

/// Logs each by itself, all at the same time.
async fn log_at_once(store: &Store, each: Vec<Vec<Access>>) -> Vec<Result<(), StoreError>> {
    let local = LocalSet::new();
    let mut tasks = JoinSet::new();
    for some in each {
        let store = store.clone();
        tasks.spawn_local_on(async move { store.log_access(some).await }, &local);
    }
    local.run_until(tasks.join_all()).await
}

#[test]
fn what_many_log_at_once_is_all_there() {
    each(|store| async move {
        let two = |n| ["asked", "seen"].map(|word| access(Some(n), word)).to_vec();
        for logged in log_at_once(&store, (0..150).map(two).collect()).await {
            logged.unwrap();
        }
        store.log_access(vec![]).await.unwrap();
        let mut reader = store.read().await.unwrap();
        let rows = reader.all_accesses(0, 1000).await.unwrap();
        assert_eq!(rows.len(), 300);
        let mut told = BTreeSet::new();
        for two in rows.chunks(2) {
            assert_eq!(two[0].access.subject, two[1].access.subject);
            assert_eq!([&two[0].access.action[..], &two[1].access.action], ["asked", "seen"]);
            told.insert(two[0].access.subject.clone());
        }
        assert_eq!(told.len(), 150);
        let checked = reader.verify_accesses(&[]).await.unwrap();
        assert!(checked.is_clean(), "{checked:?}");
    });
}

#[test]
fn of_many_who_cannot_log_each_is_told() {
    each_place(|place| async move {
        let opening = Opening::at(moment()).patience(Duration::from_millis(200));
        let store = Store::open(&place.address, keyring(), opening).await.unwrap();
        let other = place.store.write().await.unwrap();
        let each = (0..20).map(|n| vec![access(Some(n), "asked")]).collect();
        for logged in log_at_once(&store, each).await {
            let refused = logged.unwrap_err();
            assert!(matches!(refused, StoreError::Locked(_)), "{refused}");
        }
        drop(other);
        store.log_access(vec![access(Some(20), "asked")]).await.unwrap();
        let rows = store.read().await.unwrap().all_accesses(0, 99).await.unwrap();
        assert_eq!(rows.len(), 1);
        store.close().await;
    });
}

async fn found(place: &Place) -> Vec<Finding> {
    place.store.read().await.unwrap().verify_accesses(&[]).await.unwrap().findings
}

#[test]
fn every_change_of_the_access_log_is_refused_and_found() {
    each_place(|place| async move {
        let some = (1..=4).map(|n| access(Some(1), &format!("a{n}"))).collect();
        write!(place.store, |writer| writer.log_access(some).await.unwrap());
        let changes = [
            "UPDATE access SET body = replace(body, 'a2', 'x2') WHERE seq = 2",
            "UPDATE access SET subject = 'participant:P9' WHERE seq = 3",
            "UPDATE access SET hash = (SELECT hash FROM access WHERE seq = 1) WHERE seq = 4",
            "DELETE FROM access WHERE seq = 2",
            "UPDATE access SET seq = 9 WHERE seq = 4",
        ];
        let mut refused = changes.to_vec();
        refused.push(place.either(
            "INSERT OR REPLACE INTO access SELECT 2, subject, body, hash FROM access WHERE seq = 1",
            "TRUNCATE access",
        ));
        for statement in refused {
            let said = place.run(statement).unwrap_err();
            assert!(said.contains("append-only"), "{statement}: {said}");
        }
        assert_eq!(found(&place).await, []);

        place
            .run(place.either(
                "DROP TRIGGER access_is_not_updated; DROP TRIGGER access_is_not_deleted",
                // Dropping it would wait for readers.
                "ALTER TABLE access DISABLE TRIGGER USER",
            ))
            .unwrap();
        place.run("CREATE TABLE whole AS SELECT * FROM access").unwrap();
        for (change, at) in changes.into_iter().zip([2, 3, 4, 3, 9].map(At::Access)) {
            place.run(change).unwrap();
            let found = found(&place).await;
            let mut places: Vec<_> = found.iter().map(|one| &one.place).collect();
            places.dedup();
            assert_eq!(places, [&at], "{change}: {found:?}");
            // Whom it is about is not told.
            assert!(!format!("{found:?}").contains("participant"), "{found:?}");
            place.run("DELETE FROM access; INSERT INTO access SELECT * FROM whole").unwrap();
            assert_eq!(self::found(&place).await, []);
        }
    });
}

#[test]
fn statistics_are_frozen_and_tell_unknown_from_declined() {
    each_place(|place| async move {
        let one = Statistics {
            id: StatisticsId::new(Uuid::from_u128(2)),
            frozen_on: "2026-11-02".parse().unwrap(),
            age: Reply::Known(AgeBand::From18To29),
            gender: Reply::Declined,
            education: Reply::Known(EducationBand::Tertiary),
            labour: Reply::Unknown,
            third_country: Reply::Known(true),
            foreign_background: Reply::Known(false),
            homeless: Reply::Declined,
            rural: Reply::Unknown,
        };
        let two = Statistics {
            id: StatisticsId::new(Uuid::from_u128(1)),
            gender: Reply::Known(Gender::NonBinary),
            ..one.clone()
        };
        write!(place.store, |writer| {
            writer.put_statistics(&one).await.unwrap();
            writer.put_statistics(&two).await.unwrap();
        });
        let mut writer = place.store.write().await.unwrap();
        let refused = writer.put_statistics(&one).await.unwrap_err();
        assert!(matches!(refused, StoreError::Taken(_)), "{refused}");
        drop(writer);
        let mut statements = vec!["UPDATE statistics SET body = ''", "DELETE FROM statistics"];
        statements.push(place.either(
            "INSERT OR REPLACE INTO statistics SELECT id, '' FROM statistics",
            "TRUNCATE statistics",
        ));
        for statement in statements {
            let said = place.run(statement).unwrap_err();
            assert!(said.contains("frozen"), "{statement}: {said}");
        }
        let mut reader = place.store.read().await.unwrap();
        assert_eq!(reader.statistics(one.id).await.unwrap().as_ref(), Some(&one));
        assert_eq!(reader.all_statistics().await.unwrap(), [two, one]);
    });
}
