//! A naive recount of random logs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use etablera_reporting::outcome::{Cohort, REASONS, Stage, Step, funnel};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{Log, accepted, day, enrolled, job, left, profile, stage};

/// What may happen, by name; the recount below reads these and not the log.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    Enrol,
    Leave(usize),
    Close(usize),
    Reopen,
    Profile,
    Accept(usize),
    Begin(usize, bool),
    Job,
}

impl Act {
    fn row(&self) -> (String, Value) {
        let own = "participant:P1".to_owned();
        match self {
            Self::Enrol => (own, enrolled("OP1")),
            Self::Leave(code) => (own, left(REASONS[*code].code)),
            Self::Close(code) => (own, json!({ "closed": { "reason": REASONS[*code].code } })),
            Self::Reopen => (own, json!({ "reopened": {} })),
            Self::Profile => (own, profile()),
            Self::Accept(at) => (format!("placement:L{at}"), accepted("staff")),
            Self::Begin(at, trial) => {
                let kind = if *trial { "trial" } else { "employment" };
                (format!("placement:L{at}"), stage(kind, "2029-12-31"))
            }
            Self::Job => (own, job()),
        }
    }
}

fn acts() -> impl Strategy<Value = Vec<(u64, Act, u8)>> {
    let code = 0..REASONS.len();
    let act = prop_oneof![
        2 => Just(Act::Enrol),
        2 => code.clone().prop_map(Act::Leave),
        1 => code.prop_map(Act::Close),
        1 => Just(Act::Reopen),
        2 => Just(Act::Profile),
        2 => (0..2_usize).prop_map(Act::Accept),
        3 => (0..2_usize, any::<bool>()).prop_map(|(at, trial)| Act::Begin(at, trial)),
        1 => Just(Act::Job),
    ];
    proptest::collection::vec((0..40_u64, act, 0..8_u8), 0..14)
}

/// The days each step was first taken on and the day of leaving, day by day
/// from the acts: what is known at the end of each day.
struct Recount {
    received: Option<u64>,
    steps: BTreeMap<Step, u64>,
    left: Option<u64>,
}

