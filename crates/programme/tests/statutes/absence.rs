//! A past of which something is not known.

use chrono::{Days, NaiveDate};
use etablera_programme::decision::Finding;
use etablera_programme::support::{Facts, Form, read_facts};
use proptest::prelude::*;

use crate::case::rules;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// How the time away stands to 4 §.
fn finding(facts: &Facts) -> (Finding, &'static str) {
    let assessed = Form::Nystartsjobb.assess(rules(), facts, day("2026-01-01")).unwrap();
    let is_it = |rule: &str| rule == "nystartsjobb.4.frame_time";
    let clause = assessed.clauses.iter().find(|one| is_it(one.ground().rule.as_str())).unwrap();
    (clause.finding(), clause.fact())
}

const SOME_OF_THE_CARE: &str = r#"
application_day = "2026-01-01"
history_from = "2023-01-01"
periods = [
    { from = "2024-06-01", to = "2024-09-30", kind = "unemployed", share = 1 },
    { from = "2025-02-01", to = "2025-12-31", kind = "unemployed", share = 1 },
]
care = [{ from = "2024-10-01", to = "2025-12-31", own = true }]
"#;

/// With none of the care there are eleven months, with all of it four, and
/// with the part before a child turned two fifteen.
#[test]
fn some_of_the_care_may_give_more_than_all_or_none_of_it() {
    let unsure: Facts = read_facts(SOME_OF_THE_CARE).unwrap();
    assert_eq!(finding(&unsure), (Finding::NotKnown, "care"));
    let mut turned_two = unsure.clone();
    turned_two.care.as_mut().unwrap()[0].child_born = Some(day("2023-02-01"));
    assert_eq!(finding(&turned_two).0, Finding::Met);
    // Of a child that was never small then nothing counts, whosever it is.
    let mut other = unsure;
    let care = &mut other.care.as_mut().unwrap()[0];
    (care.own, care.child_born) = (None, Some(day("2020-01-01")));
    assert_eq!(finding(&other), (Finding::Unmet, "periods"));
}

/// Days in no period are known only from `history_from` on.
#[test]
fn without_a_known_past_the_gaps_are_not_known() {
    let mut facts: Facts = read_facts(SOME_OF_THE_CARE).unwrap();
    facts.care = Some(Vec::new());
    assert_eq!(finding(&facts), (Finding::Unmet, "periods"));
    facts.history_from = None;
    assert_eq!(finding(&facts), (Finding::NotKnown, "history_from"));
}

fn facts() -> impl Strategy<Value = Facts> {
    let span = || (0_u64..1000, 1_u64..500);
    let own = prop_oneof![Just(Some(true)), Just(None)];
    let periods = proptest::collection::vec(span(), 0..4);
    (periods, span(), own).prop_map(|(periods, (from, length), own)| {
        let first = day("2023-01-01");
        let after = |days| (first + Days::new(days)).to_string();
        let mut text = String::from(
            "application_day = \"2026-01-01\"\nhistory_from = \"2023-01-01\"\nperiods = [",
        );
        for (from, length) in periods {
            let (from, to) = (after(from), after(from + length));
            text += &format!("{{ from = '{from}', to = '{to}', kind = 'unemployed', share = 1 }},");
        }
        text +=
            &format!("]\ncare = [{{ from = '{}', to = '{}' }}]", after(from), after(from + length));
        let mut facts: Facts = read_facts(&text).unwrap();
        facts.care.as_mut().unwrap()[0].own = own;
        facts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What is firm though a child's day of birth is not known holds for every
    /// day on which it may have been born.
    #[test]
    fn what_is_firm_holds_whenever_a_child_was_born(facts in facts(), shift in 0_u64..7) {
        let (firm, _) = finding(&facts);
        if matches!(firm, Finding::Met | Finding::Unmet) {
            let from = facts.care.as_ref().unwrap()[0].from - Days::new(740 + shift);
            let born = from.iter_days().step_by(7).take(180).map(Some);
            for born in born {
                let mut known = facts.clone();
                let care = &mut known.care.as_mut().unwrap()[0];
                (care.child_born, care.own) = (born, Some(true));
                prop_assert_eq!(finding(&known).0, firm, "born {:?}", born);
            }
            let mut others = facts.clone();
            others.care.as_mut().unwrap()[0].own = Some(false);
            prop_assert_eq!(finding(&others).0, firm);
        }
    }
}
