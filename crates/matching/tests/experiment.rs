//! Replays are fair: nobody beats hindsight, nothing depends on threads, and
//! figures are those that can be counted by hand.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use etablera_matching::assignment::{Groups, Instance, Plan, Preferences};
use etablera_matching::experiment::{
    Arrivals, Case, Contender, Crowd, Log, Measure, Mode, Study, StudyError, Summary, Synthetic,
    Window, hindsight, measure, replay, summaries,
};
use etablera_matching::strategy::{
    Fair, FirstCome, Greedy, MostPlaced, Optimal, Random, Round, Stable, Strategy as Way,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Every way to compare: each strategy in both modes, and looking ahead. The
/// first six are greedy, optimal and looking ahead, in rounds and online.
fn contenders(seed: u64) -> Vec<Contender> {
    let of = |name: &str, strategy: Box<dyn Way>, mode, looks_ahead| Contender {
        name: format!("{name} {mode:?} {looks_ahead}"),
        strategy,
        mode,
        looks_ahead,
    };
    let modes = || [Mode::Rounds, Mode::Online].into_iter();
    let first = modes().flat_map(|mode| {
        [
            of("greedy", Box::new(Greedy), mode, false),
            of("optimal", Box::new(Optimal), mode, false),
            of("optimal", Box::new(Optimal), mode, true),
        ]
    });
    let others = modes().flat_map(|mode| {
        [
            of("random", Box::new(Random { seed }), mode, false),
            of("first-come", Box::new(FirstCome), mode, false),
            of("stable", Box::<Stable>::default(), mode, false),
            of("most-placed", Box::new(MostPlaced), mode, false),
            of("fair", Box::<Fair>::default(), mode, false),
        ]
    });
    first.chain(others).collect()
}

/// How many trials a seed has: hindsight's and the contenders'.
const TRIALS: usize = 1 + 16;

/// Small logs: periods, seats, pairs, stays, openings, labels.
fn logs() -> impl Strategy<Value = Log> {
    let sizes = (1_u32..5, 0_usize..6, 0_usize..4);
    sizes.prop_flat_map(|(periods, people, needs)| {
        let window = (0..periods, 1..=periods)
            .prop_map(move |(from, length)| Window { from, until: (from + length).min(periods) });
        let score = prop_oneof![Just(None), (0_u32..30).prop_map(Some)];
        (
            vec(0_u32..3, needs),
            vec(vec(score, needs), people),
            vec(window.clone(), people),
            vec(window, needs),
            vec(0_u32..3, people),
        )
            .prop_map(move |(seats, rows, stays, openings, labels)| {
                let instance = Instance::new(people as u32, seats, &pairs(&rows)).unwrap();
                let log = Log::new(periods, instance, stays, openings).unwrap();
                log.with_groups(Groups::new(3, labels).unwrap()).unwrap()
            })
    })
}

fn pairs(rows: &[Vec<Option<u32>>]) -> Vec<(u32, u32, u32)> {
    let row = |(p, row): (u32, &Vec<Option<u32>>)| -> Vec<_> {
        (0..).zip(row).filter_map(|(need, score)| Some((p, need, (*score)?))).collect()
    };
    (0..).zip(rows).flat_map(row).collect()
}

/// The best total by trying everything.
fn best(log: &Log, participant: usize, left: &mut [u32]) -> u64 {
    if participant == log.instance().participants() {
        return 0;
    }
    let mut most = best(log, participant + 1, left);
    for edge in log.instance().edges_of(participant) {
        let need = edge.need as usize;
        if left[need] > 0 && log.meet(participant, edge.need) {
            left[need] -= 1;
            most = most.max(u64::from(edge.score) + best(log, participant + 1, left));
            left[need] += 1;
        }
    }
    most
}

fn alone(log: Log) -> Case {
    Case { seed: 0, log, histories: Vec::new() }
}

proptest! {
    #[test]
    fn hindsight_is_the_best_there_is_and_nobody_beats_it(
        log in logs(), history in logs(),
    ) {
        let found = hindsight(&log, &Optimal).unwrap();
        prop_assert_eq!(found.total, best(&log, 0, &mut log.instance().seats().to_vec()));
        prop_assert!(found.plan.check(log.instance()).is_ok());

        let fits = history.instance().needs() == log.instance().needs();
        let histories = if fits { vec![history, log.clone()] } else { vec![log.clone()] };
        let case = Case { seed: 0, log, histories };
        for contender in contenders(0) {
            let replayed = replay(&case, &contender, &Optimal).unwrap();
            let log = &case.log;
            prop_assert!(replayed.plan.check(log.instance()).is_ok(), "{}", contender.name);
            prop_assert!(replayed.plan.total(log.instance()) <= found.total, "{}", contender.name);
            for (participant, placed) in replayed.placed_in.iter().enumerate() {
                let need = replayed.plan.need_of(participant);
                prop_assert_eq!(need.is_some(), placed.is_some());
                let (Some(need), Some(period)) = (need, *placed) else { continue };
                prop_assert!(log.openings()[need as usize].holds(period));
                let stay = log.stays()[participant];
                prop_assert!(stay.holds(period));
                prop_assert!(contender.mode == Mode::Rounds || period == stay.from);
            }
            let outcome = measure(&case, &replayed, &found);
            prop_assert!(outcome.get(Measure::Regret).unwrap() >= 0.0);
        }
    }

    #[test]
    fn a_replay_of_one_period_is_the_strategy_itself(log in logs()) {
        let whole = Window { from: 0, until: 1 };
        let (people, needs) = (log.instance().participants(), log.instance().needs());
        let log = Log::new(1, log.instance().clone(), vec![whole; people], vec![whole; needs]);
        let case = Case { histories: vec![log.clone().unwrap()], ..alone(log.unwrap()) };
        let round = Round::new(case.log.instance());
        for contender in contenders(0).into_iter().filter(|c| c.mode == Mode::Rounds) {
            let replayed = replay(&case, &contender, &Optimal).unwrap();
            prop_assert_eq!(replayed.plan, contender.strategy.solve(&round).unwrap().plan);
        }
    }

    #[test]
    fn other_numbers_for_the_same_people_change_no_total_of_the_best(
        log in logs(), order in vec(any::<prop::sample::Index>(), 6),
    ) {
        let mut people: Vec<usize> = (0..log.instance().participants()).collect();
        for (at, other) in (1..people.len()).zip(&order) {
            people.swap(at, other.index(at + 1));
        }
        let row = |(new, old): (u32, &usize)| -> Vec<_> {
            let edges = log.instance().edges_of(*old).iter();
            edges.map(|edge| (new, edge.need, edge.score)).collect()
        };
        let pairs: Vec<_> = (0..).zip(&people).flat_map(row).collect();
        let seats = log.instance().seats().to_vec();
        let instance = Instance::new(people.len() as u32, seats, &pairs).unwrap();
        let stays = people.iter().map(|p| log.stays()[*p]).collect();
        let other = Log::new(log.periods(), instance, stays, log.openings().to_vec()).unwrap();
        let total = |log| hindsight(log, &Optimal).unwrap().total;
        prop_assert_eq!(total(&other), total(&log));
    }

    #[test]
    fn blocking_pairs_are_those_that_the_definition_counts(
        log in logs(), ranks in vec((0_u32..4, 0_u32..4), 18), looks_ahead in any::<bool>(),
    ) {
        let instance = log.instance();
        let side = |of: fn(&(u32, u32)) -> u32| -> Vec<u32> {
            ranks[..instance.edges().len()].iter().map(of).collect()
        };
        let preferences = Preferences::new(instance, side(|r| r.0), side(|r| r.1)).unwrap();
        let log = log.clone().with_preferences(preferences.clone()).unwrap();
        let case = Case { histories: vec![log.clone()], ..alone(log) };
        let contender = contenders(0).swap_remove(if looks_ahead { 2 } else { 0 });
        let replayed = replay(&case, &contender, &Optimal).unwrap();
        let best = hindsight(&case.log, &Optimal).unwrap();
        let found = measure(&case, &replayed, &best).get(Measure::BlockingPairs).unwrap();
        prop_assert_eq!(found as usize, blocking(&case.log, &replayed.plan, &preferences));
    }
}

/// Blocking pairs by the words of the definition.
fn blocking(log: &Log, plan: &Plan, preferences: &Preferences) -> usize {
    let instance = log.instance();
    let (ours, theirs) = (preferences.of_participants(), preferences.of_needs());
    let mut count = 0;
    for (participant, edge) in instance.pairs() {
        let at = instance.edge(participant, edge.need).unwrap();
        let would_go = match plan.need_of(participant) {
            None => true,
            Some(has) => ours[at] < ours[instance.edge(participant, has).unwrap()],
        };
        let those: Vec<_> = plan.pairs().filter(|(_, need)| *need == edge.need).collect();
        let has_free = those.len() < instance.seats()[edge.need as usize] as usize;
        let would_swap =
            those.iter().any(|(p, n)| theirs[instance.edge(*p, *n).unwrap()] > theirs[at]);
        count +=
            usize::from(log.meet(participant, edge.need) && would_go && (has_free || would_swap));
    }
    count
}

#[test]
fn measures_are_those_counted_by_hand() {
    // Need 0 has two seats and is open in periods 0 and 1, need 1 has one and
    // opens in period 1. Participants 0, 1, 2 come at once; 3 comes in period
    // 1; 2 does not wait.
    let rows = [(0, 0, 50), (1, 0, 40), (2, 0, 30), (3, 0, 90), (3, 1, 20), (0, 1, 10)];
    let window = |from, until| Window { from, until };
    let log = Log::new(
        2,
        Instance::new(4, vec![2, 1], &rows).unwrap(),
        vec![window(0, 1), window(0, 2), window(0, 1), window(1, 2)],
        vec![window(0, 2), window(1, 2)],
    );
    let groups = Groups::new(3, vec![0, 0, 1, 1]).unwrap();
    let case = alone(log.unwrap().with_groups(groups).unwrap());
    let best = hindsight(&case.log, &Optimal).unwrap();
    assert_eq!(best.total, 50 + 90);
    let contender = contenders(0).swap_remove(0);
    let replayed = replay(&case, &contender, &Optimal).unwrap();
    // Greedy seats 0 and 1 at once; 3 finds need 1.
    assert_eq!(replayed.placed_in, [Some(0), Some(0), None, Some(1)]);
    let outcome = measure(&case, &replayed, &best);
    let get = |measure| outcome.get(measure);
    assert_eq!(get(Measure::Placed), Some(3.0));
    assert_eq!(get(Measure::PlacedShare), Some(75.0));
    assert_eq!(get(Measure::Total), Some(110.0));
    assert_eq!(get(Measure::Minimum), Some(20.0));
    assert_eq!(get(Measure::Regret), Some(30.0));
    assert_eq!(get(Measure::RegretShare), Some(100.0 * 30.0 / 140.0));
    assert_eq!(get(Measure::SeatsLeft), Some(0.0));
    assert_eq!(get(Measure::Waited), Some(0.0));
    // All of group 0, half of group 1; nobody is of group 2.
    assert_eq!(get(Measure::RateGap), Some(50.0));
    assert_eq!(get(Measure::ScoreGap), Some(45.0 - 20.0));
    // Three people for two seats, then one for one.
    assert_eq!(get(Measure::CongestionLargest), Some(1.5));
    assert_eq!(get(Measure::CongestionMean), Some(1.25));
    // 3 and need 0 would rather have each other than 20 and 50 or 40.
    assert_eq!(get(Measure::BlockingPairs), Some(1.0));
    assert_eq!(get(Measure::Milliseconds), None, "nobody has looked at a watch");
}

#[test]
fn who_waits_is_placed_when_the_need_opens() {
    let stay = Window { from: 0, until: 3 };
    let opening = Window { from: 2, until: 3 };
    let instance = Instance::new(1, vec![1], &[(0, 0, 5)]).unwrap();
    let case = alone(Log::new(3, instance, vec![stay], vec![opening]).unwrap());
    let best = hindsight(&case.log, &Optimal).unwrap();
    let of = |at: usize| replay(&case, &contenders(0)[at], &Optimal).unwrap();
    assert_eq!(of(0).placed_in, [Some(2)]);
    assert_eq!(measure(&case, &of(0), &best).get(Measure::Waited), Some(2.0));
    assert_eq!(of(3).placed_in, [None], "online nobody waits");
}

#[test]
fn nothing_is_measured_where_there_is_nothing() {
    let empty = |people: u32, seats: Vec<u32>| {
        let instance = Instance::new(people, seats, &[]).unwrap();
        let window = Window { from: 0, until: 1 };
        let stays = vec![window; instance.participants()];
        let openings = vec![window; instance.needs()];
        alone(Log::new(1, instance, stays, openings).unwrap())
    };
    for case in [empty(0, vec![]), empty(2, vec![]), empty(0, vec![1]), empty(2, vec![0])] {
        let best = hindsight(&case.log, &Optimal).unwrap();
        for contender in contenders(0) {
            let outcome = measure(&case, &replay(&case, &contender, &Optimal).unwrap(), &best);
            assert_eq!(outcome.get(Measure::Placed), Some(0.0));
            for none in [Measure::Minimum, Measure::RegretShare, Measure::Waited] {
                assert_eq!(outcome.get(none), None, "{}", none.name());
            }
            assert_eq!(outcome.get(Measure::RateGap), None, "no groups");
        }
    }
}

#[test]
fn hindsight_takes_only_what_is_proved() {
    let case = Synthetic::default().case(1, 0).unwrap();
    let refused = hindsight(&case.log, &Greedy).unwrap_err();
    assert_eq!(refused, StudyError::NotProved { strategy: "greedy" });
    let case = Synthetic::default().case(1, 1).unwrap();
    let ahead = contenders(0).swap_remove(2);
    assert_eq!(replay(&case, &ahead, &Greedy).unwrap_err(), refused);
}

#[test]
fn a_history_of_other_needs_is_refused() {
    let case = Synthetic::default().case(1, 0).unwrap();
    let other = Synthetic { needs: 3, ..Synthetic::default() }.case(1, 0).unwrap().log;
    let case = Case { histories: vec![other], ..case };
    let refused = replay(&case, &contenders(0)[2], &Optimal).unwrap_err();
    assert_eq!(refused, StudyError::History { found: 3, needs: 80 });
    assert!(replay(&case, &contenders(0)[1], &Optimal).is_ok(), "only who looks ahead minds");
}

/// A small study whose stopwatch goes one second further at every look.
fn study(threads: usize, seeds: &[u64]) -> Vec<etablera_matching::experiment::Trial> {
    let looks = AtomicU64::new(0);
    let model = Synthetic { participants: 40, needs: 12, ..Synthetic::default() };
    let study = Study {
        contenders: &contenders,
        exact: &Optimal,
        threads: NonZeroUsize::new(threads).unwrap(),
        stopwatch: &|| Duration::from_secs(looks.fetch_add(1, Ordering::Relaxed)),
    };
    study.run(seeds, &|seed| model.case(seed, 3)).unwrap()
}

#[test]
fn a_study_is_the_same_for_any_number_of_threads() {
    let one = study(1, &[7, 3, 5]);
    assert_eq!(one.len(), 3 * TRIALS);
    let order: Vec<_> = one.iter().step_by(TRIALS).map(|trial| trial.seed).collect();
    assert_eq!(order, [7, 3, 5], "the order of the seeds");
    for trial in &one {
        assert_eq!(trial.outcome.get(Measure::Milliseconds), Some(1000.0), "one look to the next");
    }
    for threads in [2, 3, 8] {
        let other = study(threads, &[7, 3, 5]);
        for (one, other) in one.iter().zip(&other) {
            assert_eq!((&one.contender, one.seed), (&other.contender, other.seed));
            for measure in Measure::ALL.into_iter().filter(|m| *m != Measure::Milliseconds) {
                assert_eq!(one.outcome.get(measure), other.outcome.get(measure));
            }
        }
    }
    assert!(study(2, &[]).is_empty());
}

#[test]
fn summaries_go_over_the_seeds_of_a_contender() {
    let trials = study(1, &[1, 2, 3]);
    let all = summaries(&trials);
    assert_eq!(all.len(), TRIALS * Measure::COUNT);
    let of = |name: &str, measure| -> Summary {
        let found = all.iter().find(|s| s.contender == name && s.measure == measure);
        found.unwrap().clone()
    };
    let none = of("hindsight", Measure::Waited);
    assert_eq!(none.estimate, None, "hindsight does not wait");
    assert_eq!(of("hindsight", Measure::Regret).estimate.unwrap().mean, 0.0);
    let totals = trials.iter().filter(|trial| trial.contender == "greedy Rounds false");
    let totals: Vec<_> = totals.map(|trial| trial.outcome.get(Measure::Total).unwrap()).collect();
    let estimate = of("greedy Rounds false", Measure::Total).estimate.unwrap();
    assert_eq!(estimate.count, 3);
    assert!((estimate.mean - totals.iter().sum::<f64>() / 3.0).abs() < 1e-6);
}

#[test]
fn synthetic_histories_are_other_people_at_the_same_needs() {
    let model = Synthetic::default();
    let case = model.case(4, 2).unwrap();
    assert_eq!(case, model.case(4, 2).unwrap());
    assert_ne!(case.log, model.case(5, 2).unwrap().log);
    for history in &case.histories {
        assert_eq!(history.openings(), case.log.openings());
        assert_eq!(history.instance().seats(), case.log.instance().seats());
        assert_ne!(history.instance().edges(), case.log.instance().edges());
    }
    assert_ne!(case.histories[0], case.histories[1]);
    let none = Synthetic { participants: 0, needs: 0, ..model }.case(1, 1).unwrap();
    assert_eq!((none.log.instance().participants(), none.log.instance().needs()), (0, 0));
}

#[test]
fn arrivals_keep_those_who_came_before_out_of_what_comes() {
    // Everybody has a pair of a score of their own.
    let pairs: Vec<_> = (0..400).map(|p| (p, p % 7, 1000 + p)).collect();
    let instance = Instance::new(400, vec![2; 7], &pairs).unwrap();
    let groups = Groups::new(2, (0..400).map(|p| p % 2).collect()).unwrap();
    let preferences = Preferences::by_score(&instance);
    let crowd =
        Crowd { instance: &instance, groups: Some(&groups), preferences: Some(&preferences) };
    let arrivals = Arrivals::default();
    let case = arrivals.case(crowd, 9, 3).unwrap();
    assert_eq!(case, arrivals.case(crowd, 9, 3).unwrap());
    let people = |log: &Log| log.instance().pairs().map(|(_, e)| e.score).collect::<Vec<_>>();
    let come = people(&case.log);
    assert!((270..330).contains(&come.len()), "about three quarters: {}", come.len());
    for history in &case.histories {
        assert_eq!(history.instance().participants(), come.len(), "as many");
        assert_eq!(history.openings(), case.log.openings());
        assert!(people(history).iter().all(|score| !come.contains(score)));
    }
    for (participant, edge) in case.log.instance().pairs() {
        let stay = case.log.stays()[participant];
        assert!(stay.from < stay.until && stay.until <= 12 && stay.until - stay.from <= 3);
        let at = case.log.instance().edge(participant, edge.need).unwrap();
        let ranks = case.log.preferences().unwrap();
        assert_eq!(ranks.of_needs()[at], u32::MAX - edge.score, "their own rank");
        let label = case.log.groups().unwrap().labels()[participant];
        assert_eq!(label, (edge.score - 1000) % 2, "their own label");
    }
    let all = Arrivals { before_permille: 0, ..arrivals }.case(crowd, 9, 1).unwrap();
    assert_eq!(all.log.instance().participants(), 400);
    assert_eq!(all.histories[0].instance().participants(), 0);
    let none = Arrivals { before_permille: 1000, ..arrivals }.case(crowd, 9, 1).unwrap();
    assert_eq!(none.log.instance().participants(), 0);
    let one = NonZeroU32::MIN;
    let at_once = Arrivals { periods: one, patience: NonZeroU32::MAX, ..arrivals };
    assert!(at_once.case(crowd, 9, 1).unwrap().log.stays().iter().all(|stay| stay.until == 1));
}
