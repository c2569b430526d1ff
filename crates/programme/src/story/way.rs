//! What is told of each person: their way in a line of days.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Event, Happening, Outcome, Subject};
use serde::Serialize;

use super::cell::{Cell, Said};
use super::error::StoryError;
use super::fold::take;
use super::read::Story;
use crate::journey::{Journey, Phase};

/// Something that happened to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub what: Said,
}

/// The way of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Whose.
    pub participant: ParticipantId,
    /// What happened, in order.
    pub steps: Vec<Step>,
}

impl Story {
    /// The way of everybody, by id.
    ///
    /// # Errors
    /// The first event that the template refuses.
    pub(super) fn ways(&self) -> Result<Vec<Way>, StoryError> {
        let way = |participant: ParticipantId| {
            let mut journey = Journey::new(&self.template, participant.clone());
            let mut steps = Vec::new();
            for event in self.about(&participant) {
                take(&mut journey, &participant, event)?;
                let said = self.said(event, &journey);
                steps.extend(said.map(|what| Step { on: event.occurred_on, what }));
            }
            Ok(Way { participant, steps })
        };
        self.participants().into_iter().map(way).collect()
    }

    /// What is told of an event that was just taken; most are not told.
    fn said(&self, event: &Event, journey: &Journey<'_>) -> Option<Said> {
        let reason = |code| ("reason", Cell::word("reason", code));
        let (key, args) = match &event.what {
            Happening::Enrolled { .. } => ("step-entered", vec![]),
            Happening::StageStarted { .. } => return self.started(event, journey),
            Happening::StageDecided { outcome: Outcome::Extend, reason: why, until } => {
                let until = until.map_or(Cell::None, Cell::Day);
                ("step-extended", vec![reason(why), ("until", until)])
            }
            Happening::StageDecided { outcome: Outcome::End, reason: why, .. } => {
                ("step-ended", vec![reason(why)])
            }
            Happening::Paused { reason: why } => ("step-paused", vec![reason(why)]),
            Happening::Resumed {} => ("step-resumed", vec![]),
            Happening::OfferReceived { country, .. } => {
                ("step-offer", vec![("country", Cell::word("country", country))])
            }
            Happening::JobStarted { country, .. } => {
                ("step-job", vec![("country", Cell::word("country", country))])
            }
            Happening::HomeAllocated { permanent: true, .. } => ("step-home", vec![]),
            Happening::HomeAllocated { permanent: false, .. } => ("step-home-for-a-time", vec![]),
            Happening::StatusObserved { status } => {
                ("step-status", vec![("status", Cell::named("status", status))])
            }
            Happening::Left { reason: why, .. } => ("step-left", vec![reason(why)]),
            _ => return None,
        };
        Some(Said { key, args })
    }

    /// Which stage began, and at which placement.
    fn started(&self, event: &Event, journey: &Journey<'_>) -> Option<Said> {
        let Phase::Stage { stage, until, .. } = journey.phase(event.occurred_on) else {
            return None;
        };
        let (_, plan) = self.template.stage(stage.as_str())?;
        let mut args = vec![("stage", Cell::Names(plan.name.clone())), ("until", until.into())];
        if let Subject::Placement(placement) = &event.stream {
            args.push(("placement", Cell::text(placement)));
            return Some(Said { key: "step-started-at", args });
        }
        Some(Said { key: "step-started", args })
    }
}
