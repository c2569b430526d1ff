//! Orders are orders, and codes are read as they are written.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use etablera_domain::{
    CertificateCode, DrivingClass, NeedId, OrganisationNumber, Position, RequirementId,
};
use etablera_taxonomy::{
    Cefr, ConceptId, Country, IscedField, IscedLevel, JobTechId, Language, Municipality, Nuts,
    SeqfLevel, Ssyk,
};
use proptest::prelude::*;

use crate::strategies;

const CLASSES: [DrivingClass; 15] = {
    use DrivingClass::*;
    [AM, A1, A2, A, B, B96, BE, C1, C1E, C, CE, D1, D1E, D, DE]
};

#[test]
fn driving_classes_are_partly_ordered() {
    for a in CLASSES {
        assert!(a.includes(a), "{a:?}");
        for b in CLASSES {
            assert!(a == b || !(a.includes(b) && b.includes(a)), "{a:?} {b:?}");
            for c in CLASSES {
                let through_b = a.includes(b) && b.includes(c);
                assert!(!through_b || a.includes(c), "{a:?} {b:?} {c:?}");
            }
        }
    }
}

/// Reading what was printed gives the same, and printing it the same again.
#[track_caller]
fn prints_as_it_is_read<T: FromStr<Err: Debug> + Display + PartialEq + Debug>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        let printed = value.to_string();
        assert_eq!(printed.parse::<T>().unwrap(), value, "{text}");
        assert_eq!(printed.parse::<T>().unwrap().to_string(), printed, "{text}");
    }
}

fn is_read_by_every_code(text: &str) {
    prints_as_it_is_read::<Cefr>(text);
    prints_as_it_is_read::<CertificateCode>(text);
    prints_as_it_is_read::<ConceptId>(text);
    prints_as_it_is_read::<Country>(text);
    prints_as_it_is_read::<IscedField>(text);
    prints_as_it_is_read::<IscedLevel>(text);
    prints_as_it_is_read::<JobTechId>(text);
    prints_as_it_is_read::<Language>(text);
    prints_as_it_is_read::<Municipality>(text);
    prints_as_it_is_read::<NeedId>(text);
    prints_as_it_is_read::<Nuts>(text);
    prints_as_it_is_read::<OrganisationNumber>(text);
    prints_as_it_is_read::<RequirementId>(text);
    prints_as_it_is_read::<SeqfLevel>(text);
    prints_as_it_is_read::<Ssyk>(text);
}

proptest! {
    #[test]
    fn credentials_are_partly_ordered(
        a in strategies::credential(), b in strategies::credential(), c in strategies::credential(),
    ) {
        prop_assert!(a.includes(&a));
        prop_assert!(a == b || !(a.includes(&b) && b.includes(&a)));
        prop_assert!(!(a.includes(&b) && b.includes(&c)) || a.includes(&c));
    }

    #[test]
    fn hours_overlap_both_ways(a in strategies::hours(), b in strategies::hours()) {
        prop_assert_eq!(a.overlaps(b), b.overlaps(a));
        prop_assert!(a.overlaps(a));
        let common = (a.from()..=a.to()).any(|hours| (b.from()..=b.to()).contains(&hours));
        prop_assert_eq!(a.overlaps(b), common);
    }

    #[test]
    fn valid_codes_come_back(
        concept in strategies::concept_id(),
        municipality in strategies::municipality(),
        language in strategies::language(),
        country in strategies::country(),
    ) {
        prop_assert_eq!(concept.to_string().parse::<ConceptId>().unwrap(), concept);
        prop_assert_eq!(municipality.to_string().parse::<Municipality>().unwrap(), municipality);
        prop_assert_eq!(language.to_string().parse::<Language>().unwrap(), language);
        prop_assert_eq!(country.to_string().parse::<Country>().unwrap(), country);
    }

    #[test]
    fn no_text_makes_a_code_panic(text in any::<String>()) {
        is_read_by_every_code(&text);
    }

    #[test]
    fn text_that_is_almost_a_code_does_not_panic(
        text in "(SE|NO|FI|esco:|http://data\\.europa\\.eu/esco/|isco:|ssyk:|jobtech:)?\
                 (skill/|occupation/|isco/C|isced-f/|-)?[0-9a-zA-Zå_+ -]{0,12}",
    ) {
        is_read_by_every_code(&text);
    }

    #[test]
    fn distance_is_the_same_both_ways(a in strategies::position(), b in strategies::position()) {
        prop_assert_eq!(a.kilometres_to(b), b.kilometres_to(a));
        prop_assert_eq!(a.kilometres_to(a), 0);
    }

    #[test]
    fn no_distance_is_the_same_place(north in -1.0..1.0_f64, east in -1.0..1.0_f64) {
        let origin = Position::from_degrees(65.0, 22.0).unwrap();
        let other = Position::from_degrees(65.0 + north, 22.0 + east).unwrap();
        if origin.kilometres_to(other) == 0 {
            prop_assert!(north.abs() < 0.01 && east.abs() < 0.025, "{north} {east}");
        }
    }
}
