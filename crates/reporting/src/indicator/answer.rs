//! What a set answers about its material.

use chrono::NaiveDate;

use super::border;
use super::count::{Count, Finding, Subject, Subjects};
use super::definition::{Definition, Rule, Standing, Variable};
use super::material::Material;
use super::reading::Reading;
use super::seen::{self, Seen};
use super::set::{Set, SetError};
use super::{entry, integration, leaving};
use crate::participation::{Participation, Source};

/// A question cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// The day that is reported lies ahead.
    #[error(
        "a report until {until}, and what is known is of {today}: expected that day or earlier"
    )]
    Future {
        /// The last day that is reported.
        until: NaiveDate,
        /// The day of what is known.
        today: NaiveDate,
    },
}

/// What an indicator amounts to.
#[derive(Clone, Debug)]
pub enum Outcome<'m> {
    /// A number with its proof.
    Counted(Count<'m>),
    /// Nobody collects what it asks for: it is not known, and no 0.
    NoSource(Source),
}

/// One indicator, answered.
#[derive(Clone, Debug)]
pub struct Answer<'m> {
    /// Which.
    pub definition: &'m Definition,
    /// What it amounts to.
    pub outcome: Outcome<'m>,
}

impl<'m> Answer<'m> {
    /// The count, if there is one.
    #[must_use]
    pub fn count(&self) -> Option<&Count<'m>> {
        if let Outcome::Counted(count) = &self.outcome { Some(count) } else { None }
    }
}

/// Somebody who took part by the day, and of whom something is missing that
/// everybody must answer: listed, not counted, and not lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete<'m> {
    /// Who, and where.
    pub subject: Subject<'m>,
    /// What is missing.
    pub missing: Vec<Variable>,
}

/// All indicators of a set, answered.
#[derive(Clone, Debug)]
pub struct Report<'m> {
    set: &'m Set,
    reading: Reading,
    answers: Vec<Answer<'m>>,
    incomplete: Vec<Incomplete<'m>>,
}

impl<'m> Report<'m> {
    /// By which set.
    #[must_use]
    pub fn set(&self) -> &'m Set {
        self.set
    }

    /// Of which day, and how it was read.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// Every indicator, in the order of the set.
    #[must_use]
    pub fn answers(&self) -> &[Answer<'m>] {
        &self.answers
    }

    /// An indicator by its code.
    ///
    /// # Errors
    /// The set has no such indicator.
    pub fn answer(&self, code: &str) -> Result<&Answer<'m>, SetError> {
        self.answers
            .iter()
            .find(|answer| answer.definition.code == code)
            .ok_or_else(|| self.set.unknown(code))
    }

    /// Who is not counted because something is missing.
    #[must_use]
    pub fn incomplete(&self) -> &[Incomplete<'m>] {
        &self.incomplete
    }

    /// The indicators whose definition nobody has read in its source.
    pub fn unverified(&self) -> impl Iterator<Item = &'m Definition> {
        let all = self.answers.iter().map(|answer| answer.definition);
        all.filter(|definition| definition.standing == Standing::Unverified)
    }
}

impl Set {
    /// Answers every indicator of the set about some material.
    ///
    /// # Errors
    /// The day that is reported lies after the day of what is known.
    pub fn answer<'m>(
        &'m self,
        material: &'m Material,
        reading: Reading,
    ) -> Result<Report<'m>, AnswerError> {
        let (until, today) = (reading.until, material.cohort.today());
        if until > today {
            return Err(AnswerError::Future { until, today });
        }
        let all = material.cohort.participations();
        let seen: Vec<Seen> = all.iter().map(|one| Seen::of(one, self, &reading)).collect();
        let judge = Judge { set: self, material, seen: &seen, reading };
        let answers = self.definitions().iter().map(|definition| judge.answer(definition));
        let answers = answers.collect();
        let present = all.iter().filter(|one| one.entered() <= until);
        let incomplete = present.filter_map(|one| self.incomplete(one)).collect();
        Ok(Report { set: self, reading, answers, incomplete })
    }

    fn incomplete<'m>(&self, one: &'m Participation) -> Option<Incomplete<'m>> {
        let missing = |variable: &&Variable| seen::is_missing(one, **variable);
        let missing: Vec<Variable> = self.mandatory().iter().filter(missing).copied().collect();
        let subject = Subject::Participation(one.person(), one.operation());
        (!missing.is_empty()).then_some(Incomplete { subject, missing })
    }
}

