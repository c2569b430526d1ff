//! Forms of support: SFS 2018:43, 2018:42, 2000:634 and 2022:807.

use etablera_programme::decision::{Answer, Finding};
use etablera_programme::support::{
    Assessment, Facts, Form, Papers, Payment, Subsidy, etableringsjobb, payment,
};
use toml::{Table, Value};

use crate::case::{self, Case, Got, check, files, integer, rules, table, text};

pub(crate) fn assessed(form: Form, case: &Case) -> Got {
    let assessed = form.assess(rules(), &case.facts::<Facts>(), case.day).unwrap();
    Got { more: extent(&assessed), decision: assessed.decision, clauses: assessed.clauses }
}

/// What would be given, in the words of the cases.
fn extent(assessed: &Assessment) -> Table {
    let factor = assessed.factor.map(|factor| {
        let (own, extra) = (integer(factor.own), text(factor.extra));
        Value::Table(table([("own", Some(own)), ("extra", Some(extra))]))
    });
    table([
        ("months", assessed.length.map(|length| integer(length.months))),
        ("days", assessed.length.map(|length| integer(length.days))),
        ("first_decision_months", assessed.first_decision_months.map(integer)),
        ("pay_that_counts", assessed.pay_that_counts.map(integer)),
        ("rate", assessed.rate.map(text)),
        ("last_day", assessed.last_day.map(text)),
        ("factor", factor),
    ])
}

#[test]
fn nystartsjobb_is_as_the_statute_says() {
    check(&files("nystartsjobb"), 200, &[], |case| {
        case.question.is_none().then(|| assessed(Form::Nystartsjobb, case))
    });
}

#[test]
fn a_month_is_paid_as_the_statute_says() {
    check(&files("nystartsjobb"), 24, &[], |case| {
        (case.question.as_deref() == Some("payment")).then(|| paid(Subsidy::Nystartsjobb, case))
    });
}

/// 31 § of SFS 2018:42 says the same of a month as 30 § of SFS 2018:43.
#[test]
fn a_month_of_introduktionsjobb_is_paid_alike() {
    for case in case::read(&case::folder().join("nystartsjobb/30-documents.toml")) {
        let (one, other) =
            (paid(Subsidy::Nystartsjobb, &case), paid(Subsidy::Introduktionsjobb, &case));
        assert_eq!(one.decision.answer, other.decision.answer, "{}", case.name);
        assert_eq!(one.decision.missing, other.decision.missing, "{}", case.name);
        assert_eq!(one.more, other.more, "{}", case.name);
    }
}

pub(crate) fn paid(subsidy: Subsidy, case: &Case) -> Got {
    let Payment { decision, clauses, counted_to, documents_due, credited_by } =
        payment(rules(), subsidy, &case.facts::<Papers>(), case.day).unwrap();
    let more = table([
        ("day_180", counted_to.map(text)),
        ("documents_due", documents_due.map(text)),
        ("credited_by", credited_by.map(text)),
    ]);
    Got { decision, clauses, more }
}

#[test]
fn introduktionsjobb_is_as_the_statute_says() {
    check(&files("introduktionsjobb.toml"), 27, &[], |case| {
        Some(assessed(Form::Introduktionsjobb, case))
    });
}

#[test]
fn arbetspraktik_is_as_the_statute_says() {
    check(&files("arbetspraktik.toml"), 18, &[], |case| Some(assessed(Form::Arbetspraktik, case)));
}

/// The cases let what is only heard of say no; a rule that nobody has read in
/// its source can give no firm answer, so that these remain open.
const HEARD_IS_NOT_READ: &str = "what nobody verified rules nothing out";

const HEARD: [(&str, &str); 7] = [
    ("the employer is not bound by a collective agreement on etableringsjobb", HEARD_IS_NOT_READ),
    ("there is no local agreement", HEARD_IS_NOT_READ),
    ("the occupation is not in the agreement's list", HEARD_IS_NOT_READ),
    ("part time", HEARD_IS_NOT_READ),
    ("neither a newcomer nor long-term unemployed", HEARD_IS_NOT_READ),
    (
        "sixty-seven on the day of decision: above the highest age that the sources state from 2024",
        HEARD_IS_NOT_READ,
    ),
    ("a newcomer whose three years have passed, and not long-term unemployed", HEARD_IS_NOT_READ),
];

#[test]
fn etableringsjobb_is_as_the_sources_say_where_they_leave_it_open() {
    check(&files("etableringsjobb.toml"), 11, &HEARD, |case| {
        Some(assessed(Form::Etableringsjobb, case))
    });
}

/// Where the cases say no, the answer is open, and what was heard says no.
#[test]
fn what_is_heard_of_etableringsjobb_is_shown_and_decides_nothing() {
    let cases = case::read(&case::folder().join("etableringsjobb.toml"));
    for case in &cases {
        let facts: Facts = case.facts();
        let assessed = etableringsjobb(rules(), &facts, case.day).unwrap();
        assert_eq!(assessed.decision.answer, Answer::TooLittleData, "{}", case.name);
        let heard = |finding| {
            assessed.decision.because.iter().any(|clause| clause.heard() == Some(finding))
        };
        let expected = case.outcome == Answer::ProbablyNot;
        let only_the_other_way = case.name.starts_with("everything that is known");
        assert!(!expected || heard(Finding::Unmet), "{}", case.name);
        assert!(!only_the_other_way || heard(Finding::Met), "{}", case.name);
    }
}
