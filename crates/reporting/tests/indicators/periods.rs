//! The same people by the rules of two programme periods.

use etablera_domain::event::LabourStatus::{
    self, Employed, Inactive, LongTermUnemployed, Unemployed,
};
use etablera_domain::{AgeBand, Reply};
use etablera_reporting::indicator::{Material, Outcome, Reading, shipped};
use etablera_reporting::participation::{Answers, Builder, Cohort, Facts, Source};

use crate::people::{ASKED, all_told, answers, day, esf, person};

fn out_of_work(
    since: Option<&str>,
    age: AgeBand,
    below_25: Reply<bool>,
    status: LabourStatus,
) -> Builder {
    let entered = day("2020-07-01");
    let answers = Answers { age: Reply::Known(age), ..answers(entered, status) };
    let facts = Facts { unemployed_since: since.map(day), below_25, ..Facts::default() };
    person("P1").stay(entered, None).answers(answers).facts(facts)
}

#[test]
fn long_unemployment_begins_earlier_below_25_in_the_older_period() {
    use AgeBand::{Below18, From18To29, From30To54};
    use Reply::{Declined, Known, Unknown};
    let (old, new) = (shipped("esf-2014-2020").unwrap(), esf());
    let since = "2019-12-31";
    let cases = [
        // Half a year and a day.
        (since, Below18, Unknown, "yes 2020-07-01", "not_long_term 2019-12-31"),
        (since, From18To29, Known(true), "yes 2020-07-01", "not_long_term 2019-12-31"),
        (since, From18To29, Known(false), "not_long_term 2019-12-31", "not_long_term 2019-12-31"),
        (since, From18To29, Declined, "age_too_coarse 2019-12-31", "not_long_term 2019-12-31"),
        (since, From30To54, Unknown, "not_long_term 2019-12-31", "not_long_term 2019-12-31"),
        // Half a year and no more; a year and no more; a year and a day. The
        // age is no matter where both limits say the same.
        (
            "2020-01-01",
            From18To29,
            Known(true),
            "not_long_term 2020-01-01",
            "not_long_term 2020-01-01",
        ),
        ("2020-01-01", From18To29, Unknown, "not_long_term 2020-01-01", "not_long_term 2020-01-01"),
        ("2019-07-01", From18To29, Known(true), "yes 2020-07-01", "not_long_term 2019-07-01"),
        ("2019-07-01", From30To54, Unknown, "not_long_term 2019-07-01", "not_long_term 2019-07-01"),
        ("2019-06-30", From18To29, Unknown, "yes 2020-07-01", "yes 2020-07-01"),
        ("2019-06-30", From30To54, Unknown, "yes 2020-07-01", "yes 2020-07-01"),
    ];
    for (since, age, below, by_old, by_new) in cases {
        for frozen in [Unemployed, LongTermUnemployed] {
            let said = [out_of_work(Some(since), age, below, frozen)];
            let material = Material::new(Cohort::new(said, ASKED, day("2020-12-31")).unwrap());
            let reading = Reading::until(day("2020-12-31"));
            let (by_old_set, by_new_set) =
                (old.answer(&material, reading).unwrap(), new.answer(&material, reading).unwrap());
            assert_eq!(all_told(&by_old_set, "CO02"), [by_old], "{since} {age:?} {below:?}");
            assert_eq!(all_told(&by_new_set, "EECO03"), [by_new], "{since} {age:?} {below:?}");
        }
    }
}

#[test]
fn without_a_day_what_was_frozen_decides() {
    let set = esf();
    for (status, expected) in [
        (Unemployed, "not_long_term 2020-07-01"),
        (LongTermUnemployed, "yes 2020-07-01"),
        (Employed, "other_status_at_entry 2020-07-01"),
        (Inactive, "other_status_at_entry 2020-07-01"),
    ] {
        let said = [out_of_work(None, AgeBand::From30To54, Reply::Unknown, status)];
        let material = Material::new(Cohort::new(said, [], day("2020-12-31")).unwrap());
        let report = set.answer(&material, Reading::until(day("2020-12-31"))).unwrap();
        assert_eq!(all_told(&report, "EECO03"), [expected]);
    }
}

#[test]
fn the_older_set_knows_ages_and_statuses_of_its_own() {
    let set = shipped("esf-2014-2020").unwrap();
    let one = |id: &str, age, below_25, status| {
        let entered = day("2020-01-01");
        let answers = Answers { age: Reply::Known(age), ..answers(entered, status) };
        let facts = Facts { below_25, ..Facts::default() };
        let person = person(id).stay(entered, Some(day("2020-03-31"))).answers(answers);
        person.facts(facts).status(day("2020-09-30"), Employed)
    };
    let said = [
        one("P1", AgeBand::From18To29, Reply::Unknown, Unemployed),
        one("P2", AgeBand::From18To29, Reply::Known(true), LabourStatus::InEducation),
        one("P3", AgeBand::From55To60, Reply::Unknown, Inactive),
        one("P4", AgeBand::Below18, Reply::Unknown, Employed),
    ];
    let material = Material::new(Cohort::new(said.clone(), ASKED, day("2020-12-31")).unwrap());
    let reading = Reading::until(day("2020-12-31"));
    let report = set.answer(&material, reading).unwrap();
    assert_eq!(
        all_told(&report, "CO06"),
        ["age_too_coarse", "yes 2020-01-01", "other_age", "yes 2020-01-01"]
    );
    let other = "other_status_at_entry 2020-01-01";
    assert_eq!(all_told(&report, "CO03"), [other, "yes 2020-01-01", "yes 2020-01-01", other]);
    assert_eq!(all_told(&report, "CO04"), [other, other, "yes 2020-01-01", other]);
    assert_eq!(
        all_told(&report, "CR08"),
        ["other_age", "other_age", "yes 2020-09-30", "other_age"]
    );
    assert!(set.check(&report.figures()).faults.is_empty());
    let bare = Material::new(Cohort::new(said, [], day("2020-12-31")).unwrap());
    let report = set.answer(&bare, reading).unwrap();
    let Outcome::NoSource(source) = report.answer("CO06").unwrap().outcome else { panic!() };
    assert_eq!(source, Source::AgeInYears);
}
