//! Outcomes of a hand-made cohort, and what holds for all cohorts.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use etablera_domain::ParticipantId;
use etablera_reporting::interval::{Confidence, Median, Share};
use etablera_reporting::outcome::{
    Basis, Cohort, Ending, FollowFault, Followed, MAX_HOURS, Measure, NeedAsked, Ore, OwnPart,
    OwnRequirement, Question, Rate, Situation, StaffHours, Stage, Step, UnionPart, UnionRate, Why,
    Worked, cost_per_result, drift, dropout, first_names, first_placement, funnel, staff_hours,
    two_year,
};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(name: &str) -> ParticipantId {
    name.parse().unwrap()
}

/// Received on 10 January 2023, so that two years are 9 January 2025.
fn person(name: &str) -> Followed {
    Followed::new(id(name), day("2023-01-10"))
}

fn found(name: &str, on: &str, is: Situation) -> Followed {
    Followed { found: BTreeMap::from([(day(on), is)]), ..person(name) }
}

fn share(counted: u32, of: u32) -> Share {
    Share::new(counted, of).unwrap()
}

fn names(of: &[(ParticipantId, Why)]) -> Vec<(&str, Why)> {
    of.iter().map(|(person, why)| (person.as_str(), *why)).collect()
}

/// Ten people, one of each kind.
fn ten() -> Cohort {
    let mut left = found("p8", "2023-08-28", Situation::Working);
    left.left = Some((day("2023-05-30"), Ending::Completed));
    let mut early = person("p9");
    early.left = Some((day("2023-01-09"), Ending::Dropped));
    Cohort::new(vec![
        found("p0", "2025-01-09", Situation::Working),
        found("p1", "2025-01-30", Situation::Studying),
        found("p2", "2024-12-20", Situation::Neither),
        found("p3", "2025-01-09", Situation::InProgramme),
        found("p4", "2023-03-01", Situation::MovedOut),
        found("p5", "2024-12-31", Situation::Deceased),
        found("p6", "2025-01-09", Situation::Unknown),
        found("p7", "2024-11-01", Situation::Working),
        left,
        early,
        Followed { received: day("2022-12-31"), ..person("q0") },
    ])
}

#[test]
fn the_two_year_outcome_has_four_denominators() {
    let question = Question {
        received: day("2023-01-01")..=day("2023-12-31"),
        window: 30,
        on: day("2025-06-01"),
    };
    let outcome = two_year(&ten(), &question);
    let shares: Vec<_> = outcome.measures.iter().map(|(basis, of)| (*basis, of.share())).collect();
    assert_eq!(
        shares,
        [
            (Basis::Received, share(2, 9)),
            (Basis::StillHere, share(2, 7)),
            (Basis::Known, share(2, 4)),
            (Basis::Left90, share(1, 1)),
        ]
    );
    let of = |basis: Basis| &outcome.measures.iter().find(|(of, _)| *of == basis).unwrap().1;
    use Situation::{Deceased, InProgramme, MovedOut, Neither};
    assert_eq!(of(Basis::Received).yes, [id("p0"), id("p1")]);
    assert_eq!(
        names(&of(Basis::Received).no),
        [
            ("p2", Why::Found(Neither)),
            ("p3", Why::Found(InProgramme)),
            ("p4", Why::Found(MovedOut)),
            ("p5", Why::Found(Deceased)),
            ("p6", Why::Unknown),
            ("p7", Why::Unknown),
            ("p8", Why::Unknown),
        ]
    );
    let fault = Why::Fault(FollowFault::LeftBeforeReceived);
    assert_eq!(names(&of(Basis::Received).outside), [("p9", fault), ("q0", Why::OutsideCohort)]);
    assert_eq!(of(Basis::Known).outside.len(), 7);
    assert_eq!(outcome.sensitivity.least, share(2, 7));
    assert_eq!(outcome.sensitivity.most, share(5, 7));
    let interval = outcome.sensitivity.interval(Confidence::usual());
    assert_eq!(interval.low, share(2, 7).wilson(Confidence::usual()).low);
    assert_eq!(interval.high, share(5, 7).wilson(Confidence::usual()).high);
    let formulas: std::collections::BTreeSet<_> =
        Basis::ALL.iter().map(|of| of.formula()).collect();
    assert_eq!(formulas.len(), 4);
}

