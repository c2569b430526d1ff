//! Special categories of data.

use etablera_casework::office::{ReadSpecial, read_special, record_special};
use etablera_casework::policy::{Purpose, Role};
use etablera_domain::Reply;
use etablera_storage::SpecialView;
use serde_json::json;

use crate::support::{accesses, anna, bo, call, command, each, enter, id, lea};

#[test]
fn each_purpose_sees_its_part_and_each_role_has_its_purpose() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let special = json!({
            "special": {
                "participant": "P1", "asked_on": "2026-12-01", "disability": { "known": true },
                "reduced_capacity": "declined",
            },
            "purpose": "subsidy",
        });
        record_special(office, &anna(), &command(special.clone())).await.unwrap();
        assert!(record_special(office, &bo(), &command(special.clone())).await.is_err());
        let mut future = special;
        future["special"]["asked_on"] = json!("2026-12-02");
        assert!(record_special(office, &anna(), &command(future)).await.is_err());
        let auditor = call("aud", Role::Auditor);
        let mut looks = 0;
        for purpose in Purpose::ALL {
            for (caller, own) in [
                (&lea(), Purpose::Indicator),
                (&anna(), Purpose::Subsidy),
                (&auditor, Purpose::Audit),
            ] {
                let read = ReadSpecial { participant: id("P1"), purpose: *purpose };
                let seen = read_special(office, caller, &read).await;
                assert_eq!(seen.is_ok(), own == *purpose, "{:?} {purpose}", caller.caller);
                match seen.ok().flatten() {
                    Some(SpecialView::Indicator(one)) => {
                        assert_eq!(one.disability, Reply::Known(true));
                    }
                    Some(SpecialView::Subsidy(one)) => {
                        assert_eq!(one.reduced_capacity, Reply::Declined);
                    }
                    Some(SpecialView::Audit(one)) => assert_eq!(one.disability, Reply::Known(())),
                    Some(SpecialView::SubjectAccess(_) | SpecialView::Impact(_)) => {
                        panic!("no policy reads all of it, nor what is only counted")
                    }
                    None => assert_ne!(own, *purpose),
                }
                looks += 1;
            }
        }
        // Each look once, with its purpose.
        let log = accesses(office, "P1").await;
        let log = log.iter().filter(|one| one.action == "read_special" && one.purpose.is_some());
        assert_eq!(log.count(), looks);
    });
}
