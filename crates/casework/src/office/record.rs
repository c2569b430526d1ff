//! Events that have no use case of their own, and putting events right.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::state::Enrolment;
use etablera_domain::event::{
    Case, Code, Event, EventId, Happening, Recorded, Subject, SubjectKind, fold,
};
use etablera_storage::DocumentKind;
use serde::{Deserialize, Serialize};

use super::case::{not_closed, not_erased};
use super::error::CaseError;
use super::kinds::{Correction, Kind};
use super::known::is_known;
use super::matching::answer::parties;
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::{Action, Resource};

/// Records an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// In whose stream.
    pub stream: Subject,
    /// Who or what else it is about.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub about: BTreeSet<Subject>,
    /// The day it happened.
    pub on: NaiveDate,
    /// What happened.
    pub what: Happening,
}

/// Puts an event right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    /// Which, in whose stream.
    pub event: EventId,
    /// The day it happened.
    pub on: NaiveDate,
    /// What happened instead, of the same kind.
    pub what: Happening,
}

/// Takes an event back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retract {
    /// Which.
    pub event: EventId,
    /// Why.
    pub reason: Code,
}

/// Records an event that has no use case of its own.
///
/// # Errors
///
/// When it has one, it does not belong into such a stream, the caller may not,
/// whom it is about is not there, a placement's stage would begin before staff
/// accepted it, or the store fails.
pub fn record<'a>(office: &'a Office, call: &'a Call, command: &'a Record) -> UseCase<'a, EventId> {
    office.run(call, ("record", command), async move |work| {
        let Record { stream, about, on, what } = command.clone();
        let action = recordable(&stream, &what)?;
        match &what {
            // The first plan makes the session.
            Happening::SessionPlanned { .. } => work.may_begin(action, &stream).await?,
            _ => work.may(action, &stream).await.map(drop)?,
        }
        work.not_after_today(on)?;
        let mut all: Vec<Subject> = about.into_iter().collect();
        all.extend(named(&what));
        for subject in all.iter().filter(|subject| **subject != stream) {
            work.may(Action::KnowOf, subject).await?;
            must_be_known(work, subject).await?;
        }
        all.extend(precondition(work, &stream, (&what, on)).await?);
        takes_in(work, all.iter().chain([&stream]), &what).await?;
        work.happen(&stream, on, all, what).await
    })
}

/// What the caller must be allowed, if `record` writes such an event there.
fn recordable(stream: &Subject, what: &Happening) -> Result<Action, CaseError> {
    let name = what.name();
    let kind = Kind::of(what).filter(|kind| kind.record.contains(&stream.kind()));
    kind.map(|kind| kind.action).ok_or_else(|| {
        let by = Kind::of(what).map(|kind| kind.by).unwrap_or_default();
        let expected = match by {
            [] => "a stream of another kind".to_owned(),
            some => format!("the use case `{}`", some.join("`, `")),
        };
        CaseError::wrong(format!("`{name}` is not recorded in `{stream}` so: expected {expected}"))
    })
}

/// The participant that an event names.
pub(super) fn named(what: &Happening) -> Option<Subject> {
    what.participant().cloned().map(Subject::from)
}

/// Refuses what has nothing to build on; says whom else it is about.
pub(super) async fn precondition(
    work: &mut Work<'_>,
    stream: &Subject,
    (what, on): (&Happening, NaiveDate),
) -> Result<Vec<Subject>, CaseError> {
    match (stream, what) {
        (Subject::Placement(id), Happening::PlacementEnded { .. }) => {
            Ok(parties(work.going_on(id).await?.1))
        }
        // To begin is more than contact.
        (Subject::Placement(id), _) => Ok(parties(work.accepted_by(id, on).await?.1)),
        (Subject::Session(_), Happening::SessionPlanned { .. }) | (Subject::Housing(_), _) => {
            Ok(Vec::new())
        }
        _ => {
            must_be_known(work, stream).await?;
            if let Some(case) = work.registered_case(stream).await? {
                can_join(stream, &case, (what, on))?;
            }
            Ok(Vec::new())
        }
    }
}

