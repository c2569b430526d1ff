//! Who took part in what across a border: participations, not persons.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Code, Event, Happening, Presence, Recorded, Subject, effective};
use etablera_domain::{ParticipantId, SessionId};
use etablera_taxonomy::Country;
use serde::{Deserialize, Serialize};

/// What a joint action is to those who count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An action, such as a trip or a group.
    Action,
    /// A part of a training scheme, which has a curriculum.
    Training,
    /// A meeting of the project.
    ProjectMeeting,
    /// A public event.
    PublicEvent,
}

impl Kind {
    /// The kind of what the log calls an action by a code; what has no code of
    /// its own here is an action.
    #[must_use]
    pub fn of(action: &Code) -> Self {
        match action.as_str() {
            "training_scheme" => Self::Training,
            "project_meeting" => Self::ProjectMeeting,
            "public_event" => Self::PublicEvent,
            _ => Self::Action,
        }
    }
}

/// One person at one action across a border.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taking {
    /// The day.
    pub on: NaiveDate,
    /// Who.
    pub person: ParticipantId,
    /// What it is to those who count.
    pub kind: Kind,
    /// What it was, or the scheme whose part it was.
    pub action: Code,
    /// The session it was held in, if in one.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// The countries whose organisations held it.
    pub countries: BTreeSet<Country>,
    /// Whether the list says that they were not there.
    #[serde(default)]
    pub absent: bool,
    /// When they got a certificate of the scheme.
    #[serde(default)]
    pub certified: Option<NaiveDate>,
}

/// Who took part in joint actions by what a log says now: a correction stands in
/// the place of what it corrects.
///
/// An action is what was held in one session as one kind, by the organisations
/// of all countries that are noted there; or, outside sessions, what was held on
/// one day as one kind by the organisations of the same countries. Its day is
/// the first one noted. Takes part who is present by the session's list, and
/// who the event of the action names; the list has the last word. The scheme of
/// a part of training is the cohort of its session. Certificates do not stand in
/// the log.
#[must_use]
pub fn takings(events: &[Recorded]) -> Vec<Taking> {
    let events = effective(events);
    let lists = Lists::of(&events);
    let mut all: Vec<Taking> = Vec::new();
    for ((place, action), held) in held(&events) {
        let kind = Kind::of(&action);
        let session = place.session();
        let list = session.and_then(|session| lists.presence.get(session));
        let cohort = session.and_then(|session| lists.cohorts.get(session));
        let action = cohort.filter(|_| kind == Kind::Training).map_or(&action, |cohort| *cohort);
        let listed = list.into_iter().flatten().map(|(person, presence)| (*person, *presence));
        let mut who: BTreeMap<&ParticipantId, bool> =
            held.named.iter().map(|person| (person, false)).collect();
        for (person, presence) in listed {
            let is_there = presence == Presence::Present;
            // Somebody on the list who is neither there nor named was not asked along.
            if is_there || who.contains_key(person) {
                who.insert(person, !is_there);
            }
        }
        all.extend(who.into_iter().map(|(person, absent)| Taking {
            on: held.on,
            person: person.clone(),
            kind,
            action: action.clone(),
            session: session.cloned(),
            countries: held.countries.clone(),
            absent,
            certified: None,
        }));
    }
    all.sort();
    all
}

/// Where an action was held: what makes two events one action.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Session(SessionId),
    Outside(NaiveDate, BTreeSet<Country>),
}

impl Place {
    fn session(&self) -> Option<&SessionId> {
        if let Self::Session(session) = self { Some(session) } else { None }
    }
}

struct Held {
    on: NaiveDate,
    countries: BTreeSet<Country>,
    named: BTreeSet<ParticipantId>,
}

/// The actions by place and kind, from events in the order of folding.
fn held(events: &[&Event]) -> BTreeMap<(Place, Code), Held> {
    let mut all: BTreeMap<(Place, Code), Held> = BTreeMap::new();
    for event in events {
        let Happening::JointActionHeld { action, countries } = &event.what else { continue };
        let on = event.occurred_on;
        let place = match &event.stream {
            Subject::Session(session) => Place::Session(session.clone()),
            _ => Place::Outside(on, countries.clone()),
        };
        let new = || Held { on, countries: BTreeSet::new(), named: BTreeSet::new() };
        let one = all.entry((place, action.clone())).or_insert_with(new);
        one.countries.extend(countries);
        one.named.extend(event.about.iter().filter_map(person));
    }
    all
}

fn person(subject: &Subject) -> Option<ParticipantId> {
    if let Subject::Participant(id) = subject { Some(id.clone()) } else { None }
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
}
