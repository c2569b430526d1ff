//! What only the whole of a template shows: where its stages lead.

use std::collections::BTreeSet;

use etablera_domain::event::{Code, Outcome};

use super::decode::{RawOutcome, RawStage, RawStages, once};
use super::error::Problem;
use super::length::Length;
use super::model::{Condition, Held, OutcomePlan, StagePlan, Target};
use super::read::{At, Faults};

/// Whatever is wrong with the stages, or the stages that can come first and
/// all of them.
pub(super) fn check(stages: &RawStages, faults: &Faults) -> Option<(Vec<usize>, Vec<StagePlan>)> {
    let raw = &stages.all;
    once("stage", raw.iter().map(|stage| (stage.id.at, stage.id.value.as_str())), faults);
    let first: Vec<Option<usize>> = stages
        .first
        .iter()
        .map(|name| match target(stages, name, faults)? {
            Target::Stage(stage) => Some(stage),
            _ => no_stage(stages, name, faults),
        })
        .collect();
    let plans: Vec<Option<StagePlan>> =
        raw.iter().map(|stage| plan(stages, stage, faults)).collect();
    // What is not there or could not be read would make others seem out of
    // reach.
    let read = (stages.named && stages.firsts).then_some(first)?;
    let first: Vec<usize> = read.into_iter().collect::<Option<_>>()?;
    let plans: Vec<StagePlan> = plans.into_iter().collect::<Option<_>>()?;
    reach(raw, &plans, (&first, faults));
    for (at, targets) in std::iter::once((0, first.clone()))
        .chain(raw.iter().zip(&plans).map(|(raw, plan)| (raw.at, next(plan, &first))))
    {
        ambiguous(&plans, &targets, (at, faults));
    }
    Some((first, plans))
}

/// Says that a programme may last less than its main path takes.
pub(super) fn longest(
    stages: &[StagePlan],
    first: &[usize],
    (longest, faults): (&At<Length>, &Faults),
) {
    let mut at = first.first().copied();
    let (mut path, mut seen) = (0, BTreeSet::new());
    while let Some(stage) = at.filter(|stage| seen.insert(*stage)) {
        path += stages[stage].length.map_or(0, Length::least_days);
        let on = stages[stage].outcomes.iter().find(|plan| plan.outcome == Outcome::Continue);
        at = on.and_then(|plan| if let Target::Stage(next) = plan.to { Some(next) } else { None });
    }
    if longest.value.most_days() < path {
        let problem = Problem::Longest { longest: longest.value.to_string(), path };
        faults.add(longest.at, problem);
    }
}

/// Says that a place may end for a reason that moves its stage and ends it.
pub(super) fn moves(raw: &[RawStage], moves: &[At<Code>], faults: &Faults) {
    for stage in raw {
        let ends = stage.outcomes.iter().filter(|outcome| outcome.outcome == Outcome::End);
        let ends: BTreeSet<&str> =
            ends.flat_map(|end| &end.reasons).map(|one| one.value.code.as_str()).collect();
        for one in moves.iter().filter(|one| ends.contains(one.value.as_str())) {
            let (code, stage) = (one.value.to_string(), stage.id.value.to_string());
            faults.add(one.at, Problem::MovesAndEnds { code, stage });
        }
    }
}

/// Says that a stage is not there, unless it may be one whose name could not be
/// read.
fn no_stage<T>(stages: &RawStages, name: &At<Code>, faults: &Faults) -> Option<T> {
    if !stages.named {
        return None;
    }
    let known: Vec<_> = stages.all.iter().map(|stage| format!("`{}`", stage.id.value)).collect();
    let id = name.value.to_string();
    faults.add(name.at, Problem::NoStage { id, known: known.join(", ") });
    None
}

