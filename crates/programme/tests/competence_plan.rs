//! Plans for new competences, on the days where something changes.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use etablera_domain::ParticipantId;
use etablera_programme::competence_plan::{
    Act, Done, Draft, Duty, Every, Holdings, Part, Phase, Plan, Refresh, Terms, Tie, Use, When, due,
};
use etablera_programme::forecast::Retirement;
use etablera_programme::template::Length;
use etablera_taxonomy::ConceptId;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(id: &str) -> ParticipantId {
    id.parse().unwrap()
}

fn cook() -> ConceptId {
    "isco:5120".parse().unwrap()
}

/// Made on 1 March 2026; used each month, topped up each year, gone through in
/// June and December.
fn full() -> Draft {
    Draft {
        holder: person("P1"),
        unit: "home_care".parse().unwrap(),
        competence: cook(),
        owner: "anna".parse().unwrap(),
        made_on: day("2026-03-01"),
        uses: vec![Use {
            task: "meals".parse().unwrap(),
            place: "kitchen_a".parse().unwrap(),
            every: Every(Length::Months(1)),
        }],
        network: vec![Tie::Colleague(person("P2"))],
        refresh: Some(Refresh {
            what: "food_hygiene".parse().unwrap(),
            when: When::Every(Every(Length::Months(12))),
        }),
        reviews: vec![day("2026-06-01"), day("2026-12-01")],
        done: Vec::new(),
    }
}

fn with(done: &[(&str, Act)]) -> Plan {
    let done = done.iter().map(|(on, act)| Done { on: day(on), act: *act }).collect();
    Plan::new(Draft { done, ..full() }).unwrap()
}

/// What is to be seen to on a day, in words.
fn on(plan: &Plan, text: &str) -> Vec<String> {
    let status = plan.status(day(text), Terms::default()).unwrap();
    assert_eq!(status.phase, status.items.first().map_or(Phase::InOrder, |item| item.phase));
    let words = |item: &_| serde_json::to_value(item).unwrap();
    let items = status.items.iter().map(words);
    items
        .map(|item| {
            let word = |key: &str| item[key].as_str().unwrap().to_owned();
            format!("{} {} {}", word("phase"), word("duty"), word("on"))
        })
        .collect()
}

#[test]
fn each_day_has_its_items() {
    let plan = with(&[]);
    assert_eq!(plan.status(day("2026-02-28"), Terms::default()), None);
    assert_eq!(on(&plan, "2026-03-01"), ["due use 2026-04-01"]);
    assert_eq!(on(&plan, "2026-04-01"), ["due use 2026-04-01"]);
    assert_eq!(on(&plan, "2026-04-02"), ["late use 2026-04-01"]);
    assert_eq!(on(&plan, "2026-05-01"), ["late use 2026-04-01", "due review 2026-06-01"]);
    assert_eq!(on(&plan, "2026-08-31"), ["late use 2026-04-01", "late review 2026-06-01"]);
    assert_eq!(on(&plan, "2026-09-01"), ["lapsed use 2026-09-01", "late review 2026-06-01"]);

    let plan = with(&[
        ("2026-08-31", Act::Used),
        ("2026-05-01", Act::Reviewed),
        ("2026-09-10", Act::Refreshed),
    ]);
    assert_eq!(on(&plan, "2026-08-30"), ["late use 2026-04-01"], "what comes later is not known");
    // A review a month early stands for the day itself.
    assert_eq!(on(&plan, "2026-08-31"), ["due use 2026-09-30"]);
    assert_eq!(on(&plan, "2026-10-01"), ["late use 2026-09-30"]);
    assert_eq!(
        on(&plan, "2027-02-28"),
        ["lapsed use 2027-02-28", "late review 2026-12-01"],
        "a year after 10 September is not near"
    );
    assert!(on(&plan, "2027-08-10").contains(&"due refresh 2027-09-10".to_owned()));
    assert!(!on(&plan, "2027-08-09").iter().any(|item| item.contains("refresh")));
}

#[test]
fn a_refresh_on_a_day_is_done_once() {
    let refresh = |done: &[(&str, Act)]| {
        let mut draft = with(done).says().clone();
        draft.refresh.as_mut().unwrap().when = When::On(day("2026-07-31"));
        Plan::new(draft).unwrap()
    };
    let open = |plan: &Plan, text: &str| on(plan, text).iter().any(|item| item.contains("refresh"));
    assert!(open(&refresh(&[]), "2026-07-01") && open(&refresh(&[]), "2027-07-01"));
    assert!(!open(&refresh(&[]), "2026-06-29"));
    // 30 June and a month is 30 July: a day too early.
    assert!(open(&refresh(&[("2026-06-30", Act::Refreshed)]), "2026-07-31"));
    assert!(!open(&refresh(&[("2026-07-01", Act::Refreshed)]), "2026-07-31"));
}