/// Refuses a cohort of an operation that they are not in that day, since
/// nothing would end their time in it; and one that they are in already.
fn can_join(
    stream: &Subject,
    case: &Case,
    (what, on): (&Happening, NaiveDate),
) -> Result<(), CaseError> {
    let Happening::CohortJoined { cohort, operation } = what else { return Ok(()) };
    let was_in = |time: &&Enrolment| time.entered <= on;
    let goes_on = |time: &Enrolment| time.left.as_ref().is_none_or(|left| on < left.on);
    let is_in = |times: Vec<&Enrolment>| times.into_iter().any(goes_on);
    match operation {
        Some(operation) => {
            let times = case.enrolments.get(operation).into_iter().flatten();
            if !is_in(times.filter(was_in).collect()) {
                return Err(CaseError::wrong(format!(
                    "`{stream}` was not in `{operation}` on {on}: expected an operation that they \
                     are in, or none"
                )));
            }
        }
        None => {
            let times: Vec<_> = case.enrolments.values().flatten().filter(was_in).collect();
            if !times.is_empty() && !is_in(times) {
                return Err(CaseError::wrong(format!(
                    "`{stream}` was in no operation any more on {on}: expected a day on which they \
                     are in one"
                )));
            }
        }
    }
    let mut times = case.cohorts.get(cohort).into_iter().flatten();
    let since = times.find(|time| time.joined <= on && time.left.is_none_or(|left| on < left));
    match since {
        None => Ok(()),
        Some(time) => Err(CaseError::wrong(format!(
            "`{stream}` is in cohort `{cohort}` since {}: expected them to leave it first",
            time.joined
        ))),
    }
}

/// A case as it would be had an event never happened.
async fn case_without(work: &mut Work<'_>, before: &Event) -> Result<Option<Case>, CaseError> {
    let as_of = work.writer.tail().seq;
    let mut log = work.writer.about(&before.stream, as_of).await?;
    let reason: Code =
        "put_right".parse().map_err(|_| CaseError::wrong("the event cannot be put right"))?;
    let event = Event {
        id: EventId::new(work.call.new_uuid()),
        corrects: Some(before.id),
        what: Happening::Retracted { reason },
        ..before.clone()
    };
    log.push(Recorded { seq: as_of + 1, event });
    Ok(fold(&before.stream, &log).state.case().cloned())
}

/// Refuses what is about somebody whose case is closed, or was erased. That a
/// placement ended may be noticed late.
pub(super) async fn takes_in<'s>(
    work: &mut Work<'_>,
    about: impl Iterator<Item = &'s Subject>,
    what: &Happening,
) -> Result<(), CaseError> {
    for subject in about.filter(|one| one.kind() == SubjectKind::Participant) {
        let case = work.registered_case(subject).await?;
        let case = case.ok_or_else(|| CaseError::Absent(subject.clone()))?;
        not_erased(subject, &case)?;
        if !matches!(what, Happening::PlacementEnded { .. }) {
            not_closed(subject, &case)?;
        }
    }
    Ok(())
}

async fn must_be_known(work: &mut Work<'_>, subject: &Subject) -> Result<(), CaseError> {
    let state = work.state(subject).await?;
    if is_known(&state) { Ok(()) } else { Err(CaseError::Absent(subject.clone())) }
}

/// Puts an event right: another of the same kind takes its place.
///
/// # Errors
///
/// When there is no such event, the caller may not, its kind is not put right
/// so, what takes its place is of another kind or about another, or the store
/// fails.
pub fn correct<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Correct,
) -> UseCase<'a, EventId> {
    office.run(call, ("correct", command), async move |work| {
        let before = target(work, command.event).await?;
        work.not_after_today(command.on)?;
        let Correct { on, mut what, .. } = command.clone();
        let is_allowed =
            Kind::of(&before.what).is_some_and(|kind| kind.correction == Correction::Any);
        if !is_allowed || !is_same_thing(&before.what, &what) {
            let name = before.what.name();
            return Err(CaseError::wrong(format!(
                "`{name}` is not put right so: expected another `{name}` about the same, or a \
                     use case that undoes it"
            )));
        }
        if let Subject::Placement(id) = &before.stream
            && !matches!(what, Happening::PlacementEnded { .. })
        {
            work.accepted_on(id, on).await?;
        }
        if matches!(what, Happening::CohortJoined { .. })
            && let Some(case) = case_without(work, &before).await?
        {
            can_join(&before.stream, &case, (&what, on))?;
        }
        keep_words(work, &before, &mut what).await?;
        replace(work, &before, on, what).await
    })
}

