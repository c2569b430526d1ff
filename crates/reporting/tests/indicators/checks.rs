//! Numbers that do not agree are found: every check can fail.

use etablera_domain::{Gender, Reply};
use etablera_reporting::indicator::{
    Breakdown, CheckFault, Figures, Group, Material, Reading, Relation, SETS, shipped,
};
use etablera_reporting::participation::Cohort;

use crate::fixture::read;
use crate::people::{ASKED, esf};

/// The figures of the cohort that was worked by hand.
fn figures() -> Figures {
    let fixture = read();
    let cohort = Cohort::new(fixture.builders(), ASKED, fixture.today()).unwrap();
    let material = Material::new(cohort).entities(fixture.entities());
    esf().answer(&material, Reading::until(fixture.until())).unwrap().figures()
}

#[test]
fn every_relation_of_every_set_fails_where_the_left_is_one_too_many() {
    for id in SETS {
        let set = shipped(id).unwrap();
        assert!(!set.checks().is_empty(), "{id}");
        for check in set.checks() {
            let mut figures = Figures::new();
            for code in check.left.iter().chain(&check.right) {
                figures.entry(code.clone()).or_default().number = 3;
            }
            // Both sides are equal: the right is what the left adds up to.
            let left = 3 * check.left.len() as u64;
            let others = 3 * (check.right.len() as u64 - 1);
            figures.get_mut(&check.right[0]).unwrap().number = (left).saturating_sub(others);
            figures.get_mut(&check.left[0]).unwrap().number += others.saturating_sub(left);
            let of_this = |faults: Vec<CheckFault>| {
                let named = |fault: &CheckFault| matches!(fault, CheckFault::Relation { name, .. } if *name == check.name);
                faults.iter().any(named)
            };
            assert!(!of_this(set.check(&figures).faults), "{id}: {}", check.name);
            figures.get_mut(&check.left[0]).unwrap().number += 1;
            assert!(of_this(set.check(&figures).faults), "{id}: {}", check.name);
            figures.get_mut(&check.left[0]).unwrap().number -= 2;
            let is_less = of_this(set.check(&figures).faults);
            assert_eq!(is_less, check.relation == Relation::Equal, "{id}: {}", check.name);
        }
    }
}

#[test]
fn tampered_numbers_of_the_cohort_are_named() {
    let set = esf();
    assert!(set.check(&figures()).faults.is_empty());
    assert!(set.check(&figures()).left_out.is_empty());
    let told = |code: &str, number: u64| {
        let mut tampered = figures();
        tampered.get_mut(code).unwrap().number = number;
        let faults = set.check(&tampered).faults;
        faults.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        told("EECO03", 34),
        [
            "`long-term unemployed are unemployed` does not hold: 34 on the left, and 33 on the right",
            "the parts of `EECO03` by Gender add up to 8: expected 34",
            "the parts of `EECO03` by Age add up to 8: expected 34",
            "the parts of `EECO03` by Education add up to 8: expected 34",
        ]
    );
    for (code, number, first) in [
        ("EECO01", 54, "the total is the sum of the statuses"),
        ("EECO06", 32, "ages are within the total"),
        ("EECO09", 23, "educations are within the total"),
        ("EECR04", 45, "those in work upon leaving had none"),
        ("EECR05", 45, "those in work six months after had none"),
        ("EECR06", 10, "those in better work had work"),
        ("EECR01", u64::MAX, "those who begin to look for work were inactive"),
    ] {
        let all = told(code, number);
        assert!(all[0].starts_with(&format!("`{first}` does not hold")), "{all:?}");
    }
}

#[test]
fn genders_must_add_up_with_those_who_do_not_say() {
    let set = esf();
    let tamper = |change: fn(&mut Vec<(Group, u64)>)| {
        let mut tampered = figures();
        change(tampered.get_mut("EECO01").unwrap().parts.get_mut(&Breakdown::Gender).unwrap());
        set.check(&tampered).faults
    };
    let (code, breakdown) = ("EECO01".to_owned(), Breakdown::Gender);
    // Who does not say is left out.
    let faults =
        tamper(|parts| parts.retain(|(group, _)| *group != Group::Gender(Reply::Declined)));
    assert_eq!(faults, [CheckFault::Parts { code: code.clone(), breakdown, sum: 52, number: 53 }]);
    let faults = tamper(|parts| parts[0].1 += 1);
    assert_eq!(faults, [CheckFault::Parts { code: code.clone(), breakdown, sum: 54, number: 53 }]);
    // The sum is right, and a group stands twice.
    let faults = tamper(|parts| {
        parts[0].1 -= 1;
        parts.push((Group::Gender(Reply::Known(Gender::Woman)), 1));
    });
    assert_eq!(faults, [CheckFault::GroupTwice { code, breakdown }]);
    let faults = tamper(|parts| parts[0].1 = u64::MAX);
    assert_eq!(faults.len(), 1);
}

#[test]
fn a_check_without_its_numbers_is_named_and_finds_nothing() {
    let set = esf();
    let mut some = figures();
    some.remove("EECO05");
    let checked = set.check(&some);
    assert!(checked.faults.is_empty());
    assert_eq!(
        checked.left_out,
        ["the total is the sum of the statuses", "those in better work had work"]
    );
    assert_eq!(set.check(&Figures::new()).left_out.len(), set.checks().len());
}

#[test]
fn figures_are_read_as_they_are_written() {
    let text = serde_json::to_string(&figures()).unwrap();
    assert_eq!(serde_json::from_str::<Figures>(&text).unwrap(), figures());
}