#[test]
fn only_three_parts_make_a_plan_complete() {
    for set in 0..8_u8 {
        let mut draft = full();
        let mut missing = Vec::new();
        if set & 1 != 0 {
            draft.uses.clear();
            missing.push(Part::Use);
        }
        if set & 2 != 0 {
            draft.network.clear();
            missing.push(Part::Network);
        }
        if set & 4 != 0 {
            draft.refresh = None;
            missing.push(Part::Refresh);
        }
        let plan = Plan::new(draft).unwrap();
        assert_eq!(plan.complete().err().unwrap_or_default(), missing);
        let status = plan.status(day("2026-03-01"), Terms::default()).unwrap();
        assert_eq!(status.missing, missing);
        let asked = status.items.iter().any(|item| item.duty == Duty::Complete);
        assert_eq!(asked, set != 0);
    }
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let refused = |change: fn(&mut Draft)| {
        let mut draft = full();
        change(&mut draft);
        Plan::new(draft).unwrap_err().to_string()
    };
    let cases = [
        (
            refused(|draft| {
                let mut again = draft.uses[0].clone();
                again.every = Every(Length::Days(3));
                draft.uses.push(again);
            }),
            "the use at `meals` in `kitchen_a` is there twice: expected each once",
        ),
        (
            refused(|draft| draft.network.push(draft.network[0].clone())),
            "a tie of the network is there twice: expected each once",
        ),
        (
            refused(|draft| draft.network.push(Tie::Colleague(draft.holder.clone()))),
            "`P1` is in their own network: expected somebody else",
        ),
        (
            refused(|draft| draft.reviews.push(day("2026-02-28"))),
            "`2026-02-28` comes before the plan: expected `2026-03-01` or later",
        ),
        (
            refused(|draft| draft.reviews.push(draft.reviews[0])),
            "the review on `2026-06-01` is there twice: expected each day once",
        ),
        (
            refused(|draft| {
                draft.refresh.as_mut().unwrap().when = When::On(day("2026-01-01"));
            }),
            "`2026-01-01` comes before the plan: expected `2026-03-01` or later",
        ),
    ];
    for (error, expected) in cases {
        assert_eq!(error, expected);
    }
    let done = Done { on: day("2026-04-01"), act: Act::Used };
    let error = with(&[]).with(done).unwrap().with(done).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the same is done twice on `2026-04-01`: expected each once a day"
    );
}

#[test]
fn json_is_checked() {
    let plan = with(&[("2026-04-01", Act::Used)]);
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    let broken = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} in {text}");
        serde_json::from_str::<Plan>(&text.replace(from, to)).unwrap_err().to_string()
    };
    assert!(broken("\"unit\"", "\"health\":1,\"unit\"").contains("unknown field `health`"));
    assert!(broken("\"task\"", "\"note\":1,\"task\"").contains("unknown field `note`"));
    assert!(broken("\"1 month\"", "\"0 months\"").contains("is no length"));
    assert!(broken("\"on\":\"2026-04-01\"", "\"on\":\"2026-01-01\"").contains("comes before"));
    assert!(broken("{\"colleague\":\"P2\"}", "{\"colleague\":\"P1\"}").contains("own network"));
    assert!(broken("\"owner\":\"anna\",", "").contains("missing field `owner`"));
}

#[test]
fn a_unit_sees_its_own_plans_the_most_pressing_first() {
    let plan = |holder: &str, unit: &str, used: &str| {
        let done = vec![Done { on: day(used), act: Act::Used }];
        let unit = unit.parse().unwrap();
        let reviews = Vec::new();
        Plan::new(Draft { holder: person(holder), unit, done, reviews, ..full() }).unwrap()
    };
    let plans = [
        plan("P3", "home_care", "2026-11-30"),
        plan("P4", "home_care", "2026-10-15"),
        plan("P5", "home_care", "2026-04-01"),
        plan("P6", "school", "2026-04-01"),
        plan("P7", "home_care", "2026-04-01"),
    ];
    let unit = "home_care".parse().unwrap();
    let seen = |text| -> Vec<String> {
        let due = due(&plans, &unit, (day(text), Terms::default()));
        due.iter().map(|(plan, _)| plan.says().holder.to_string()).collect()
    };
    assert_eq!(seen("2026-12-01"), ["P5", "P7", "P4", "P3"]);
    assert!(seen("2026-02-01").is_empty());
    let holdings = Holdings::of_plans(&plans, (day("2026-12-01"), Terms::default()));
    let left: Vec<String> = holdings.holders(cook()).map(ToString::to_string).collect();
    assert_eq!(left, ["P3", "P4"], "what has lapsed is not counted on");
}

