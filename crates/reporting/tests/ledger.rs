//! What was sent, without who anybody is, beside the files themselves.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod monthly_people;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_reporting::freeze::Hash;
use etablera_reporting::monthly::{
    CodeForms, Difference, Edit, File, Ledger, Mark, Month, MonthlyError, Participation, Roll,
    SentMonth, Series, Trace,
};
use monthly_people::{LATE, day, file, month, number, one, open, protected};
use proptest::prelude::*;

/// The rows of a month; what stands for an identity is what the file has.
fn traces(all: &[Participation], of: Month) -> Vec<Trace> {
    let file = File::new(&Roll::new(all.to_vec()), &CodeForms::seen(), of, day(LATE)).unwrap();
    file.rows.iter().map(|row| Trace::of(row, Mark(row.identity.to_string()))).collect()
}

fn sent(all: &[Participation], of: Month, version: u32) -> SentMonth {
    let (on, hash) = (day(LATE), Hash::of(b""));
    SentMonth { month: of, version, on, hash, rows: traces(all, of) }
}

fn nobody() -> BTreeSet<ParticipantId> {
    BTreeSet::new()
}

/// The months that are to be sent again.
fn again(ledger: &Ledger, all: &[Participation]) -> Vec<Month> {
    ledger.again(|of| traces(all, of), &nobody()).iter().map(|one| one.month).collect()
}

fn months(from: u32, to: u32) -> Vec<Month> {
    (from..=to).map(|of| month(&format!("2026-{of:02}"))).collect()
}

fn year(minutes: u32) -> Vec<(String, u32)> {
    (1..=12).map(|of| (format!("2026-{of:02}"), minutes)).collect()
}

fn person(name: &str, at: usize, entry: &str) -> Participation {
    let minutes = year(90);
    let minutes: Vec<(&str, u32)> = minutes.iter().map(|(of, all)| (of.as_str(), *all)).collect();
    let mut one = one(name, at, entry, &minutes);
    one.minutes.retain(|of, _| of.last() >= one.entry.unwrap());
    one
}

fn ledger(all: &[Participation], to: u32) -> Ledger {
    let mut ledger = Ledger::default();
    for of in months(1, to) {
        ledger.add(sent(all, of, 1));
    }
    ledger
}

#[test]
fn one_change_makes_its_month_and_every_later_one_again() {
    let all = [person("P1", 1, "2026-01-05"), person("P2", 2, "2026-01-05")];
    let mut ledger = ledger(&all, 12);
    assert!(again(&ledger, &all).is_empty());
    let mut now = all.clone();
    now[1].minutes.insert(month("2026-02"), 300);
    assert_eq!(again(&ledger, &now), months(2, 12));
    let told = ledger.again(|of| traces(&now, of), &nobody());
    let edits = vec![Edit::Hours { old: 2, new: 5 }];
    let place = ("P2".parse().unwrap(), 1);
    assert_eq!(told[0].differences, BTreeMap::from([(place, Difference::Changed(edits))]));
    assert!(told[1..].iter().all(|one| one.differences.is_empty()));
    // Each is out of order until it, and all before it, are sent again.
    for of in 2..=12 {
        assert_eq!(again(&ledger, &now), months(of, 12));
        ledger.add(sent(&now, months(of, of)[0], 2));
    }
    assert!(again(&ledger, &now).is_empty());
    // A second correction before the first is sent: the earlier one leads.
    now[1].minutes.insert(month("2026-09"), 60);
    assert_eq!(again(&ledger, &now), months(9, 12));
    now[0].minutes.insert(month("2026-04"), 60);
    assert_eq!(again(&ledger, &now), months(4, 12));
}

#[test]
fn months_are_sent_one_after_another() {
    let all = [person("P1", 1, "2026-02-05")];
    let first = Some(month("2026-02"));
    let none = Ledger::default();
    let next = |ledger: &Ledger, of: &str, on: &str| {
        let again = ledger.again(|of| traces(&all, of), &nobody());
        ledger.next((month(of), day(on)), (first, &again))
    };
    // Before anybody entered a file is empty, and may be sent.
    assert_eq!(next(&none, "2026-01", LATE), Ok(1));
    assert_eq!(next(&none, "2026-02", LATE), Ok(1));
    let expected = month("2026-02");
    let out = MonthlyError::OutOfOrder { month: month("2026-03"), expected };
    assert_eq!(next(&none, "2026-03", LATE), Err(out));
    let early = next(&none, "2026-02", "2026-02-28").unwrap_err();
    assert!(matches!(early, MonthlyError::FutureMonth { .. }));
    let mut some = Ledger::default();
    some.add(sent(&all, month("2026-02"), 1));
    assert_eq!(next(&some, "2026-03", LATE), Ok(1));
    for of in ["2026-02", "2026-04"] {
        let expected = month("2026-03");
        let out = MonthlyError::OutOfOrder { month: month(of), expected };
        assert_eq!(next(&some, of, LATE), Err(out));
    }
    let before = next(&some, "2026-03", "2027-05-31").unwrap_err();
    assert!(matches!(before, MonthlyError::Backdated { .. }));
}

