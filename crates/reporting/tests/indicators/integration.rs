//! AMIF: citizens of no country of the Union only, and levels that rose.

use std::collections::BTreeMap;

use etablera_domain::event::LabourStatus;
use etablera_domain::{AgeBand, Reply};
use etablera_reporting::indicator::{Breakdown, Material, Outcome, Part, Reading, shipped};
use etablera_reporting::participation::{
    Builder, Cohort, Entity, EntityKind, Facts, LanguageLevels, Measure, Source,
};
use etablera_taxonomy::Cefr;

use crate::people::{all_told, answers, day, person};

const COLLECTED: [Source; 5] = [
    Source::Measures,
    Source::LanguageLevels,
    Source::Feedback,
    Source::RecognitionApplications,
    Source::ResidenceApplications,
];

fn facts(levels: (Reply<Option<Cefr>>, Reply<Option<Cefr>>)) -> Facts {
    let after = match levels.1 {
        Reply::Known(level) => Reply::Known((day("2024-05-31"), level)),
        Reply::Declined => Reply::Declined,
        Reply::Unknown => Reply::Unknown,
    };
    Facts {
        measures: BTreeMap::from([(Measure::LanguageCourse, day("2024-01-15"))]),
        language: LanguageLevels { before: levels.0, after },
        helpful: Reply::Known(true),
        recognition_applied: Some(day("2024-03-01")),
        residence_applied: Some(day("2023-12-01")),
        ..Facts::default()
    }
}

fn taking(id: &str, third: Reply<bool>, facts: Facts) -> Builder {
    let entered = day("2024-01-08");
    let answers = answers(entered, LabourStatus::Unemployed);
    // Who has no education or status written down counts here.
    let labour = Reply::Unknown;
    let answers = etablera_reporting::participation::Answers {
        third_country: third,
        labour,
        age: Reply::Known(AgeBand::From55To60),
        ..answers
    };
    person(id).stay(entered, None).answers(answers).facts(facts)
}

fn known(before: Option<Cefr>, after: Option<Cefr>) -> (Reply<Option<Cefr>>, Reply<Option<Cefr>>) {
    (Reply::Known(before), Reply::Known(after))
}

fn people() -> Vec<Builder> {
    use Reply::{Declined, Known, Unknown};
    let raised = || facts(known(Some(Cefr::A1), Some(Cefr::A2)));
    vec![
        taking("P1", Known(true), raised()),
        taking("P2", Known(false), raised()),
        taking("P3", Unknown, raised()),
        taking("P4", Declined, raised()),
        person("P5").stay(day("2024-01-08"), None),
        taking("P6", Known(true), facts(known(Some(Cefr::B1), Some(Cefr::B1)))),
        taking("P7", Known(true), facts(known(None, Some(Cefr::A1)))),
        taking("P8", Known(true), facts((Known(Some(Cefr::A1)), Unknown))),
        taking("P9", Known(true), facts((Declined, Known(Some(Cefr::C1))))),
        taking("Q1", Known(true), Facts::default()),
        taking("Q2", Known(true), Facts { helpful: Known(false), ..raised() }),
        taking(
            "Q3",
            Known(true),
            Facts { helpful: Declined, measures: BTreeMap::new(), ..raised() },
        ),
        taking("Q4", Known(true), facts(known(Some(Cefr::C1), Some(Cefr::B2)))),
    ]
}

fn material() -> Material {
    Material::new(Cohort::new(people(), COLLECTED, day("2024-12-31")).unwrap())
}

#[test]
fn only_third_country_nationals_count_and_one_level_is_enough() {
    let set = shipped("amif-2021-2027").unwrap();
    let material = material();
    let report = set.answer(&material, Reading::until(day("2024-12-31"))).unwrap();
    let not = ["not_targeted", "target_unknown", "target_declined", "target_unknown"];
    let with = |first: &str, rest: [&str; 8]| {
        let all = std::iter::once(first).chain(not).chain(rest);
        all.map(str::to_owned).collect::<Vec<String>>()
    };
    let entered = "yes 2024-01-08";
    assert_eq!(all_told(&report, "O.2.3"), with(entered, [entered; 8]));
    let course = "yes 2024-01-15";
    let none = "no_measure";
    assert_eq!(
        all_told(&report, "O.2.3.1"),
        with(course, [course, course, course, course, none, course, none, course])
    );
    assert_eq!(all_told(&report, "O.2.3.2"), with(none, [none; 8]));
    let (up, same) = ("yes 2024-05-31", "level_not_raised 2024-05-31");
    assert_eq!(
        all_told(&report, "R.2.8"),
        with(up, [same, up, "level_unknown", "level_unknown 2024-05-31", none, up, none, same])
    );
    assert_eq!(
        all_told(&report, "R.2.9"),
        with(
            entered,
            [entered, entered, entered, entered, "not_asked", "answer_no", "declined", entered]
        )
    );
    let (applied, nothing, before) = ("yes 2024-03-01", "not_applied", "applied_before 2023-12-01");
    assert_eq!(
        all_told(&report, "R.2.10"),
        with(applied, [applied, applied, applied, applied, nothing, applied, applied, applied])
    );
    assert_eq!(
        all_told(&report, "R.2.11"),
        with(before, [before, before, before, before, nothing, before, before, before])
    );
    assert!(set.check(&report.figures()).faults.is_empty());
}

#[test]
fn nothing_of_a_later_day_is_reported() {
    let set = shipped("amif-2021-2027").unwrap();
    let material = material();
    let report = set.answer(&material, Reading::until(day("2024-01-31"))).unwrap();
    assert_eq!(all_told(&report, "R.2.8")[0], "after_day 2024-05-31");
    assert_eq!(all_told(&report, "R.2.10")[0], "after_day 2024-03-01");
    let report = set.answer(&material, Reading::until(day("2024-01-10"))).unwrap();
    assert_eq!(all_told(&report, "O.2.3.1")[0], "after_day 2024-01-15");
}

#[test]
fn ages_are_in_three_groups_and_what_has_no_source_is_named() {
    let set = shipped("amif-2021-2027").unwrap();
    let material = material();
    let report = set.answer(&material, Reading::until(day("2024-12-31"))).unwrap();
    let count = report.answer("O.2.3").unwrap().count().unwrap();
    let numbers: Vec<usize> =
        count.by(Breakdown::AgeOfThree).unwrap().iter().map(Part::number).collect();
    assert_eq!(numbers, [0, 9, 0, 0, 0]);
    let lacking = report.answers().iter().filter_map(|answer| match answer.outcome {
        Outcome::NoSource(source) => Some((answer.definition.code.as_str(), source)),
        Outcome::Counted(_) => None,
    });
    assert_eq!(
        lacking.collect::<Vec<_>>(),
        [("O.2.2", Source::Entities), ("O.2.4", Source::Nowhere), ("O.2.7", Source::Nowhere),]
    );
    let authority = |id: &str, kind| Entity {
        id: id.parse().unwrap(),
        kind,
        size: Reply::Unknown,
        supported_from: day("2024-01-01"),
    };
    let entities = vec![
        authority("E1", EntityKind::LocalAuthority),
        authority("E2", EntityKind::Administration),
    ];
    let material = material.entities(entities);
    let report = set.answer(&material, Reading::until(day("2024-12-31"))).unwrap();
    assert_eq!(all_told(&report, "O.2.2"), ["yes 2024-01-01", "other_kind"]);
    assert_eq!(report.unverified().count(), 14);
}