/// What is reported can be frozen, proofs and all; what has fractions cannot.
#[test]
fn an_outcome_can_be_frozen() {
    use etablera_reporting::freeze::{Book, FreezeError, Period};
    let period = Period::new("two_year".parse().unwrap(), day("2023-01-01"), day("2023-12-31"));
    let (mut book, period) = (Book::default(), period.unwrap());
    let received = day("2023-01-01")..=day("2023-12-31");
    let question = Question { received, window: 30, on: day("2025-06-01") };
    let outcome = two_year(&ten(), &question);
    book.put(&period, "two_year", &outcome.measures[0].1).unwrap();
    book.put(&period, "sensitivity", &outcome.sensitivity).unwrap();
    let times = first_placement(&ten(), day("2025-06-01"));
    let curve = book.put(&period, "curve", &times);
    assert!(curve.is_ok() == times.happened.is_empty());
    let share = book.put(&period, "share", &outcome.sensitivity.interval(Confidence::usual()));
    assert!(matches!(share, Err(FreezeError::Fraction(_))));
    let frozen = book.freeze(&period, day("2025-06-01")).unwrap();
    let text = String::from_utf8(frozen.bytes()).unwrap();
    assert!(text.contains(r#"["p2",{"found":"neither"}]"#), "{text}");
    assert!(text.contains(r#""least":{"counted":2,"of":7}"#), "{text}");
}

#[test]
fn what_is_not_due_yet_is_outside() {
    let cohort = Cohort::new(vec![found("p0", "2025-01-09", Situation::Working)]);
    let of = |on: &str| {
        let received = day("2023-01-10")..=day("2023-01-10");
        two_year(&cohort, &Question { received, window: 30, on: day(on) }).measures[0].1.clone()
    };
    assert_eq!(names(&of("2025-01-08").outside), [("p0", Why::NotYet(day("2025-01-09")))]);
    assert_eq!(of("2025-01-09").share(), share(1, 1));
}

#[test]
fn what_is_found_holds_about_its_day() {
    use Situation::{MovedOut, Neither, Studying, Unknown, Working};
    let mut one = person("p0");
    one.found = BTreeMap::from([
        (day("2023-06-01"), Working),
        (day("2023-06-10"), Unknown),
        (day("2023-06-11"), Neither),
        (day("2023-09-01"), MovedOut),
        (day("2024-01-01"), Studying),
    ]);
    let cases = [
        ("2023-06-01", 0, Working),
        ("2023-06-02", 0, Unknown),
        ("2023-06-06", 5, Working),
        ("2023-06-07", 5, Neither),
        ("2023-06-10", 0, Unknown),
        ("2023-06-10", 1, Neither),
        ("2023-05-31", 0, Unknown),
        ("2023-12-01", 10, MovedOut),
        ("2024-03-01", 10, Unknown),
        ("2023-12-31", 10, Studying),
    ];
    for (at, window, is) in cases {
        assert_eq!(one.about(day(at), window, day("2025-01-01")), is, "{at} {window}");
    }
    // Both are five days off: the earlier.
    assert_eq!(one.about(day("2023-06-06"), 9, day("2025-01-01")), Working);
    assert_eq!(one.about(day("2023-06-10"), 3, day("2023-06-10")), Unknown, "not found yet");
    assert_eq!(one.about(day("2023-06-20"), 3, day("2023-06-10")), Unknown);
    assert_eq!(one.about(NaiveDate::MAX, u16::MAX, NaiveDate::MAX), Unknown);
}

#[test]
fn a_funnel_counts_each_stage_and_from_the_one_before() {
    let with = |name: &str, steps: &[(Step, &str)]| Followed {
        steps: steps.iter().map(|(step, on)| (*step, day(on))).collect(),
        ..person(name)
    };
    use Step::{Employed, Mapped, Matched, Trial};
    let mut whole = with(
        "p0",
        &[
            (Mapped, "2023-01-11"),
            (Matched, "2023-01-12"),
            (Trial, "2023-01-13"),
            (Employed, "2023-02-13"),
        ],
    );
    whole.left = Some((day("2023-06-30"), Ending::Completed));
    whole.found = BTreeMap::from([
        (day("2023-07-28"), Situation::Working),
        (day("2023-12-30"), Situation::Neither),
    ]);
    let over = with("p1", &[(Mapped, "2023-01-11"), (Employed, "2023-02-01")]);
    let later = with("p2", &[(Mapped, "2024-01-11")]);
    let all = Cohort::new(vec![whole, over, later, person("p3"), person("p3")]);
    let stages = funnel(&all, 7, day("2024-01-01"));
    let shares: Vec<_> =
        stages.iter().map(|of| (of.stage, of.of_all.share(), of.of_previous.share())).collect();
    assert_eq!(
        shares,
        [
            (Stage::Enrolled, share(3, 3), share(3, 3)),
            (Stage::Mapped, share(2, 3), share(2, 3)),
            (Stage::Matched, share(1, 3), share(1, 2)),
            (Stage::Trial, share(1, 3), share(1, 1)),
            (Stage::Employed, share(2, 3), share(1, 1)),
            (Stage::Left, share(1, 3), share(1, 2)),
            (Stage::After28Days, share(1, 1), share(1, 1)),
            (Stage::After6Months, share(0, 1), share(0, 1)),
            (Stage::After24Months, share(0, 0), share(0, 0)),
        ]
    );
    let employed = &stages[4].of_previous;
    let twice = Why::Fault(FollowFault::GivenTwice);
    let passed = Why::NotReached(Stage::Trial);
    assert_eq!(names(&employed.outside), [("p1", passed), ("p2", passed), ("p3", twice)]);
    assert_eq!(passed.to_string(), "has not reached `trial`");
    assert_eq!(names(&stages[7].of_all.no), [("p0", Why::Found(Situation::Neither))]);
    let not_yet = Why::NotYet(day("2025-06-30"));
    assert_eq!(names(&stages[8].of_all.outside)[0], ("p0", not_yet));
}

#[test]
fn who_dropped_out_is_of_who_left() {
    let left = |name: &str, how| Followed { left: Some((day("2023-05-01"), how)), ..person(name) };
    let all = vec![
        left("p0", Ending::Dropped),
        left("p1", Ending::Completed),
        left("p2", Ending::Gone),
        left("p3", Ending::Unknown),
        person("p4"),
    ];
    let measure = dropout(&Cohort::new(all.clone()), day("2023-05-01"));
    assert_eq!((measure.yes.clone(), measure.share()), (vec![id("p0")], share(1, 2)));
    assert_eq!(names(&measure.no), [("p1", Why::Completed)]);
    assert_eq!(
        names(&measure.outside),
        [("p2", Why::Gone), ("p3", Why::Unknown), ("p4", Why::NotLeft)]
    );
    let before = dropout(&Cohort::new(all), day("2023-04-30"));
    assert_eq!((before.share(), before.outside.len()), (share(0, 0), 5));
}

#[test]
fn people_wait_until_they_are_placed_or_leave() {
    let on = day("2023-03-01");
    let with = |name: &str, steps: &[(Step, &str)], left: Option<&str>| Followed {
        steps: steps.iter().map(|(step, on)| (*step, day(on))).collect(),
        left: left.map(|left| (day(left), Ending::Dropped)),
        ..person(name)
    };
    use Step::{Employed, Trial};
    let times = first_placement(
        &Cohort::new(vec![
            with("p0", &[(Employed, "2023-01-30"), (Trial, "2023-01-20")], None),
            with("p1", &[(Employed, "2023-01-30")], None),
            with("p2", &[], Some("2023-01-25")),
            with("p3", &[(Trial, "2023-02-20")], Some("2023-02-10")),
            with("p4", &[(Trial, "2023-03-02")], None),
            Followed { received: day("2023-03-02"), ..person("p5") },
            with("p6", &[(Trial, "2023-01-09")], None),
        ]),
        on,
    );
    assert_eq!(times.happened, [(id("p0"), 10), (id("p1"), 20)]);
    assert_eq!(times.waiting, [(id("p2"), 15), (id("p3"), 31), (id("p4"), 50)]);
    let fault = Why::Fault(FollowFault::StepBeforeReceived(Trial));
    assert_eq!(names(&times.outside), [("p5", Why::NotReceived), ("p6", fault)]);
    assert!((times.curve.still(10) - 0.8).abs() < 1e-12);
    assert!((times.curve.still(20) - 0.8 * 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn employers_wait_for_names() {
    let asked = |told: &str, named: Option<&str>, withdrawn: Option<&str>| NeedAsked {
        told: day(told),
        named: named.map(day),
        withdrawn: withdrawn.map(day),
    };
    let needs = BTreeMap::from([
        ("n0".parse().unwrap(), asked("2023-01-01", Some("2023-01-04"), None)),
        ("n1".parse().unwrap(), asked("2023-01-01", Some("2022-12-01"), None)),
        ("n2".parse().unwrap(), asked("2023-01-01", Some("2023-01-09"), Some("2023-01-08"))),
        ("n3".parse().unwrap(), asked("2023-01-01", None, Some("2099-01-01"))),
        ("n4".parse().unwrap(), asked("2023-01-01", Some("2023-02-02"), None)),
        ("n5".parse().unwrap(), asked("2023-02-02", None, None)),
    ]);
    let times = first_names(&needs, day("2023-02-01"));
    let days = |of: &[(etablera_domain::NeedId, u32)]| {
        of.iter().map(|(_, days)| *days).collect::<Vec<_>>()
    };
    assert_eq!((days(&times.happened), days(&times.waiting)), (vec![3, 0], vec![7, 31, 31]));
    assert_eq!(times.outside.len(), 1);
    let median = times.curve.median(Confidence::usual());
    assert_eq!(median, Median { day: None, low: Some(0), high: None });
}

#[test]
fn a_split_that_is_off_by_more_than_a_day_shows() {
    let people = [
        ("p0", 4 * 480, 480),
        // A day of training more is a day off in five.
        ("p1", 4 * 480, 480 + 600),
        ("p2", 4 * 480, 480 + 601),
        ("p3", 4 * 480 + 2400, 480),
        ("p4", 4 * 480 + 2405, 480),
        ("p5", 0, 0),
        ("p6", u32::MAX, 0),
    ];
    let people = people.map(|(name, work, training)| (id(name), Worked { work, training }));
    let drift = drift(&people.into_iter().collect(), 480);
    let tenths: Vec<i64> = drift.tenths.values().copied().collect();
    assert_eq!(tenths, [0, 10, 11, -10, -11, 0, -17_895_698]);
    assert_eq!(drift.within_a_day.yes, [id("p0"), id("p1"), id("p3")]);
    assert_eq!(drift.within_a_day.no.len(), 3);
    assert_eq!(names(&drift.within_a_day.outside), [("p5", Why::NothingWorked)]);
}

#[test]
fn what_the_union_pays_is_not_what_is_left() {
    let (union, own) =
        (UnionRate(Rate::new(4000).unwrap()), OwnRequirement(Rate::new(4600).unwrap()));
    assert_eq!(union.of(Ore(1_000_001)), UnionPart(Ore(400_000)));
    assert_eq!(own.of(Ore(1_000_001)), OwnPart(Ore(460_000)));
    assert_eq!(UnionRate(Rate::new(5000).unwrap()).of(Ore(1)), UnionPart(Ore(1)), "half up");
    assert_eq!(UnionRate(Rate::new(10_000).unwrap()).of(Ore(u64::MAX)), UnionPart(Ore(u64::MAX)));
    let error = Rate::new(10_001).unwrap_err().to_string();
    assert_eq!(error, "`10001` hundredths of a per cent is not a rate: expected at most 10000");
    let results = |count: usize| Measure { yes: vec![id("p0"); count], ..Measure::default() };
    for (cost, count, expected) in
        [(100, 3, 33), (101, 3, 34), (99, 2, 50), (u64::MAX, 1, u64::MAX), (0, 5, 0)]
    {
        assert_eq!(
            cost_per_result(Ore(cost), &results(count)),
            Some(Ore(expected)),
            "{cost} {count}"
        );
    }
    assert_eq!(cost_per_result(Ore(1), &results(0)), None);
}

#[test]
fn hours_are_counted_by_calendar_year() {
    let of = |person: &str, on: &str, hours: u32, minutes: u32| StaffHours {
        person: person.parse().unwrap(),
        day: day(on),
        minutes: hours * 60 + minutes,
    };
    let hours = [
        of("b", "2024-12-31", 1_000, 0),
        of("a", "2024-01-01", 1_662, 0),
        of("b", "2024-01-01", 662, 1),
        of("b", "2025-01-01", 1_662, 0),
        of("c", "2024-06-01", 0, 0),
    ];
    let warnings = staff_hours(&hours, MAX_HOURS);
    let texts: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["`b` has 1662 hours and 1 minutes in `2024`: expected at most 1662 hours"]);
    assert_eq!(staff_hours(&hours, 0).len(), 3);
}

fn people() -> impl Strategy<Value = Vec<Followed>> {
    let on = |most: u64| (0..most).prop_map(|at| day("2023-01-01") + Days::new(at));
    let situation = proptest::sample::select(vec![
        Situation::Working,
        Situation::Studying,
        Situation::Neither,
        Situation::InProgramme,
        Situation::MovedOut,
        Situation::Deceased,
        Situation::Unknown,
    ]);
    let ending = proptest::sample::select(vec![
        Ending::Completed,
        Ending::Dropped,
        Ending::Gone,
        Ending::Unknown,
    ]);
    let step =
        proptest::sample::select(vec![Step::Mapped, Step::Matched, Step::Trial, Step::Employed]);
    let steps = proptest::collection::btree_map(step, on(400), 0..4);
    let left = proptest::option::of((on(700), ending));
    let found = proptest::collection::btree_map(on(1500), situation, 0..6);
    let one =
        (0..12, on(200), steps, left, found).prop_map(|(at, received, steps, left, found)| {
            let new = Followed::new(id(&format!("p{at:02}")), received);
            Followed { steps, left, found, ..new }
        });
    proptest::collection::vec(one, 0..14)
}

/// Each person is in exactly one list, and lists are in order.
fn whole(measure: &Measure, people: &[Followed]) {
    let others = measure.no.iter().chain(&measure.outside).map(|(person, _)| person);
    let mut all: Vec<&ParticipantId> = measure.yes.iter().chain(others).collect();
    all.sort();
    let mut ids: Vec<&ParticipantId> = people.iter().map(|one| &one.person).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(all, ids);
    assert!(measure.yes.is_sorted() && measure.no.is_sorted() && measure.outside.is_sorted());
}

proptest! {
    #[test]
    fn nobody_is_counted_twice_or_lost(
        people in people(),
        window in 0_u16..200,
        at in 0_u64..1600,
    ) {
        let on = day("2023-01-01") + Days::new(at);
        let cohort = Cohort::new(people.clone());
        let received = day("2023-02-01")..=day("2023-05-31");
        let outcome = two_year(&cohort, &Question { received, window, on });
        let of = |(_, of): &(Basis, Measure)| of.clone();
        let mut measures: Vec<Measure> = outcome.measures.iter().map(of).collect();
        let stages = funnel(&cohort, window, on);
        measures.extend(stages.iter().flat_map(|of| [of.of_all.clone(), of.of_previous.clone()]));
        measures.push(dropout(&cohort, on));
        for measure in &measures {
            whole(measure, &people);
        }
        // The same people in work, of fewer and fewer; those left out were no.
        let [received, here, known, _] = &measures[..4] else { unreachable!() };
        prop_assert!(received.yes == here.yes && here.yes == known.yes);
        let (least, most) = (outcome.sensitivity.least, outcome.sensitivity.most);
        prop_assert_eq!(least, here.share());
        prop_assert_eq!(most.counted() - least.counted(), here.share().of() - known.share().of());
        if let Some(middle) = known.share().value() {
            prop_assert!([least.value(), Some(middle), most.value()].is_sorted());
        }
        let times = first_placement(&cohort, on);
        let count = times.happened.len() + times.waiting.len() + times.outside.len();
        let of = &measures[0];
        prop_assert_eq!(count, of.yes.len() + of.no.len() + of.outside.len());
        // What is found after the day of the report changes nothing.
        let mut later = people;
        for one in &mut later {
            one.found.retain(|at, _| *at <= on);
            one.steps.retain(|_, at| *at <= on || *at < one.received);
        }
        prop_assert_eq!(funnel(&Cohort::new(later), window, on), stages);
    }
}
