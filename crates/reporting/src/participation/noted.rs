//! What was noted for an operation, as indicators ask it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::Reply;
use etablera_domain::event::{Case, Fact, Measure};
use etablera_domain::{OperationId, ParticipantId};
use etablera_taxonomy::Cefr;

use super::cohort::Source;
use super::facts::{Facts, LanguageLevels};
use super::joint::{Kind, Taking};

impl Source {
    /// What somebody collects who notes such a fact.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<Self> {
        match fact {
            Fact::OutOfWork { .. } => None,
            Fact::Below25 { .. } => Some(Self::AgeInYears),
            Fact::Qualified {} => Some(Self::Qualifications),
            Fact::Work { .. } => Some(Self::Improvements),
            Fact::Began { .. } => Some(Self::Measures),
            Fact::LanguageTested { .. } => Some(Self::LanguageLevels),
            Fact::Helpful { .. } => Some(Self::Feedback),
            Fact::AppliedForRecognition {} => Some(Self::RecognitionApplications),
            Fact::AppliedForResidence {} => Some(Self::ResidenceApplications),
            Fact::Certified { .. } => Some(Self::Certificates),
        }
    }
}

/// What somebody collects of those who took part in an operation, by a day: a
/// single fact noted of anybody shows that it is asked for.
#[must_use]
pub fn collected<'c>(
    cases: impl IntoIterator<Item = &'c Case>,
    (operation, until): (&OperationId, NaiveDate),
) -> BTreeSet<Source> {
    let noted = cases.into_iter().filter_map(|case| case.facts.get(operation)).flatten();
    let is_known =
        |(on, fact): &&(NaiveDate, Fact)| *on <= until || matches!(fact, Fact::Below25 { .. });
    noted.filter(is_known).filter_map(|(_, fact)| Source::of(fact)).collect()
}

impl Facts {
    /// What was noted by a day.
    ///
    /// - What was so on entering counts whenever it was noted; out of work since
    ///   a later day says nothing of it.
    /// - What is said anew takes the place of what was said. Of what is
    ///   counted from entering on (a qualification, an application), the first
    ///   since then counts, and the first of all where there is none.
    /// - The language before is the last test until the course in it began, or
    ///   until they entered where no course is noted. After is the highest
    ///   level of a later test, on the first day that it was reached.
    #[must_use]
    pub fn noted(noted: &[(NaiveDate, Fact)], (entered, until): (NaiveDate, NaiveDate)) -> Self {
        let mut facts = Self::default();
        let mut tests = Vec::new();
        // What was so on entering is true of that day, whenever it was noted.
        for (_, fact) in noted {
            match fact {
                Fact::OutOfWork { since } if *since <= entered => {
                    facts.unemployed_since = Some(*since);
                }
                Fact::Below25 { yes } => facts.below_25 = Reply::Known(*yes),
                _ => {}
            }
        }
        for (on, fact) in noted.iter().filter(|(on, _)| *on <= until) {
            match fact {
                Fact::OutOfWork { .. } | Fact::Below25 { .. } | Fact::Certified { .. } => {}
                Fact::Qualified {} => counts_from(&mut facts.qualified, *on, entered),
                Fact::Work { change } => drop(facts.improvements.insert(*on, *change)),
                Fact::Began { measure } => {
                    facts.measures.entry(*measure).and_modify(|first| *first = (*first).min(*on));
                    facts.measures.entry(*measure).or_insert(*on);
                }
                Fact::LanguageTested { level } => tests.push((*on, *level)),
                Fact::Helpful { answer } => {
                    facts.helpful = answer.map_or(Reply::Declined, Reply::Known);
                }
                Fact::AppliedForRecognition {} => {
                    counts_from(&mut facts.recognition_applied, *on, entered);
                }
                Fact::AppliedForResidence {} => {
                    counts_from(&mut facts.residence_applied, *on, entered);
                }
            }
        }
        let began = facts.measures.get(&Measure::LanguageCourse).copied().unwrap_or(entered);
        facts.language = levels(tests, began);
        facts
    }
}

/// Keeps the first day since they entered, or the first of all.
fn counts_from(day: &mut Option<NaiveDate>, on: NaiveDate, entered: NaiveDate) {
    let rank = |day: NaiveDate| (day < entered, day);
    if day.is_none_or(|day| rank(on) < rank(day)) {
        *day = Some(on);
    }
}

fn levels(mut tests: Vec<(NaiveDate, Option<Cefr>)>, began: NaiveDate) -> LanguageLevels {
    tests.sort_by_key(|(on, _)| *on);
    let (before, after) = tests.split_at(tests.partition_point(|(on, _)| *on <= began));
    let known = |level: Option<&(NaiveDate, Option<Cefr>)>| {
        level.map_or(Reply::Unknown, |(_, level)| Reply::Known(*level))
    };
    let mut highest: Option<(NaiveDate, Option<Cefr>)> = None;
    for (on, level) in after {
        if highest.is_none_or(|(_, highest)| *level > highest) {
            highest = Some((*on, *level));
        }
    }
    let after = highest.map_or(Reply::Unknown, Reply::Known);
    LanguageLevels { before: known(before.last()), after }
}

/// Writes the certificates of schemes, noted by a day, at who took part in
/// their parts.
pub fn certify<'c>(
    takings: &mut [Taking],
    cases: impl IntoIterator<Item = &'c Case>,
    (operation, until): (&OperationId, NaiveDate),
) {
    let mut all: Vec<(&ParticipantId, &str, NaiveDate)> = Vec::new();
    for case in cases {
        let noted = case.facts.get(operation).into_iter().flatten();
        all.extend(noted.filter(|(on, _)| *on <= until).filter_map(|(on, fact)| match fact {
            Fact::Certified { scheme } => Some((&case.id, scheme.as_str(), *on)),
            _ => None,
        }));
    }
    all.sort_unstable();
    for taking in takings.iter_mut().filter(|taking| taking.kind == Kind::Training) {
        let key = (&taking.person, taking.action.as_str());
        let at = all.partition_point(|(person, scheme, _)| (*person, *scheme) < key);
        let first = all.get(at).filter(|(person, scheme, _)| (*person, *scheme) == key);
        taking.certified = first.map(|(.., on)| *on);
    }
}
