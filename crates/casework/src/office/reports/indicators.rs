//! A funder's indicators, with who is behind each number.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::Subject;
use etablera_domain::{OperationId, ParticipantId};
use etablera_reporting::indicator::{
    Answer, Breakdown, Clause, Count, Group, Name, Outcome, Reading, Report, Set, Standing,
    Subject as Counted, Variable, Window, shipped,
};
use etablera_reporting::outcome::Guard;
use etablera_reporting::participation::Source;
use serde::Serialize;

use super::cohort::{Asked, Taking, until};
use super::outcomes::last_whole_year;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

/// How many days after the day six months on an answer may be of. Staff ask
/// from that day on, so that there is none of the day itself.
const LATE_DAYS: u16 = 28;

commands! {
    /// Asks for a funder's indicators.
    ReadIndicators {
        /// Which set, such as `esf-plus-2021-2027`.
        set: String,
        /// Of which operation.
        operation: OperationId,
        /// The last day that is reported; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// Only this indicator, by its code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// Which status in the weeks after leaving is the one upon leaving.
        #[serde(default)]
        window: Window,
        /// For how many days a status is known to hold; 28 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried_days: Option<u16>,
        /// How many days after the day six months on an answer may be of; 28
        /// unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_days: Option<u16>,
        /// What is collected though nothing of it was noted yet, so that nobody
        /// is an answer. What was noted of anybody is collected.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        collects: BTreeSet<Source>,
        /// The project's last day; that of its record unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        project_end: Option<NaiveDate>,
        /// With what was said where nobody has to answer, which is read for
        /// this purpose, person by person.
        #[serde(default)]
        special: bool,
        /// With who is behind each number.
        #[serde(default)]
        names: bool,
    }
}

/// A funder's indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct IndicatorsShown {
    /// Which set.
    pub set: String,
    /// Of which operation.
    pub operation: OperationId,
    /// Of which day, and how what funders leave open was read.
    pub reading: Reading,
    /// Each, in the order of the set.
    pub indicators: Vec<IndicatorShown>,
    /// Who is not counted, since something is missing that everybody must
    /// answer, as far as the caller may know of them.
    pub incomplete: Vec<IncompleteShown>,
    /// How many more are incomplete.
    pub incomplete_hidden: usize,
    /// Of how many the caller may not read what they said where nobody has to
    /// answer: they count as not asked.
    pub unread: usize,
    /// Whether small numbers and all parts are hidden, and whoever is incomplete
    /// not counted, since the caller may not know who the people are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
    /// What does not agree between the numbers.
    pub faults: Vec<String>,
    /// The checks that could not be made, since a number is missing.
    pub left_out: Vec<String>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct IndicatorShown {
    /// Its code at the fund.
    pub code: String,
    /// Its name.
    pub name: Name,
    /// Whether somebody has read its definition in the source.
    pub standing: Standing,
    /// The number; none where nobody collects what it asks for, or it is
    /// hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// Whether the number is not told, since it, or another that follows from
    /// it, is of few.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// What it asks for that nobody collects, or, of special categories, that
    /// was not asked for here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_source: Option<Source>,
    /// The number in parts.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<Breakdown, Vec<(Group, usize)>>,
    /// Who is behind it, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofShown>,
}

/// Who is behind a number, as far as the caller may know of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ProofShown {
    /// Who counts.
    pub counts: Vec<Proved>,
    /// Who does not.
    pub not: Vec<NotProved>,
    /// How many more, of whom the caller may not know.
    pub hidden: Hidden,
}

/// Somebody or something that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Proved {
    /// Who, or what.
    pub subject: String,
    /// The day that decided.
    pub on: NaiveDate,
}

/// Somebody or something that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct NotProved {
    /// Who, or what.
    pub subject: String,
    /// By which clause.
    pub clause: Clause,
    /// The day that decided, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// How many the caller may not know of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Hidden {
    /// Of those who count.
    pub counts: usize,
    /// Of those who do not.
    pub not: usize,
}

