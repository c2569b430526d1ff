//! What was done across borders, from the log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Code, Event, Happening, Presence, Recorded, Subject, effective};
use etablera_domain::{ParticipantId, SessionId};
use etablera_taxonomy::Country;

use super::count::Count;
use super::period::Period;

/// The Nordic countries by their codes.
pub const NORDIC: [&str; 5] = ["DK", "FI", "IS", "NO", "SE"];

/// Kinds of action whose participations are not counted as those in joint
/// actions (RCO81), whoever holds them: public events, meetings of the project,
/// and training schemes, which have an indicator of their own (RCO85). Nobody
/// here has read the definition in its source.
pub const NOT_JOINT: [&str; 3] = ["project_meeting", "public_event", "training_scheme"];

/// From which country to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// Where the person is from, where the border counts; none where nobody
    /// noted it.
    pub from: Option<Country>,
    /// Where the work is.
    pub to: Country,
}

impl Pair {
    /// Whether both are known and a border lies between them.
    #[must_use]
    pub fn crosses(self) -> bool {
        self.from.is_some_and(|from| from != self.to)
    }

    /// Whether it goes from one Nordic country to another.
    #[must_use]
    pub fn crosses_in_the_north(self) -> bool {
        let is_nordic = |country: Country| NORDIC.contains(&country.as_str());
        self.crosses() && is_nordic(self.to) && self.from.is_some_and(is_nordic)
    }
}

/// Actions of one kind that were held by organisations of the same countries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    held: usize,
    groups: BTreeSet<Code>,
    alone: usize,
    participations: Count,
}

impl Action {
    /// How many were held: meetings, trips.
    #[must_use]
    pub fn held(&self) -> usize {
        self.held
    }

    /// How many groups they were held for: the cohorts of their sessions, and
    /// each that was for no cohort by itself.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.groups.len() + self.alone
    }

    /// Who took part: once for each person and action, and the persons.
    #[must_use]
    pub fn participations(&self) -> &Count {
        &self.participations
    }
}

/// What was done across borders in a period.
///
/// It is a function of what the log says now: a correction takes the place of
/// what it corrects, on its own day, and what was retracted never happened. The
/// order in which the events are handed over changes nothing.
///
/// An action is what was held in one session as one kind, by the organisations
/// of all countries that are noted there; or, outside sessions, what was held
/// on one day as one kind by the organisations of the same countries. Its day is
/// the first one noted, and a period counts actions by their day, with all who
/// took part. Took part who was present by the session's list, and who is named
/// by the event of the action unless the list says they were absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    actions: BTreeMap<(Code, BTreeSet<Country>), Action>,
    offers: BTreeMap<Pair, Count>,
    jobs: BTreeMap<Pair, Count>,
}

impl Counts {
    /// Counts what a log says of a period. All events are needed whatever the
    /// period, since a later one may correct an earlier.
    #[must_use]
    pub fn of(events: &[Recorded], period: Period) -> Self {
        let events = effective(events);
        let mut counts = Self::default();
        for event in events.iter().filter(|event| period.contains(event.occurred_on)) {
            counts.add_work(event);
        }
        let lists = Lists::of(&events);
        for ((place, kind), held) in held(&events) {
            if period.contains(held.on) {
                let action = counts.actions.entry((kind, held.countries)).or_default();
                lists.add(action, &place, &held.named);
            }
        }
        counts
    }

    /// Actions by their kind and the countries whose organisations held them.
    pub fn actions(&self) -> impl Iterator<Item = (&Code, &BTreeSet<Country>, &Action)> {
        self.actions.iter().map(|((kind, countries), action)| (kind, countries, action))
    }

    /// How many groups all actions of a kind were held for, of whichever
    /// countries; a group that met with different countries counts once.
    #[must_use]
    pub fn groups(&self, kind: &str) -> usize {
        let of_kind = || self.actions().filter(|(code, ..)| code.as_str() == kind);
        let named: BTreeSet<&Code> = of_kind().flat_map(|(.., action)| &action.groups).collect();
        named.len() + of_kind().map(|(.., action)| action.alone).sum::<usize>()
    }

    /// How many actions of a kind were held.
    #[must_use]
    pub fn held(&self, kind: &str) -> usize {
        let of_kind = self.actions().filter(|(code, ..)| code.as_str() == kind);
        of_kind.map(|(.., action)| action.held).sum()
    }