#[test]
fn what_was_sent_of_the_erased_stands_and_no_trace_has_a_number() {
    let all = [person("P1", 1, "2026-01-05"), person("P2", 2, "2026-01-05")];
    let ledger = ledger(&all, 3);
    let mut now = all.clone();
    now[0].identity = None;
    assert_eq!(again(&ledger, &now), months(1, 3));
    let erased = BTreeSet::from(["P1".parse().unwrap()]);
    assert!(ledger.again(|of| traces(&now, of), &erased).is_empty());
    // Kept as a store keeps it, with a mark that is no number.
    let file = file(&all, "2026-01");
    let rows = file.rows.iter().map(|row| Trace::of(row, Mark("0".to_owned()))).collect();
    let kept = SentMonth { rows, ..sent(&all, month("2026-01"), 1) };
    let text = serde_json::to_string(&kept).unwrap();
    assert!(![1, 2].iter().any(|at| text.contains(&number(*at).to_string())), "{text}");
    assert_eq!(serde_json::from_str::<SentMonth>(&text).unwrap(), kept);
}

/// What may be done to one of three people.
#[derive(Clone, Debug)]
enum Edited {
    Hours(usize, u32, u32),
    Entry(usize, NaiveDate),
    Leaving(usize, Option<NaiveDate>),
    Number(usize, usize),
    Protected(usize),
    Send,
}

fn edited() -> impl Strategy<Value = Edited> {
    let who = || 0_usize..3;
    let on = || (0_u64..150).prop_map(|at| day("2026-01-01") + chrono::Days::new(at));
    prop_oneof![
        (who(), 1_u32..6, 0_u32..200).prop_map(|(who, of, all)| Edited::Hours(who, of, all)),
        (who(), on()).prop_map(|(who, on)| Edited::Entry(who, on)),
        (who(), proptest::option::of(on())).prop_map(|(who, on)| Edited::Leaving(who, on)),
        (who(), 0_usize..3).prop_map(|(who, at)| Edited::Number(who, 10 + 3 * who + at)),
        who().prop_map(Edited::Protected),
        Just(Edited::Send),
    ]
}

proptest! {
    /// A ledger asks for the months that a series of whole files makes again,
    /// whatever was edited in between, and knows when they have been sent.
    #[test]
    fn a_ledger_is_a_series_that_forgets_who(
        edits in proptest::collection::vec(edited(), 1..12)
    ) {
        let mut all = vec![
            person("P1", 1, "2026-01-05"),
            person("P2", 2, "2026-02-05"),
            person("P3", 3, "2026-01-30"),
        ];
        let forms = CodeForms::seen();
        let roll = |all: &[Participation]| Roll::new(all.to_vec());
        let mut ledger = ledger(&all, 5);
        let mut series = Series::default();
        for of in months(1, 5) {
            series.send(&roll(&all), &forms, (of, day(LATE))).unwrap();
        }
        for edit in edits {
            match edit {
                Edited::Hours(who, of, minutes) => {
                    all[who].minutes.insert(months(of, of)[0], minutes);
                }
                Edited::Entry(who, on) => all[who].entry = Some(on),
                Edited::Leaving(who, on) => all[who].leaving = on,
                Edited::Number(who, at) => all[who].identity = open(at),
                Edited::Protected(who) => {
                    all[who].identity = protected(who, Some(etablera_domain::Gender::Woman));
                }
                Edited::Send => {
                    let from = series.first_difference(&roll(&all), &forms);
                    for of in again(&ledger, &all) {
                        let version = ledger.of(of).unwrap().version + 1;
                        ledger.add(sent(&all, of, version));
                    }
                    if let Some(from) = from {
                        let made =
                            series.correct(&roll(&all), &forms, (from, day(LATE))).unwrap();
                        prop_assert!(!made.is_empty());
                    }
                    prop_assert!(again(&ledger, &all).is_empty());
                }
            }
            let from = series.first_difference(&roll(&all), &forms);
            let expected: Vec<Month> = series
                .sent()
                .keys()
                .copied()
                .filter(|of| from.is_some_and(|from| *of >= from))
                .collect();
            prop_assert_eq!(again(&ledger, &all), expected);
            let versions: Vec<u32> = series.sent().values().map(|one| one.version).collect();
            prop_assert_eq!(ledger.sent().map(|one| one.version).collect::<Vec<_>>(), versions);
        }
    }
}

/// Somebody turns out to have been there before the first month that was sent:
/// that month and every one passed over come first, then the later ones again.
#[test]
fn months_that_were_passed_over_are_sent_first() {
    let all = [person("P1", 0, "2026-01-12")];
    let mut ledger = Ledger::default();
    for of in months(3, 4) {
        ledger.add(sent(&all, of, 1));
    }
    let first = Some(month("2026-01"));
    let next = |ledger: &Ledger| {
        let again = ledger.again(|of| traces(&all, of), &nobody());
        ledger.expected(first, &again)
    };
    for of in ["2026-01", "2026-02", "2026-03", "2026-04"] {
        assert_eq!(next(&ledger), Some(month(of)));
        let again = ledger.again(|of| traces(&all, of), &nobody());
        let wrong = ledger.next((month("2026-05"), day(LATE)), (first, &again));
        assert!(matches!(wrong, Err(MonthlyError::OutOfOrder { .. })), "{wrong:?}");
        let version = ledger.next((month(of), day(LATE)), (first, &again)).unwrap();
        assert_eq!(version, if of < "2026-03" { 1 } else { 2 });
        ledger.add(sent(&all, month(of), version));
    }
    assert_eq!(next(&ledger), Some(month("2026-05")));
}
