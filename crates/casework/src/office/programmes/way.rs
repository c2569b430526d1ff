//! Somebody's way through the programme of an operation.
//!
//! Somebody can enter operations with programmes one after another, and the
//! same one again. Each entry begins a passage of its own, under the programme
//! as it stood that day. What happens in the stream of a placement belongs to
//! the passage in which it was proposed, however late it is written down.

use std::sync::Arc;

use chrono::NaiveDate;
use etablera_domain::event::state::SystemState;
use etablera_domain::event::{Event, EventId, Happening, Recorded, Subject, effective};
use etablera_domain::{OperationId, ParticipantId, PlacementId};
use etablera_programme::journey::{Journey, Refusal};
use etablera_programme::template::Template;
use etablera_storage::Reader;

use super::templates::Templates;
use crate::office::error::CaseError;
use crate::office::work::Work;

/// The people whose log is read at a time.
const TOGETHER: usize = 500;

/// One passage of somebody through a programme.
pub(in crate::office) struct Way {
    pub(in crate::office) participant: ParticipantId,
    pub(in crate::office) operation: OperationId,
    pub(in crate::office) template: Arc<Template>,
    pub(in crate::office) log: Vec<Recorded>,
    /// Which passage, from 0.
    nth: usize,
    /// The operations that go by programmes.
    with: Vec<OperationId>,
}

impl Way {
    /// The journey so far.
    pub(super) fn journey(&self) -> Journey<'_> {
        self.journey_of(&self.log).0
    }

    /// The journey as it stood at the end of a day, as it is known now.
    pub(in crate::office) fn journey_until(&self, day: NaiveDate) -> Journey<'_> {
        let events = effective(&self.log);
        let until = events.iter().take_while(|event| event.occurred_on <= day).count();
        self.fold(&events[..until]).0
    }

    /// The journey of another log, and what in it does not fit the programme.
    pub(in crate::office) fn journey_of(
        &self,
        log: &[Recorded],
    ) -> (Journey<'_>, Vec<(EventId, Refusal)>) {
        self.fold(&effective(log))
    }

    fn fold(&self, events: &[&Event]) -> (Journey<'_>, Vec<(EventId, Refusal)>) {
        let new = Journey::new(&self.template, self.participant.clone());
        let mut journey = new.in_operation(self.operation.clone());
        let entries = entries(events, &self.with);
        let own = events.iter().enumerate().filter(|(at, event)| {
            let passage = passage(events, &entries, (*at, event));
            passage == self.nth
                || (goes_with_the_person(&event.what) && outlives(event, passage, self.nth))
        });
        let refused = journey.take_all(own.map(|(_, event)| *event));
        (journey, refused)
    }
}

/// Whether something is true of a person in whichever passage.
fn goes_with_the_person(what: &Happening) -> bool {
    use Happening as H;
    matches!(
        what,
        H::Registered { .. }
            | H::ProfileRecorded { .. }
            | H::StatusObserved { .. }
            | H::TaskSet { .. }
    )
}

/// Who was registered before is registered; what was found out later answers
/// what was asked before.
fn outlives(event: &Event, passage: usize, nth: usize) -> bool {
    match event.what {
        Happening::StatusObserved { .. } => passage > nth,
        _ => passage < nth,
    }
}

/// Where the passages begin.
fn entries(events: &[&Event], with: &[OperationId]) -> Vec<usize> {
    let enters = |event: &Event| match &event.what {
        Happening::Enrolled { operation, .. } => with.contains(operation),
        _ => false,
    };
    let entries = events.iter().enumerate().filter(|(_, event)| enters(event));
    entries.map(|(at, _)| at).collect()
}

/// The passage of an event; what was before all of them belongs to the first.
fn passage(events: &[&Event], entries: &[usize], (at, event): (usize, &Event)) -> usize {
    let at = match &event.stream {
        Subject::Placement(id) => proposed(events, id).unwrap_or(at),
        _ => at,
    };
    entries.partition_point(|entry| *entry <= at).saturating_sub(1)
}

/// Where a placement was proposed first.
fn proposed(events: &[&Event], id: &PlacementId) -> Option<usize> {
    events.iter().position(|event| {
        matches!(event.what, Happening::Proposed { .. })
            && matches!(&event.stream, Subject::Placement(one) if one == id)
    })
}

