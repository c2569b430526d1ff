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

/// What the cases of SFS 2018:42 leave out, each as one fact changed in the
/// first of them.
#[test]
fn introduktionsjobb_beyond_the_cases() {
    use Answer::{MayApply, ProbablyNot, TooLittleData};
    use etablera_programme::support::{EmployerKind, Insolvency, PermitGround, RefusalGround};

    let first = &case::read(&case::folder().join("introduktionsjobb.toml"))[0];
    let day = |text: &str| Some(text.parse::<chrono::NaiveDate>().unwrap());
    let answer = |change: &dyn Fn(&mut Facts)| {
        let mut facts: Facts = first.facts();
        change(&mut facts);
        Form::Introduktionsjobb.assess(rules(), &facts, first.day).unwrap().decision
    };
    let refuse = answer(&|facts| {
        facts.refusal_grounds.insert(RefusalGround::Conviction);
    });
    assert_eq!(refuse.answer, TooLittleData);
    assert_eq!(refuse.missing.into_iter().collect::<Vec<_>>(), ["agency_choice"]);
    let alone = answer(&|facts| {
        facts.employer_kind = Some(EmployerKind::SoleTrader);
        facts.representative_trading_ban = None;
    });
    assert_eq!(alone.answer, MayApply);
    for is in [Insolvency::AppliedFor, Insolvency::Reconstruction] {
        assert_eq!(answer(&|facts| facts.insolvency = Some(is)).answer, ProbablyNot);
    }
    assert_eq!(answer(&|facts| facts.certificate_known_false = true).answer, ProbablyNot);
    let newcomer = |facts: &mut Facts, granted: &str| {
        facts.job_guarantee = Some(false);
        facts.newcomer = Some(true);
        facts.establishment_programme_until = day("2024-01-01");
        facts.permit_ground = Some(PermitGround::EeaFamilyCard);
        facts.permit_granted = day(granted);
    };
    assert_eq!(answer(&|facts| newcomer(facts, "2022-10-15")).answer, MayApply);
    assert_eq!(answer(&|facts| newcomer(facts, "2022-10-14")).answer, ProbablyNot);
    // 5 §, last paragraph: care of one's own small child does not count.
    let with_care = |granted: &str| {
        answer(&|facts| {
            newcomer(facts, granted);
            let care = "from = \"2023-01-01\"\nto = \"2023-01-10\"\nown = true\nchild_born = \"2022-12-01\"";
            facts.care = Some(vec![toml::from_str(care).unwrap()]);
        })
        .answer
    };
    assert_eq!(with_care("2022-10-05"), MayApply);
    assert_eq!(with_care("2022-10-04"), ProbablyNot);
}

/// The last day for papers is a weekday, and none was passed over.
#[test]
fn papers_are_due_on_the_next_weekday() {
    use chrono::{Datelike, Days, NaiveDate, Weekday};

    let text = std::fs::read_to_string(case::folder().join("holidays.csv")).unwrap();
    let holidays: Vec<&str> = text.lines().filter(|line| line.contains("SE")).collect();
    let is_off = |day: NaiveDate| {
        let midsummer_eve =
            day.month() == 6 && (19..=25).contains(&day.day()) && day.weekday() == Weekday::Fri;
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
            || matches!((day.month(), day.day()), (12, 24 | 31))
            || midsummer_eve
            || holidays.iter().any(|line| line.contains(&day.to_string()))
    };
    let mut moved = 0;
    for month in (0..114).map(|months| (2026 + months / 12, months % 12 + 1)) {
        let papers: Papers =
            toml::from_str(&format!("support_month = \"{}-{:02}\"", month.0, month.1)).unwrap();
        let on = "2026-01-01".parse().unwrap();
        let paid = payment(rules(), Subsidy::Nystartsjobb, &papers, on).unwrap();
        let (counted, due) = (paid.counted_to.unwrap(), paid.documents_due.unwrap());
        assert!(!is_off(due), "{due}");
        assert!(counted.iter_days().take_while(|day| *day < due).all(is_off), "{counted} to {due}");
        assert!(due <= counted + Days::new(5));
        moved += u32::from(due != counted);
    }
    assert!(moved > 20, "only {moved} were moved");
}

#[test]
fn days_and_shares_that_cannot_be_are_refused() {
    use etablera_programme::support::read_facts;

    for wrong in [
        "born = \"+262142-01-01\"",
        "born = \"2026-2-3\"",
        "born = \"1899-12-31\"",
        "born = \"2200-01-01\"",
        "born = \"2025-02-29\"",
        "working_time = \"3/2\"",
        "owners = [{ who = \"parent\", share = -1 }]",
        "care = [{ from = \"2200-01-01\", to = \"2200-01-02\" }]",
    ] {
        let error = read_facts::<Facts>(&format!("\n{wrong}")).unwrap_err();
        assert!(error.line == 2 && error.message.contains("expected"), "{wrong}: {error}");
    }
}

/// At the ends of what is read nothing panics, whatever the day of decision.
#[test]
fn days_at_the_ends_have_an_answer() {
    use etablera_programme::support::read_facts;

    for (from, to) in [("1900-01-01", "2199-12-31"), ("2199-12-31", "2199-12-31")] {
        for key in ["born", "application_day", "permit_granted", "from", "history_from"] {
            let text = format!(
                "{key} = \"{from}\"\nto = \"{to}\"\nlast_layoff = \"{to}\"\n\
                 periods = [{{ from = \"{from}\", to = \"{to}\", kind = \"unemployed\" }}]\n\
                 care = [{{ from = \"{from}\", to = \"{to}\", child_born = \"{to}\" }}]"
            );
            let facts: Facts = read_facts(&text).unwrap();
            for form in Form::ALL {
                for day in ["1900-01-01", "2026-01-01", "2199-12-31"] {
                    form.assess(rules(), &facts, day.parse().unwrap()).unwrap();
                }
            }
        }
    }
}
