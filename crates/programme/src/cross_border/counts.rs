//! What was done across borders, from the log.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::ParticipantId;
use etablera_domain::event::{Code, Event, Happening, Recorded, Subject, effective, joint_actions};
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

    /// Adds one that was held.
    fn add(&mut self, cohort: Option<Code>, present: &BTreeSet<ParticipantId>) {
        self.held += 1;
        match cohort {
            Some(cohort) => drop(self.groups.insert(cohort)),
            None => self.alone += 1,
        }
        present.iter().for_each(|person| self.participations.add(person));
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
/// A period counts actions (see [`joint_actions`]) by their day, with all who
/// were there.
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
        for held in joint_actions(&events).into_iter().filter(|held| period.contains(held.on)) {
            counts
                .actions
                .entry((held.kind, held.countries))
                .or_default()
                .add(held.cohort, &held.present);
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
