//! Where referrals and their links lead.

use etablera_domain::event::{Event, Happening, ReferralId};
use etablera_storage::{Hash, Place, ReferralRow, Writer};
use serde_json::json;
use uuid::Uuid;

use super::{id, write};
use crate::support::{each, each_place, event, participant};

fn row(number: u64, to: &str) -> ReferralRow {
    let to = to.parse().unwrap();
    let referral = ReferralId::new(Uuid::from_u128(number.into()));
    ReferralRow { id: referral, participant: id(number), to }
}

/// The event that tells of it.
fn referred(row: &ReferralRow, number: u64) -> Event {
    let what = json!({ "referred": {
        "referral": row.id, "to": row.to, "purpose": "coordinate", "fields": ["name"],
        "until": "2027-01-31",
        "test": { "ground": "osl_10_1", "consented": true },
    }});
    event(
        u128::from(900 + number),
        &row.participant.clone().into(),
        "2026-11-02",
        &what.to_string(),
    )
}

/// Refers somebody, with a link.
async fn put(writer: &mut Writer, row: &ReferralRow, link: &Hash) {
    let number = row.id.uuid().as_u128() as u64;
    let what = r#"{"registered":{"organisation":"lulea"}}"#;
    let registered = event(number.into(), &row.participant.clone().into(), "2026-11-01", what);
    writer.extend(vec![registered, referred(row, number)]).await.unwrap();
    writer.put_referral_link(row.id, link).await.unwrap();
}

fn link(number: u64) -> Hash {
    Hash::of(&number.to_be_bytes())
}

#[test]
fn a_link_leads_to_its_referral_until_it_is_spent() {
    each(|store| async move {
        let rows = [row(1, "af"), row(2, "boden"), row(3, "af")];
        write!(store, |writer| {
            for (row, number) in rows.iter().zip(1..) {
                put(&mut writer, row, &link(number)).await;
            }
        });
        write!(store, |writer| writer.spend_link(rows[0].id).await.unwrap());
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.referral_by_link(&link(1)).await.unwrap(), None);
        assert_eq!(reader.referral(rows[0].id).await.unwrap().as_ref(), Some(&rows[0]));
        assert_eq!(reader.referral_by_link(&link(2)).await.unwrap().as_ref(), Some(&rows[1]));
        assert_eq!(reader.referral_by_link(&link(4)).await.unwrap(), None);
        let to_af = reader.referrals_to(&"af".parse().unwrap()).await.unwrap();
        assert_eq!(to_af, [rows[0].clone(), rows[2].clone()]);
        assert_eq!(reader.referrals().await.unwrap(), rows);
    });
}

#[test]
fn a_link_leads_to_one_place_that_there_is() {
    each(|store| async move {
        write!(store, |writer| put(&mut writer, &row(1, "af"), &link(1)).await);
        for (number, link) in [(1, link(1)), (2, link(2))] {
            let mut writer = store.write().await.unwrap();
            writer.put_referral_link(row(number, "af").id, &link).await.unwrap_err();
        }
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.referral_by_link(&link(1)).await.unwrap(), Some(row(1, "af")));
    });
}

#[test]
fn where_a_referral_leads_follows_from_the_log_alone() {
    each(|store| async move {
        let (first, second) = (row(1, "af"), row(2, "af"));
        write!(store, |writer| {
            put(&mut writer, &first, &link(1)).await;
            put(&mut writer, &second, &link(2)).await;
            // It says the same again, with another purpose.
            let corrects = Some(referred(&first, 1).id);
            let mut again = Event { corrects, ..referred(&first, 50) };
            if let Happening::Referred { purpose, .. } = &mut again.what {
                *purpose = "housing".parse().unwrap();
            }
            let erased = format!(r#"{{"erased":{{"certificate":"{}"}}}}"#, Uuid::from_u128(7));
            let erased = event(70, &second.participant.clone().into(), "2026-11-03", &erased);
            writer.extend(vec![again, erased]).await.unwrap();
        });
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.referrals().await.unwrap(), [first]);
        assert_eq!(reader.referral_by_link(&link(2)).await.unwrap(), None);
        assert_eq!(reader.verify(&[]).await.unwrap().findings, []);
    });
}

#[test]
fn a_referral_that_leads_elsewhere_than_the_log_says_is_found() {
    let first = row(1, "af");
    for (damage, expected) in [
        ("UPDATE referral SET organisation = 'boden'", "where the log says"),
        ("UPDATE referral SET participant = 'P9'", "where the log says"),
        ("DELETE FROM referral", "a row"),
        (
            "INSERT INTO referral (id, participant, organisation) \
             VALUES ('00000000-0000-0000-0000-000000000009', 'P1', 'af')",
            "nothing: the log tells of none",
        ),
    ] {
        each_place(|place| {
            let first = first.clone();
            async move {
                let store = &place.store;
                write!(store, |writer| put(&mut writer, &first, &link(1)).await);
                assert!(store.read().await.unwrap().verify(&[]).await.unwrap().is_clean());
                place.run(damage).unwrap();
                let found = store.read().await.unwrap().verify(&[]).await.unwrap();
                let [finding] = &found.findings[..] else { panic!("{damage}: {found:?}") };
                assert!(matches!(finding.place, Place::Referral(_)), "{finding}");
                assert_eq!(finding.expected, expected, "{finding}");
            }
        });
    }
}

#[test]
fn with_somebody_all_that_leads_to_them_goes() {
    each(|store| async move {
        write!(store, |writer| {
            put(&mut writer, &row(1, "af"), &link(1)).await;
            put(&mut writer, &row(2, "af"), &link(2)).await;
        });
        let one = participant(1);
        assert_eq!(store.read().await.unwrap().erasure_counts(&one).await.unwrap().tokens, 1);
        let done = write!(store, |writer| writer.erase(&one).await.unwrap());
        assert_eq!(done.tokens, 1);
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.referral_by_link(&link(1)).await.unwrap(), None);
        assert_eq!(reader.referral(row(1, "af").id).await.unwrap(), None);
        assert_eq!(reader.referrals().await.unwrap(), [row(2, "af")]);
        assert_eq!(reader.referral_by_link(&link(2)).await.unwrap(), Some(row(2, "af")));
    });
}
