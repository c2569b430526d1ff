//! What holds for all people, and the second implementation.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use etablera_domain::event::LabourStatus;
use etablera_domain::{AgeBand, EducationBand, Gender, Reply};
use etablera_reporting::indicator::{
    Breakdown, Material, Moment, Part, Reading, Report, Set, Subject, Window,
};
use etablera_reporting::participation::{Cohort, Improvement};
use proptest::prelude::*;
use proptest::sample::select;

use crate::oracle::{Raw, on};
use crate::people::{ASKED, esf, told};

/// The last day anything is known of.
const TODAY: i64 = 120;

fn reply<T: Clone + std::fmt::Debug + 'static>(all: Vec<T>) -> impl Strategy<Value = Reply<T>> {
    prop_oneof![
        12 => select(all).prop_map(Reply::Known),
        1 => Just(Reply::Declined),
        1 => Just(Reply::Unknown),
    ]
}

/// One or two stays, the last of them open or not.
fn stays() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    let one = (0..60_i64, prop::option::weighted(0.9, 0..30_i64));
    (one, prop::option::weighted(0.3, (0..20_i64, prop::option::weighted(0.7, 0..20_i64))))
        .prop_map(|((from, length), again)| {
            let left = length.map(|length| from + length);
            let mut stays = vec![(from, left)];
            if let (Some(left), Some((gap, length))) = (left, again) {
                stays.push((left + gap, length.map(|length| left + gap + length)));
            }
            stays.retain(|(from, left)| *from <= TODAY && left.is_none_or(|left| left <= TODAY));
            stays
        })
}

fn raw() -> impl Strategy<Value = Raw> {
    let status = || select(LabourStatus::ALL);
    let improvements = select(vec![
        Improvement::Stable,
        Improvement::Promotion,
        Improvement::PayOnly,
        Improvement::Nothing,
    ]);
    let ages = vec![
        AgeBand::Below18,
        AgeBand::From18To29,
        AgeBand::From30To54,
        AgeBand::From55To60,
        AgeBand::From61,
    ];
    let schools = vec![
        EducationBand::UpToLowerSecondary,
        EducationBand::UpperSecondary,
        EducationBand::Tertiary,
    ];
    let answers = (
        prop::option::weighted(0.95, -3..4_i64),
        reply(LabourStatus::ALL.to_vec()),
        reply(ages),
        reply(vec![Gender::Woman, Gender::Man, Gender::NonBinary]),
        reply(schools),
        prop::array::uniform6(reply(vec![true, false])),
    );
    let days = (
        prop::collection::btree_map(-10..=TODAY, status(), 0..8),
        prop::collection::vec((-10..80_i64, prop::option::weighted(0.9, 0..40_i64)), 0..3),
        prop::option::weighted(0.3, 0..800_i64),
        prop::option::weighted(0.5, -5..=TODAY),
        prop::collection::btree_map(0..=TODAY, improvements, 0..4),
    );
    (stays(), answers, days).prop_map(|(stays, answers, days)| {
        let (frozen, labour, age, gender, education, yes) = answers;
        let (statuses, jobs, since, qualified, improvements): (BTreeMap<_, _>, Vec<_>, _, _, _) =
            days;
        let entered = stays[0].0;
        Raw {
            frozen: frozen.map(|off| entered + off),
            since: since.map(|before| entered - before),
            jobs: jobs
                .into_iter()
                .map(|(from, length)| (from, length.map(|length| from + length)))
                .collect(),
            stays,
            labour,
            age,
            gender,
            education,
            yes,
            statuses,
            qualified,
            improvements,
        }
    })
}

fn reading() -> impl Strategy<Value = Reading> {
    let window = select(vec![Window::Best, Window::LastDay]);
    (0..=TODAY, window, 0..12_u16, 0..10_u16).prop_map(
        |(until, window, carried_days, late_days)| Reading {
            until: on(until),
            window,
            carried_days,
            late_days,
        },
    )
}

/// The set as shipped, with weeks and months so short that days meet.
static SHORT: LazyLock<Set> = LazyLock::new(|| {
    let text = include_str!("../../indicators/esf-plus-2021-2027.toml");
    let short = text.replace("window_days = 28", "window_days = 6");
    Set::parse(&short.replace("later_months = 6", "later_months = 1")).unwrap()
});

static SHIPPED: LazyLock<Set> = LazyLock::new(esf);

fn named(all: &[Raw]) -> Vec<etablera_reporting::participation::Builder> {
    all.iter().enumerate().map(|(at, raw)| raw.builder(&format!("P{at:02}"))).collect()
}

fn material(all: &[Raw]) -> Material {
    let today: NaiveDate = on(TODAY);
    Material::new(Cohort::new(named(all), ASKED, today).unwrap())
}

