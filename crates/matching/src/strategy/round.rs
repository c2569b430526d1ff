//! All that a strategy is told.

use crate::assignment::{Groups, Instance, Limits, Preferences};

/// One round: the instance, and whatever else there is to honour.
#[derive(Clone, Copy, Debug)]
pub struct Round<'r> {
    instance: &'r Instance,
    preferences: Option<&'r Preferences>,
    groups: Option<&'r Groups>,
    limits: Option<&'r Limits>,
}

/// What is said of a round that is not the one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} {what}: expected {expected}")]
pub struct RoundError {
    what: &'static str,
    found: usize,
    expected: usize,
}

impl<'r> Round<'r> {
    /// Nothing but pairs and seats.
    #[must_use]
    pub fn new(instance: &'r Instance) -> Self {
        Self { instance, preferences: None, groups: None, limits: None }
    }

    /// With what each side would rather have.
    ///
    /// # Errors
    ///
    /// When the ranks are another instance's.
    pub fn with_preferences(self, preferences: &'r Preferences) -> Result<Self, RoundError> {
        let (found, expected) = (preferences.of_needs().len(), self.instance.edges().len());
        fits("ranked pairs", found, expected)?;
        Ok(Self { preferences: Some(preferences), ..self })
    }

    /// With a label on each participant.
    ///
    /// # Errors
    ///
    /// When there is not one label a participant.
    pub fn with_groups(self, groups: &'r Groups) -> Result<Self, RoundError> {
        fits("labelled participants", groups.labels().len(), self.instance.participants())?;
        Ok(Self { groups: Some(groups), ..self })
    }

    /// With limits beyond the seats. Those on groups count nobody where
    /// nobody is labelled.
    ///
    /// # Errors
    ///
    /// When the limits are on another number of needs.
    pub fn with_limits(self, limits: &'r Limits) -> Result<Self, RoundError> {
        fits("needs with limits", limits.needs(), self.instance.needs())?;
        Ok(Self { limits: Some(limits), ..self })
    }

    /// Pairs and seats.
    #[must_use]
    pub fn instance(&self) -> &'r Instance {
        self.instance
    }

    /// What each side would rather have, where that is said.
    #[must_use]
    pub fn preferences(&self) -> Option<&'r Preferences> {
        self.preferences
    }

    /// The participants' labels, where there are any.
    #[must_use]
    pub fn groups(&self) -> Option<&'r Groups> {
        self.groups
    }

    /// The limits, where there are any.
    #[must_use]
    pub fn limits(&self) -> Option<&'r Limits> {
        self.limits
    }
}

fn fits(what: &'static str, found: usize, expected: usize) -> Result<(), RoundError> {
    if found == expected { Ok(()) } else { Err(RoundError { what, found, expected }) }
}
