//! Times in cohorts with their operations, and competence plans.

use chrono::NaiveDate;
use etablera_domain::event::Case;

use crate::event_cases::{P, case};

const IN_A: &str =
    r#"{"enrolled":{"operation":"A","statistics":"01930d5c-0000-7000-8000-000000000001"}}"#;
const OUT_A: &str = r#"{"left":{"operation":"A","reason":"done"}}"#;
const JOIN: &str = r#"{"cohort_joined":{"cohort":"k"}}"#;
const JOIN_A: &str = r#"{"cohort_joined":{"cohort":"k","operation":"A"}}"#;
const LEAVE: &str = r#"{"cohort_left":{"cohort":"k"}}"#;
const CLOSE: &str = r#"{"closed":{"reason":"moved"}}"#;
const REOPEN: &str = r#"{"reopened":{}}"#;

fn in_b() -> String {
    IN_A.replace('A', "B")
}

fn out_b() -> String {
    OUT_A.replace('A', "B")
}

fn times(case: &Case) -> Vec<(u32, Option<u32>)> {
    use chrono::Datelike;
    let day = |day: NaiveDate| day.day();
    case.cohorts["k"].iter().map(|time| (day(time.joined), time.left.map(day))).collect()
}

#[test]
fn a_cohort_ends_with_its_operation_and_no_other() {
    let named = |out: &str| case(&[(1, P, IN_A), (1, P, &in_b()), (2, P, JOIN_A), (5, P, out)]);
    assert_eq!(times(&named(OUT_A)), [(2, Some(5))]);
    assert_eq!(times(&named(&out_b())), [(2, None)]);
    let nobodys = |rows: &[(u32, &str)]| {
        let (b, out_b) = (in_b(), out_b());
        let start = [(1, P, IN_A), (1, P, b.as_str()), (2, P, JOIN)];
        let rest =
            rows.iter().map(|(on, what)| (*on, P, if *what == "B" { &out_b } else { *what }));
        times(&case(&start.into_iter().chain(rest).collect::<Vec<_>>()))
    };
    assert_eq!(nobodys(&[(5, OUT_A)]), [(2, None)], "it goes on in the other");
    assert_eq!(nobodys(&[(5, OUT_A), (6, "B")]), [(2, Some(6))]);
    assert_eq!(nobodys(&[(5, LEAVE), (6, OUT_A), (7, "B")]), [(2, Some(5))]);
    // To leave what nobody is in ends nothing.
    assert_eq!(times(&case(&[(2, P, JOIN), (3, P, OUT_A)])), [(2, None)]);
    assert_eq!(times(&case(&[(1, P, IN_A), (2, P, JOIN), (3, P, &out_b())])), [(2, None)]);
}

#[test]
fn a_cohort_rests_while_the_case_is_closed() {
    let with = |rows: &[(u32, &str)]| {
        let start = [(1, P, IN_A), (2, P, JOIN)];
        let rest = rows.iter().map(|(on, what)| (*on, P, *what));
        times(&case(&start.into_iter().chain(rest).collect::<Vec<_>>()))
    };
    assert_eq!(with(&[(5, CLOSE)]), [(2, Some(5))]);
    assert_eq!(with(&[(5, CLOSE), (9, REOPEN)]), [(2, Some(5)), (9, None)]);
    assert_eq!(with(&[(5, CLOSE), (5, REOPEN)]), [(2, None)], "a mistake of a day");
    // What ended for good does not come back.
    assert_eq!(with(&[(5, CLOSE), (7, OUT_A), (9, REOPEN)]), [(2, Some(5))]);
    assert_eq!(with(&[(5, LEAVE), (5, CLOSE), (9, REOPEN)]), [(2, Some(5))]);
    assert_eq!(with(&[(5, CLOSE), (6, LEAVE), (9, REOPEN)]), [(2, Some(5))]);
    // Nobody reopens what is open.
    assert_eq!(with(&[(5, REOPEN)]), [(2, None)]);
}

