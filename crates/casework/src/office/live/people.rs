//! Everybody who can be in lists.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use etablera_domain::ParticipantId;

use super::person::Person;
use crate::office::standing::Standing;
use crate::office::{Call, Office};

/// Everybody who can be in lists, by id.
#[derive(Default)]
pub(super) struct People {
    all: BTreeMap<ParticipantId, Arc<Person>>,
    /// Each standing once.
    standings: BTreeSet<Arc<Standing>>,
}

impl People {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, id: &ParticipantId) -> Option<&Arc<Person>> {
        self.all.get(id)
    }

    /// Puts somebody in their place, or takes them out.
    pub(super) fn set(&mut self, id: ParticipantId, person: Option<Person>) {
        let Some(mut person) = person else {
            self.all.remove(&id);
            return;
        };
        match self.standings.get(&person.standing) {
            Some(known) => person.standing = Arc::clone(known),
            None => {
                self.standings.insert(Arc::clone(&person.standing));
            }
        }
        self.all.insert(id, Arc::new(person));
    }

    /// Everybody whom a caller may match, ordered by id. The policies are
    /// asked once for all who stand alike, unless they tell people apart.
    pub(super) fn visible(&self, (office, call): (&Office, &Call)) -> Vec<Arc<Person>> {
        let mut answers: HashMap<*const Standing, bool> = HashMap::new();
        let by_facts = office.policies.goes_by_facts();
        let may = |person: &Person| person.is_visible((office, call));
        let mut is_visible = |person: &Person| {
            let is_own = call.caller.is.as_ref().is_some_and(|is| is.id() == person.id.as_str());
            if is_own || !by_facts {
                return may(person);
            }
            *answers.entry(Arc::as_ptr(&person.standing)).or_insert_with(|| may(person))
        };
        self.all.values().filter(|person| is_visible(person)).cloned().collect()
    }
}
