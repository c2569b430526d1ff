//! What ends a referral, in any order of writing.

use chrono::NaiveDate;
use etablera_domain::event::state::{EndedBy, Referral};
use etablera_domain::event::{Case, ReferralId};

use crate::event_cases::{P, case};

const ONE: &str = "01930d5c-0000-7000-8000-000000000001";
const REGISTERED: &str = r#"{"registered":{"organisation":"lulea"}}"#;
const AGREES: &str = r#"{"consented":{"to":{"referral":{"to":"af","purpose":"support"}}}}"#;
const TAKES_BACK: &str =
    r#"{"consent_withdrawn":{"to":{"referral":{"to":"af","purpose":"support"}}}}"#;
const REFERRED: &str = r#"{"referred":{"referral":"01930d5c-0000-7000-8000-000000000001","to":"af",
    "purpose":"support","fields":["name"],"until":"2026-12-20",
    "test":{"ground":"osl_28_11","consented":true}}}"#;
const PROTECTED: &str = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
const CLOSED: &str = r#"{"closed":{"reason":"moved"}}"#;

fn answered(yes: bool) -> String {
    format!(r#"{{"referral_answered":{{"referral":"{ONE}","yes":{yes},"reason":"r"}}}}"#)
}

fn withdrawn() -> String {
    format!(r#"{{"referral_withdrawn":{{"referral":"{ONE}","reason":"mistake"}}}}"#)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id() -> ReferralId {
    ONE.parse().unwrap()
}

fn referral(case: &Case) -> &Referral {
    &case.referrals[&id()]
}

fn readable(case: &Case, on: &str) -> bool {
    let readable = case.readable_referral(id(), day(on)).is_some();
    let to = case.referred_to(day(on)).contains("af");
    assert_eq!(readable, to);
    readable
}

/// A referral on the 5th, and what else happened.
fn story(more: &[(u32, &str)]) -> Case {
    let mut rows = vec![(1, P, REGISTERED), (2, P, AGREES), (5, P, REFERRED)];
    rows.extend(more.iter().map(|(on, what)| (*on, P, *what)));
    case(&rows)
}

#[test]
fn a_referral_is_read_until_its_last_day() {
    let open = story(&[]);
    assert!(readable(&open, "2026-12-20") && !readable(&open, "2026-12-21"));
    let taken_on = story(&[(6, &answered(true))]);
    assert!(readable(&taken_on, "2026-12-20") && referral(&taken_on).accepted.is_some());
}

#[test]
fn what_ends_a_referral_ends_it_for_good() {
    let own = |code: &str| code.parse().unwrap();
    let sharing = r#"{"consent_withdrawn":{"to":{"sharing":"af"}}}"#;
    let erased = format!(r#"{{"erased":{{"certificate":"{ONE}"}}}}"#);
    let unprotected = r#"{"protection_set":{"protection":"none"}}"#;
    for (what, by, undone) in [
        (TAKES_BACK, EndedBy::NoConsent, AGREES),
        (sharing, EndedBy::NoConsent, AGREES),
        (PROTECTED, EndedBy::Protected, unprotected),
        (CLOSED, EndedBy::CaseClosed, r#"{"reopened":{}}"#),
        (&erased, EndedBy::CaseClosed, AGREES),
        (&answered(false), EndedBy::Declined(own("r")), &answered(true)),
        (&withdrawn(), EndedBy::Withdrawn(own("mistake")), &answered(true)),
    ] {
        let ended = story(&[(6, what), (7, undone)]);
        let end = referral(&ended).ended.as_ref();
        assert_eq!(end.map(|end| (end.on, &end.by)), Some((day("2026-12-06"), &by)), "{what}");
        assert!(!readable(&ended, "2026-12-10") && referral(&ended).accepted.is_none(), "{what}");
        // What ended it first stands.
        let twice = story(&[(6, what), (8, CLOSED)]);
        assert_eq!(referral(&twice), referral(&ended), "{what}");
    }
}

/// What was true before a referral, and is written down after it, ends it on
/// the day that it began.
#[test]
fn what_is_written_late_ends_a_referral_too() {
    for (what, by) in [
        (TAKES_BACK, EndedBy::NoConsent),
        (PROTECTED, EndedBy::Protected),
        (CLOSED, EndedBy::CaseClosed),
    ] {
        let late = story(&[(3, what)]);
        let end = referral(&late).ended.as_ref().unwrap();
        assert_eq!((end.on, &end.by), (day("2026-12-05"), &by), "{what}");
        assert!(!readable(&late, "2026-12-05"), "{what}");
    }
}

#[test]
fn another_consent_opens_no_referral() {
    for other in [
        r#"{"consented":{"to":{"sharing":"af"}}}"#,
        r#"{"consented":{"to":{"referral":{"to":"af","purpose":"takeover"}}}}"#,
        r#"{"consented":{"to":{"referral":{"to":"boden","purpose":"support"}}}}"#,
    ] {
        let told = case(&[(1, P, REGISTERED), (2, P, other), (5, P, REFERRED)]);
        let end = referral(&told).ended.as_ref().unwrap();
        assert_eq!(end.by, EndedBy::NoConsent, "{other}");
        // And taking back another takes nothing of this one.
        let back = other.replace("consented", "consent_withdrawn");
        let open = story(&[(3, other), (6, &back)]);
        assert_eq!(readable(&open, "2026-12-10"), other.contains("purpose"), "{other}");
    }
}

#[test]
fn who_objects_to_disclosures_is_not_read_of_while_they_do() {
    let objects = r#"{"objected":{"to":"disclosure"}}"#;
    let overruled =
        r#"{"objection_settled":{"to":"disclosure","settlement":"overruled","reason":"r"}}"#;
    assert!(!readable(&story(&[(6, objects)]), "2026-12-10"));
    assert!(readable(&story(&[(6, objects), (7, overruled)]), "2026-12-10"));
}

#[test]
fn a_disclosure_by_a_referral_holds_as_long_as_it() {
    let read = format!(
        r#"{{"disclosed":{{"participant":"P1","to":{{"organisation":"af"}},"fields":["name"],
        "purpose":"support","test":{{"ground":"osl_28_11","consented":true}},
        "referral":"{ONE}"}}}}"#
    );
    let open = story(&[(6, &read)]);
    assert!(open.holds(&open.disclosures[0]));
    let back = story(&[(6, &read), (7, TAKES_BACK)]);
    assert!(!back.holds(&back.disclosures[0]));
}