fn target(stages: &RawStages, name: &At<Code>, faults: &Faults) -> Option<Target> {
    match name.value.as_str() {
        "matching" => Some(Target::Matching),
        "leave" => Some(Target::Leave),
        id => {
            let stage = stages.all.iter().position(|stage| stage.id.value.as_str() == id);
            stage.map(Target::Stage).or_else(|| no_stage(stages, name, faults))
        }
    }
}

/// One stage with its own mistakes.
fn plan(stages: &RawStages, stage: &RawStage, faults: &Faults) -> Option<StagePlan> {
    let id = stage.id.value.to_string();
    if stage.outcomes.is_empty() && stage.whole {
        faults.add(stage.at, Problem::NoOutcome(id.clone()));
    }
    times(stage, &id, faults);
    conditions(stage, &id, faults);
    let extends = stage.outcomes.iter().any(|outcome| outcome.outcome == Outcome::Extend);
    if extends != stage.extension.is_some() && stage.whole {
        let at = stage.extension.map_or(stage.at, |(at, _)| at);
        faults.add(at, Problem::Extension(id.clone()));
    }
    for kind in [Outcome::Continue, Outcome::Extend, Outcome::End] {
        let of_kind = stage.outcomes.iter().filter(|outcome| outcome.outcome == kind);
        let reasons = of_kind.flat_map(|outcome| &outcome.reasons);
        once("reason", reasons.map(|one| (one.at, one.value.code.as_str())), faults);
    }
    let outcomes: Vec<Option<OutcomePlan>> =
        stage.outcomes.iter().map(|one| outcome(stages, (stage, one), faults)).collect();
    let values = |all: &[At<Condition>]| all.iter().map(|one| one.value).collect();
    stage.whole.then_some(StagePlan {
        id: stage.id.value.clone(),
        name: stage.name.clone()?,
        kind: stage.kind?,
        held: stage.held,
        length: stage.length.as_ref().map(|length| length.value),
        entry: values(&stage.entry),
        exit: values(&stage.exit),
        check_ins: stage.check_ins.iter().map(|one| one.value).collect(),
        warning: stage.warning.as_ref().map(|warning| warning.value),
        extension: stage.extension.map(|(_, extension)| extension),
        outcomes: outcomes.into_iter().collect::<Option<_>>()?,
    })
}

/// That a stage without a placement asks for nothing that only one has.
fn conditions(stage: &RawStage, id: &str, faults: &Faults) {
    if stage.held == Held::Placement {
        return;
    }
    for one in stage.entry.iter().chain(&stage.exit) {
        if let Some(condition) = one.value.of_placement() {
            faults.add(one.at, Problem::NoPlacement { stage: id.to_owned(), condition });
        }
    }
}

/// What is counted from a stage's beginning and end.
fn times(stage: &RawStage, id: &str, faults: &Faults) {
    for pair in stage.check_ins.windows(2) {
        if !pair[0].value.is_before(pair[1].value) {
            let (before, after) = (pair[0].value.to_string(), pair[1].value.to_string());
            let problem = Problem::CheckInOrder { before, after, stage: id.to_owned() };
            faults.add(pair[1].at, problem);
        }
    }
    let Some(length) = stage.length.as_ref().map(|length| length.value) else {
        if !stage.open {
            return;
        }
        let extension = stage.extension.map(|(at, _)| (at, "an extension"));
        let warning = stage.warning.as_ref().map(|warning| (warning.at, "a warning"));
        for (at, what) in extension.into_iter().chain(warning) {
            faults.add(at, Problem::Open { stage: id.to_owned(), what });
        }
        return;
    };
    if let Some(warning) = &stage.warning
        // Of any seven days at most five are working days.
        && u32::from(warning.value) * 7 >= length.least_days() * 5
    {
        let (warning, at) = (warning.value, warning.at);
        faults.add(at, Problem::WarningTooLong { warning, stage: id.to_owned() });
    }
    for one in stage.check_ins.iter().filter(|one| one.value.least_days() > length.most_days()) {
        let after = one.value.to_string();
        faults.add(one.at, Problem::CheckInTooLate { after, stage: id.to_owned() });
    }
}

