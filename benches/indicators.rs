//! All common indicators of ESF+, with proofs, for 100 000 participations.
//!
//! Measured: `answer`, from participations to 25 counts with what was found of
//! everybody in each; `figures`, every number of such a report broken down by
//! gender, age and education; and `cohort`, checking and ordering what is said
//! of the same people. Beside them stands the floor: one pass over the same
//! participations that reads every stay, status, job and answer once.
//!
//! Instances: seeded people over two years, up to four statuses each, half with
//! a job in the project, two thirds left, one in ten came back, one in twenty
//! incomplete. Goal: `answer` under a second.
//!
//! Sizes: 1 000 under `-- --test`, and 100 000. Before criterion's figures a
//! line tells the time of the processor where the system tells it, the best of
//! five, and the ratio to the floor.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]

#[path = "common/clock.rs"]
mod clock;
#[path = "common/random.rs"]
mod random;

use std::hint::black_box;
use std::time::Duration;

use chrono::{Datelike, NaiveDate, TimeDelta};
use criterion::Criterion;
use etablera_domain::event::LabourStatus;
use etablera_domain::{AgeBand, EducationBand, Gender, Reply};
use etablera_reporting::indicator::{Count, Material, Reading, Set, shipped};
use etablera_reporting::participation::{Answers, Builder, Cohort, Facts, Source};

use crate::random::Random;

const SOURCES: [Source; 3] =
    [Source::SpecialCategories, Source::Qualifications, Source::Improvements];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let is_test = std::env::args().any(|argument| argument == "--test");
    let size = if is_test { 1_000 } else { 100_000 };
    let people = people(size);
    let cohort = Cohort::new(people.clone(), SOURCES, today()).unwrap();
    let material = Material::new(cohort).entities(Vec::new());
    let set = shipped("esf-plus-2021-2027").unwrap();
    verify(&set, &material, size);
    tell(&set, &material, size);
    let name = |what: &str| format!("indicators/{what}: {size}");
    criterion.bench_function(&name("floor"), |bencher| {
        bencher.iter(|| floor(black_box(&material)));
    });
    criterion.bench_function(&name("answer"), |bencher| {
        bencher.iter(|| answer(black_box(&set), black_box(&material)));
    });
    let report = set.answer(&material, reading()).unwrap();
    criterion.bench_function(&name("figures"), |bencher| {
        bencher.iter(|| black_box(&report).figures().len());
    });
    criterion.bench_function(&name("cohort"), |bencher| {
        let made = |people| Cohort::new(people, SOURCES, today()).unwrap();
        bencher.iter_batched(|| people.clone(), made, criterion::BatchSize::LargeInput);
    });
    criterion.final_summary();
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()
}

fn reading() -> Reading {
    Reading::until(today())
}

/// What counts in all indicators together.
fn answer(set: &Set, material: &Material) -> usize {
    let report = set.answer(material, reading()).unwrap();
    black_box(&report);
    report.answers().iter().filter_map(|answer| answer.count()).map(Count::number).sum()
}

/// Reads everything once.
fn floor(material: &Material) -> i64 {
    let mut sum = 0;
    for one in material.cohort().participations() {
        sum += i64::from(one.entered().num_days_from_ce());
        sum += one.left_by(today()).map_or(0, |left| i64::from(left.num_days_from_ce()));
        for (of, status) in one.statuses() {
            sum += i64::from(of.num_days_from_ce()) + *status as i64;
        }
        sum += one.project_jobs().iter().filter(|job| job.until.is_some()).count() as i64;
        sum += one.answers().map_or(0, |answers| {
            i64::from(answers.age == Reply::Known(AgeBand::From61))
                + i64::from(answers.third_country == Reply::Known(true))
        });
        sum += i64::from(one.special().disability == Reply::Known(true));
        sum += i64::from(one.facts().is_some_and(|facts| facts.qualified.is_some()));
    }
    sum
}

/// Everybody is in every proof, and the numbers agree.
fn verify(set: &Set, material: &Material, size: usize) {
    let report = set.answer(material, reading()).unwrap();
    let counts: Vec<_> = report.answers().iter().filter_map(|answer| answer.count()).collect();
    assert_eq!(counts.len(), 25);
    for count in counts {
        let code = count.definition().code.as_str();
        let of_entities = ["EECO18", "EECO19"].contains(&code);
        let all = count.who().count() + count.who_not().count();
        assert_eq!(all, if of_entities { 0 } else { size }, "{code}");
        assert!(of_entities || count.number() > 0, "{code}");
    }
    let checked = set.check(&report.figures());
    assert!(checked.faults.is_empty() && checked.left_out.is_empty());
}

