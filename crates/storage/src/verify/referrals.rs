//! Where referrals lead, beside the log.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::event::state::State;
use etablera_domain::event::{Folded, Recorded, ReferralId};

use super::finding::{Place, Verification};
use crate::error::StoreError;
use crate::register::ReferralRow;
use crate::store::Reader;

/// The referrals that the log tells of.
#[derive(Default)]
pub(super) struct Referrals {
    /// As they were told, those among them that were taken back.
    told: BTreeMap<ReferralId, BTreeSet<ReferralRow>>,
    /// Those that stand, of people who were not erased.
    standing: BTreeSet<ReferralId>,
}

impl Referrals {
    /// Adds those of one subject.
    pub(super) fn add(&mut self, folded: &Folded, events: &[Recorded]) {
        let State::Participant(case) = &folded.state else { return };
        if case.erased.is_some() {
            return;
        }
        self.standing.extend(case.referrals.keys());
        for row in events.iter().filter_map(|recorded| ReferralRow::of(&recorded.event)) {
            self.told.entry(row.id).or_default().insert(row);
        }
    }

    /// Compares what is kept with them. What it says names nobody.
    pub(super) async fn check(
        mut self,
        reader: &mut Reader,
        done: &mut Verification,
    ) -> Result<(), StoreError> {
        for row in reader.referrals().await? {
            let place = Place::Referral(row.id);
            match self.told.get(&row.id) {
                None => done.add(place, "nothing: the log tells of none", "a row"),
                Some(told) if !told.contains(&row) => {
                    done.add(place, "where the log says", "somewhere else");
                }
                Some(_) => {}
            }
            self.standing.remove(&row.id);
        }
        for id in self.standing {
            done.add(Place::Referral(id), "a row", "none");
        }
        Ok(())
    }
}