#[test]
fn a_cohort_joined_after_the_operation_was_left_does_not_go_on() {
    let with = |rows: &[(u32, &str)]| {
        times(&case(&rows.iter().map(|(on, what)| (*on, P, *what)).collect::<Vec<_>>()))
    };
    // Written down before the leaving or after it.
    for join in [JOIN, JOIN_A] {
        assert_eq!(with(&[(1, IN_A), (8, join), (5, OUT_A)]), [(8, Some(8))]);
        assert_eq!(with(&[(1, IN_A), (5, OUT_A), (8, join)]), [(8, Some(8))]);
        assert_eq!(with(&[(1, IN_A), (8, OUT_A), (8, join)]), [(8, Some(8))]);
        // Who is in it again later does not go on in the cohort.
        assert_eq!(with(&[(1, IN_A), (5, OUT_A), (8, join), (9, IN_A)]), [(8, Some(8))]);
        assert_eq!(with(&[(1, IN_A), (5, OUT_A), (6, IN_A), (8, join)]), [(8, None)]);
    }
    assert_eq!(with(&[(8, JOIN_A)]), [(8, Some(8))], "nobody ever entered");
    assert_eq!(with(&[(8, JOIN), (9, IN_A), (10, OUT_A)]), [(8, Some(10))]);
    // To move from one to the other leaves nothing that goes on in either.
    let b = in_b();
    assert_eq!(with(&[(1, IN_A), (2, JOIN), (8, OUT_A), (9, &b)]), [(2, Some(8))]);
    assert_eq!(with(&[(1, IN_A), (2, JOIN), (8, OUT_A), (8, &b)]), [(2, None)]);
    assert_eq!(with(&[(1, IN_A), (2, JOIN), (8, &b), (8, OUT_A)]), [(2, None)]);
    // What ended of itself does not go on with the operation.
    assert_eq!(with(&[(1, IN_A), (2, JOIN), (8, OUT_A), (8, LEAVE), (8, &b)]), [(2, Some(8))]);
    // Nor does what rests end twice.
    let closed = [(1, IN_A), (2, JOIN), (5, CLOSE), (7, OUT_A), (7, &b), (9, REOPEN)];
    assert_eq!(with(&closed), [(2, Some(5)), (9, None)]);
}

#[test]
fn of_cohorts_and_operations_the_days_decide_and_not_the_order() {
    let b = in_b();
    let out_b = out_b();
    let all = [IN_A, OUT_A, b.as_str(), out_b.as_str(), JOIN, JOIN_A];
    // Four things on one day or two, in an order in which the operations can
    // be entered and left.
    for code in 0..(all.len() * 2).pow(4) {
        let digit = |nth: u32| (code / (all.len() * 2).pow(nth)) % (all.len() * 2);
        let rows: Vec<_> =
            (0..4).map(|nth| (2 + (digit(nth) % 2) as u32, digit(nth) / 2)).collect();
        let joins = rows.iter().filter(|row| row.1 >= 4).count();
        let is_once = (0..4).all(|what| rows.iter().filter(|row| row.1 == what).count() <= 1);
        if joins != 1 || !is_once {
            continue;
        }
        let start = [(1, P, IN_A), (1, P, b.as_str())];
        let later = rows.iter().map(|(on, what)| (*on, P, all[*what]));
        let told = |join_first: bool| {
            let mut rows: Vec<_> = later.clone().collect();
            rows.sort_by_key(|row| row.2.contains("cohort_joined") != join_first);
            times(&case(&start.into_iter().chain(rows).collect::<Vec<_>>()))
        };
        assert_eq!(told(true), told(false), "{rows:?}");
    }
}

fn planned(id: &str, unit: &str) -> String {
    format!(
        r#"{{"competence_planned":{{"plan":{{"id":"{id}","competence":"isco:5120","unit":"{unit}","owner":"anna"}}}}}}"#
    )
}

#[test]
fn of_a_competence_the_last_plan_holds_and_what_was_done_stays() {
    let tied = r#"{"competence_tied":{"competence":"isco:5120","plan":"K1","participant":"P2"}}"#;
    let used = r#"{"competence_followed":{"competence":"isco:5120","act":"used"}}"#;
    let ended = r#"{"competence_ended":{"competence":"isco:5120","reason":"other_tasks"}}"#;
    let found = case(&[(1, P, used), (1, P, ended), (1, P, tied)]);
    assert!(found.competences.is_empty(), "there is no plan that it could be of");
    let (one, two) = (planned("K1", "a"), planned("K2", "b"));
    let only =
        |story: &[(u32, &str, &str)]| case(story).competences.first_key_value().unwrap().1.clone();
    let plan = only(&[(1, P, &one), (1, P, tied), (2, P, used), (3, P, ended)]);
    assert_eq!((plan.colleagues.len(), plan.ended.unwrap().reason.as_str()), (1, "other_tasks"));
    let plan = only(&[(1, P, &one), (1, P, tied), (2, P, used), (3, P, ended), (4, P, &two)]);
    assert_eq!((plan.plan.unit.as_str(), plan.done.len()), ("b", 1));
    assert!(plan.ended.is_none() && plan.colleagues.is_empty());
    // Whom one plan names is no colleague by another.
    assert!(only(&[(1, P, &two), (2, P, tied)]).colleagues.is_empty());
}
