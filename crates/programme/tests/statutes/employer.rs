//! What an employer sees of a person: nothing.

use std::collections::{BTreeMap, BTreeSet};

use etablera_programme::support::{Facts, Form};
use toml::Value;

use crate::case::{self, Case, files, rules};

const FORMS: [(&str, Form); 4] = [
    ("nystartsjobb", Form::Nystartsjobb),
    ("introduktionsjobb.toml", Form::Introduktionsjobb),
    ("arbetspraktik.toml", Form::Arbetspraktik),
    ("etableringsjobb.toml", Form::Etableringsjobb),
];

fn cases() -> Vec<(Form, Case)> {
    let read = |(name, form): (&str, Form)| {
        let cases: Vec<Case> = files(name).iter().flat_map(|file| case::read(file)).collect();
        cases.into_iter().filter(|case| case.question.is_none()).map(move |case| (form, case))
    };
    FORMS.into_iter().flat_map(read).collect()
}

/// Facts about the job and the employer, as a reader of the cases would say.
const OF_THE_JOB: [&str; 24] = [
    "employer_kind",
    "registered_employer",
    "certifies_pay",
    "certifies_no_layoffs",
    "certifies_electronic_pay",
    "last_layoff",
    "trading_ban",
    "representative_trading_ban",
    "insolvency",
    "taxes_paid",
    "employment_from",
    "employment_form",
    "employment_months",
    "pay",
    "working_time",
    "full_time",
    "bound_by_agreement_on_etableringsjobb",
    "local_agreement",
    "occupation_in_agreement",
    "from",
    "to",
    "host_agreement",
    "certificate_promised",
    "supervisor_named",
];

fn view(form: Form, case: &Case) -> Value {
    let facts: Facts = case.facts();
    let assessed = form.assess(rules(), &facts, case.day).unwrap();
    Value::try_from(assessed.for_employer()).unwrap()
}

#[test]
fn the_employer_sees_no_fact_about_the_person_and_no_ground() {
    let cases = cases();
    assert!(cases.len() >= 280, "only {} cases were read", cases.len());
    let keys = ["answer", "to_say", "first_decision_months", "pay_that_counts"];
    for (form, case) in &cases {
        let view = view(*form, case);
        let table = view.as_table().unwrap();
        assert!(table.keys().all(|key| keys.contains(&key.as_str())), "{}: {view}", case.name);
        for said in table["to_say"].as_array().unwrap() {
            assert!(OF_THE_JOB.contains(&said.as_str().unwrap()), "{}: {view}", case.name);
        }
        let shown = view.to_string();
        for word in ["§", "SFS", "ground", "section", "because", "clause", "2018:4"] {
            assert!(!shown.contains(word), "{}: `{word}` in {shown}", case.name);
        }
        for (fact, value) in &case.input {
            let told = match value {
                Value::String(text) => format!("\"{text}\""),
                _ => format!("\"{fact}\""),
            };
            let of_the_job = OF_THE_JOB.contains(&fact.as_str());
            assert!(of_the_job || !shown.contains(&told), "{}: `{told}` in {shown}", case.name);
        }
    }
}

/// Two people with one job, one answer and one length of the first decision
/// look alike.
#[test]
fn people_with_the_same_answer_look_alike() {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (form, case) in cases() {
        let mut job = case.input.clone();
        job.retain(|fact, _| {
            OF_THE_JOB.contains(&fact) || fact.ends_with("_pay") || fact.starts_with("certificate")
        });
        let view = view(form, &case);
        let answer = (form, &view["answer"], view.get("first_decision_months"));
        seen.entry(format!("{answer:?} {job}")).or_default().insert(view.to_string());
    }
    let apart: Vec<_> = seen.into_iter().filter(|(_, views)| views.len() > 1).collect();
    assert!(apart.is_empty(), "{apart:#?}");
}

/// A length that the person's past decides is the time away itself: the
/// employer sees it only where the job alone would give the same.
#[test]
fn the_length_tells_nothing_of_the_past() {
    let (mut left_out, mut shown) = (0, 0);
    for (form, case) in cases() {
        let facts: Facts = case.facts();
        let assessed = form.assess(rules(), &facts, case.day).unwrap();
        let seen = assessed.for_employer().first_decision_months;
        let term = facts.employment_months.map(u32::from);
        assert!(seen.is_none_or(|months| months == 12 || Some(months) == term), "{}", case.name);
        shown += usize::from(seen.is_some());
        left_out += usize::from(seen.is_none() && assessed.first_decision_months.is_some());
    }
    assert!(left_out >= 5 && shown >= 50, "{left_out} left out, {shown} shown");
}

#[test]
fn what_employers_see_in_all_cases() {
    let views: BTreeSet<String> = cases()
        .iter()
        .map(|(form, case)| {
            let view = view(*form, case);
            format!("{form:?} {} {}", view["answer"], view["to_say"])
        })
        .collect();
    let views: Vec<String> = views.into_iter().collect();
    insta::assert_snapshot!(views.join("\n"));
}