#[test]
fn what_one_alone_can_goes_with_them() {
    let concept = |code: &str| -> ConceptId { format!("isco:{code}").parse().unwrap() };
    let holdings = Holdings::new([
        (person("P1"), concept("5120")),
        (person("P1"), concept("5120")),
        (person("P1"), concept("2221")),
        (person("P2"), concept("2221")),
        (person("P3"), concept("3111")),
    ]);
    let alone: Vec<String> =
        holdings.vulnerable().iter().map(|(id, who)| format!("{id} {who}")).collect();
    let uri = "http://data.europa.eu/esco/isco/C";
    assert_eq!(alone, [format!("{uri}3111 P3"), format!("{uri}5120 P1")]);

    let without = holdings.without(&BTreeSet::from([person("P1")]));
    let lost: Vec<_> = without.iter().map(|loss| (loss.competence, loss.is_lost())).collect();
    assert_eq!(lost, [(concept("5120"), true), (concept("2221"), false)]);
    assert_eq!(without[1].stay, [person("P2")]);
    assert!(holdings.without(&BTreeSet::new()).is_empty());

    // Everyone over 70 has retired, and nobody is said to without a year.
    let born = BTreeMap::from([(person("P1"), 1955), (person("P2"), 1990)]);
    let risks = holdings.retirement_risks(&born, &Retirement::guess(), (2026, 2)).unwrap();
    let risks: Vec<_> =
        risks.iter().map(|risk| (risk.competence, risk.holders, risk.lost)).collect();
    assert_eq!(
        risks,
        [(concept("5120"), 1, 10_000), (concept("2221"), 2, 0), (concept("3111"), 1, 0)]
    );
    // Born in 1962: 65 in 2027, two before the age of 67, and 66 in 2028.
    // 10 % and then 20 % of whoever is left: 28 %.
    let born = BTreeMap::from([(person("P1"), 1962)]);
    let risks = holdings.retirement_risks(&born, &Retirement::guess(), (2026, 2)).unwrap();
    assert_eq!(risks[0].lost, 2800);
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let length = prop_oneof![
        (1_u16..90).prop_map(Length::Days),
        (1_u16..20).prop_map(Length::Weeks),
        (1_u16..15).prop_map(Length::Months),
    ];
    let act = prop_oneof![Just(Act::Used), Just(Act::Refreshed), Just(Act::Reviewed)];
    let done = prop::collection::btree_set((0_u64..600, act), 0..6);
    let reviews = prop::collection::btree_set(0_u64..600, 0..3);
    (length.clone(), length, done, reviews).prop_map(|(every, again, done, reviews)| {
        let mut draft = full();
        let after = |days: u64| day("2026-03-01") + Days::new(days);
        draft.uses[0].every = Every(every);
        draft.refresh.as_mut().unwrap().when = When::Every(Every(again));
        draft.reviews = reviews.into_iter().map(after).collect();
        draft.done = done.into_iter().map(|(on, act)| Done { on: after(on), act }).collect();
        Plan::new(draft).unwrap()
    })
}

proptest! {
    #[test]
    fn waiting_never_helps(plan in any_plan(), from in 0_u64..500, days in 1_u64..200) {
        let on = |days: u64| day("2026-03-01") + Days::new(days);
        let quiet = plan.says().done.iter().all(|one| one.on <= on(from) || one.on > on(from + days));
        prop_assume!(quiet);
        let (now, then) = (
            plan.status(on(from), Terms::default()).unwrap(),
            plan.status(on(from + days), Terms::default()).unwrap(),
        );
        prop_assert!(now.phase <= then.phase);
        let still = now.items.iter().all(|item| {
            then.items.iter().any(|other| other.duty == item.duty && other.phase >= item.phase)
        });
        prop_assert!(still);
    }

    #[test]
    fn using_it_makes_it_less_pressing(plan in any_plan(), at in 0_u64..600) {
        let today = day("2026-03-01") + Days::new(at);
        let Ok(used) = plan.with(Done { on: today, act: Act::Used }) else { return Ok(()) };
        let phase = |plan: &Plan| {
            let status = plan.status(today, Terms::default()).unwrap();
            let of_use = status.items.iter().find(|item| item.duty == Duty::Use);
            of_use.map_or(Phase::InOrder, |item| item.phase)
        };
        prop_assert!(phase(&used) <= phase(&plan) && phase(&used) <= Phase::Due);
    }

    #[test]
    fn json_makes_the_same_plan(plan in any_plan()) {
        let text = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    }
}
