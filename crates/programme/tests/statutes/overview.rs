//! Every form for a person and a job at once.

use chrono::NaiveDate;
use etablera_programme::calendar::Country;
use etablera_programme::decision::{Answer, Finding};
use etablera_programme::rules::Standing;
use etablera_programme::support::{Facts, Form, Offer, forms};

use crate::case::{self, rules};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The base of a case file, with one thing more.
fn facts(change: impl Fn(&mut Facts)) -> Facts {
    let cases = case::read(&case::folder().join("introduktionsjobb.toml"));
    let mut facts = cases[0].facts();
    change(&mut facts);
    facts
}

fn answers(facts: &Facts) -> Vec<(Form, Answer)> {
    let offers = forms(rules(), facts, day("2025-10-15")).unwrap();
    let answer = |offer: &Offer| (offer.assessment.form, offer.assessment.decision.answer);
    offers.iter().map(answer).collect()
}

#[test]
fn what_may_apply_comes_first() {
    let swedish = facts(|facts| {
        facts.country = Some(Country::Sweden);
        facts.owners = Some(Vec::new());
        facts.earlier_support = Some(Vec::new());
    });
    let expected = [
        (Form::Nystartsjobb, Answer::MayApply),
        (Form::Introduktionsjobb, Answer::MayApply),
        (Form::Etableringsjobb, Answer::TooLittleData),
        (Form::Arbetspraktik, Answer::TooLittleData),
    ];
    assert_eq!(answers(&swedish), expected);
    let banned = facts(|facts| {
        facts.country = Some(Country::Sweden);
        facts.trading_ban = Some(true);
    });
    let expected = [
        (Form::Etableringsjobb, Answer::TooLittleData),
        (Form::Arbetspraktik, Answer::TooLittleData),
        (Form::Nystartsjobb, Answer::ProbablyNot),
        (Form::Introduktionsjobb, Answer::ProbablyNot),
    ];
    assert_eq!(answers(&banned), expected);
}

#[test]
fn of_nobody_knows_what_nothing_is_said() {
    let answers = answers(&Facts::default());
    let forms: Vec<Form> = answers.iter().map(|(form, _)| *form).collect();
    assert_eq!(forms, Form::ALL);
    assert!(answers.iter().all(|(_, answer)| *answer == Answer::TooLittleData));
}

#[test]
fn each_amount_has_a_source_and_a_day() {
    for offer in forms(rules(), &Facts::default(), day("2025-10-15")).unwrap() {
        assert!(!offer.amounts.is_empty());
        for amount in &offer.amounts {
            let told = (amount.amount, &amount.reference, amount.since, amount.standing);
            assert!(matches!(told, (Some(_), Some(_), Some(_), Some(_))), "{amount:?}");
        }
    }
}

/// No Norwegian regulation was read: as long as a measure may be, and a day
/// longer, both are open, and what was heard tells them apart.
#[test]
fn norwegian_measures_are_shown_and_decided_by_nobody() {
    let cases = [
        (Form::Arbeidstrening, "2025-01-01", "2026-06-30"),
        (Form::Mentor, "2025-01-01", "2027-12-31"),
        (Form::MidlertidigLonnstilskudd, "2025-01-31", "2027-01-30"),
        (Form::Inkluderingstilskudd, "2025-01-01", "2025-12-31"),
        (Form::Sommerjobb, "2025-06-23", "2025-07-20"),
    ];
    for (form, from, to) in cases {
        for (over, heard) in [(0, Finding::Met), (1, Finding::Unmet)] {
            let facts = Facts {
                country: Some(Country::Norway),
                from: Some(day(from)),
                to: Some(day(to) + chrono::Days::new(over)),
                ..Facts::default()
            };
            let offers = forms(rules(), &facts, day("2025-10-15")).unwrap();
            assert_eq!(offers.len(), 5);
            let offer = offers.into_iter().find(|offer| offer.assessment.form == form).unwrap();
            let decision = &offer.assessment.decision;
            assert_eq!(decision.answer, Answer::TooLittleData, "{form:?}");
            assert!(!decision.unverified.is_empty());
            let longest = decision.because.last().unwrap();
            assert_eq!(longest.heard(), Some(heard), "{form:?} {over} over");
            let unverified = |standing| standing == Some(Standing::Unverified);
            assert!(offer.amounts.iter().all(|amount| unverified(amount.standing)));
        }
    }
}
