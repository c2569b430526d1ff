//! The access log, and statistics records.

use etablera_domain::event::StatisticsId;
use etablera_domain::{AgeBand, EducationBand, Gender, Reply, Statistics};
use etablera_storage::{Access, Finding, Place as At, StoreError};
use uuid::Uuid;

use super::write;
use crate::support::{Place, each, each_place, moment, participant};

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