/// What every indicator is judged with.
struct Judge<'m, 's> {
    set: &'m Set,
    material: &'m Material,
    seen: &'s [Seen],
    reading: Reading,
}

impl<'m> Judge<'m, '_> {
    fn answer(&self, definition: &'m Definition) -> Answer<'m> {
        let sources = definition.rule.sources().iter();
        let outcome = match sources.copied().find(|source| !self.material.has(*source)) {
            Some(source) => Outcome::NoSource(source),
            None => {
                let (subjects, findings) = self.findings(&definition.rule);
                Outcome::Counted(Count::new(definition, subjects, findings))
            }
        };
        Answer { definition, outcome }
    }

    /// What is found of all subjects; every source is there.
    fn findings(&self, rule: &Rule) -> (Subjects<'m>, Vec<Finding>) {
        let material = self.material;
        let until = self.reading.until;
        let ends = material.ends.unwrap_or(NaiveDate::MAX);
        let takings = material.takings.as_deref().unwrap_or_default();
        let works = material.works.as_deref().unwrap_or_default();
        let entities = material.entities.as_deref().unwrap_or_default();
        let findings = match rule {
            Rule::JointAction => border::joint_actions(takings, until),
            Rule::JointActionAfter => border::joint_actions_after(takings, ends, until),
            Rule::TrainingScheme => border::training_schemes(takings, until),
            Rule::SchemeCompleted => border::completed(takings, until),
            Rule::Finished(kind) => {
                let found = border::finished(works, *kind, (ends, until));
                return (Subjects::Works(works), found);
            }
            Rule::TookEffect(kind) => {
                return (Subjects::Works(works), border::took_effect(works, *kind, until));
            }
            Rule::Entity(kinds) => {
                let found = border::entities(entities, kinds, until);
                return (Subjects::Entities(entities), found);
            }
            of_persons => return (material.persons(), self.persons(of_persons)),
        };
        (Subjects::Takings(takings), findings)
    }

    fn persons(&self, rule: &Rule) -> Vec<Finding> {
        let all = self.material.cohort.participations().iter().zip(self.seen);
        all.map(|(one, seen)| seen.out.unwrap_or_else(|| self.person(one, seen, rule))).collect()
    }

    /// What is found of somebody who is present, complete and targeted.
    ///
    /// # Panics
    /// When the rule is about no person: those are judged in `findings`, or have
    /// no source.
    fn person(&self, one: &Participation, seen: &Seen, rule: &Rule) -> Finding {
        let (entered, until) = (seen.entered, self.reading.until);
        match rule {
            Rule::Everyone => Finding::counts(entered),
            Rule::Status(wanted) => entry::status(seen, wanted),
            Rule::LongTerm => entry::long_term(one, seen, self.set.long_term()),
            Rule::Age(wanted) => entry::age(one, entered, wanted),
            Rule::Below25 => entry::below_25(one, entered),
            Rule::Education(wanted) => entry::education(one, entered, wanted),
            Rule::Yes(asked) => entry::yes(one, entered, *asked),
            Rule::Searching => leaving::searching(seen, until),
            Rule::InEducation => leaving::in_education(seen, until),
            Rule::Qualified => leaving::qualified(one, seen, until),
            Rule::InWork => leaving::in_work(seen, until),
            Rule::InWorkAfter(ages) => leaving::in_work_after(one, seen, ages, until),
            Rule::Improved => leaving::improved(one, seen, &self.reading),
            Rule::Measure(measure) => integration::measure(one, *measure, until),
            Rule::LevelsRaised(least) => integration::levels_raised(one, *least, until),
            Rule::Helpful => integration::helpful(one, entered),
            Rule::AppliedForRecognition => {
                integration::applied(one, seen, |facts| facts.recognition_applied, until)
            }
            Rule::AppliedForResidence => {
                integration::applied(one, seen, |facts| facts.residence_applied, until)
            }
            Rule::JointAction
            | Rule::TrainingScheme
            | Rule::SchemeCompleted
            | Rule::JointActionAfter
            | Rule::Finished(_)
            | Rule::TookEffect(_)
            | Rule::Entity(_)
            | Rule::NoSource => unreachable!("`{rule:?}` is about no person"),
        }
    }
}
