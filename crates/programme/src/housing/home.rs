//! Homes, and where somebody lives from when.

use chrono::NaiveDate;
use etablera_domain::event::Code;
use etablera_domain::{Participant, ParticipantId, Place};

/// A vacant home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Names it.
    pub id: Code,
    /// The first day somebody can move in.
    pub vacant_from: NaiveDate,
    /// How many persons can live there.
    pub persons: u8,
    /// Whether one can come and go without stairs.
    pub step_free: bool,
    /// Whether it is let for good.
    pub permanent: bool,
    /// Where it is.
    pub place: Place,
}

/// That a participant got a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Who.
    pub participant: ParticipantId,
    /// The first day they live there.
    pub on: NaiveDate,
    /// Where it is.
    pub place: Place,
    /// Whether it is for good.
    pub permanent: bool,
}

/// Where somebody lives for good from a day on.
///
/// It comes from an allocation for good and from nothing else, so that no
/// match is ever made from a home for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermanentHome {
    participant: ParticipantId,
    from: NaiveDate,
    place: Place,
}

impl PermanentHome {
    /// The home of an allocation; none if it is for a time.
    #[must_use]
    pub fn of(allocation: &Allocation) -> Option<Self> {
        allocation.permanent.then(|| Self {
            participant: allocation.participant.clone(),
            from: allocation.on,
            place: allocation.place,
        })
    }

    /// Where it is, from its first day on.
    #[must_use]
    pub fn place_on(&self, day: NaiveDate) -> Option<Place> {
        (self.from <= day).then_some(self.place)
    }
}

/// A record as matching should see it on a day: with the permanent home for
/// where the person lives, from its first day on. A shift at a workplace out of
/// reach from there is then unmet, with the reason that it cannot be reached.
///
/// How far the person can go stays as they said it: kilometres count from the
/// new home, and a municipality that is not listed is out of reach once they
/// no longer live in it. A home of somebody else changes nothing.
///
/// The day is that on which the work begins rather than that of the match, for
/// a person who is to move in between.
#[must_use]
pub fn from_home(record: &Participant, home: &PermanentHome, day: NaiveDate) -> Participant {
    let own = record.id == home.participant;
    let place = home.place_on(day).filter(|_| own).or(record.home);
    Participant { home: place, ..record.clone() }
}
