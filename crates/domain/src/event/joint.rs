//! What was held across borders, and who was there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_taxonomy::Country;

use super::code::Code;
use super::happening::Happening;
use super::kinds::Presence;
use super::record::Event;
use super::subject::Subject;
use crate::id::{ParticipantId, SessionId};

/// One action that organisations of some countries held.
///
/// It is what was held in one session as one kind, by the organisations of all
/// countries that are noted there; or, outside sessions, what was held on one
/// day as one kind by the organisations of the same countries. Its day is the
/// first one noted. There is who is present by the session's list, and who the
/// event of the action names; the list has the last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointAction {
    /// What it was.
    pub kind: Code,
    /// The day.
    pub on: NaiveDate,
    /// The session it was held in, if in one.
    pub session: Option<SessionId>,
    /// The cohort that the session was for.
    pub cohort: Option<Code>,
    /// The countries whose organisations held it.
    pub countries: BTreeSet<Country>,
    /// Who was there.
    pub present: BTreeSet<ParticipantId>,
    /// Who was named and was not there, by the list.
    pub absent: BTreeSet<ParticipantId>,
}

/// The joint actions of events in the order of folding (see [`effective`]), by
/// place and kind.
///
/// [`effective`]: super::effective
#[must_use]
pub fn joint_actions(events: &[&Event]) -> Vec<JointAction> {
    let lists = Lists::of(events);
    let mut all: BTreeMap<(Place, &Code), JointAction> = BTreeMap::new();
    for event in events {
        let Happening::JointActionHeld { action, countries } = &event.what else { continue };
        let on = event.occurred_on;
        let (place, session) = match &event.stream {
            Subject::Session(session) => (Place::Session(session), Some(session)),
            _ => (Place::Outside(on, countries), None),
        };
        let new = || JointAction {
            kind: action.clone(),
            on,
            session: session.cloned(),
            cohort: session.and_then(|session| lists.cohorts.get(session)).copied().cloned(),
            countries: BTreeSet::new(),
            present: BTreeSet::new(),
            absent: BTreeSet::new(),
        };
        let one = all.entry((place, action)).or_insert_with(new);
        one.countries.extend(countries);
        one.present.extend(event.about.iter().filter_map(|subject| match subject {
            Subject::Participant(person) => Some(person.clone()),
            _ => None,
        }));
    }
    let mut all: Vec<JointAction> = all.into_values().collect();
    all.iter_mut().for_each(|one| lists.correct(one));
    all
}

/// Where an action was held: what makes two events one action.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place<'e> {
    Session(&'e SessionId),
    Outside(NaiveDate, &'e BTreeSet<Country>),
}

/// The lists of sessions, and the cohorts they are for; the last word counts.
#[derive(Default)]
struct Lists<'e> {
    presence: BTreeMap<&'e SessionId, BTreeMap<&'e ParticipantId, Presence>>,
    cohorts: BTreeMap<&'e SessionId, &'e Code>,
}

impl<'e> Lists<'e> {
    fn of(events: &[&'e Event]) -> Self {
        let mut lists = Self::default();
        for event in events {
            let Subject::Session(session) = &event.stream else { continue };
            match &event.what {
                Happening::Attended { participant, presence, .. } => {
                    lists.presence.entry(session).or_default().insert(participant, *presence);
                }
                Happening::SessionPlanned { cohort, .. } => match cohort {
                    Some(cohort) => drop(lists.cohorts.insert(session, cohort)),
                    None => drop(lists.cohorts.remove(session)),
                },
                _ => {}
            }
        }
        lists
    }

    /// Gives the list of its session the last word. Somebody on the list who
    /// is neither there nor named was not asked along.
    fn correct(&self, one: &mut JointAction) {
        let list = one.session.as_ref().and_then(|session| self.presence.get(session));
        for (person, presence) in list.into_iter().flatten() {
            if *presence == Presence::Present {
                one.present.insert((*person).clone());
            } else if let Some(named) = one.present.take(*person) {
                one.absent.insert(named);
            }
        }
    }
}
