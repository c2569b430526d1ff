//! How a case reads as a participation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::state::{Enrolment, PlacementState};
use etablera_domain::event::{Case, LabourStatus, Outcome, Stage, StatisticsId};
use etablera_domain::{OperationId, Statistics};

use super::builder::Builder;
use super::facts::Facts;
use super::record::{Answers, Span};

impl Builder {
    /// What a case says of an operation; none if the person never entered it.
    ///
    /// - Stays are the enrolments. The answers are those frozen at the first
    ///   one; `lookup` finds them by their pseudonym, and where it does not,
    ///   the participation is incomplete.
    /// - Statuses are those observed, by the day they are of. A job outside
    ///   the programme is the status *employed* of its first day.
    /// - A job in the project is a stage of the kind *employment*, of any
    ///   placement: to its last day as planned, or as decided, and no longer
    ///   than the placement, the stage before the next, or the operation that
    ///   the person left in it. Its last day is the project's: who is observed
    ///   as employed on that day is taken to be so in the project. A job
    ///   outside that begins in it ends it the day before.
    ///
    /// What else was noted for the operation counts until `until`. The special
    /// categories do not stand in a case: add them with
    /// [`special`](Self::special).
    #[must_use]
    pub fn of_case(
        case: &Case,
        (operation, until): (&OperationId, NaiveDate),
        lookup: impl FnOnce(StatisticsId) -> Option<Statistics>,
    ) -> Option<Self> {
        let enrolments = case.enrolments.get(operation).filter(|all| !all.is_empty())?;
        let mut builder = Self::new(case.id.clone(), operation.clone());
        for enrolment in enrolments {
            builder = builder.stay(enrolment.entered, left(enrolment));
        }
        let first = enrolments.first()?;
        let noted = case.facts.get(operation).map_or(&[][..], Vec::as_slice);
        builder = builder.facts(Facts::noted(noted, (first.entered, until)));
        let frozen = lookup(first.statistics);
        builder = frozen.iter().fold(builder, |builder, all| builder.answers(Answers::from(all)));

        let mut statuses: BTreeMap<NaiveDate, LabourStatus> = case.statuses.clone();
        statuses.extend(case.jobs.iter().map(|job| (job.on, LabourStatus::Employed)));
        builder =
            statuses.into_iter().fold(builder, |builder, (of, status)| builder.status(of, status));

        let spans = project_spans(case, operation).into_iter();
        Some(spans.fold(builder, |builder, span| builder.project_job(span.from, span.until)))
    }
}

/// The jobs in the project, as [`Builder::of_case`] reads them.
pub(crate) fn project_spans(case: &Case, operation: &OperationId) -> Vec<Span> {
    let spans = case.placements.values().flat_map(project_jobs);
    let outside: Vec<NaiveDate> = case.jobs.iter().map(|job| job.on).collect();
    let enrolments = case.enrolments.get(operation).into_iter().flatten();
    let leavings: Vec<NaiveDate> = enrolments.filter_map(left).collect();
    spans.filter_map(|span| ended(span, &leavings, &outside)).collect()
}

fn left(enrolment: &Enrolment) -> Option<NaiveDate> {
    enrolment.left.as_ref().map(|ending| ending.on)
}

/// The stages of employment, by what the placement itself says of their end.
fn project_jobs(placement: &PlacementState) -> impl Iterator<Item = Span> {
    let next = |at: usize| placement.stages.get(at + 1).and_then(|run| run.start.pred_opt());
    let stages = placement.stages.iter().enumerate();
    stages.filter(|(_, run)| run.stage == Stage::Employment).map(move |(at, run)| {
        let last = run.decisions.last().filter(|last| last.outcome == Outcome::End);
        let decided = last.map(|decision| decision.signed.on);
        let ended = placement.ended.as_ref().map(|ending| ending.on);
        let ends = [Some(run.until), decided, ended, next(at)];
        Span { from: run.start, until: ends.into_iter().flatten().min() }
    })
}

/// The span no longer than the stay in the operation, and ended by a job
/// outside; none if nothing is left of it.
fn ended(span: Span, leavings: &[NaiveDate], outside: &[NaiveDate]) -> Option<Span> {
    let left = leavings.iter().copied().filter(|left| *left >= span.from).min();
    let job = outside.iter().copied().filter(|job| *job >= span.from).min();
    let before = job.and_then(|job| job.pred_opt());
    let until = [span.until, left, before].into_iter().flatten().min();
    Some(Span { from: span.from, until }).filter(|span| until.is_none_or(|last| span.from <= last))
}
