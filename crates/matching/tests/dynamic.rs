//! Looking ahead is worth it where it matters what seats are kept for.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_matching::assignment::Instance;
use etablera_matching::experiment::{
    Case, Contender, Log, Measure, Mode, Synthetic, Window, hindsight, measure, replay,
};
use etablera_matching::strategy::{
    Greedy, LookAhead, MostPlaced, Optimal, Potentials, Proof, Round, Strategy,
};

fn contender(strategy: impl Strategy + 'static, looks_ahead: bool) -> Contender {
    let name = format!("{} {looks_ahead}", strategy.name());
    Contender { name, strategy: Box::new(strategy), mode: Mode::Rounds, looks_ahead }
}

/// The total in percent of hindsight's.
fn share(case: &Case, contender: &Contender) -> f64 {
    let best = hindsight(&case.log, &Optimal).unwrap();
    let replayed = replay(case, contender, &Optimal).unwrap();
    100.0 - measure(case, &replayed, &best).get(Measure::RegretShare).unwrap()
}

#[test]
fn looking_ahead_gets_97_percent_of_hindsight_where_greedy_gets_less_than_92() {
    for seed in 1..=8 {
        let case = Synthetic::default().case(seed, 10).unwrap();
        let greedy = share(&case, &contender(Greedy, false));
        let myopic = share(&case, &contender(Optimal, false));
        let ahead = share(&case, &contender(Optimal, true));
        assert!(greedy < 92.0 && myopic < 92.0, "seed {seed}: {greedy} {myopic}");
        assert!(ahead >= 97.0, "seed {seed}: {ahead}");
    }
}

/// One seat, open throughout; people come in a period with a score for it.
fn one_seat(people: &[(u32, u32)], periods: u32) -> Log {
    let pairs: Vec<_> = people.iter().zip(0..).map(|((_, score), p)| (p, 0, *score)).collect();
    let stays = people.iter().map(|(at, _)| Window { from: *at, until: at + 1 }).collect();
    let instance = Instance::new(people.len() as u32, vec![1], &pairs).unwrap();
    Log::new(periods, instance, stays, vec![Window { from: 0, until: periods }]).unwrap()
}

#[test]
fn a_seat_is_kept_for_those_who_are_likely_to_come() {
    let log = one_seat(&[(0, 10), (1, 50)], 2);
    let placed = |histories: &[&[(u32, u32)]]| {
        let histories = histories.iter().map(|people| one_seat(people, 2)).collect();
        let case = Case { seed: 0, log: log.clone(), histories };
        replay(&case, &contender(Optimal, true), &Optimal).unwrap().plan
    };
    assert_eq!(placed(&[&[(1, 40)], &[(1, 60)]]).need_of(1), Some(0), "kept");
    assert_eq!(placed(&[&[(1, 8)], &[(1, 9)]]).need_of(0), Some(0), "nobody better is expected");
    assert_eq!(placed(&[]).need_of(0), Some(0), "nothing is known of what comes");
    assert_eq!(placed(&[&[(0, 90)]]).need_of(0), Some(0), "who came earlier comes no more");
}

/// Need 0 is worth more to the second person, but the first takes its only
/// seat: to wait for it is to wait for nothing.
#[test]
fn nobody_waits_for_a_seat_that_is_taken() {
    let pairs = [(0, 0, 90_000), (1, 0, 90_000), (1, 1, 50_000)];
    let instance = Instance::new(2, vec![1, 1], &pairs).unwrap();
    let stays = vec![Window { from: 0, until: 1 }, Window { from: 1, until: 4 }];
    let log = Log::new(4, instance, stays, vec![Window { from: 0, until: 4 }; 2]).unwrap();
    let case = Case { seed: 0, log: log.clone(), histories: vec![log] };
    let replayed = replay(&case, &contender(Optimal, true), &Optimal).unwrap();
    assert_eq!(replayed.plan.need_of(0), Some(0));
    assert_eq!(replayed.plan.need_of(1), Some(1));
    assert_eq!(replayed.placed_in, [Some(0), Some(1)], "as soon as they are there");
}

#[test]
fn most_placed_proves_no_highest_total() {
    let log = one_seat(&[(0, 10), (0, 50)], 2);
    assert!(hindsight(&log, &MostPlaced).is_err());
}

#[test]
fn who_can_wait_waits_for_a_better_need() {
    // Need 0 is open now, need 1 from the next period on.
    let pairs = [(0, 0, 10), (0, 1, 30)];
    let openings = vec![Window { from: 0, until: 1 }, Window { from: 1, until: 2 }];
    let need_of = |patience| {
        let instance = Instance::new(1, vec![1, 1], &pairs).unwrap();
        let stay = Window { from: 0, until: patience };
        let log = Log::new(2, instance, vec![stay], openings.clone()).unwrap();
        let nobody = Instance::new(0, vec![1, 1], &[]).unwrap();
        let histories = vec![Log::new(2, nobody, vec![], openings.clone()).unwrap()];
        let case = Case { seed: 0, log, histories };
        replay(&case, &contender(Optimal, true), &Optimal).unwrap().plan.need_of(0)
    };
    assert_eq!(need_of(1), Some(0), "goes before the other opens");
    assert_eq!(need_of(2), Some(1));
}

#[test]
fn a_round_is_shifted_by_what_is_worth_more_later() {
    let instance = Instance::new(2, vec![1, 1], &[(0, 0, 10), (0, 1, 7), (1, 0, 9)]).unwrap();
    let round = Round::new(&instance);
    let plan = |needs: [u64; 2], participants: [u64; 2]| {
        let potentials = Potentials { needs: needs.into(), participants: participants.into() };
        let solution = LookAhead::new(&Optimal, potentials).solve(&round).unwrap();
        assert_eq!(solution.proof, Proof::None, "of the shifted round nothing is claimed");
        [0, 1].map(|participant| solution.plan.need_of(participant))
    };
    assert_eq!(plan([0, 0], [0, 0]), [Some(1), Some(0)]);
    assert_eq!(plan([10, 0], [0, 0]), [Some(1), None], "one seat is kept for somebody better");
    assert_eq!(plan([11, 7], [0, 0]), [Some(1), None], "what is worth just as much is taken");
    assert_eq!(plan([0, 0], [11, 9]), [None, Some(0)], "one waits for something better");
    assert_eq!(plan([u64::MAX; 2], [u64::MAX; 2]), [None, None]);
    let others = Potentials::zero(3, 2);
    assert!(!others.is_anything());
    let refusal = LookAhead::new(&Optimal, others).solve(&round).unwrap_err();
    assert_eq!(refusal.strategy, "look-ahead");
}