fn recount(acts: &[(u64, Act)], on: u64) -> Recount {
    // Days of stays: pairs of entering and leaving.
    let mut stays: Vec<(u64, Option<u64>)> = Vec::new();
    let (mut hired, mut closed) = (BTreeSet::new(), None);
    for day in 0..=on {
        for (_, act) in acts.iter().filter(|(at, _)| *at == day) {
            match act {
                Act::Enrol => stays.push((day, None)),
                Act::Leave(code) => {
                    if let Some((_, left @ None)) = stays.last_mut() {
                        *left = Some(day);
                        if REASONS[*code].employs {
                            hired.insert(day);
                        }
                    }
                }
                Act::Close(code) => closed = Some((day, *code)),
                Act::Reopen => closed = None,
                _ => {}
            }
        }
    }
    if let (Some((day, code)), Some((entered, left @ None))) = (closed, stays.last_mut())
        && *entered <= day
    {
        *left = Some(day);
        if REASONS[code].employs {
            hired.insert(day);
        }
    }
    let stay =
        |day: u64| stays.iter().find(|(from, to)| *from <= day && to.is_none_or(|to| day <= to));
    let mut taken: Vec<(Step, u64)> = hired.into_iter().map(|day| (Step::Employed, day)).collect();
    let first_yes = |place: usize, by: usize| {
        let before = acts.iter().take(by).filter(|(_, act)| *act == Act::Accept(place));
        before.map(|(day, _)| *day).next()
    };
    for (at, (day, act)) in acts.iter().enumerate().filter(|(_, (day, _))| *day <= on) {
        let inside = stay(*day);
        match act {
            Act::Profile => {
                let first = stays.first().map(|(from, _)| *from.max(day));
                taken.extend(first.filter(|day| stay(*day).is_some()).map(|d| (Step::Mapped, d)));
            }
            Act::Accept(_) => taken.extend(inside.map(|_| (Step::Matched, *day))),
            Act::Job => taken.extend(inside.map(|_| (Step::Employed, *day))),
            Act::Begin(place, trial) => {
                let Some((from, _)) = inside else { continue };
                let yes = first_yes(*place, at).unwrap_or(*day);
                taken.push((Step::Matched, yes.max(*from)));
                taken.push((if *trial { Step::Trial } else { Step::Employed }, *day));
            }
            _ => {}
        }
    }
    let mut steps: BTreeMap<Step, u64> = BTreeMap::new();
    for (step, day) in taken {
        let first = steps.entry(step).or_insert(day);
        *first = day.min(*first);
    }
    let left = stays.last().and_then(|(_, left)| *left);
    Recount { received: stays.first().map(|(from, _)| *from), steps, left }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The log in any order, with rows that were corrected or taken back, reads
    /// as a recount of what remains; and a later day takes no step back.
    #[test]
    fn a_log_reads_as_a_naive_recount(acts in acts(), turn in 0_usize..14) {
        let first = day("2026-01-01");
        let at = |offset: u64| first + Days::new(offset);
        let mut log = Log::default();
        let mut kept: Vec<(u64, Act)> = Vec::new();
        for (offset, act, fate) in &acts {
            let (stream, what) = act.row();
            let row = log.add(at(*offset), &stream, &what);
            match fate {
                // Taken back.
                0 => {
                    let back = json!({ "retracted": { "reason": "mistake" } });
                    log.put((at(*offset), &stream, &back), Some(row));
                }
                // It was two days later.
                1 => {
                    log.put((at(offset + 2), &stream, &what), Some(row));
                    kept.push((offset + 2, act.clone()));
                }
                _ => kept.push((*offset, act.clone())),
            }
        }
        // Within a day the log's order counts, which a stable sort keeps.
        kept.sort_by_key(|(offset, _)| *offset);
        let places = log.0.len().max(1);
        log.0.rotate_left(turn % places);
        let mut before: Option<BTreeMap<Step, NaiveDate>> = None;
        for on in [5, 12, 20, 33, 41, 60_u64] {
            let told = log.on(at(on));
            let expected = recount(&kept, on);
            prop_assert_eq!(told.is_some(), expected.received.is_some());
            let Some(told) = told else { continue };
            let steps: BTreeMap<Step, NaiveDate> =
                expected.steps.iter().map(|(step, day)| (*step, at(*day))).collect();
            prop_assert_eq!(Some(told.followed.received), expected.received.map(at));
            prop_assert_eq!(&told.followed.steps, &steps, "on {}", on);
            prop_assert_eq!(told.followed.left.map(|(day, _)| day), expected.left.map(at));
            // Nothing that is read of a log cannot be true.
            let cohort = Cohort::new(vec![told.followed.clone()]);
            let stages = funnel(&cohort, 30, at(on));
            for stage in &stages {
                let all = stage.of_all.yes.len() + stage.of_all.no.len() + stage.of_all.outside.len();
                prop_assert_eq!(all, 1);
            }
            prop_assert_eq!(stages[0].of_all.yes.len(), 1);
            for (stage, step) in [
                (Stage::Mapped, Step::Mapped),
                (Stage::Matched, Step::Matched),
                (Stage::Trial, Step::Trial),
                (Stage::Employed, Step::Employed),
            ] {
                let reached = stages.iter().find(|one| one.stage == stage).unwrap();
                prop_assert_eq!(reached.of_all.yes.len() == 1, steps.contains_key(&step));
            }
            let reopens = kept.iter().any(|(_, act)| *act == Act::Reopen || *act == Act::Enrol);
            let closes = kept.iter().any(|(_, act)| matches!(act, Act::Close(_)));
            // A case that is opened again was not left, so that what leaving said is unsaid.
            if let Some(before) = before.filter(|_| !(reopens && closes)) {
                for step in before.keys() {
                    prop_assert!(told.followed.steps.contains_key(step), "{:?} on {}", step, on);
                }
            }
            before = Some(told.followed.steps);
        }
    }
}
