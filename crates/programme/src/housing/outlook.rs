//! Who gets which home, and why the others wait.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::Code;
use serde::{Deserialize, Serialize};

use super::home::Home;
use super::policy::Policy;
use super::queue::{Household, Queue, Waiting};
use super::stock::Stock;

/// Why somebody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// They cannot move in yet.
    MovesLater,
    /// No home for good is vacant, or those before them get all there are.
    NoVacantHome,
    /// None that is left is large enough, or none large enough can be used.
    Size,
    /// None that is left is without stairs, or none without stairs can be used.
    Accessibility,
    /// Newcomers have got their share.
    ShareReached,
}

/// A home that may go to somebody. A proposal: people decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// To whom.
    pub participant: ParticipantId,
    /// Which.
    pub home: Code,
}

/// Somebody who gets none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wait {
    /// Who.
    pub participant: ParticipantId,
    /// Since when.
    pub since: NaiveDate,
    /// Since when they have a home for a time, if they do.
    pub temporary_since: Option<NaiveDate>,
    /// Whether the day they need one has passed.
    pub overdue: bool,
    /// Why, at least one reason.
    pub why: BTreeSet<Why>,
}

/// What can be done on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// Homes that may be given, in the order of the queue.
    pub offers: Vec<Offer>,
    /// Those who wait on, in the order of the queue.
    pub waits: Vec<Wait>,
    /// How many more may be given after the offers.
    pub room: u32,
}

/// Who may get which of some vacant homes on a day, and why the others wait.
///
/// One after another in the queue gets the smallest home that fits; of equals
/// the one that is vacant longest, then the first by id. Only homes for good
/// are given, and none beyond the share. Who cannot move in yet, or for whom
/// none fits, is passed over and keeps the place.
#[must_use]
pub fn outlook(
    policy: &Policy,
    stock: &Stock,
    (queue, homes): (&Queue, &[Home]),
    day: NaiveDate,
) -> Outlook {
    let mut left: Vec<&Home> =
        homes.iter().filter(|home| home.permanent && home.vacant_from <= day).collect();
    left.sort_by_key(|home| (home.persons, home.vacant_from, &home.id));
    // Of two rows of one home the first counts: nobody gets it twice.
    let mut seen = BTreeSet::new();
    left.retain(|home| seen.insert(&home.id));
    let mut room = stock.room(policy, day);
    let (mut offers, mut waits) = (Vec::new(), Vec::new());
    for one in queue.waiting() {
        match choose(&left, room, one, day) {
            Ok(at) => {
                room -= 1;
                let home = left.remove(at).id.clone();
                offers.push(Offer { participant: one.participant.clone(), home });
            }
            Err(why) => waits.push(Wait {
                participant: one.participant.clone(),
                since: one.since,
                temporary_since: queue.temporary_since(&one.participant),
                overdue: one.needed_by < day,
                why,
            }),
        }
    }
    Outlook { offers, waits, room }
}

/// The home for somebody among those left, smallest first, or why there is
/// none.
fn choose(
    left: &[&Home],
    room: u32,
    one: &Waiting,
    day: NaiveDate,
) -> Result<usize, BTreeSet<Why>> {
    if day < one.moves_from {
        return Err([Why::MovesLater].into());
    }
    let (mut why, household) = (BTreeSet::new(), one.household);
    let at = left.iter().position(|home| is_large(home, household) && is_usable(home, household));
    if at.is_none() {
        why.extend(misfits(left, household));
    }
    if room == 0 {
        why.insert(Why::ShareReached);
    }
    at.filter(|_| room > 0).ok_or(why)
}

fn is_large(home: &Home, household: Household) -> bool {
    home.persons >= household.persons
}

fn is_usable(home: &Home, household: Household) -> bool {
    home.step_free || !household.step_free
}

/// Why no home fits, where none does. Where one is large enough and another
/// without stairs, both are.
fn misfits(left: &[&Home], household: Household) -> BTreeSet<Why> {
    if left.is_empty() {
        return [Why::NoVacantHome].into();
    }
    let large = left.iter().any(|home| is_large(home, household));
    let usable = left.iter().any(|home| is_usable(home, household));
    let reasons = [(Why::Size, large), (Why::Accessibility, usable)];
    let missing: BTreeSet<Why> =
        reasons.into_iter().filter(|(_, is_there)| !is_there).map(|(why, _)| why).collect();
    if missing.is_empty() { [Why::Size, Why::Accessibility].into() } else { missing }
}
