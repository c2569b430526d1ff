//! Special categories of data.

use std::sync::Arc;

use etablera_domain::Reply;
use etablera_storage::{
    Access, Purpose, SealError, Special, SpecialAudit, SpecialIndicator, SpecialPurpose,
    SpecialSubsidy, SpecialView, Store, StoreError,
};

use super::{id, warrant, write};
use crate::support::{each, each_place, moment, participant, ring};

fn special() -> Special {
    Special {
        participant: id(1),
        asked_on: "2026-11-02".parse().unwrap(),
        disability: Reply::Known(true),
        minority: Reply::Declined,
        reduced_capacity: Reply::Unknown,
        support: Reply::Known(["interpreter".parse().unwrap()].into()),
    }
}

#[test]
fn a_purpose_sees_its_part_and_is_logged() {
    each(|store| async move {
        write!(store, |writer| writer.put_special(&special()).await.unwrap());
        let seen = [
            SpecialView::Indicator(SpecialIndicator {
                disability: Reply::Known(true),
                minority: Reply::Declined,
            }),
            SpecialView::Subsidy(SpecialSubsidy {
                reduced_capacity: Reply::Unknown,
                support: Reply::Known(["interpreter".parse().unwrap()].into()),
            }),
            SpecialView::Audit(SpecialAudit {
                asked_on: "2026-11-02".parse().unwrap(),
                disability: Reply::Known(()),
                minority: Reply::Declined,
                reduced_capacity: Reply::Unknown,
                support: Reply::Known(()),
            }),
            SpecialView::Impact(SpecialIndicator {
                disability: Reply::Known(true),
                minority: Reply::Declined,
            }),
            SpecialView::SubjectAccess(special()),
        ];
        for (purpose, view) in SpecialPurpose::ALL.into_iter().zip(seen) {
            let found = write!(store, |writer| writer.special(&id(1), purpose, &warrant()).await);
            assert_eq!(found.unwrap(), Some(view));
        }
        // Also who found nothing has looked.
        let audit = SpecialPurpose::Audit;
        let nothing = write!(store, |writer| writer.special(&id(2), audit, &warrant()).await);
        assert_eq!(nothing.unwrap(), None);

        let mut reader = store.read().await.unwrap();
        let logged = reader.all_accesses(0, 10).await.unwrap();
        let access = |subject, purpose: &str| Access {
            at: warrant().at,
            actor: warrant().actor,
            role: "coach".to_owned(),
            action: "read_special".to_owned(),
            subject: Some(participant(subject)),
            allowed: true,
            because: warrant().because,
            purpose: Some(purpose.to_owned()),
        };
        let expected = [
            access(1, "indicator"),
            access(1, "subsidy"),
            access(1, "audit"),
            // What is only counted is read for an audit too.
            access(1, "audit"),
            access(1, "subject_access"),
            access(2, "audit"),
        ];
        assert_eq!(logged.into_iter().map(|row| row.access).collect::<Vec<_>>(), expected);
    });
}

#[test]
fn answers_may_change_and_debug_says_nothing() {
    each(|store| async move {
        write!(store, |writer| writer.put_special(&special()).await.unwrap());
        let withdrawn = Special { disability: Reply::Declined, ..special() };
        write!(store, |writer| writer.put_special(&withdrawn).await.unwrap());
        let indicator = SpecialPurpose::Indicator;
        let seen = write!(store, |writer| writer.special(&id(1), indicator, &warrant()).await);
        let expected = SpecialIndicator { disability: Reply::Declined, minority: Reply::Declined };
        assert_eq!(seen.unwrap(), Some(SpecialView::Indicator(expected)));
        assert_eq!(format!("{withdrawn:?}"), "Special(…)");
    });
}

#[test]
fn whoever_lacks_the_special_key_reads_none_of_it_and_all_else() {
    each_place(|place| async move {
        let person = super::full(1);
        write!(place.store, |writer| {
            writer.put_special(&special()).await.unwrap();
            writer.put_person(&person).await.unwrap();
        });
        let mut keys = ring();
        keys.forget(Purpose::Special);
        let store = Store::open(&place.address, Arc::new(keys), moment()).await.unwrap();
        let mut writer = store.write().await.unwrap();
        assert!(writer.person(&id(1)).await.unwrap() == Some(person));
        for refused in [
            writer.special(&id(1), SpecialPurpose::Indicator, &warrant()).await.map(|_| ()),
            writer.put_special(&special()).await,
        ] {
            let refused = refused.unwrap_err();
            let no_key = matches!(
                refused,
                StoreError::Sealed { source: SealError::NoKey(Purpose::Special), .. }
            );
            assert!(no_key, "{refused}");
        }
        writer.erase(&participant(1)).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(place.run("SELECT count(*) FROM special").unwrap(), "0");
        store.close().await;
    });
}