fn outcome(
    stages: &RawStages,
    (stage, one): (&RawStage, &RawOutcome),
    faults: &Faults,
) -> Option<OutcomePlan> {
    let (word, expected) = match one.outcome {
        Outcome::Continue => ("continue", "another stage or `leave`"),
        Outcome::Extend => ("extend", "no `to`, since the stage goes on"),
        Outcome::End => ("end", "`matching` or `leave`"),
    };
    let name = stage.id.value.to_string();
    let to = match (&one.to, one.outcome) {
        (None, Outcome::Extend) => Target::Same,
        (None, _) => {
            faults.add(one.at, Problem::NoTarget { stage: name, outcome: word });
            return None;
        }
        (Some(to), _) => target(stages, to, faults)?,
    };
    let own = matches!(to, Target::Stage(at) if std::ptr::eq(&stages.all[at], stage));
    let fits = match one.outcome {
        Outcome::Continue => matches!(to, Target::Stage(_) | Target::Leave) && !own,
        Outcome::Extend => to == Target::Same,
        Outcome::End => matches!(to, Target::Matching | Target::Leave),
    };
    if !fits {
        let to = one.to.as_ref().map(|to| to.value.to_string()).unwrap_or_default();
        let problem = Problem::WrongTarget { stage: name, outcome: word, to, expected };
        faults.add(one.to.as_ref().map_or(one.at, |to| to.at), problem);
        return None;
    }
    let reasons = one.reasons.iter().map(|reason| reason.value.clone()).collect();
    Some(OutcomePlan { outcome: one.outcome, to, reasons })
}

/// The stages that can come next after one.
fn next(plan: &StagePlan, first: &[usize]) -> Vec<usize> {
    let mut all = BTreeSet::new();
    for outcome in &plan.outcomes {
        match outcome.to {
            Target::Stage(stage) => drop(all.insert(stage)),
            Target::Matching => all.extend(first),
            Target::Same | Target::Leave => {}
        }
    }
    all.into_iter().collect()
}

/// Stages that nothing leads to, and those from which nothing leads out.
fn reach(raw: &[RawStage], plans: &[StagePlan], (first, faults): (&[usize], &Faults)) {
    let mut reached: BTreeSet<usize> = BTreeSet::new();
    let mut open: Vec<usize> = first.to_vec();
    while let Some(stage) = open.pop() {
        if reached.insert(stage) {
            open.extend(next(&plans[stage], first));
        }
    }
    let leaves = |plan: &StagePlan| plan.outcomes.iter().any(|one| one.to == Target::Leave);
    let mut out: BTreeSet<usize> = BTreeSet::new();
    loop {
        let before = out.len();
        for (at, plan) in plans.iter().enumerate() {
            if leaves(plan) || next(plan, first).iter().any(|next| out.contains(next)) {
                out.insert(at);
            }
        }
        if out.len() == before {
            break;
        }
    }
    for (at, stage) in raw.iter().enumerate() {
        let id = || stage.id.value.to_string();
        if !reached.contains(&at) {
            faults.add(stage.at, Problem::Unreachable(id()));
        } else if !out.contains(&at) && !plans[at].outcomes.is_empty() {
            faults.add(stage.at, Problem::NoExit(id()));
        }
    }
}

/// Two stages of one kind that could both come next.
fn ambiguous(plans: &[StagePlan], targets: &[usize], (at, faults): (usize, &Faults)) {
    for (nth, one) in targets.iter().enumerate() {
        let same = |other: &&usize| plans[**other].kind == plans[*one].kind && *other != one;
        if let Some(other) = targets[nth + 1..].iter().find(same) {
            let (first, second) = (plans[*one].id.to_string(), plans[*other].id.to_string());
            faults.add(at, Problem::Ambiguous { first, second });
        }
    }
}
