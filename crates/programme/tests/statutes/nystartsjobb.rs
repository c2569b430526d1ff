//! SFS 2018:43.

use std::fmt::Write as _;

use etablera_programme::rules::shipped;
use etablera_programme::support::{Assessment, Facts, nystartsjobb};
use toml::{Table, Value};

use crate::case::{self, Case};

#[test]
fn every_case_of_the_statute_is_answered_as_it_says() {
    let mut files: Vec<_> = std::fs::read_dir(case::folder().join("nystartsjobb"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let rules = shipped();
    let (mut count, mut report) = (0, String::new());
    for file in files {
        for case in case::read(&file).into_iter().filter(|case| case.question.is_none()) {
            let assessed = nystartsjobb(&rules, &case.facts::<Facts>(), case.day).unwrap();
            count += 1;
            let differs = differs(&case, &assessed);
            if !differs.is_empty() {
                let file = file.file_name().unwrap().to_string_lossy();
                writeln!(report, "{file}: {}: {}", case.name, differs.join("; ")).unwrap();
            }
        }
    }
    assert!(count >= 200, "only {count} cases were read");
    assert!(report.is_empty(), "of {count} cases:\n{report}");
}

fn differs(case: &Case, assessed: &Assessment) -> Vec<String> {
    let decision = &assessed.decision;
    let mut differs = case.differs(decision.answer, &assessed.clauses, &decision.missing);
    let mut more = case.more.clone();
    // Days over the whole months are none where the case says nothing of them.
    if more.contains_key("months") {
        more.entry("days").or_insert(Value::Integer(0));
    }
    let got = extent(assessed);
    for (key, expected) in more {
        if got.get(&key) != Some(&expected) {
            differs.push(format!("`{key}` is {:?}, expected {expected}", got.get(&key)));
        }
    }
    differs
}

/// What would be given, in the words of the cases.
fn extent(assessed: &Assessment) -> Table {
    let mut table = Table::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            table.insert(key.to_owned(), value);
        }
    };
    let integer = |number: u32| Value::Integer(number.into());
    put("months", assessed.length.map(|length| integer(length.months)));
    put("days", assessed.length.map(|length| integer(length.days)));
    put("first_decision_months", assessed.first_decision_months.map(integer));
    put("pay_that_counts", assessed.pay_that_counts.map(integer));
    put(
        "factor",
        assessed.factor.map(|factor| {
            let own = Value::Integer(factor.own.into());
            let extra = Value::String(factor.extra.to_string());
            Value::Table(
                [("own".to_owned(), own), ("extra".to_owned(), extra)].into_iter().collect(),
            )
        }),
    );
    table
}
