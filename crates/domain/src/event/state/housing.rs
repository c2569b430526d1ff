//! Housing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::Home;
use crate::event::happening::Happening;
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::{HousingId, ParticipantId};

/// The homes of a period, as counted on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HomeCount {
    /// Vacant in the period.
    pub vacant: u32,
    /// Of those, given to newcomers.
    pub allocated: u32,
}

/// Somebody who looks for a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seeker {
    /// Since when.
    pub since: NaiveDate,
    /// How many people the home is for.
    pub household: u8,
    /// The day by which it is needed.
    pub needed_by: NaiveDate,
}

/// What is true of the housing of a municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HousingState {
    /// Whose housing.
    pub id: HousingId,
    /// The counts by the day they were made; a later one of the same day
    /// takes the place of the earlier.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<NaiveDate, HomeCount>,
    /// How many homes became vacant on a day, as recorded one by one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vacated: BTreeMap<NaiveDate, u32>,
    /// Who got homes; each with the last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub homes: BTreeMap<ParticipantId, Home>,
    /// Who looks for a home: until they say otherwise, or have a permanent one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seekers: BTreeMap<ParticipantId, Seeker>,
}

impl HousingState {
    pub(super) fn new(id: HousingId) -> Self {
        Self {
            id,
            counts: BTreeMap::new(),
            vacated: BTreeMap::new(),
            homes: BTreeMap::new(),
            seekers: BTreeMap::new(),
        }
    }

    pub(super) fn apply(&mut self, event: &Event) {
        let on = event.occurred_on;
        match &event.what {
            Happening::HomesCounted { vacant, allocated }
                if event.stream == Subject::Housing(self.id.clone()) =>
            {
                let count = HomeCount { vacant: *vacant, allocated: *allocated };
                self.counts.insert(on, count);
            }
            Happening::HomesVacated { homes } => {
                let sum = self.vacated.entry(on).or_default();
                *sum = sum.saturating_add(*homes);
            }
            Happening::HomeSought { participant, household, needed_by } => {
                // Who says it anew keeps their place.
                let since = self.seekers.get(participant).map_or(on, |known| known.since);
                let (household, needed_by) = (*household, *needed_by);
                self.seekers.insert(participant.clone(), Seeker { since, household, needed_by });
            }
            Happening::HomeSearchEnded { participant, .. } => {
                self.seekers.remove(participant);
            }
            Happening::HomeAllocated { participant, permanent } => {
                if *permanent {
                    self.seekers.remove(participant);
                }
                let (housing, permanent) = (self.id.clone(), *permanent);
                self.homes.insert(participant.clone(), Home { on, housing, permanent });
            }
            _ => {}
        }
    }
}
