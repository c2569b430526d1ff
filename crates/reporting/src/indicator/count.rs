//! A number and its proof.

use chrono::NaiveDate;
use etablera_domain::{OperationId, ParticipantId};

use super::clause::Clause;
use super::definition::{Breakdown, Definition};
use super::group::{self, Group};
use crate::participation::{Entity, Participation, Taking, Work};

/// What was found of one subject, in eight bytes: whether it counts, or by
/// which clause it does not, and the day that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    day: Option<NaiveDate>,
    clause: Option<Clause>,
}

impl Finding {
    pub(super) fn counts(day: NaiveDate) -> Self {
        Self { day: Some(day), clause: None }
    }

    pub(super) fn not(clause: Clause, day: impl Into<Option<NaiveDate>>) -> Self {
        Self { day: day.into(), clause: Some(clause) }
    }

    /// Why it does not count; none if it does.
    #[must_use]
    pub fn clause(self) -> Option<Clause> {
        self.clause
    }

    /// The day that decided, if one did. Of what is not yet due, the day it
    /// will be.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        self.day
    }
}

/// Who or what is counted. Ids only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'m> {
    /// Somebody in an operation.
    Participation(&'m ParticipantId, &'m OperationId),
    /// Somebody at an action.
    Taking(&'m Taking),
    /// A work.
    Work(&'m Work),
    /// An entity.
    Entity(&'m Entity),
}

/// The subjects that findings are about, in the same order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subjects<'m> {
    Participations(&'m [Participation]),
    Takings(&'m [Taking]),
    Works(&'m [Work]),
    Entities(&'m [Entity]),
}

impl<'m> Subjects<'m> {
    fn len(self) -> usize {
        match self {
            Self::Participations(all) => all.len(),
            Self::Takings(all) => all.len(),
            Self::Works(all) => all.len(),
            Self::Entities(all) => all.len(),
        }
    }

    fn at(self, at: usize) -> Subject<'m> {
        match self {
            Self::Participations(all) => {
                Subject::Participation(all[at].person(), all[at].operation())
            }
            Self::Takings(all) => Subject::Taking(&all[at]),
            Self::Works(all) => Subject::Work(&all[at]),
            Self::Entities(all) => Subject::Entity(&all[at]),
        }
    }
}

/// A number and its proof: what was found of every subject.
///
/// There is no other way to a count than through findings, one a subject:
///
/// ```compile_fail
/// let tampered = etablera_reporting::indicator::Count { number: 7 };
/// ```
#[derive(Clone, Debug)]
pub struct Count<'m> {
    definition: &'m Definition,
    subjects: Subjects<'m>,
    findings: Vec<Finding>,
    number: usize,
}

impl<'m> Count<'m> {
    /// # Panics
    /// When there is not one finding for each subject.
    pub(super) fn new(
        definition: &'m Definition,
        subjects: Subjects<'m>,
        findings: Vec<Finding>,
    ) -> Self {
        assert_eq!(subjects.len(), findings.len(), "one finding a subject");
        let number = findings.iter().filter(|one| one.clause.is_none()).count();
        Self { definition, subjects, findings, number }
    }

    /// How many count.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Of which indicator; with it, where its definition stands.
    #[must_use]
    pub fn definition(&self) -> &'m Definition {
        self.definition
    }

    /// Every subject with what was found of it, in the order of the material.
    pub fn proof(&self) -> impl Iterator<Item = (Subject<'m>, Finding)> {
        let found = self.findings.iter().enumerate();
        found.map(|(at, finding)| (self.subjects.at(at), *finding))
    }

    /// Who counts, with the day that decided.
    pub fn who(&self) -> impl Iterator<Item = (Subject<'m>, NaiveDate)> {
        let counting = self.proof().filter(|(_, finding)| finding.clause.is_none());
        counting.filter_map(|(subject, finding)| Some((subject, finding.day?)))
    }

    /// Who does not count, with the clause and the day that decided, if one
    /// did.
    pub fn who_not(&self) -> impl Iterator<Item = (Subject<'m>, Clause, Option<NaiveDate>)> {
        let all = self.proof();
        all.filter_map(|(subject, finding)| Some((subject, finding.clause?, finding.day)))
    }

    /// The number in parts, every group there, also those of 0; none where the
    /// subjects are no participations.
    #[must_use]
    pub fn by(&self, breakdown: Breakdown) -> Option<Vec<Part<'_, 'm>>> {
        let Subjects::Participations(all) = self.subjects else { return None };
        let groups = group::all(breakdown);
        let mut numbers = vec![0; groups.len()];
        for (one, finding) in all.iter().zip(&self.findings) {
            numbers[group::place(breakdown, one)] += usize::from(finding.clause.is_none());
        }
        let parts = groups.iter().zip(numbers);
        Some(parts.map(|(group, number)| Part { count: self, group: *group, number }).collect())
    }
}

/// A part of a count, with its proof.
#[derive(Clone, Copy, Debug)]
pub struct Part<'c, 'm> {
    count: &'c Count<'m>,
    group: Group,
    number: usize,
}

impl<'c, 'm> Part<'c, 'm> {
    /// Of which group.
    #[must_use]
    pub fn group(&self) -> Group {
        self.group
    }

    /// How many of the group count.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Who of the group counts, with the day that decided.
    pub fn who(&self) -> impl Iterator<Item = (&'m ParticipantId, NaiveDate)> + use<'c, 'm> {
        let all = match self.count.subjects {
            Subjects::Participations(all) => all,
            _ => &[],
        };
        let group = self.group;
        let found = all.iter().zip(&self.count.findings);
        let counting = found.filter(|(_, finding)| finding.clause.is_none());
        let ours = counting.filter(move |(one, _)| group.has(one));
        ours.filter_map(|(one, finding)| Some((one.person(), finding.day?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_eight_bytes() {
        assert_eq!(size_of::<Finding>(), 8);
    }
}