impl Work<'_> {
    /// The way that somebody is on, or was on last.
    pub(in crate::office) async fn way(
        &mut self,
        subject: &Subject,
    ) -> Result<Option<Way>, CaseError> {
        Ok(self.ways(subject).await?.pop())
    }

    /// The ways of somebody, oldest first.
    pub(in crate::office) async fn ways(
        &mut self,
        subject: &Subject,
    ) -> Result<Vec<Way>, CaseError> {
        let mut templates = self.templates().await?;
        let log = self.log_of(subject, &templates).await?;
        ways((subject, &log.unwrap_or_default()), &mut templates).into_iter().collect()
    }

    /// The way that an event is on which is about to be written; none if no
    /// programme has to do with it.
    pub(super) async fn way_with(
        &mut self,
        subject: &Subject,
        new: &Event,
    ) -> Result<Option<Way>, CaseError> {
        let mut templates = self.templates().await?;
        let Some(log) = self.log_of(subject, &templates).await? else { return Ok(None) };
        let with = templates.operations();
        let all = and_then(&log, new);
        let before = effective(&log);
        let after = effective(&all);
        one_at_a_time(&templates, subject, (&before, &after))?;
        // What is taken back is where it was.
        let found = after.iter().position(|event| event.id == new.id);
        let (events, at) = match (found, new.corrects) {
            (Some(at), _) => (&after, at),
            (None, target) => {
                let voice = |event: &&&Event| target.is_some_and(|id| is_voice(&log, event.id, id));
                match before.iter().position(|event| voice(&event)) {
                    Some(at) => (&before, at),
                    None => return Ok(None),
                }
            }
        };
        let entries = entries(events, &with);
        if entries.is_empty() {
            return Ok(None);
        }
        let nth = passage(events, &entries, (at, events[at]));
        way((subject, &log), &mut templates, (events[entries[nth]], nth)).map(Some)
    }

    /// What happened to somebody; none where no operation goes by a programme.
    async fn log_of(
        &mut self,
        subject: &Subject,
        templates: &Templates,
    ) -> Result<Option<Vec<Recorded>>, CaseError> {
        if templates.is_empty() {
            return Ok(None);
        }
        let as_of = self.writer.tail().seq;
        Ok(Some(self.writer.about(subject, as_of).await?))
    }

    /// The programmes that operations go by.
    pub(super) async fn templates(&mut self) -> Result<Templates, CaseError> {
        Ok(Templates::new(self.system().await?))
    }

    /// What is true of the installation.
    pub(in crate::office) async fn system(&mut self) -> Result<SystemState, CaseError> {
        Ok(self.state(&Subject::System).await?.system().cloned().unwrap_or_default())
    }
}

/// A log with one more event.
pub(super) fn and_then(log: &[Recorded], new: &Event) -> Vec<Recorded> {
    let seq = log.last().map_or(0, |last| last.seq) + 1;
    log.iter().cloned().chain([Recorded { seq, event: new.clone() }]).collect()
}

/// Whether an event is what counts of another: the event itself, or what took
/// its place.
fn is_voice(log: &[Recorded], event: EventId, of: EventId) -> bool {
    let corrects =
        |id: EventId| log.iter().find(|one| one.event.id == id).and_then(|one| one.event.corrects);
    let root = |mut id: EventId| {
        while let Some(before) = corrects(id) {
            id = before;
        }
        id
    };
    root(event) == root(of)
}

/// Reads the ways of many people up to a place in the log, each person's oldest
/// first, a batch of logs at a time. A programme that cannot be read stands
/// for the way.
pub(in crate::office) async fn each_way(
    reader: &mut Reader,
    (people, seq): (&[Subject], u64),
    mut tell: impl FnMut(Result<Way, CaseError>) -> Result<(), CaseError>,
) -> Result<(), CaseError> {
    if people.is_empty() {
        return Ok(());
    }
    let system = reader.folded_as_of(&Subject::System, seq).await?.state;
    let mut templates = Templates::new(system.system().cloned().unwrap_or_default());
    if templates.is_empty() {
        return Ok(());
    }
    for some in people.chunks(TOGETHER) {
        for (subject, log) in &reader.about_among(some, seq).await? {
            ways((subject, log), &mut templates).into_iter().try_for_each(&mut tell)?;
        }
    }
    Ok(())
}

/// The ways of somebody, oldest first, from what happened to them.
fn ways(
    (subject, log): (&Subject, &[Recorded]),
    templates: &mut Templates,
) -> Vec<Result<Way, CaseError>> {
    let events = effective(log);
    let entries = entries(&events, &templates.operations());
    let nth = entries.iter().enumerate();
    nth.map(|(nth, at)| way((subject, log), templates, (events[*at], nth))).collect()
}

fn way(
    (subject, log): (&Subject, &[Recorded]),
    templates: &mut Templates,
    (entry, nth): (&Event, usize),
) -> Result<Way, CaseError> {
    let Happening::Enrolled { operation, .. } = &entry.what else {
        return Err(CaseError::Absent(subject.clone()));
    };
    let template = templates.of((operation, entry.occurred_on))?;
    let with = templates.operations();
    let (participant, operation) = (participant(subject)?, operation.clone());
    Ok(Way { participant, operation, template, log: log.to_vec(), nth, with })
}

fn participant(subject: &Subject) -> Result<ParticipantId, CaseError> {
    match subject {
        Subject::Participant(id) => Ok(id.clone()),
        other => Err(CaseError::Absent(other.clone())),
    }
}

/// Refuses what would have somebody in two programmes at once: nobody could
/// tell whose stage began. What was so before is no reason.
fn one_at_a_time(
    templates: &Templates,
    subject: &Subject,
    (before, after): (&[&Event], &[&Event]),
) -> Result<(), CaseError> {
    match (two_at_once(before, templates), two_at_once(after, templates)) {
        (None, Some(other)) => Err(CaseError::wrong(format!(
            "`{subject}` goes by the programme of `{other}`: expected them to leave it first"
        ))),
        _ => Ok(()),
    }
}

/// The operation that somebody was in when they entered the programme of
/// another.
fn two_at_once<'e>(events: &[&'e Event], templates: &Templates) -> Option<&'e OperationId> {
    let mut open: Vec<&OperationId> = Vec::new();
    for event in events {
        match &event.what {
            Happening::Enrolled { operation, .. } if templates.has(operation) => {
                if let Some(other) = open.iter().find(|one| **one != operation) {
                    return Some(other);
                }
                open.push(operation);
            }
            Happening::Left { operation, .. } => open.retain(|one| *one != operation),
            _ => {}
        }
    }
    None
}
