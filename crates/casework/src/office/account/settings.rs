//! How strict logging in is.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use etablera_domain::event::Moment;
use serde::{Deserialize, Serialize};

use crate::policy::Role;

/// How strict logging in is. What is left out is as in [`Settings::default`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What the installation is called where codes of time are shown.
    pub issuer: String,
    /// How long an invitation holds, in minutes.
    pub invitation_minutes: u32,
    /// How long somebody has to show a first code, in minutes.
    pub confirmation_minutes: u32,
    /// The longest that a token of a program holds, in days.
    pub token_days: u32,
    /// Roles that need no second factor.
    pub without_factor: BTreeSet<Role>,
    /// When sessions end.
    pub session: SessionTimes,
    /// When nobody may try again.
    pub lock_out: LockOut,
    /// How passwords are hashed.
    pub hashing: Hashing,
}

/// When sessions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionTimes {
    /// After so many minutes without use; up to one minute earlier, since use is
    /// noted once a minute.
    pub idle_minutes: u32,
    /// After so many minutes, whether it is used or not.
    pub longest_minutes: u32,
}

/// When nobody may try to log in as somebody again, right or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LockOut {
    /// After so many failures in a row.
    pub failures: u32,
    /// Failures that are this far apart are not in a row, in minutes.
    pub window_minutes: u32,
    /// For so many seconds the first time, and twice as long each next time.
    pub delay_seconds: u32,
    /// But never for longer than this, in seconds.
    pub longest_delay_seconds: u32,
}

/// The cost of one `argon2id` hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hashing {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// How often it goes over the memory.
    pub passes: u32,
    /// In how many lanes.
    pub lanes: u32,
    /// How many are made at once; others wait.
    pub at_once: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            issuer: "Etablera".to_owned(),
            invitation_minutes: 7 * 24 * 60,
            confirmation_minutes: 30,
            token_days: 366,
            without_factor: [Role::Participant, Role::Employer].into(),
            session: SessionTimes::default(),
            lock_out: LockOut::default(),
            hashing: Hashing::default(),
        }
    }
}

impl Default for SessionTimes {
    fn default() -> Self {
        Self { idle_minutes: 30, longest_minutes: 12 * 60 }
    }
}

impl Default for LockOut {
    fn default() -> Self {
        Self { failures: 5, window_minutes: 60, delay_seconds: 60, longest_delay_seconds: 3600 }
    }
}

/// What the Password Storage Cheat Sheet of OWASP names first.
impl Default for Hashing {
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1, at_once: 4 }
    }
}

/// Why logging in cannot be set up so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// A number that has to be above 0 is 0.
    #[error("`{0}` is 0: expected 1 or more")]
    Zero(&'static str),
    /// The issuer cannot stand in an address.
    #[error("`issuer` is empty or has a colon: expected a name, such as `Etablera`")]
    Issuer,
    /// There is no such hash.
    #[error("passwords cannot be hashed so: {0}")]
    Hashing(String),
    /// The system gave no random bytes.
    #[error(transparent)]
    NoRandom(#[from] etablera_storage::NoRandom),
}

impl Settings {
    /// Looks whether they make sense.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let numbers = [
            ("invitation_minutes", self.invitation_minutes),
            ("confirmation_minutes", self.confirmation_minutes),
            ("token_days", self.token_days),
            ("session.idle_minutes", self.session.idle_minutes),
            ("session.longest_minutes", self.session.longest_minutes),
            ("lock_out.failures", self.lock_out.failures),
            ("lock_out.window_minutes", self.lock_out.window_minutes),
            ("lock_out.delay_seconds", self.lock_out.delay_seconds),
            ("lock_out.longest_delay_seconds", self.lock_out.longest_delay_seconds),
            ("hashing.at_once", self.hashing.at_once),
        ];
        if let Some((name, _)) = numbers.into_iter().find(|(_, number)| *number == 0) {
            return Err(SettingsError::Zero(name));
        }
        let issuer = self.issuer.trim();
        if issuer.is_empty() || issuer.contains(':') {
            return Err(SettingsError::Issuer);
        }
        Ok(())
    }

    /// Whether who acts in a role needs a second factor.
    #[must_use]
    pub fn needs_factor(&self, role: Role) -> bool {
        !self.without_factor.contains(&role)
    }
}

/// So many minutes.
pub(super) fn minutes(count: u32) -> TimeDelta {
    TimeDelta::minutes(count.into())
}

/// A moment so much later; at the end of time, the last one.
pub(super) fn after(at: Moment, time: TimeDelta) -> Moment {
    at.utc().checked_add_signed(time).map_or(at, Moment::new)
}

/// A moment so much earlier; at the beginning of time, the first one.
pub(super) fn before(at: Moment, time: TimeDelta) -> Moment {
    at.utc().checked_sub_signed(time).map_or(at, Moment::new)
}