fn numbers(report: &Report<'_>) -> BTreeMap<String, usize> {
    let counts = report.answers().iter().filter_map(|answer| answer.count());
    counts.map(|count| (count.definition().code.clone(), count.number())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_implementations_say_the_same_of_everybody(raw in raw(), reading in reading()) {
        let all = [raw];
        let material = material(&all);
        for set in [&*SHORT, &*SHIPPED] {
            let report = set.answer(&material, reading).unwrap();
            for answer in report.answers() {
                let code = &answer.definition.code;
                let Some(count) = answer.count() else { continue };
                let found: Vec<String> = count.proof().map(|(_, finding)| told(finding)).collect();
                prop_assert_eq!(&found, &[all[0].told(code, set, &reading)], "{}", code);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_person_more_never_lowers_a_number(
        all in prop::collection::vec(raw(), 0..8), more in raw(), reading in reading(),
    ) {
        let set = &*SHORT;
        let before = material(&all);
        let mut all = all;
        all.push(more);
        let after = material(&all);
        let before = numbers(&set.answer(&before, reading).unwrap());
        let after = numbers(&set.answer(&after, reading).unwrap());
        for (code, number) in before {
            prop_assert!((number..=number + 1).contains(&after[&code]), "{}", code);
        }
    }

    #[test]
    fn a_day_more_never_lowers_an_output(
        all in prop::collection::vec(raw(), 0..8), reading in reading(),
    ) {
        let (set, material) = (&*SHORT, material(&all));
        let report = set.answer(&material, reading).unwrap();
        let later = Reading { until: reading.until.succ_opt().unwrap().min(on(TODAY)), ..reading };
        let later = numbers(&set.answer(&material, later).unwrap());
        for answer in report.answers().iter().filter(|answer| answer.definition.moment == Moment::Entry) {
            let Some(count) = answer.count() else { continue };
            prop_assert!(count.number() <= later[&answer.definition.code]);
        }
    }

    #[test]
    fn the_order_of_what_is_said_changes_nothing(
        all in prop::collection::vec(raw(), 0..8), reading in reading(), turn in 0..8_usize,
    ) {
        let set = &*SHORT;
        let said = named(&all);
        let mut turned = said.clone();
        turned.reverse();
        turned.rotate_left(turn.min(said.len()));
        let cohort = |said| Cohort::new(said, ASKED, on(TODAY)).unwrap();
        let (one, other) = (Material::new(cohort(said)), Material::new(cohort(turned)));
        let (one, other) = (set.answer(&one, reading).unwrap(), set.answer(&other, reading).unwrap());
        prop_assert_eq!(one.figures(), other.figures());
        prop_assert_eq!(one.incomplete().len(), other.incomplete().len());
        for (a, b) in one.answers().iter().zip(other.answers()) {
            let proof = |answer: &etablera_reporting::indicator::Answer<'_>| {
                let of = |count: &etablera_reporting::indicator::Count<'_>| {
                    count.proof().map(|(who, found)| format!("{who:?} {}", told(found))).collect::<Vec<_>>()
                };
                answer.count().map(of)
            };
            prop_assert_eq!(proof(a), proof(b));
        }
    }

    #[test]
    fn who_counts_and_who_does_not_are_everybody(
        all in prop::collection::vec(raw(), 0..12), reading in reading(),
    ) {
        let (set, material) = (&*SHORT, material(&all));
        let report = set.answer(&material, reading).unwrap();
        for answer in report.answers() {
            let Some(count) = answer.count() else { continue };
            prop_assert_eq!(count.number(), count.who().count());
            prop_assert_eq!(count.number() + count.who_not().count(), all.len());
            // Nothing counts that is of a day after the one reported.
            prop_assert!(count.who().all(|(_, day)| day <= reading.until));
            for breakdown in [Breakdown::Gender, Breakdown::Age, Breakdown::AgeOfThree, Breakdown::Education] {
                let parts = count.by(breakdown).unwrap();
                prop_assert_eq!(parts.iter().map(Part::number).sum::<usize>(), count.number());
                let mut who: Vec<_> = parts.iter().flat_map(Part::who).collect();
                prop_assert!(parts.iter().all(|part| part.who().count() == part.number()));
                who.sort();
                let all: Vec<_> = count.who().map(|(who, day)| match who {
                    Subject::Participation(person, _) => (person, day),
                    other => panic!("{other:?}"),
                }).collect();
                prop_assert_eq!(who, all);
            }
        }
        let total = report.answer("EECO01").unwrap().count().unwrap();
        let present = all.iter().filter(|raw| on(raw.stays[0].0) <= reading.until).count();
        prop_assert_eq!(total.number() + report.incomplete().len(), present);
    }

    #[test]
    fn the_numbers_of_any_cohort_agree_with_each_other(
        all in prop::collection::vec(raw(), 0..12), reading in reading(),
    ) {
        let (set, material) = (&*SHORT, material(&all));
        let report = set.answer(&material, reading).unwrap();
        prop_assert_eq!(set.check(&report.figures()).faults, []);
    }
}
