//! Agreements with employers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Ending, Signed};
use crate::event::happening::Happening;
use crate::event::kinds::{Party, Service};
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::{AgreementId, BookingId, EmployerId};

/// What was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The day they were made.
    pub since: NaiveDate,
    /// The last day they hold.
    pub until: NaiveDate,
    /// With whom.
    pub employer: EmployerId,
    /// How many times each service is promised.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub promises: BTreeMap<Service, u32>,
}

/// What is left of a promised service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// How many times it is promised.
    pub promised: u32,
    /// How many times it is booked.
    pub booked: u32,
    /// How many times it was given.
    pub given: u32,
    /// How many times are left, neither booked nor given; never below 0.
    pub left: u32,
    /// How many times it was given beyond what is promised.
    pub over: u32,
}

/// A service that was booked, and neither given nor released yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Booked {
    /// What.
    pub service: Service,
    /// The day it is to be given.
    pub on: NaiveDate,
}

/// What is true of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreementState {
    /// Which agreement.
    pub id: AgreementId,
    /// The terms, those that hold last: an agreement made anew keeps the
    /// earlier versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Terms>,
    /// Who said yes to the terms that hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub accepted: BTreeMap<Party, Signed>,
    /// Who said no to them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub declined: BTreeMap<Party, Ending>,
    /// How many times each service was given, promised or not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub given: BTreeMap<Service, u32>,
    /// What is booked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub booked: BTreeMap<BookingId, Booked>,
    /// When and why it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Ending>,
}

impl AgreementState {
    pub(super) fn new(id: AgreementId) -> Self {
        Self {
            id,
            versions: Vec::new(),
            accepted: BTreeMap::new(),
            declined: BTreeMap::new(),
            given: BTreeMap::new(),
            booked: BTreeMap::new(),
            closed: None,
        }
    }

    /// The terms that hold, if any were made.
    #[must_use]
    pub fn terms(&self) -> Option<&Terms> {
        self.versions.last()
    }

    /// Whether it holds on a day: made, not closed, and not run out.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let closed = self.closed.as_ref().is_some_and(|closed| closed.on <= day);
        !closed && self.terms().is_some_and(|terms| (terms.since..=terms.until).contains(&day))
    }

    /// What is left of a service.
    #[must_use]
    pub fn balance(&self, service: Service) -> Balance {
        let promised = self.terms().and_then(|terms| terms.promises.get(&service)).copied();
        let promised = promised.unwrap_or(0);
        let given = self.given.get(&service).copied().unwrap_or(0);
        let booked = self.booked.values().filter(|one| one.service == service).count();
        let booked = u32::try_from(booked).unwrap_or(u32::MAX);
        let left = promised.saturating_sub(given).saturating_sub(booked);
        Balance { promised, booked, given, left, over: given.saturating_sub(promised) }
    }

    pub(super) fn apply(&mut self, event: &Event) {
        if event.stream != Subject::Agreement(self.id.clone()) {
            return;
        }
        match &event.what {
            Happening::AgreementMade { employer, promises, until } => {
                let mut sums: BTreeMap<Service, u32> = BTreeMap::new();
                for promise in promises {
                    let sum = sums.entry(promise.service).or_default();
                    *sum = sum.saturating_add(promise.count.into());
                }
                let (since, until) = (event.occurred_on, *until);
                let employer = employer.clone();
                self.versions.push(Terms { since, until, employer, promises: sums });
                // A yes is to what was shown.
                self.accepted.clear();
                self.declined.clear();
            }
            Happening::Accepted { by } => {
                self.declined.remove(by);
                self.accepted.insert(*by, Signed::of(event));
            }
            Happening::Declined { by, reason } => {
                self.accepted.remove(by);
                self.declined.insert(*by, Ending::of(event, reason));
            }
            Happening::ServiceGiven { service, count } => {
                let sum = self.given.entry(*service).or_default();
                *sum = sum.saturating_add((*count).into());
            }
            Happening::ServiceBooked { booking, service, on } => {
                self.booked.insert(booking.clone(), Booked { service: *service, on: *on });
            }
            Happening::BookingKept { booking } => {
                if let Some(kept) = self.booked.remove(booking) {
                    let sum = self.given.entry(kept.service).or_default();
                    *sum = sum.saturating_add(1);
                }
            }
            Happening::BookingReleased { booking, .. } => {
                self.booked.remove(booking);
            }
            Happening::Closed { reason } => self.closed = Some(Ending::of(event, reason)),
            Happening::Reopened {} => self.closed = None,
            _ => {}
        }
    }
}
