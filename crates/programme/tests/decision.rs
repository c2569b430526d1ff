//! Answers: three-valued, never firm on what nobody has verified, and with
//! grounds that suffice.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_programme::decision::{Answer, Condition, Decision, Fact, Finding};
use etablera_programme::rules::{Held, Rules};
use proptest::prelude::*;

const RULES: &str = r#"
    [[rule]]
    name = "read"
    description = "A provision that somebody read"
    unit = "provision"
    value = [
        { from = 2020-01-01, reference = "here 1 §", verified = true },
        { from = 2030-01-01, reference = "here 1 §", verified = true, ends = true },
    ]

    [[rule]]
    name = "heard"
    description = "A provision that nobody read"
    unit = "provision"
    value = [{ from = 2020-01-01, reference = "there", verified = false }]
"#;

fn held(name: &str, day: &str) -> Held {
    Rules::parse(RULES).unwrap().on(name, day.parse().unwrap()).unwrap()
}

/// A condition whose leaves are facts that are so, are not so, are not known,
/// or fall under a rule that nobody has verified.
fn tree() -> impl Strategy<Value = Condition> {
    let fact = prop_oneof![Just(None), Just(Some(true)), Just(Some(false))];
    let rule = prop_oneof![4 => Just("read"), 1 => Just("heard")];
    let leaf = (rule, fact)
        .prop_map(|(rule, fact)| held(rule, "2026-01-01").asks(Fact::new("it", fact)).into());
    leaf.prop_recursive(4, 24, 4, |inner| {
        let some = proptest::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            some.clone().prop_map(Condition::All),
            some.prop_map(Condition::Any),
            inner.prop_map(Condition::not),
        ]
    })
}

/// Every way to fill in what is open.
fn fillings(condition: &Condition) -> (bool, bool) {
    match condition {
        Condition::Clause(clause) => match clause.finding() {
            Finding::Met => (true, false),
            Finding::Unmet => (false, true),
            Finding::NotKnown | Finding::NotVerified => (true, true),
        },
        Condition::Not(not) => {
            let (yes, no) = fillings(not);
            (no, yes)
        }
        Condition::All(all) => {
            let each: Vec<_> = all.iter().map(fillings).collect();
            (each.iter().all(|(yes, _)| *yes), each.iter().any(|(_, no)| *no))
        }
        Condition::Any(any) => {
            let each: Vec<_> = any.iter().map(fillings).collect();
            (each.iter().any(|(yes, _)| *yes), each.iter().all(|(_, no)| *no))
        }
    }
}

proptest! {
    /// A firm answer is the one that every filling of the open gaps gives.
    #[test]
    fn a_firm_answer_holds_however_the_gaps_are_filled(condition in tree()) {
        let expected = match fillings(&condition) {
            (true, false) => Answer::MayApply,
            (false, true) => Answer::ProbablyNot,
            (true, true) => Answer::TooLittleData,
            (false, false) => unreachable!("some filling is there"),
        };
        prop_assert_eq!(condition.answer(), expected);
    }

    /// A firm answer rests on nothing unverified or unknown, and an open one
    /// says what would decide it.
    #[test]
    fn grounds_are_of_the_kind_of_the_answer(condition in tree()) {
        let decision = Decision::from(condition);
        let open = |finding| matches!(finding, Finding::NotKnown | Finding::NotVerified);
        if decision.answer == Answer::TooLittleData {
            prop_assert!(!decision.because.is_empty());
            prop_assert!(decision.because.iter().all(|clause| open(clause.finding())));
            prop_assert!(!decision.missing.is_empty() || !decision.unverified.is_empty());
        } else {
            prop_assert!(decision.because.iter().all(|clause| !open(clause.finding())));
            prop_assert!(decision.missing.is_empty() && decision.unverified.is_empty());
        }
    }
}

#[test]
fn what_nobody_verified_answers_neither_yes_nor_no() {
    for so in [true, false] {
        let clause = held("heard", "2026-01-01").asks(Fact::known("it", so));
        assert_eq!(Condition::from(clause).answer(), Answer::TooLittleData);
    }
}

#[test]
fn the_same_case_on_two_days_has_two_answers() {
    let on = |day| Condition::from(held("read", day).asks(Fact::known("it", true))).answer();
    assert_eq!(on("2029-12-31"), Answer::MayApply);
    assert_eq!(on("2030-01-01"), Answer::TooLittleData);
    assert_eq!(on("2019-12-31"), Answer::TooLittleData);
}

#[test]
fn a_mistake_in_a_file_is_named_by_its_line() {
    let cases = [
        ("unit = \"provision\"", "unit = \"month\"", "has no amount: expected one, or `ends`"),
        ("unit = \"provision\"", "unit = \"moon\"", "unknown variant `moon`"),
        ("2020-01-01, reference", "2020-02-30, reference", ""),
        ("2020-01-01, reference", "2020-01-01T08:00:00Z, reference", "expected YYYY-MM-DD"),
        ("2030-01-01", "2020-01-01", "two values from 2020-01-01: expected one a day"),
        ("\"here 1 §\"", "\" \"", "has no reference: expected where it stands"),
        ("name = \"heard\"", "name = \"read\"", "`read` is there twice"),
        ("name = \"heard\"", "name = \"Hörd\"", "`Hörd` is no name: expected a-z"),
        ("verified = false", "verfied = false", "unknown field `verfied`"),
        (", verified = false", "", "missing field `verified`"),
    ];
    for (right, wrong, why) in cases {
        let error = Rules::parse(&RULES.replacen(right, wrong, 1)).unwrap_err().to_string();
        assert!(error.starts_with("line ") && error.contains(why), "{wrong}: {error}");
    }
    let twice = Rules::parse(&RULES.replace("\"heard\"", "\"read\"")).unwrap_err();
    assert_eq!(twice.to_string(), "line 11: `read` is there twice");
}

#[test]
fn an_amount_that_its_unit_cannot_have_is_refused() {
    let cases = [
        ("month", "0"),
        ("month", "-1"),
        ("month", "\"1/2\""),
        ("year", "70000"),
        ("krona_per_month", "-1"),
        ("krona", "65536"),
        ("share", "\"4/3\""),
        ("share", "-1"),
        ("hour_per_week", "169"),
        ("count", "\"1/2\""),
    ];
    for (unit, amount) in cases {
        let text = format!(
            "\n[[rule]]\nname = \"a\"\ndescription = \"A\"\nunit = \"{unit}\"\n\
             value = [{{ from = 2020-01-01, amount = {amount}, reference = \"r\", verified = true }}]"
        );
        let error = Rules::parse(&text).unwrap_err().to_string();
        assert!(error.starts_with("line 2: `a`: the value from 2020-01-01 cannot be"), "{error}");
    }
}
