//! What employers promised, and what is left of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::EmployerId;
use etablera_domain::event::Service;
use etablera_domain::event::state::AgreementState;
use serde::Serialize;

/// What one employer promised of one service, over all agreements with them.
///
/// None is below 0: what was given beyond one promise is not taken from
/// another. `promised + over` is `given + booked + left + lapsed`, unless more
/// is booked than was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Promised {
    /// How many times it is promised.
    pub promised: u32,
    /// How many times it was given.
    pub given: u32,
    /// How many times it is booked, and neither given nor released yet.
    pub booked: u32,
    /// How many times it can still be booked, of agreements that hold.
    pub left: u32,
    /// How many times it was left when an agreement ended.
    pub lapsed: u32,
    /// How many times it was given beyond what is promised.
    pub over: u32,
}

/// The balance of each employer and service, as it stands on a day; from
/// agreements as they were on it. One that nobody made terms of says nothing.
#[must_use]
pub fn employer_balance(
    agreements: &[AgreementState],
    on: NaiveDate,
) -> BTreeMap<(EmployerId, Service), Promised> {
    let mut all: BTreeMap<(EmployerId, Service), Promised> = BTreeMap::new();
    for agreement in agreements {
        let Some(terms) = agreement.terms() else { continue };
        let booked = agreement.booked.values().map(|one| one.service);
        let named = terms.promises.keys().chain(agreement.given.keys()).copied();
        for service in named.chain(booked).collect::<BTreeSet<_>>() {
            let of = agreement.balance(service);
            let sum = all.entry((terms.employer.clone(), service)).or_default();
            let holds = agreement.holds_on(on);
            let (left, lapsed) = if holds { (of.left, 0) } else { (0, of.left) };
            for (sum, more) in [
                (&mut sum.promised, of.promised),
                (&mut sum.given, of.given),
                (&mut sum.booked, of.booked),
                (&mut sum.left, left),
                (&mut sum.lapsed, lapsed),
                (&mut sum.over, of.over),
            ] {
                *sum = sum.saturating_add(more);
            }
        }
    }
    all
}
