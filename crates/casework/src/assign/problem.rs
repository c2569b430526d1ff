//! All tables of one problem, read and joined.

use std::path::Path;

use etablera_matching::assignment::{Groups, Instance, Limits, Plan, Preferences};
use etablera_matching::strategy::Round;

use super::edges::{read_edges, read_seats};
use super::groups::read_groups;
use super::limits::{Covered, read_limits};
use super::names::Names;
use super::preferences::read_preferences;
use super::summary::GroupShare;
use crate::load::InputError;

/// Where the tables of a problem are.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'f> {
    /// Possible pairs: `participant,need,score`.
    pub edges: &'f Path,
    /// Seats: `need,seats`.
    pub seats: &'f Path,
    /// What each side would rather have: `side,id,other,rank`.
    pub preferences: Option<&'f Path>,
    /// A label on each participant: `participant,group`.
    pub groups: Option<&'f Path>,
    /// Limits beyond seats: `limit,most,group,need`.
    pub limits: Option<&'f Path>,
}

/// One assignment problem, and what its numbers stand for.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The participants' ids.
    pub participants: Names,
    /// The needs' ids.
    pub needs: Names,
    /// Possible pairs and seats.
    pub instance: Instance,
    /// How many pairs are left out because they are not in both lists.
    pub unlisted: usize,
    preferences: Option<Preferences>,
    groups: Option<(Names, Groups)>,
    limits: Option<Limits>,
}

impl Problem {
    /// Reads the tables.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or a row is not what it should be; the
    /// faults of the first such file are all named.
    pub fn read(tables: &Tables<'_>) -> Result<Self, InputError> {
        let (needs, seats) = read_seats(tables.seats)?;
        let (participants, mut instance) = read_edges(tables.edges, &needs, seats)?;
        let possible = instance.edges().len();
        let names = (&participants, &needs);
        let mut preferences = None;
        if let Some(file) = tables.preferences {
            let (acceptable, ranks) = read_preferences(file, names, &instance)?;
            (instance, preferences) = (acceptable, Some(ranks));
        }
        let groups = tables.groups.map(|file| read_groups(file, &participants)).transpose()?;
        let names = groups.as_ref().map(|(names, _)| names);
        let covered = Covered { needs: &needs, groups: names };
        let limits = tables.limits.map(|file| read_limits(file, covered)).transpose()?;
        let unlisted = possible - instance.edges().len();
        Ok(Self { participants, needs, instance, unlisted, preferences, groups, limits })
    }

    /// What a strategy is told.
    ///
    /// # Panics
    ///
    /// Never: preferences and groups are read for this instance.
    #[must_use]
    pub fn round(&self) -> Round<'_> {
        let mut round = Round::new(&self.instance);
        if let Some(preferences) = &self.preferences {
            round = round.with_preferences(preferences).expect("read for this instance");
        }
        if let Some((_, groups)) = &self.groups {
            round = round.with_groups(groups).expect("read for these participants");
        }
        match &self.limits {
            Some(limits) => round.with_limits(limits).expect("limits on these needs"),
            None => round,
        }
    }

    /// What a plan gives to each group, where there are groups.
    #[must_use]
    pub fn shares(&self, plan: &Plan) -> Option<Vec<GroupShare>> {
        let (names, _) = self.groups.as_ref()?;
        GroupShare::all(&self.round(), plan, names)
    }

    /// The limits, where there are any.
    #[must_use]
    pub fn limits(&self) -> Option<&Limits> {
        self.limits.as_ref()
    }
}
