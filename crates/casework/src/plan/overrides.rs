//! What people have decided before a round is solved.

use std::collections::HashMap;
use std::path::Path;

use etablera_domain::jsonl::{Record, RowError};
use etablera_matching::{Appraisal, Entry, Matcher};

use super::draft::PlanError;
use crate::assign::{quoted, read, sentence, unknown};
use crate::load::InputError;
use crate::shortlist::Pool;

/// What an override decides about its participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Goes to this need, by its place in the pool.
    Pin(usize),
    /// Does not go to this need.
    Bar(usize),
    /// Stays out of the plan.
    KeepOut,
}

/// What a person decided, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The participant, by their place in the pool.
    pub participant: usize,
    /// What is decided.
    pub action: Action,
    /// Why, in the words of whoever decided.
    pub reason: String,
}

impl Override {
    /// The need it is about.
    #[must_use]
    pub fn need(&self) -> Option<usize> {
        match self.action {
            Action::Pin(need) | Action::Bar(need) => Some(need),
            Action::KeepOut => None,
        }
    }

    /// What it does, as files say it: `pin`, `bar` or `keep_out`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.action {
            Action::Pin(_) => "pin",
            Action::Bar(_) => "bar",
            Action::KeepOut => "keep_out",
        }
    }
}

/// Reads overrides: `participant,need,reason`. A need pins the participant to
/// it, a need after a `-` bars them from it, and none keeps them out.
///
/// # Errors
///
/// When the file cannot be read, an id is unknown, a reason is missing, or
/// rows contradict each other or the seats there are.
pub fn read_overrides(file: &Path, pool: Pool<'_>) -> Result<Vec<Override>, InputError> {
    let people = places(pool.participants);
    let needs = places(pool.needs);
    let mut known =
        Known { seats: pool.needs.iter().map(|n| n.seats.get()).collect(), ..Known::default() };
    read(file, ["participant", "need", "reason"], |line, [participant, need, reason]| {
        let person = people.get(participant).copied();
        let person =
            person.ok_or_else(|| unknown("participant", participant, "the participants"))?;
        let of = |id: &[u8]| needs.get(id).copied().ok_or_else(|| unknown("need", id, "the needs"));
        let action = match need {
            [] => Action::KeepOut,
            [b'-', id @ ..] => Action::Bar(of(id)?),
            id => Action::Pin(of(id)?),
        };
        let reason = sentence("reason", reason)?;
        let one = Override { participant: person, action, reason };
        known.add(one, line).map_err(|message| {
            let message = format!("{}: {message}", quoted(participant));
            RowError { field: "need".to_owned(), message }
        })
    })?;
    Ok(known.overrides)
}

/// The places of records by their ids.
fn places<T: Record>(records: &[T]) -> HashMap<Vec<u8>, usize> {
    records.iter().map(|record| record.key().into_owned().into_bytes()).zip(0..).collect()
}

/// The overrides so far, and what they leave.
#[derive(Default)]
struct Known {
    overrides: Vec<Override>,
    lines: Vec<usize>,
    /// The overrides of each participant.
    of: HashMap<usize, Vec<usize>>,
    /// The seats that no pin has taken.
    seats: Vec<u16>,
}

impl Known {
    /// Adds one, if it goes together with the others.
    fn add(&mut self, one: Override, line: usize) -> Result<(), String> {
        let others = self.of.entry(one.participant).or_default();
        let both_bar = |other: &usize| {
            matches!(
                (one.action, self.overrides[*other].action),
                (Action::Bar(a), Action::Bar(b)) if a != b
            )
        };
        if let Some(other) = others.iter().find(|other| !both_bar(other)) {
            let line = self.lines[*other];
            return Err(format!("decided on line {line} already: expected one decision"));
        }
        if let Action::Pin(need) = one.action {
            let left = self.seats[need].checked_sub(1);
            self.seats[need] =
                left.ok_or("every seat is pinned already: expected no more people than seats")?;
        }
        others.push(self.overrides.len());
        self.overrides.push(one);
        self.lines.push(line);
        Ok(())
    }
}

/// What a pinned pair is worth, whatever its tier.
///
/// # Errors
///
/// When the participant has refused the need.
pub(super) fn pinned(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    one: &Override,
) -> Result<Option<Entry>, PlanError> {
    let Action::Pin(need) = one.action else { return Ok(None) };
    let participant = one.participant;
    let prepared = matcher.prepare(&pool.needs[need])?;
    let profile = matcher.profile(&pool.participants[participant])?;
    let judgement = matcher.judge(&prepared, &profile);
    if judgement.is_refused {
        let (participant, need) = (judgement.participant, judgement.need);
        return Err(PlanError::Refused { participant, need });
    }
    let appraisal: Appraisal = judgement.appraisal;
    Ok(Some(Entry { need, participant, wish: judgement.wish.unwrap_or(u32::MAX), appraisal }))
}