/// Somebody of whom something is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct IncompleteShown {
    /// Who.
    pub participant: ParticipantId,
    /// What is missing.
    pub missing: Vec<Variable>,
}

/// A funder's indicators for an operation, each number counted from who took
/// part. Everybody is counted; who is behind a number is told as far as the
/// caller may know of them. Who may not have names gets the numbers of the last
/// whole year, read in the usual way, without the small ones and without parts.
///
/// # Errors
///
/// When the caller may not, there is no such set or indicator, the day has not
/// come, what is known of somebody cannot be, or the store fails.
pub fn read_indicators<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadIndicators,
) -> UseCase<'a, IndicatorsShown> {
    UseCase::new(async move {
        // Each look at what is sealed is written down where it is read.
        match command.special {
            true => office.act(call, async |work| work.indicators(command).await).await,
            false => office.look(call, async |work| work.indicators(command).await).await,
        }
    })
}

impl Work<'_> {
    async fn indicators(&mut self, command: &ReadIndicators) -> Result<IndicatorsShown, CaseError> {
        let system = self.may(Action::ReadReport, &Subject::System).await?;
        let exact = self.may_silently(Action::ReadIndicatorNames, &system);
        // What is sealed is for those who may have names.
        if command.names || command.special {
            self.may(Action::ReadIndicatorNames, &Subject::System).await?;
        }
        let wrong =
            |error: etablera_reporting::indicator::SetError| CaseError::wrong(error.to_string());
        let set = shipped(&command.set).map_err(wrong)?;
        if let Some(code) = &command.code {
            set.definition(code).map_err(wrong)?;
        }
        collected_by_hand(&command.collects)?;
        let reading = if exact {
            command.reading(self.call.today)?
        } else {
            command.plain(self.call.today)?
        };
        let asked = Asked {
            operation: &command.operation,
            until: reading.until,
            collects: command.collects.clone(),
            project_end: command.project_end,
            special: command.special,
        };
        let taking = self.taking_part((&set, &asked)).await?;
        let report = set.answer(&taking.material, reading);
        let report = report.map_err(|error| CaseError::wrong(error.to_string()))?;
        let mut shown = shown((command, &set), &taking, &report);
        if !exact {
            shown.protect(&report);
        }
        Ok(shown)
    }
}

/// Refuses to call collected what only a reading of the register shows.
pub(super) fn collected_by_hand(collects: &BTreeSet<Source>) -> Result<(), CaseError> {
    if collects.contains(&Source::SpecialCategories) {
        let text = "special categories are not collected by saying so: expected `special`";
        return Err(CaseError::wrong(text));
    }
    Ok(())
}

/// A reading until a day, with what the command leaves out as it usually is.
pub(super) fn reading(
    until: NaiveDate,
    window: Window,
    (carried, late): (Option<u16>, Option<u16>),
) -> Reading {
    let plain = Reading::until(until);
    let carried_days = carried.unwrap_or(plain.carried_days);
    Reading { window, carried_days, late_days: late.unwrap_or(LATE_DAYS), ..plain }
}

impl ReadIndicators {
    fn reading(&self, today: NaiveDate) -> Result<Reading, CaseError> {
        let until = until(self.until, today)?;
        Ok(reading(until, self.window, (self.carried_days, self.late_days)))
    }

    /// The reading for those who may not have names: one for all, so that no
    /// two answers differ by a few people.
    fn plain(&self, today: NaiveDate) -> Result<Reading, CaseError> {
        let until = last_whole_year(today);
        let asks = self.window != Window::default()
            || self.carried_days.is_some()
            || self.late_days.is_some();
        if asks || self.until.is_some_and(|day| day != until) {
            return Err(CaseError::wrong(format!(
                "expected {until} as the last day, and no other way of reading, since two reports \
                 that differ by little tell of persons"
            )));
        }
        Ok(reading(until, self.window, (None, None)))
    }
}

