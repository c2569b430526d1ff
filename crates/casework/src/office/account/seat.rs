//! What an account acts as.

use std::collections::BTreeSet;

use etablera_domain::event::{Subject, SubjectKind};
use etablera_domain::{ActorId, OrganisationId};
use etablera_storage::{Account, Credential, StoreError, StoredSeat};
use serde::{Deserialize, Serialize};

use super::settings::Settings;
use crate::policy::{Caller, Role};

/// What an account acts as: who has several acts in one at a time. Seats are
/// ordered by role, and who chooses none acts in the first.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// In which role.
    pub role: Role,
    /// Where they work, or whose services they use.
    pub organisation: OrganisationId,
    /// Which record is their own: of an employer or a participant, and of
    /// nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Subject>,
}

impl Seat {
    /// The seat that a caller acts in.
    #[must_use]
    pub fn of(caller: &Caller) -> Self {
        let Caller { role, organisation, is, .. } = caller.clone();
        Self { role, organisation, is }
    }

    /// The caller who sits here.
    #[must_use]
    pub fn caller(&self, actor: ActorId) -> Caller {
        let Self { role, organisation, is } = self.clone();
        Caller { actor, role, organisation, is }
    }

    /// What is wrong with it: an employer or participant has a record of their
    /// own, and nobody else has.
    pub(super) fn fault(&self) -> Option<String> {
        let own = match self.role {
            Role::Participant => Some(SubjectKind::Participant),
            Role::Employer => Some(SubjectKind::Employer),
            _ => None,
        };
        if self.is.as_ref().map(Subject::kind) == own {
            return None;
        }
        let role = self.role;
        Some(match own {
            Some(kind) => {
                format!("a seat of `{role}` is somebody: expected `is` of a {}", kind.name())
            }
            None => format!("a seat of `{role}` is nobody in particular: expected no `is`"),
        })
    }

    pub(super) fn stored(&self) -> StoredSeat {
        let Self { role, organisation, is } = self.clone();
        StoredSeat { role: role.to_string(), organisation, is }
    }

    pub(super) fn read(stored: &StoredSeat) -> Result<Self, StoreError> {
        let StoredSeat { role, organisation, is } = stored.clone();
        let role = role.parse().map_err(|_| {
            StoreError::Corrupt(format!("a seat has the role `{role}`, which there is not"))
        })?;
        Ok(Self { role, organisation, is })
    }
}

/// The seats of an account.
pub(super) fn seats_of(account: &Account) -> Result<BTreeSet<Seat>, StoreError> {
    account.seats.iter().map(Seat::read).collect()
}

/// The seats that an account may take: without a second factor only those that
/// need none. Who has no password here was asked for one where they logged in.
pub(super) fn open_seats(
    settings: &Settings,
    account: &Account,
    credential: Option<&Credential>,
) -> Result<BTreeSet<Seat>, StoreError> {
    let without = credential.is_some_and(|credential| credential.factor.is_none());
    let mut seats = seats_of(account)?;
    seats.retain(|seat| !(without && settings.needs_factor(seat.role)));
    Ok(seats)
}
