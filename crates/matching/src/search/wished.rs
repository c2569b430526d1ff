//! Which needs a wish is about.

use std::collections::BTreeMap;

use etablera_domain::{EmployerId, NeedId};
use etablera_taxonomy::Concept;

use crate::prepare::PreparedNeed;
use crate::profile::Profile;
use crate::wish::Aim;

/// Needs by what people wish for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wished {
    by_id: BTreeMap<NeedId, Vec<u32>>,
    by_employer: BTreeMap<EmployerId, Vec<u32>>,
    by_occupation: BTreeMap<Concept, Vec<u32>>,
}

impl Wished {
    pub(super) fn add(&mut self, need: &PreparedNeed<'_>, slot: u32) {
        self.by_id.entry(need.need.id.clone()).or_default().push(slot);
        self.by_employer.entry(need.need.employer.clone()).or_default().push(slot);
        if let Some(occupation) = need.occupation {
            self.by_occupation.entry(occupation).or_default().push(slot);
        }
    }

    pub(super) fn remove(&mut self, need: &PreparedNeed<'_>, slot: u32) {
        let occupied = need.occupation.and_then(|known| self.by_occupation.get_mut(&known));
        let lists = [
            self.by_id.get_mut(&need.need.id),
            self.by_employer.get_mut(&need.need.employer),
            occupied,
        ];
        for list in lists.into_iter().flatten() {
            list.retain(|other| *other != slot);
        }
    }

    /// The needs that a profile wishes for before others; some more than
    /// once.
    pub(super) fn by<'a>(&'a self, profile: &'a Profile<'_>) -> impl Iterator<Item = &'a u32> {
        profile.wishes.prefers().iter().flat_map(|aim| self.about(aim)).flatten()
    }

    fn about<'a>(&'a self, aim: &'a Aim<'_>) -> Box<dyn Iterator<Item = &'a Vec<u32>> + 'a> {
        match aim {
            Aim::Need(id) => Box::new(self.by_id.get(*id).into_iter()),
            Aim::Employer(id) => Box::new(self.by_employer.get(*id).into_iter()),
            Aim::Occupations(inside) => {
                Box::new(inside.iter().filter_map(|concept| self.by_occupation.get(concept)))
            }
        }
    }
}