#[expect(clippy::print_stderr, reason = "a bench tells what criterion does not")]
fn tell(set: &Set, material: &Material, size: usize) {
    let best = |work: &dyn Fn()| {
        let once = |_| {
            let begin = clock::running();
            work();
            clock::running() - begin
        };
        (0..5).map(once).min().unwrap()
    };
    let floor = best(&|| {
        black_box(floor(material));
    });
    let answer = best(&|| {
        black_box(answer(set, material));
    });
    let report = set.answer(material, reading()).unwrap();
    let figures = best(&|| drop(black_box(report.figures())));
    let ratio = |of: Duration| of.as_secs_f64() / floor.as_secs_f64();
    eprintln!(
        "{size} participations: floor {floor:?}, answer {answer:?} ({:.1} times), \
         figures {figures:?} ({:.1} times)",
        ratio(answer),
        ratio(figures)
    );
}

fn people(size: usize) -> Vec<Builder> {
    let mut random = Random(51);
    (0..size).map(|at| person(&mut random, at)).collect()
}

fn person(random: &mut Random, at: usize) -> Builder {
    let mut below = |end: u64| random.next() % end;
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let after = |days: u64| first + TimeDelta::days(i64::try_from(days).unwrap());
    let entered = below(365);
    let left = entered + below(180);
    let has_left = below(3) > 0;
    let id = format!("P{:06}", at * 7_919 % 1_000_003);
    let mut person = Builder::new(id.parse().unwrap(), "22-021-S06".parse().unwrap())
        .stay(after(entered), has_left.then(|| after(left)));
    if has_left && below(10) == 0 {
        person = person.stay(after(left + 5), Some(after(left + 60)));
    }
    if below(2) == 0 {
        person = person.project_job(after(entered + 30), Some(after(entered + 150)));
    }
    for nth in 0..below(5) {
        let status = LabourStatus::ALL[usize::try_from(below(7)).unwrap()];
        person = person.status(after(left + nth * 40 + below(40)), status);
    }
    let mut facts = Facts::default();
    if below(4) == 0 {
        facts.qualified = Some(after(left + below(20)));
    }
    if below(4) == 0 {
        let kinds = etablera_reporting::participation::Improvement::Promotion;
        facts.improvements.insert(after(left + 170 + below(14)), kinds);
    }
    let special = etablera_reporting::participation::Special {
        disability: yes(below(20)),
        minority: yes(below(30)),
    };
    person.facts(facts).special(special).answers(answers(&mut below, after(entered)))
}

/// Yes for 0, and neither for the next two.
fn yes(drawn: u64) -> Reply<bool> {
    match drawn {
        0 => Reply::Known(true),
        1 => Reply::Declined,
        2 => Reply::Unknown,
        _ => Reply::Known(false),
    }
}

fn answers(below: &mut impl FnMut(u64) -> u64, frozen_on: NaiveDate) -> Answers {
    let mut one = |end: u64| usize::try_from(below(end)).unwrap();
    let ages = [
        AgeBand::Below18,
        AgeBand::From18To29,
        AgeBand::From30To54,
        AgeBand::From55To60,
        AgeBand::From61,
    ];
    let schools =
        [EducationBand::UpToLowerSecondary, EducationBand::UpperSecondary, EducationBand::Tertiary];
    let statuses = [
        LabourStatus::Unemployed,
        LabourStatus::LongTermUnemployed,
        LabourStatus::Inactive,
        LabourStatus::Employed,
        LabourStatus::InEducation,
    ];
    let age = if one(20) == 0 { Reply::Unknown } else { Reply::Known(ages[one(5)]) };
    let gender = [Gender::Woman, Gender::Man, Gender::NonBinary][one(3)];
    Answers {
        frozen_on,
        age,
        gender: Reply::Known(gender),
        education: Reply::Known(schools[one(3)]),
        labour: Reply::Known(statuses[one(5)]),
        third_country: yes(below(4)),
        foreign_background: yes(below(4)),
        homeless: yes(below(10)),
        rural: yes(below(10)),
    }
}
