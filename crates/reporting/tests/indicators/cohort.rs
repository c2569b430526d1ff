//! Sixty people worked by hand.

use etablera_domain::Reply;
use etablera_reporting::indicator::{Breakdown, Group, Material, Reading, Subject};
use etablera_reporting::participation::Cohort;

use crate::fixture::{Fixture, read};
use crate::people::{ASKED, esf, told, word};

fn material(fixture: &Fixture) -> Material {
    let cohort = Cohort::new(fixture.builders(), ASKED, fixture.today()).unwrap();
    Material::new(cohort).entities(fixture.entities())
}

#[test]
fn everybody_is_in_every_indicator_what_was_worked_by_hand() {
    let fixture = read();
    assert_eq!(fixture.people.len(), 60);
    let (set, material) = (esf(), material(&fixture));
    let report = set.answer(&material, Reading::until(fixture.until())).unwrap();
    assert_eq!(report.answers().len(), 25);
    for answer in report.answers() {
        let code = &answer.definition.code;
        let count = answer.count().unwrap();
        let found: Vec<_> = count.proof().collect();
        if code == "EECO18" || code == "EECO19" {
            let told: Vec<String> = found.iter().map(|(_, finding)| told(*finding)).collect();
            assert_eq!(told, fixture.entities_expected(code), "{code}");
            continue;
        }
        assert_eq!(found.len(), 60, "{code}");
        for (row, (subject, finding)) in fixture.people.iter().zip(found) {
            let Subject::Participation(person, _) = subject else { panic!("{subject:?}") };
            assert_eq!(person.as_str(), row.id);
            let (expected, told) = (fixture.expected(row, code), told(finding));
            let has_day = expected.contains(' ');
            let told = if has_day { &told } else { told.split(' ').next().unwrap() };
            assert_eq!(told, expected, "{code} of {person}");
        }
    }
}

#[test]
fn the_counts_are_those_worked_by_hand() {
    let fixture = read();
    let (set, material) = (esf(), material(&fixture));
    let report = set.answer(&material, Reading::until(fixture.until())).unwrap();
    for (code, expected) in &fixture.counts {
        let count = report.answer(code).unwrap().count().unwrap();
        assert_eq!(count.number(), *expected, "{code}");
    }
    assert_eq!(report.answers().len(), fixture.counts.len());
    let total = report.answer("EECO01").unwrap().count().unwrap();
    for part in total.by(Breakdown::Gender).unwrap() {
        let Group::Gender(gender) = part.group() else { panic!() };
        let expected = fixture.genders.iter().find(|(name, _)| match name.as_str() {
            "declined" => gender == Reply::Declined,
            "unknown" => gender == Reply::Unknown,
            known => gender == Reply::Known(word(known)),
        });
        assert_eq!(part.number(), *expected.unwrap().1, "{gender:?}");
        assert_eq!(part.who().count(), part.number(), "{gender:?}");
    }
    assert!(set.check(&report.figures()).faults.is_empty());
}

#[test]
fn who_is_incomplete_is_listed_with_what_is_missing() {
    let fixture = read();
    let (set, material) = (esf(), material(&fixture));
    let report = set.answer(&material, Reading::until(fixture.until())).unwrap();
    let listed = report.incomplete().iter().map(|one| {
        let Subject::Participation(person, _) = one.subject else { panic!() };
        (person.as_str(), one.missing.clone())
    });
    let rows = fixture.people.iter().filter(|row| !row.missing.is_empty());
    let expected = rows
        .map(|row| (row.id.as_str(), row.missing.iter().map(|missing| word(missing)).collect()));
    assert_eq!(listed.collect::<Vec<_>>(), expected.collect::<Vec<(_, Vec<_>)>>());
}

#[test]
fn a_set_may_ask_for_the_gender_as_well() {
    let fixture = read();
    let material = material(&fixture);
    let text = include_str!("../../indicators/esf-plus-2021-2027.toml");
    let strict = text.replace(
        r#""age", "education"]
window"#,
        r#""age", "education", "gender"]
window"#,
    );
    assert_ne!(text, strict);
    let set = etablera_reporting::indicator::Set::parse(&strict).unwrap();
    let report = set.answer(&material, Reading::until(fixture.until())).unwrap();
    // Without P04, who does not say, P05, who was not asked.
    assert_eq!(report.answer("EECO01").unwrap().count().unwrap().number(), 51);
    assert_eq!(report.incomplete().len(), 8);
}
