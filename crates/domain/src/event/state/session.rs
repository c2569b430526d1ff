//! Training sessions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Attendance, Ending, Signed};
use crate::event::code::Code;
use crate::event::happening::Happening;
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::{AgreementId, BookingId, ModuleId, ParticipantId, SessionId};

/// When a session is, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionPlan {
    /// The day.
    pub on: NaiveDate,
    /// How long, in minutes.
    pub minutes: u16,
    /// What is taught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<ModuleId>,
    /// The part of the plan it counts towards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Code>,
    /// The cohort it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<Code>,
}

/// A booking of an employer's agreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BookingRef {
    /// Which agreement.
    pub agreement: AgreementId,
    /// Which booking in it.
    pub booking: BookingId,
}

/// What is true of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionState {
    /// Which session.
    pub id: SessionId,
    /// Who leads it: whoever planned it first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub led_by: Option<Signed>,
    /// The plans, the one that holds last; a moved session keeps the earlier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<SessionPlan>,
    /// Why it does not take place; a new plan takes that back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Ending>,
    /// The bookings that it is given under.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub given_under: BTreeSet<BookingRef>,
    /// Who was there, and who was not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attendance: BTreeMap<ParticipantId, Attendance>,
}

impl SessionState {
    pub(super) fn new(id: SessionId) -> Self {
        Self {
            id,
            led_by: None,
            plans: Vec::new(),
            cancelled: None,
            given_under: BTreeSet::new(),
            attendance: BTreeMap::new(),
        }
    }

    /// The plan that holds; none where there is none, or it was cancelled.
    #[must_use]
    pub fn plan(&self) -> Option<&SessionPlan> {
        self.plans.last().filter(|_| self.cancelled.is_none())
    }

    pub(super) fn apply(&mut self, event: &Event) {
        if event.stream != Subject::Session(self.id.clone()) {
            return;
        }
        match &event.what {
            Happening::SessionPlanned { on, minutes, module, part, cohort } => {
                self.led_by.get_or_insert_with(|| Signed::of(event));
                self.plans.push(SessionPlan {
                    on: *on,
                    minutes: *minutes,
                    module: module.clone(),
                    part: part.clone(),
                    cohort: cohort.clone(),
                });
                self.cancelled = None;
            }
            Happening::SessionCancelled { reason } => {
                self.cancelled = Some(Ending::of(event, reason));
            }
            Happening::GivenUnder { agreement, booking } => {
                let (agreement, booking) = (agreement.clone(), booking.clone());
                self.given_under.insert(BookingRef { agreement, booking });
            }
            Happening::Attended { participant, presence, minutes } => {
                let (on, presence, minutes) = (event.occurred_on, *presence, *minutes);
                self.attendance.insert(participant.clone(), Attendance { on, presence, minutes });
            }
            _ => {}
        }
    }
}
