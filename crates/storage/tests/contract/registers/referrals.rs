//! Where referrals and their links lead.

use etablera_domain::event::ReferralId;
use etablera_storage::{Hash, ReferralRow};
use uuid::Uuid;

use super::{id, write};
use crate::support::{each, participant};

fn row(number: u64, to: &str) -> ReferralRow {
    let to = to.parse().unwrap();
    let referral = ReferralId::new(Uuid::from_u128(number.into()));
    ReferralRow { id: referral, participant: id(number), to }
}

fn link(number: u64) -> Hash {
    Hash::of(&number.to_be_bytes())
}

#[test]
fn a_link_leads_to_its_referral_until_it_is_spent() {
    each(|store| async move {
        let rows = [row(1, "af"), row(2, "boden"), row(3, "af")];
        write!(store, |writer| {
            for row in &rows {
                let number = row.id.uuid().as_u128() as u64;
                writer.put_referral(row, &link(number)).await.unwrap();
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
fn an_id_and_a_link_lead_to_one_place() {
    each(|store| async move {
        write!(store, |writer| writer.put_referral(&row(1, "af"), &link(1)).await.unwrap());
        for (row, link) in [(row(1, "boden"), link(2)), (row(2, "af"), link(1))] {
            let mut writer = store.write().await.unwrap();
            writer.put_referral(&row, &link).await.unwrap_err();
        }
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.referrals().await.unwrap(), [row(1, "af")]);
        assert_eq!(reader.referral_by_link(&link(1)).await.unwrap(), Some(row(1, "af")));
    });
}

#[test]
fn with_somebody_all_that_leads_to_them_goes() {
    each(|store| async move {
        write!(store, |writer| {
            writer.put_referral(&row(1, "af"), &link(1)).await.unwrap();
            writer.put_referral(&row(2, "af"), &link(2)).await.unwrap();
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