/// Takes an event back: it never happened.
///
/// # Errors
///
/// When there is no such event, the caller may not, its kind is not taken
/// back, or the store fails.
pub fn retract<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Retract,
) -> UseCase<'a, EventId> {
    office.run(call, ("retract", command), async move |work| {
        let before = target(work, command.event).await?;
        let kind = Kind::of(&before.what);
        if kind.is_none_or(|kind| kind.correction == Correction::Never) {
            let name = before.what.name();
            return Err(CaseError::wrong(format!(
                "`{name}` is not taken back: expected a use case that undoes it"
            )));
        }
        let what = Happening::Retracted { reason: command.reason.clone() };
        let on = before.occurred_on;
        replace(work, &before, on, what).await
    })
}

/// The event to put right, if the caller may; whoever may not learns nothing
/// of it.
async fn target(work: &mut Work<'_>, id: EventId) -> Result<Event, CaseError> {
    let absent = || CaseError::wrong(format!("there is no event `{id}`, or it is not yours"));
    let Some(Recorded { event, .. }) = work.writer.event(id).await? else {
        // It leaves as much in the access log as one that is hidden: a look at
        // somebody who is not there, whom nobody reads of.
        let nobody = id.to_string().parse::<ParticipantId>().map_err(|_| absent())?;
        let resource = Resource::absent(nobody.into());
        work.may_on(Action::Correct, &resource, None).map_err(|_| absent())?;
        return Err(absent());
    };
    match work.may(Action::Correct, &event.stream).await {
        Ok(_) => {
            // Homes are put right by who answers for them.
            if let Subject::Housing(_) = &event.stream {
                work.may(Action::RecordHousing, &event.stream).await?;
            }
            Ok(event)
        }
        // The caller named an event, and must not learn whose it is.
        Err(CaseError::Refused(refusal)) if refusal.tells_nothing() => Err(absent()),
        Err(error) => Err(error),
    }
}

/// Whether one event can take another's place.
fn is_same_thing(before: &Happening, after: &Happening) -> bool {
    match (before, after) {
        // What was noted stays where it is, and none comes into the log.
        (
            Happening::VisitMade { visit: old, note: before },
            Happening::VisitMade { visit: new, note: after },
        ) => {
            let is_same = old.id == new.id && old.employer == new.employer;
            is_same && before == after && new.notes.is_empty()
        }
        // The day can be put right; not where they were, or under which
        // pseudonym they are counted.
        (Happening::Enrolled { .. }, _) => before == after,
        (Happening::Left { operation: old, .. }, Happening::Left { operation: new, .. }) => {
            old == new
        }
        _ => before.name() == after.name() && named(before) == named(after),
    }
}

/// Keeps what was noted in an old event, apart from the log, with what takes
/// the event's place.
async fn keep_words(
    work: &mut Work<'_>,
    before: &Event,
    what: &mut Happening,
) -> Result<(), CaseError> {
    let mut old = before.what.clone();
    if let (Some(words), Happening::VisitMade { visit, note }) = (old.words(), what) {
        // It may have been put right before.
        *note = match work.visit_of(&visit.id).await?.note {
            Some(note) => Some(note),
            None => {
                let words = std::mem::take(words);
                Some(work.file(&before.stream, DocumentKind::Note, words).await?)
            }
        };
    }
    Ok(())
}

async fn replace(
    work: &mut Work<'_>,
    before: &Event,
    occurred_on: NaiveDate,
    what: Happening,
) -> Result<EventId, CaseError> {
    let id = EventId::new(work.call.new_uuid());
    let event = Event {
        id,
        stream: before.stream.clone(),
        about: before.about.clone(),
        occurred_on,
        recorded_at: work.call.now,
        by: work.call.caller.actor.clone(),
        corrects: Some(before.id),
        what,
    };
    work.write(event).await?;
    Ok(id)
}
