//! Balances, retention, sick leave, costs, and what may be told.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::Service;
use etablera_domain::event::state::{AgreementState, Balance};
use etablera_reporting::outcome::{
    Began, Cohort, Costs, Followed, Guard, Kronor, Ore, Promised, Rate, SickLeave, Situation, Why,
    employer_balance, retention,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(at: usize) -> ParticipantId {
    format!("P{at:03}").parse().unwrap()
}

fn agreement(
    name: &str,
    until: &str,
    (promised, given, booked): (u32, u32, u32),
) -> AgreementState {
    let booked: BTreeMap<String, Value> = (0..booked)
        .map(|at| (format!("B{at}"), json!({ "service": "guest_lecture", "on": "2026-05-01" })))
        .collect();
    let mut state = json!({
        "id": name, "booked": booked, "given": { "guest_lecture": given },
        "versions": [{
            "since": "2026-01-01", "until": until, "employer": "E1",
            "promises": { "guest_lecture": promised },
        }],
    });
    if given == 0 {
        state["given"] = json!({});
    }
    serde_json::from_value(state).unwrap()
}

#[test]
fn what_lapsed_is_not_left_and_one_promise_pays_for_no_other() {
    let all = [
        agreement("A1", "2026-12-31", (4, 1, 1)),
        agreement("A2", "2026-06-30", (3, 1, 0)),
        agreement("A3", "2026-12-31", (1, 3, 0)),
    ];
    let told = employer_balance(&all, day("2026-09-01"));
    let expected = Promised { promised: 8, given: 5, booked: 1, left: 2, lapsed: 2, over: 2 };
    let key = ("E1".parse().unwrap(), Service::GuestLecture);
    assert_eq!(told, BTreeMap::from([(key.clone(), expected)]));
    let before = employer_balance(&all, day("2026-06-30"))[&key];
    assert_eq!((before.left, before.lapsed), (4, 0));
    assert!(employer_balance(&[], day("2026-09-01")).is_empty());
}

proptest! {
    #[test]
    fn a_balance_adds_up_and_matches_the_agreement(
        all in proptest::collection::vec((0..6_u32, 0..6_u32, 0..4_u32, any::<bool>()), 0..6),
    ) {
        let states: Vec<AgreementState> = all
            .iter()
            .enumerate()
            .map(|(at, (promised, given, booked, holds))| {
                let until = if *holds { "2027-12-31" } else { "2026-02-01" };
                agreement(&format!("A{at}"), until, (*promised, *given, *booked))
            })
            .collect();
        let told = employer_balance(&states, day("2026-09-01"));
        let sum = told.values().next().copied().unwrap_or_default();
        let of: Vec<Balance> = states.iter().map(|one| one.balance(Service::GuestLecture)).collect();
        let total = |part: fn(&Balance) -> u32| of.iter().map(part).sum::<u32>();
        prop_assert_eq!(sum.promised, total(|of| of.promised));
        prop_assert_eq!(sum.given, total(|of| of.given));
        prop_assert_eq!(sum.booked, total(|of| of.booked));
        prop_assert_eq!(sum.left + sum.lapsed, total(|of| of.left));
        prop_assert_eq!(sum.over, total(|of| of.over));
        // What was given or booked was promised, or is over, or is booked beyond it.
        prop_assert!(sum.promised + sum.over <= sum.given + sum.booked + sum.left + sum.lapsed);
    }
}

#[test]
fn who_stays_is_of_who_began() {
    let began = |at: usize, found: &[(&str, Situation)]| Followed {
        began: Some(Began { on: day("2026-01-31"), left_employer: None }),
        found: found.iter().map(|(on, is)| (day(on), *is)).collect(),
        ..Followed::new(id(at), day("2026-01-01"))
    };
    // Six months on is 31 July.
    let mut gone = began(2, &[("2026-07-31", Situation::Working)]);
    gone.began = Some(Began { on: day("2026-01-31"), left_employer: Some(day("2026-07-30")) });
    let all = vec![
        began(0, &[("2026-07-20", Situation::Working)]),
        began(1, &[("2026-07-31", Situation::Neither)]),
        gone,
        began(3, &[]),
        began(4, &[("2026-03-01", Situation::Deceased)]),
        began(5, &[("2026-03-01", Situation::MovedOut)]),
        Followed::new(id(6), day("2026-01-01")),
        // Working before it began says nothing of after.
        began(7, &[("2026-01-30", Situation::Working)]),
    ];
    let cohort = Cohort::new(all);
    let told = retention(&cohort, 30, day("2026-12-31"));
    let (six, twelve) = (&told[0], &told[1]);
    assert_eq!((six.months, twelve.months, told[2].months), (6, 12, 24));
    assert_eq!(six.of_all.yes, [id(0)]);
    let why: Vec<_> = six.of_all.no.iter().map(|(_, why)| *why).collect();
    let expected = [
        Why::Found(Situation::Neither),
        Why::LeftEmployer,
        Why::Unknown,
        Why::Found(Situation::MovedOut),
        Why::Unknown,
    ];
    assert_eq!(why, expected);
    assert_eq!((six.of_known.no.len(), six.of_known.outside.len()), (3, 4));
    assert_eq!(six.of_all.outside[1], (id(6), Why::NotBegun));
    let not_yet = Why::NotYet(day("2027-01-31"));
    assert!(twelve.of_all.yes.is_empty() && twelve.of_all.outside[0].1 == not_yet);
    assert_eq!(retention(&cohort, 30, day("2026-07-30"))[0].of_all.outside.len(), 8);
}

#[test]
fn sick_leave_is_of_a_workplace_and_never_of_one() {
    let of = |more: Value| {
        let mut total = json!({
            "from": "2025-01-01", "until": "2025-12-31", "employees": 40, "sick_days": 500,
            "employed_days": 12_000,
        });
        total.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value::<SickLeave>(total).unwrap().per_person_year()
    };
    // 500 · 365 / 12 000 = 15.2083…
    assert_eq!(of(json!({})), Ok(1521));
    assert_eq!(of(json!({ "sick_days": 0 })), Ok(0));
    assert_eq!(of(json!({ "sick_days": u32::MAX, "employed_days": u32::MAX })), Ok(36_500));
    for (wrong, text) in [
        (
            json!({ "employees": 4 }),
            "sick leave of `4` employees tells of persons: expected at least 5",
        ),
        (
            json!({ "until": "2024-12-31" }),
            "sick leave until 2024-12-31 is from 2025-01-01: expected the earlier day first",
        ),
        (
            json!({ "sick_days": 12_001 }),
            "`12001` days of sick leave of `12000` days employed: expected at most as many",
        ),
        (
            json!({ "employed_days": 0 }),
            "`employed_days` is 0: expected the days of employment of all employees together",
        ),
    ] {
        assert_eq!(of(wrong).unwrap_err().to_string(), text);
    }
    let person = json!({ "participant": "P1", "sick_days": 3 });
    assert!(serde_json::from_value::<SickLeave>(person).is_err(), "nobody is named");
}

#[test]
fn costs_read_from_files_and_say_what_is_wrong() {
    let read = |text: &str| serde_json::from_str::<Costs>(text);
    let costs = read(
        r#"{"costs": [{"what": "staff", "amount": 1250.5}, {"what": "rent", "amount": "99.05"},
            {"what": "travel", "amount": 7}], "union_rate": 40, "own_requirement": "59.99"}"#,
    );
    let costs = costs.unwrap();
    assert_eq!(costs.total(), Ok(Ore(135_655)));
    assert_eq!(costs.union().map(|rate| rate.of(Ore(10_000)).0), Some(Ore(4_000)));
    assert_eq!(costs.own().map(|rate| rate.of(Ore(10_000)).0), Some(Ore(5_999)));
    let again: Costs = serde_json::from_value(serde_json::to_value(&costs).unwrap()).unwrap();
    assert_eq!(again, costs);
    let same: Costs = toml::from_str(
        "union_rate = 40.0\nown_requirement = 59.99\n[[costs]]\nwhat = \"staff\"\namount = \
         1250.50\n[[costs]]\nwhat = \"rent\"\namount = 99.05\n[[costs]]\nwhat = \"travel\"\namount = 7\n",
    )
    .unwrap();
    assert_eq!(same, costs);
    assert_eq!(Kronor(Ore(5)).to_string(), "0.05");
    assert_eq!(Rate::new(59).unwrap().hundredths(), 59);
    for (text, expected) in [
        (r#"{"costs": [{"what": "staff", "amount": -5}]}"#, "`-5`, expected kronor from 0"),
        (r#"{"costs": [{"what": "staff", "amount": -0.5}]}"#, "`-0.5`, expected kronor from 0"),
        (r#"{"costs": [{"what": "staff", "amount": 1.005}]}"#, "at most two decimals"),
        (r#"{"costs": [{"what": "staff", "amount": "1e3"}]}"#, "at most two decimals"),
        (r#"{"costs": [{"what": "staff", "amount": 1e30}]}"#, "expected kronor"),
        (r#"{"costs": [{"what": "staff", "amount": "."}]}"#, "expected kronor"),
        (r#"{"costs": [{"what": "Staff!", "amount": 1}]}"#, "is not a code"),
        (r#"{"costs": [{"what": "staff", "amount": 1, "vat": 2}]}"#, "unknown field `vat`"),
        (r#"{"costs": [], "union_rate": 100.01}"#, "`100.01` is not a rate: expected per cent"),
        (r#"{"costs": [], "union_rate": -1}"#, "expected per cent from 0 to 100"),
        (r#"{"costs": [], "union_rate": 700}"#, "`700.00` is not a rate"),
        (r#"{"costs": [], "rate": 40}"#, "unknown field `rate`"),
        (r#"{"union_rate": 40}"#, "missing field `costs`"),
    ] {
        let told = read(text).unwrap_err().to_string();
        assert!(told.contains(expected), "{text}: {told}");
    }
    let total = |text: &str| read(text).unwrap().total().unwrap_err().to_string();
    assert_eq!(total(r#"{"costs": []}"#), "`costs` is empty: expected at least one cost");
    let most = r#"{"costs": [{"what": "a", "amount": 184467440737095516},
        {"what": "b", "amount": 1}]}"#;
    assert!(total(most).contains("more than"), "{}", total(most));
    let both =
        r#"{"costs": [{"what": "a", "amount": 1}], "union_rate": 40, "own_requirement": 60.01}"#;
    assert_eq!(
        total(both),
        "`union_rate` and `own_requirement` come to 100.01 % together: expected at most 100 %"
    );
}

#[test]
fn an_open_guard_tells_all_and_a_closed_one_nothing_small() {
    let people: Vec<ParticipantId> = (0..30).map(id).collect();
    let mut open = Guard::open();
    assert_eq!((open.count(&people[..3]), open.hides()), (Some(3), false));
    let mut closed = Guard::closed();
    assert_eq!(closed.count(&people), Some(30));
    assert_eq!(closed.count(&people[..4]), None, "small");
    assert_eq!(closed.count(&people[4..]), None, "all but a small one");
    assert_eq!(closed.count(&people[..5]), Some(5));
    assert_eq!(closed.count(&people[5..]), Some(25));
    assert_eq!(closed.count(&people[..9]), None, "four more than were told");
    assert_eq!(closed.count(&people[..5]), Some(5), "the same again");
    assert_eq!(closed.count(&[]), Some(0));
    assert!(closed.hides());
}

proptest! {
    /// Whoever knows what was told and takes one count from another, or both
    /// from everybody, comes to no small group.
    #[test]
    fn what_is_told_gives_no_small_group_away(
        groups in proptest::collection::vec(proptest::collection::btree_set(0_usize..20, 0..20), 1..8),
    ) {
        let mut guard = Guard::closed();
        let mut told: Vec<BTreeSet<usize>> = Vec::new();
        for group in [(0..20).collect()].into_iter().chain(groups) {
            let people: Vec<ParticipantId> = group.iter().copied().map(id).collect();
            if let Some(count) = guard.count(&people) {
                prop_assert_eq!(count, group.len());
                told.push(group);
            }
        }
        let small = |of: usize| (1..5).contains(&of);
        for one in &told {
            prop_assert!(!small(one.len()));
            for other in told.iter().filter(|other| one.is_superset(other)) {
                prop_assert!(!small(one.len() - other.len()));
                for third in told.iter().filter(|third| third.is_disjoint(other)) {
                    if one.is_superset(third) {
                        prop_assert!(!small(one.len() - other.len() - third.len()));
                    }
                }
            }
        }
    }
}