    /// Participations in joint actions (RCO81): in those that organisations of
    /// two countries or more held, except [`NOT_JOINT`].
    #[must_use]
    pub fn joint_participations(&self) -> Count {
        let joint = self.actions().filter(|(kind, countries, _)| {
            countries.len() >= 2 && !NOT_JOINT.contains(&kind.as_str())
        });
        joint.map(|(.., action)| &action.participations).collect()
    }

    /// Offers by country pair. An offer is no job.
    #[must_use]
    pub fn offers(&self) -> &BTreeMap<Pair, Count> {
        &self.offers
    }

    /// Offers of the country pairs that are asked for.
    #[must_use]
    pub fn offers_where(&self, asked: impl Fn(Pair) -> bool) -> Count {
        sum_where(&self.offers, asked)
    }

    /// Jobs that began, by country pair.
    #[must_use]
    pub fn jobs(&self) -> &BTreeMap<Pair, Count> {
        &self.jobs
    }

    /// Jobs of the country pairs that are asked for.
    #[must_use]
    pub fn jobs_where(&self, asked: impl Fn(Pair) -> bool) -> Count {
        sum_where(&self.jobs, asked)
    }

    fn add_work(&mut self, event: &Event) {
        let Subject::Participant(person) = &event.stream else { return };
        let (counts, to, from) = match &event.what {
            Happening::OfferReceived { country, from } => (&mut self.offers, *country, *from),
            Happening::JobStarted { country, from } => (&mut self.jobs, *country, *from),
            _ => return,
        };
        counts.entry(Pair { from, to }).or_default().add(person);
    }
}

fn sum_where(counts: &BTreeMap<Pair, Count>, asked: impl Fn(Pair) -> bool) -> Count {
    counts.iter().filter(|(pair, _)| asked(**pair)).map(|(_, count)| count).collect()
}

/// Where an action was held: what makes two events one action.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Session(SessionId),
    Outside(NaiveDate, BTreeSet<Country>),
}

/// One action.
struct Held {
    on: NaiveDate,
    countries: BTreeSet<Country>,
    named: BTreeSet<ParticipantId>,
}

/// The actions by place and kind, from events in the order of folding.
fn held(events: &[&Event]) -> BTreeMap<(Place, Code), Held> {
    let mut all = BTreeMap::new();
    for event in events {
        let Happening::JointActionHeld { action, countries } = &event.what else { continue };
        let on = event.occurred_on;
        let place = match &event.stream {
            Subject::Session(session) => Place::Session(session.clone()),
            _ => Place::Outside(on, countries.clone()),
        };
        let new = || Held { on, countries: BTreeSet::new(), named: BTreeSet::new() };
        let held = all.entry((place, action.clone())).or_insert_with(new);
        held.countries.extend(countries);
        held.named.extend(event.about.iter().filter_map(|subject| match subject {
            Subject::Participant(person) => Some(person.clone()),
            _ => None,
        }));
    }
    all
}

/// The lists of sessions, and the cohorts they were for.
#[derive(Default)]
struct Lists<'e> {
    presence: BTreeMap<&'e SessionId, BTreeMap<&'e ParticipantId, Presence>>,
    cohorts: BTreeMap<&'e SessionId, &'e Code>,
}

impl<'e> Lists<'e> {
    /// From events in the order of folding: the last word counts.
    fn of(events: &[&'e Event]) -> Self {
        let mut lists = Self::default();
        for event in events {
            let Subject::Session(session) = &event.stream else { continue };
            match &event.what {
                Happening::Attended { participant, presence, .. } => {
                    let list = lists.presence.entry(session).or_default();
                    list.insert(participant, *presence);
                }
                Happening::SessionPlanned { cohort: Some(cohort), .. } => {
                    lists.cohorts.insert(session, cohort);
                }
                Happening::SessionPlanned { cohort: None, .. } => {
                    lists.cohorts.remove(session);
                }
                _ => {}
            }
        }
        lists
    }

    /// Adds what was held in a place, and those who took part.
    fn add(&self, action: &mut Action, place: &Place, named: &BTreeSet<ParticipantId>) {
        let session = if let Place::Session(session) = place { Some(session) } else { None };
        action.held += 1;
        match session.and_then(|session| self.cohorts.get(session)) {
            Some(cohort) => drop(action.groups.insert((*cohort).clone())),
            None => action.alone += 1,
        }
        let list = session.and_then(|session| self.presence.get(session));
        let word = |person| list.and_then(|list| list.get(person)).copied();
        let there = list.into_iter().flatten().filter(|(_, word)| **word == Presence::Present);
        let there = there.map(|(person, _)| *person);
        let unlisted = named.iter().filter(|person| word(*person).is_none());
        there.chain(unlisted).for_each(|person| action.participations.add(person));
    }
}
