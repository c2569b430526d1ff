//! Who arrives when, and what is open when.

use crate::assignment::{
    Groups, GroupsError, Instance, InstanceError, Preferences, PreferencesError,
};

/// Some periods in a row: from one up to, and not with, another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first period, from 0.
    pub from: u32,
    /// The first period after it.
    pub until: u32,
}

impl Window {
    /// Whether it covers a period.
    #[must_use]
    pub fn holds(self, period: u32) -> bool {
        (self.from..self.until).contains(&period)
    }

    /// Whether there is a period that both cover.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.from.max(other.from) < self.until.min(other.until)
    }

    /// What is left of it from a period on; perhaps nothing.
    #[must_use]
    pub fn since(self, period: u32) -> Self {
        Self { from: self.from.max(period), until: self.until }
    }
}

/// All arrivals of one course of events.
///
/// One [`Instance`] holds everybody who ever comes and every need that is
/// ever open; a pair is possible in the periods when the person is there and
/// the need is open. Seats that are taken stay taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    periods: u32,
    instance: Instance,
    stays: Vec<Window>,
    openings: Vec<Window>,
    groups: Option<Groups>,
    preferences: Option<Preferences>,
}

/// Why parts do not make a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// Another number of things than the instance has.
    #[error("{found} {what}: expected {expected}")]
    Count {
        /// What there is another number of.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: usize,
    },
    /// A window that is empty or goes beyond the last period.
    #[error("{whose} {at} is there from {} until {}: expected a period before {periods}",
        window.from, window.until)]
    Window {
        /// Whose window: `participant` or `need`.
        whose: &'static str,
        /// Which one, from 0.
        at: usize,
        /// The window.
        window: Window,
        /// How many periods there are.
        periods: u32,
    },
    /// The pairs do not make an instance.
    #[error(transparent)]
    Instance(#[from] InstanceError),
    /// The labels are none.
    #[error(transparent)]
    Groups(#[from] GroupsError),
    /// The ranks are another instance's.
    #[error(transparent)]
    Preferences(#[from] PreferencesError),
}

impl Log {
    /// A log of `periods` periods from who there is when: the stay of each
    /// participant and the opening of each need.
    ///
    /// # Errors
    ///
    /// When there is not one window each, or one is empty or goes beyond the
    /// last period.
    pub fn new(
        periods: u32,
        instance: Instance,
        stays: Vec<Window>,
        openings: Vec<Window>,
    ) -> Result<Self, LogError> {
        same("stays", stays.len(), instance.participants())?;
        same("openings", openings.len(), instance.needs())?;
        for (whose, windows) in [("participant", &stays), ("need", &openings)] {
            let is_wrong = |w: &Window| w.from >= w.until || w.until > periods;
            if let Some(at) = windows.iter().position(is_wrong) {
                return Err(LogError::Window { whose, at, window: windows[at], periods });
            }
        }
        Ok(Self { periods, instance, stays, openings, groups: None, preferences: None })
    }

    /// With a label on each participant.
    ///
    /// # Errors
    ///
    /// When there is not one label a participant.
    pub fn with_groups(self, groups: Groups) -> Result<Self, LogError> {
        same("labelled participants", groups.labels().len(), self.instance.participants())?;
        Ok(Self { groups: Some(groups), ..self })
    }

    /// With what each side would rather have; by score where nothing is said.
    ///
    /// # Errors
    ///
    /// When there is not one rank a pair and side.
    pub fn with_preferences(self, preferences: Preferences) -> Result<Self, LogError> {
        same("ranked pairs", preferences.of_needs().len(), self.instance.edges().len())?;
        Ok(Self { preferences: Some(preferences), ..self })
    }

    /// How many periods there are.
    #[must_use]
    pub fn periods(&self) -> u32 {
        self.periods
    }

    /// Everybody who ever comes and every need, as if all were there at once.
    #[must_use]
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// When each participant is there.
    #[must_use]
    pub fn stays(&self) -> &[Window] {
        &self.stays
    }

    /// When each need is open.
    #[must_use]
    pub fn openings(&self) -> &[Window] {
        &self.openings
    }

    /// The participants' labels, where there are any.
    #[must_use]
    pub fn groups(&self) -> Option<&Groups> {
        self.groups.as_ref()
    }

    /// What each side would rather have, where that is said.
    #[must_use]
    pub fn preferences(&self) -> Option<&Preferences> {
        self.preferences.as_ref()
    }

    /// Whether a participant and a need are ever there together.
    #[must_use]
    pub fn meet(&self, participant: usize, need: u32) -> bool {
        self.stays[participant].meets(self.openings[need as usize])
    }
}

fn same(what: &'static str, found: usize, expected: usize) -> Result<(), LogError> {
    if found == expected { Ok(()) } else { Err(LogError::Count { what, found, expected }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_meet_where_a_period_is_in_both() {
        let window = |from, until| Window { from, until };
        for (one, other, meets) in [
            (window(0, 1), window(0, 1), true),
            (window(0, 2), window(1, 3), true),
            (window(0, 2), window(2, 3), false),
            (window(0, 9), window(4, 5), true),
            (window(3, 3), window(0, 9), false),
        ] {
            assert_eq!(one.meets(other), meets, "{one:?} {other:?}");
            assert_eq!(other.meets(one), meets, "{other:?} {one:?}");
            assert_eq!((0..10).any(|t| one.holds(t) && other.holds(t)), meets);
        }
        assert!(!window(0, 2).since(2).meets(window(0, 9)));
    }

    #[test]
    fn a_log_has_a_window_for_each_and_says_which_is_wrong() {
        let instance = || Instance::new(1, vec![1, 0], &[(0, 1, 5)]).unwrap();
        let (stay, long) = (Window { from: 0, until: 2 }, Window { from: 1, until: 4 });
        let says = |stays: Vec<Window>, openings: Vec<Window>| {
            Log::new(3, instance(), stays, openings).map(|_| ()).map_err(|e| e.to_string())
        };
        assert_eq!(says(vec![stay], vec![stay; 2]), Ok(()));
        for (stays, openings, said) in [
            (vec![], vec![stay; 2], "0 stays: expected 1"),
            (vec![stay], vec![stay], "1 openings: expected 2"),
            (
                vec![long],
                vec![stay; 2],
                "participant 0 is there from 1 until 4: expected a period before 3",
            ),
            (
                vec![stay],
                vec![stay, Window { from: 2, until: 2 }],
                "need 1 is there from 2 until 2: expected a period before 3",
            ),
        ] {
            assert_eq!(says(stays, openings), Err(said.to_owned()));
        }
        let log = Log::new(3, instance(), vec![stay], vec![stay; 2]).unwrap();
        assert!(log.clone().with_groups(Groups::new(1, vec![0, 0]).unwrap()).is_err());
        let other = Instance::new(1, vec![1], &[]).unwrap();
        assert!(log.with_preferences(Preferences::by_score(&other)).is_err());
    }
}
