//! What must hold of every answer to every case.

use std::fmt::Write as _;

use etablera_programme::decision::Answer;
use etablera_programme::rules::Standing;
use etablera_programme::support::{Form, Subsidy};
use toml::Value;

use crate::case::{self, Case, Got, files, rules};
use crate::rights::{benefit_case, programme_case, sfi_case};
use crate::support::{assessed, paid};

type Ask = fn(&Case) -> Option<Got>;

const FILES: [(&str, Ask); 7] = [
    ("nystartsjobb", |case| {
        Some(match case.question {
            None => assessed(Form::Nystartsjobb, case),
            Some(_) => paid(Subsidy::Nystartsjobb, case),
        })
    }),
    ("introduktionsjobb.toml", |case| Some(assessed(Form::Introduktionsjobb, case))),
    ("arbetspraktik.toml", |case| Some(assessed(Form::Arbetspraktik, case))),
    ("etableringsjobb.toml", |case| Some(assessed(Form::Etableringsjobb, case))),
    ("sfi.toml", sfi_case),
    ("etableringsprogrammet.toml", programme_case),
    ("etableringsersattning.toml", benefit_case),
];

/// Every case with what answers it.
fn cases() -> Vec<(Case, Ask)> {
    let read = |(name, ask): (&str, Ask)| {
        let cases: Vec<Case> = files(name).iter().flat_map(|file| case::read(file)).collect();
        cases.into_iter().map(move |case| (case, ask))
    };
    FILES.into_iter().flat_map(read).collect()
}

/// Facts whose absence says something.
const SILENT: [&str; 16] = [
    "assessment_days",
    "certificate_known_false",
    "coherent_education",
    "continues",
    "holiday_pay",
    "housing",
    "last_layoff",
    "maintenance_support_children",
    "pay_in_kind",
    "refusal_grounds",
    "sick_pay",
    "study_support_share",
    "supplement",
    "support_month",
    "citizenship",
    "pay",
];

/// To forget a fact never turns yes into no, nor no into yes; and where it
/// leaves the answer open, that fact is said to be missing.
#[test]
fn what_is_forgotten_is_asked_for() {
    let (mut tried, mut report) = (0, String::new());
    for (case, ask) in cases() {
        let answer = ask(&case).unwrap().decision.answer;
        let facts: Vec<String> = case.input.keys().cloned().collect();
        for fact in facts.iter().filter(|fact| !SILENT.contains(&fact.as_str())) {
            let mut less = case.clone();
            less.input.remove(fact);
            let got = ask(&less).unwrap().decision;
            tried += 1;
            let is_asked_for = got.missing.contains(fact.as_str());
            let holds = match (answer, got.answer) {
                (Answer::TooLittleData, Answer::TooLittleData) => true,
                (_, Answer::TooLittleData) => is_asked_for,
                (before, after) => before == after,
            };
            if !holds {
                let (after, missing) = (got.answer, got.missing);
                writeln!(
                    report,
                    "{}: {answer:?} without `{fact}` {after:?} {missing:?}",
                    case.name
                )
                .unwrap();
            }
        }
    }
    assert!(tried > 4000, "only {tried} facts were forgotten");
    assert!(report.is_empty(), "of {tried}:\n{report}");
}

/// Where an answer is open, a fact that is not said to be missing does not
/// close it, whichever way it is: in every third case with two facts forgotten
/// that are told by yes or no.
#[test]
fn what_is_not_asked_for_decides_nothing() {
    let (mut tried, mut report) = (0, String::new());
    for (case, ask) in cases().into_iter().step_by(3) {
        let known = case.input.iter().filter(|(_, value)| value.is_bool());
        let facts: Vec<&String> =
            known.map(|(fact, _)| fact).filter(|fact| !SILENT.contains(&fact.as_str())).collect();
        for (one, other) in facts.iter().zip(facts.iter().cycle().skip(1)) {
            let mut less = case.clone();
            less.input.retain(|fact, _| fact != *one && fact != *other);
            let open = ask(&less).unwrap().decision;
            if open.answer != Answer::TooLittleData {
                continue;
            }
            let not_asked = [one, other].into_iter().filter(|f| !open.missing.contains(f.as_str()));
            for (fact, is) in not_asked.flat_map(|fact| [(*fact, true), (*fact, false)]) {
                let mut more = less.clone();
                more.input.insert(fact.clone(), Value::Boolean(is));
                tried += 1;
                let closed = ask(&more).unwrap().decision.answer;
                if closed != Answer::TooLittleData {
                    writeln!(report, "{}: {closed:?} with `{fact}` {is}", case.name).unwrap();
                }
            }
        }
    }
    assert!(tried > 300, "only {tried} facts were added");
    assert!(report.is_empty(), "of {tried}:\n{report}");
}

/// What was in force before the wording that was read decides nothing.
#[test]
fn days_that_nobody_read_about_have_no_answer() {
    for (mut case, ask) in cases() {
        for day in ["2015-06-01", "2019-06-01", "2024-06-01"] {
            case.day = day.parse().unwrap();
            let got = ask(&case).unwrap();
            assert_eq!(got.decision.answer, Answer::TooLittleData, "{} on {day}", case.name);
            assert!(got.more.keys().all(|key| ALWAYS.contains(&key.as_str())), "{:?}", got.more);
        }
    }
}

/// What follows from the facts alone, whatever the rules.
const ALWAYS: [&str; 2] = ["total_tenths", "ground"];

/// What nobody read is not said to be read.
#[test]
fn rules_are_read_in_a_statute_or_not_verified() {
    // A municipality's own policy stands in no statute.
    let all = rules();
    let of_law = all.iter().filter(|rule| !rule.name.as_str().starts_with("housing."));
    for rule in of_law {
        for (_, value) in rule.values.changes() {
            let Some(value) = value else { continue };
            let reference = value.reference.as_str();
            let is_text = reference.starts_with("SFS ") && reference.ends_with(" §");
            let read = value.standing == Standing::Verified;
            assert!(!read || is_text, "{}: {reference}", rule.name);
            assert!(read || !is_text, "{}: {reference} is read elsewhere", rule.name);
        }
    }
}
