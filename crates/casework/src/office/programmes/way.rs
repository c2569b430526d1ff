//! Somebody's way through the programme of an operation.

use etablera_domain::event::state::SystemState;
use etablera_domain::event::{Case, EventId, Happening, Recorded, Subject, effective};
use etablera_domain::{OperationId, ParticipantId};
use etablera_programme::journey::{Journey, Refusal};
use etablera_programme::template::Template;

use crate::office::error::CaseError;
use crate::office::work::Work;

/// Somebody's way: the programme they go by, and what happened to them.
pub(in crate::office) struct Way {
    pub(in crate::office) participant: ParticipantId,
    pub(in crate::office) operation: OperationId,
    pub(in crate::office) template: Template,
    pub(in crate::office) log: Vec<Recorded>,
}

impl Way {
    /// The journey so far.
    pub(super) fn journey(&self) -> Journey<'_> {
        self.journey_of(&self.log).0
    }

    /// The journey of another log, and what in it does not fit the programme.
    pub(in crate::office) fn journey_of(
        &self,
        log: &[Recorded],
    ) -> (Journey<'_>, Vec<(EventId, Refusal)>) {
        let new = Journey::new(&self.template, self.participant.clone());
        let mut journey = new.in_operation(self.operation.clone());
        let refused = journey.take_all(effective(log));
        (journey, refused)
    }
}

impl Work<'_> {
    /// The way of somebody who is or was in an operation with a programme.
    pub(in crate::office) async fn way(
        &mut self,
        subject: &Subject,
    ) -> Result<Option<Way>, CaseError> {
        self.way_with(subject, &Happening::Resumed {}).await
    }

    /// The same, for what is about to happen: who enters or leaves an
    /// operation goes by that one's programme.
    pub(super) async fn way_with(
        &mut self,
        subject: &Subject,
        what: &Happening,
    ) -> Result<Option<Way>, CaseError> {
        let system = self.system().await?;
        if system.programmes.is_empty() {
            return Ok(None);
        }
        let Some(case) = self.state(subject).await?.case().cloned() else { return Ok(None) };
        let current = current(&system, &case);
        let operation = match what {
            Happening::Enrolled { operation, .. } | Happening::Left { operation, .. }
                if system.programmes.contains_key(operation) =>
            {
                one_at_a_time(&case, current, (operation, what))?;
                Some(operation)
            }
            _ => current,
        };
        let Some(operation) = operation.cloned() else { return Ok(None) };
        self.way_in((subject, &case), &system, operation).await.map(Some)
    }

    /// The ways of somebody: one for each operation with a programme that they
    /// were in.
    pub(super) async fn ways(
        &mut self,
        subject: &Subject,
        case: &Case,
    ) -> Result<Vec<Way>, CaseError> {
        let system = self.system().await?;
        let with = case.enrolments.keys().filter(|one| system.programmes.contains_key(*one));
        let mut ways = Vec::new();
        for operation in with {
            ways.push(self.way_in((subject, case), &system, operation.clone()).await?);
        }
        Ok(ways)
    }

    async fn way_in(
        &mut self,
        (subject, case): (&Subject, &Case),
        system: &SystemState,
        operation: OperationId,
    ) -> Result<Way, CaseError> {
        let last = case.enrolments.get(&operation).and_then(|times| times.last());
        let entered = last.map_or(self.call.today, |last| last.entered);
        let template = template(system, (&operation, entered))?;
        let as_of = self.writer.tail().seq;
        let log = self.writer.about(subject, as_of).await?;
        Ok(Way { participant: case.id.clone(), operation, template, log })
    }

    /// What is true of the installation.
    pub(super) async fn system(&mut self) -> Result<SystemState, CaseError> {
        Ok(self.state(&Subject::System).await?.system().cloned().unwrap_or_default())
    }
}

/// The programme of an operation for who enters it on a day.
pub(super) fn template(
    system: &SystemState,
    (operation, day): (&OperationId, chrono::NaiveDate),
) -> Result<Template, CaseError> {
    let adopted = system.programme(operation, day);
    let adopted = adopted.ok_or_else(|| {
        CaseError::wrong(format!("`{operation}` goes by no programme: expected one that does"))
    })?;
    Template::parse(&adopted.template).map_err(|errors| {
        let first = errors.first().map(ToString::to_string).unwrap_or_default();
        CaseError::wrong(format!(
            "the programme of `{operation}`, adopted on {}, cannot be read: {first}",
            adopted.signed.on
        ))
    })
}

/// The operation whose programme somebody goes by: that they are in, or the
/// one that they left last.
fn current<'a>(system: &SystemState, case: &'a Case) -> Option<&'a OperationId> {
    let with = case.enrolments.iter().filter(|(one, _)| system.programmes.contains_key(*one));
    let last = with.filter_map(|(operation, times)| Some((operation, times.last()?)));
    let left = |time: &etablera_domain::event::state::Enrolment| time.left.as_ref().map(|l| l.on);
    last.max_by_key(|(_, time)| (time.left.is_none(), left(time), time.entered))
        .map(|(operation, _)| operation)
}

/// Refuses to enter a programme while in another: nobody could tell whose stage
/// began.
fn one_at_a_time(
    case: &Case,
    current: Option<&OperationId>,
    (operation, what): (&OperationId, &Happening),
) -> Result<(), CaseError> {
    let enters = matches!(what, Happening::Enrolled { .. });
    let Some(other) = current.filter(|other| enters && *other != operation) else { return Ok(()) };
    let is_in = |times: &Vec<_>| times.last().is_some_and(is_open);
    if case.enrolments.get(other).is_some_and(is_in) {
        return Err(CaseError::wrong(format!(
            "`participant:{}` goes by the programme of `{other}`: expected them to leave it first",
            case.id
        )));
    }
    Ok(())
}

fn is_open(time: &etablera_domain::event::state::Enrolment) -> bool {
    time.left.is_none()
}
