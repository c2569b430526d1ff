//! What participants want, in their profile.

use etablera_casework::office::{
    ReadProfile, close_case, read_profile, record_profile, record_wish,
};
use etablera_casework::policy::Role;
use etablera_domain::event::ProfileSource;
use serde_json::{Value, json};

use crate::support::{accesses, anna, call, command, each, enter, error, lea, own};

fn wish(more: Value) -> etablera_casework::office::RecordWish {
    let mut fields = more;
    fields["participant"] = "P1".into();
    command(fields)
}

#[test]
fn a_wish_changes_what_is_wished_and_nothing_else() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let claim = json!({ "concept": "ssyk:5120", "months": 3, "evidence": "validated" });
        let profile = json!({
            "id": "P1", "occupations": [claim], "available_from": "2027-01-07",
            "wishes": { "refuses": [{ "employer": "E7" }] },
        });
        let whole = json!({ "participant": "P1", "profile": profile, "source": "interview" });
        record_profile(office, &anna(), &command(whole)).await.unwrap();
        let wanted = json!({
            "hours": { "from": 20, "to": 30 },
            "wishes": { "prefers": [{ "occupation": "ssyk:5120" }] },
        });
        let wanted = wish(wanted);
        record_wish(office, &own("P1"), &wanted).await.unwrap();
        let of: ReadProfile = command(json!({ "participant": "P1" }));
        let seen = read_profile(office, &anna(), &of).await.ok().unwrap().unwrap();
        assert_eq!(seen.source, ProfileSource::Participant);
        let profile = &seen.profile;
        assert_eq!(profile.occupations.len(), 1);
        assert_eq!(profile.available_from, Some("2027-01-07".parse().unwrap()));
        assert_eq!(profile.hours, wanted.hours);
        assert!(profile.wishes.refuses.is_empty() && profile.wishes.prefers.len() == 1);
        // Staff write down what they were told.
        let later = wish(json!({ "available_from": "2027-02-01" }));
        record_wish(office, &anna(), &later).await.unwrap();
        let seen = read_profile(office, &anna(), &of).await.ok().unwrap().unwrap();
        assert_eq!(seen.source, ProfileSource::Interview);
        assert_eq!(seen.profile.wishes.prefers.len(), 1);
    });
}

#[test]
fn a_wish_may_be_the_first_that_is_known() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let wanted = wish(json!({ "wishes": { "refuses": [{ "need": "N1" }] } }));
        record_wish(office, &own("P1"), &wanted).await.unwrap();
        let of: ReadProfile = command(json!({ "participant": "P1" }));
        let seen = read_profile(office, &own("P1"), &of).await.ok().unwrap().unwrap();
        assert_eq!(seen.profile.wishes.refuses.len(), 1);
    });
}

#[test]
fn no_wish_and_others_wishes_are_refused() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter(office, "P2", "Eva").await;
        let none = error(record_wish(office, &anna(), &wish(json!({}))).await);
        assert!(none.starts_with("nothing is wished: expected `wishes`"), "{none}");
        let some = wish(json!({ "available_from": "2027-02-01" }));
        for caller in [own("P2"), lea(), call("eva", Role::Pedagogue)] {
            let refused = record_wish(office, &caller, &some).await.err().unwrap();
            assert!(refused.is_refusal(), "{refused}");
        }
        let logged = accesses(office, "P1").await;
        let refused = logged.iter().filter(|one| one.action == "record_wish" && !one.allowed);
        assert_eq!(refused.count(), 3);
        let close = json!({ "participant": "P1", "reason": "moved" });
        close_case(office, &anna(), &command(close)).await.unwrap();
        assert!(error(record_wish(office, &own("P1"), &some).await).contains("closed"));
    });
}