impl IndicatorsShown {
    /// Hides what tells of few people.
    fn protect(&mut self, report: &Report<'_>) {
        let mut guard = Guard::closed();
        for answer in report.answers() {
            let Outcome::Counted(count) = &answer.outcome else { continue };
            let people: Vec<&ParticipantId> =
                count.who().filter_map(|(subject, _)| person(subject)).collect();
            let is_told = people.is_empty() || guard.count(people).is_some();
            let code = &answer.definition.code;
            let shown = self.indicators.iter_mut().find(|one| one.code == *code);
            if let Some(shown) = shown {
                shown.parts.clear();
                shown.hidden = !is_told;
                shown.number = shown.number.filter(|_| is_told);
            }
        }
        (self.protected, self.incomplete_hidden, self.unread) = (true, 0, 0);
        self.faults.clear();
        self.left_out.clear();
    }
}

/// Who it is, where it is a person or what one took part in.
fn person(subject: Counted<'_>) -> Option<&ParticipantId> {
    match subject {
        Counted::Participation(id, _) => Some(id),
        Counted::Taking(taking) => Some(&taking.person),
        Counted::Work(_) | Counted::Entity(_) => None,
    }
}

fn shown(
    (command, set): (&ReadIndicators, &Set),
    taking: &Taking,
    report: &Report<'_>,
) -> IndicatorsShown {
    let wanted = |answer: &&Answer<'_>| {
        command.code.as_ref().is_none_or(|code| *code == answer.definition.code)
    };
    let answers = report.answers().iter().filter(wanted);
    let incomplete: Vec<IncompleteShown> = report
        .incomplete()
        .iter()
        .filter_map(|one| {
            let Counted::Participation(id, _) = one.subject else { return None };
            let participant = Some(id).filter(|id| taking.known.contains(*id))?.clone();
            Some(IncompleteShown { participant, missing: one.missing.clone() })
        })
        .collect();
    let checked = set.check(&report.figures());
    IndicatorsShown {
        set: command.set.clone(),
        operation: command.operation.clone(),
        reading: report.reading(),
        indicators: answers.map(|answer| indicator(answer, taking, command.names)).collect(),
        incomplete_hidden: report.incomplete().len() - incomplete.len(),
        incomplete,
        unread: taking.unread,
        protected: false,
        faults: checked.faults.iter().map(ToString::to_string).collect(),
        left_out: checked.left_out,
    }
}

fn indicator(answer: &Answer<'_>, taking: &Taking, names: bool) -> IndicatorShown {
    let definition = answer.definition;
    let mut shown = IndicatorShown {
        code: definition.code.clone(),
        name: definition.name.clone(),
        standing: definition.standing,
        number: None,
        hidden: false,
        no_source: None,
        parts: BTreeMap::new(),
        proof: None,
    };
    match &answer.outcome {
        Outcome::NoSource(source) => shown.no_source = Some(*source),
        Outcome::Counted(count) => {
            shown.number = Some(count.number());
            for breakdown in &definition.breakdowns {
                let parts = count.by(*breakdown).into_iter().flatten();
                let parts = parts.map(|part| (part.group(), part.number()));
                shown.parts.insert(*breakdown, parts.collect());
            }
            shown.proof = names.then(|| proof(count, taking));
        }
    }
    shown
}

fn proof(count: &Count<'_>, taking: &Taking) -> ProofShown {
    let mut proof = ProofShown::default();
    for (subject, on) in count.who() {
        match taking.told(subject) {
            Some(subject) => proof.counts.push(Proved { subject, on }),
            None => proof.hidden.counts += 1,
        }
    }
    for (subject, clause, on) in count.who_not() {
        match taking.told(subject) {
            Some(subject) => proof.not.push(NotProved { subject, clause, on }),
            None => proof.hidden.not += 1,
        }
    }
    proof
}

impl Taking {
    /// The id of who or what counts; none where the caller may not know of
    /// them.
    fn told(&self, subject: Counted<'_>) -> Option<String> {
        let person = match subject {
            Counted::Participation(id, _) => id,
            Counted::Taking(taking) => &taking.person,
            Counted::Work(work) => return Some(work.id.to_string()),
            Counted::Entity(entity) => return Some(entity.id.to_string()),
        };
        self.known.contains(person).then(|| person.to_string())
    }
}
