//! What is counted and is no person in an operation: participations across
//! borders, joint works, entities.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use etablera_domain::Reply;

use super::clause::Clause;
use super::count::Finding;
use crate::participation::{Entity, EntityKind, Kind, Size, Taking, Work, WorkKind};

/// Participations in joint actions: each person once an action, however often
/// they went.
pub(super) fn joint_actions(all: &[Taking], until: NaiveDate) -> Vec<Finding> {
    all.iter().map(|one| joint_action(one, until)).collect()
}

fn joint_action(one: &Taking, until: NaiveDate) -> Finding {
    let clause = match one {
        _ if one.on > until => Clause::AfterDay,
        _ if one.kind != Kind::Action => Clause::OtherKind,
        _ if one.countries.len() < 2 => Clause::OneCountry,
        _ if one.absent => Clause::Absent,
        _ => return Finding::counts(one.on),
    };
    Finding::not(clause, one.on)
}

/// Participations in joint actions in the year after the last day of a project.
pub(super) fn joint_actions_after(
    all: &[Taking],
    ends: NaiveDate,
    until: NaiveDate,
) -> Vec<Finding> {
    let last = ends.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
    let judge = |one: &Taking| match joint_action(one, until) {
        found if found.clause().is_some() => found,
        _ if one.on <= ends => Finding::not(Clause::BeforeEnd, one.on),
        _ if one.on > last => Finding::not(Clause::TooLate, one.on),
        found => found,
    };
    all.iter().map(judge).collect()
}

/// Participations in joint training schemes, by enrolment: each person once a
/// scheme, at the first part that they were asked along to.
pub(super) fn training_schemes(all: &[Taking], until: NaiveDate) -> Vec<Finding> {
    let enrolled = |one: &Taking| Some(one.on);
    schemes(all, until, enrolled)
}

/// Participations in joint training schemes that ended with a certificate.
pub(super) fn completed(all: &[Taking], until: NaiveDate) -> Vec<Finding> {
    schemes(all, until, |one| one.certified)
}

fn schemes(
    all: &[Taking],
    until: NaiveDate,
    day: impl Fn(&Taking) -> Option<NaiveDate>,
) -> Vec<Finding> {
    let mut known = BTreeSet::new();
    let mut findings = Vec::with_capacity(all.len());
    for one in all {
        findings.push(match day(one) {
            _ if one.kind != Kind::Training => Finding::not(Clause::OtherKind, one.on),
            _ if one.countries.len() < 2 => Finding::not(Clause::OneCountry, one.on),
            _ if one.on > until => Finding::not(Clause::AfterDay, one.on),
            None => Finding::not(Clause::NotCompleted, one.on),
            Some(day) if day > until => Finding::not(Clause::AfterDay, day),
            Some(day) if known.insert((&one.person, &one.action)) => Finding::counts(day),
            Some(_) => Finding::not(Clause::CountedAlready, one.on),
        });
    }
    findings
}

/// Joint works that were finished by the last day of a project.
pub(super) fn finished(all: &[Work], kind: WorkKind, days: (NaiveDate, NaiveDate)) -> Vec<Finding> {
    let (ends, until) = days;
    let judge = |one: &Work| match one.finished {
        None => Finding::not(Clause::NotFinished, None),
        Some(on) if on > until => Finding::not(Clause::AfterDay, on),
        Some(on) if on > ends => Finding::not(Clause::TooLate, on),
        Some(on) => Finding::counts(on),
    };
    works(all, kind, judge)
}

/// Joint works that took effect.
pub(super) fn took_effect(all: &[Work], kind: WorkKind, until: NaiveDate) -> Vec<Finding> {
    let judge = |one: &Work| match one.took_effect {
        None => Finding::not(Clause::NoEffect, None),
        Some(on) if on > until => Finding::not(Clause::AfterDay, on),
        Some(on) => Finding::counts(on),
    };
    works(all, kind, judge)
}

/// Works of a kind by two countries or more, each once.
fn works(all: &[Work], kind: WorkKind, judge: impl Fn(&Work) -> Finding) -> Vec<Finding> {
    let mut known = BTreeSet::new();
    let mut findings = Vec::with_capacity(all.len());
    for one in all {
        let found = judge(one);
        findings.push(match found.clause() {
            _ if one.kind != kind => Finding::not(Clause::OtherKind, None),
            _ if one.countries.len() < 2 => Finding::not(Clause::OneCountry, None),
            None if !known.insert(&one.id) => Finding::not(Clause::CountedAlready, found.day()),
            _ => found,
        });
    }
    findings
}

/// Entities of some kinds, each once; enterprises only up to medium size.
pub(super) fn entities(all: &[Entity], kinds: &[EntityKind], until: NaiveDate) -> Vec<Finding> {
    let mut known = BTreeSet::new();
    let mut findings = Vec::with_capacity(all.len());
    for one in all {
        let from = one.supported_from;
        findings.push(match (one.kind, one.size) {
            _ if from > until => Finding::not(Clause::AfterDay, from),
            (kind, _) if !kinds.contains(&kind) => Finding::not(Clause::OtherKind, None),
            (EntityKind::Enterprise, Reply::Known(Size::Large)) => {
                Finding::not(Clause::TooLarge, None)
            }
            (EntityKind::Enterprise, Reply::Unknown | Reply::Declined) => {
                Finding::not(Clause::SizeUnknown, None)
            }
            _ if !known.insert(&one.id) => Finding::not(Clause::CountedAlready, from),
            _ => Finding::counts(from),
        });
    }
    findings
}
