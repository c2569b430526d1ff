//! The journeys of a story, with nothing refused.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Event, Happening, Recorded, Subject};
use etablera_domain::{AgreementId, ParticipantId, PlacementId};

use super::error::{StoryError, fact};
use super::read::Story;
use crate::agreement::{Assignment, ServiceAgreement, assign};
use crate::journey::Journey;

impl Story {
    /// Everybody whom the story is about, by id.
    #[must_use]
    pub fn participants(&self) -> BTreeSet<ParticipantId> {
        let streams = self.log.iter().map(|one| &one.event.stream);
        streams.filter_map(participant).cloned().collect()
    }

    /// What happened to somebody, in order.
    pub fn about<'s>(&'s self, who: &ParticipantId) -> impl Iterator<Item = &'s Event> {
        let subject = Subject::Participant(who.clone());
        let events = self.log.iter().map(|one| &one.event);
        events.filter(move |event| event.about.contains(&subject))
    }

    /// The journey of somebody up to the end of a day.
    ///
    /// # Errors
    /// The first event that the template refuses.
    pub fn journey_on(
        &self,
        who: &ParticipantId,
        day: NaiveDate,
    ) -> Result<Journey<'_>, StoryError> {
        let mut journey = Journey::new(&self.template, who.clone());
        for event in self.about(who).take_while(|event| event.occurred_on <= day) {
            take(&mut journey, who, event)?;
        }
        Ok(journey)
    }

    /// The journey of everybody to the end, by id.
    ///
    /// # Errors
    /// The first event that the template refuses.
    pub fn journeys(&self) -> Result<BTreeMap<ParticipantId, Journey<'_>>, StoryError> {
        let whole = |who: ParticipantId| {
            let journey = self.journey_on(&who, NaiveDate::MAX)?;
            Ok((who, journey))
        };
        self.participants().into_iter().map(whole).collect()
    }

    /// The placements with the events of each, in order.
    pub(super) fn placements(&self) -> BTreeMap<&PlacementId, Vec<&Event>> {
        let mut all = BTreeMap::<_, Vec<_>>::new();
        for event in self.log.iter().map(|one| &one.event) {
            if let Subject::Placement(id) = &event.stream {
                all.entry(id).or_default().push(event);
            }
        }
        all
    }

    /// The agreements with employers.
    ///
    /// # Errors
    /// The first event that cannot happen to one.
    pub(super) fn services(&self) -> Result<BTreeMap<AgreementId, ServiceAgreement>, StoryError> {
        let mut all = BTreeMap::<AgreementId, ServiceAgreement>::new();
        for event in self.log.iter().map(|one| &one.event) {
            if let Subject::Agreement(id) = &event.stream {
                let new = || ServiceAgreement::new(id.clone());
                let agreement = all.entry(id.clone()).or_insert_with(new);
                agreement.take(event).map_err(fact("agreement"))?;
            }
        }
        Ok(all)
    }

    /// Who supervises which placement: by its agreement, until it ended.
    ///
    /// # Errors
    /// Somebody supervises more than the template allows.
    pub(super) fn supervised(&self) -> Result<Vec<Assignment>, StoryError> {
        let mut all = Vec::new();
        for (placement, events) in self.placements() {
            let Some(mut new) = assignment(placement, &events) else { continue };
            let ended = |event: &&&Event| matches!(event.what, Happening::PlacementEnded { .. });
            let ended = events.iter().find(ended).map(|event| event.occurred_on);
            new.until = ended.map_or(new.until, |on| on.min(new.until));
            assign(self.template.limits.supervisor, &all, &new).map_err(fact("supervisor"))?;
            all.push(new);
        }
        Ok(all)
    }
}

fn assignment(placement: &PlacementId, events: &[&Event]) -> Option<Assignment> {
    events.iter().rev().find_map(|event| match &event.what {
        Happening::AgreementDrafted { terms, .. } => Some(Assignment {
            placement: placement.clone(),
            supervisor: terms.supervisor.clone(),
            from: terms.from,
            until: terms.until,
        }),
        _ => None,
    })
}

/// Adds an event that the template must take.
pub(super) fn take(
    journey: &mut Journey<'_>,
    who: &ParticipantId,
    event: &Event,
) -> Result<(), StoryError> {
    journey.take(event).map_err(|refusal| {
        let (participant, refusal) = (who.clone(), Box::new(refusal));
        StoryError::Refused { participant, event: event.id, refusal }
    })
}

pub(super) fn participant(subject: &Subject) -> Option<&ParticipantId> {
    if let Subject::Participant(id) = subject { Some(id) } else { None }
}

/// The subjects of one kind that events stand in the stream of, each once.
pub(super) fn streams<'l, T: Ord>(
    log: &'l [Recorded],
    of: impl Fn(&'l Subject) -> Option<T>,
) -> BTreeSet<T> {
    log.iter().filter_map(|one| of(&one.event.stream)).collect()
}
