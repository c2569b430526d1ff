//! What policies decide by about a participant's case.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Case, Code, Subject};
use etablera_domain::{ActorId, OrganisationId};

use super::{Call, Office};
use crate::policy::{Action, Ask, Resource};

/// What policies decide by about a registered participant's case, whoever it
/// is of. Many cases have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    responsible: OrganisationId,
    /// With whom it is shared: what for, and the last day of it.
    shared: BTreeMap<OrganisationId, (Code, Option<NaiveDate>)>,
    /// Who can read a referral: the last day of it.
    referred: BTreeMap<OrganisationId, NaiveDate>,
    holder: Option<ActorId>,
    protected: bool,
}

impl Standing {
    /// That of a case; none where nobody is responsible for it.
    pub(super) fn of(case: &Case) -> Option<Self> {
        let registered = case.registered.as_ref()?;
        let shared = case.shared.iter();
        Some(Self {
            responsible: registered.organisation.clone(),
            shared: shared
                .map(|(with, share)| (with.clone(), (share.purpose.clone(), share.until)))
                .collect(),
            referred: referred(case),
            holder: case.holder.as_ref().map(|holder| holder.actor.clone()),
            protected: case.is_protected(),
        })
    }

    /// The facts on a day. Whom the case was shared with until the day before
    /// is not on it.
    pub(super) fn facts(&self, subject: &Subject, today: NaiveDate) -> Resource {
        let mut resource = Resource::of(subject.clone(), self.responsible.clone());
        let shared = self.shared.iter().filter(|(_, (_, until))| holds(*until, today));
        resource.shared = shared
            .map(|(with, (purpose, _))| (with.clone(), BTreeSet::from([purpose.clone()])))
            .collect();
        let referred = self.referred.iter().filter(|(_, until)| today <= **until);
        resource.referred = referred.map(|(to, _)| to.clone()).collect();
        resource.holder = self.holder.clone();
        resource.protected = self.protected;
        resource
    }

    /// Whether the caller may match whoever it is of.
    pub(super) fn may_be_matched(&self, (office, call): (&Office, &Call), whose: &Subject) -> bool {
        // Cheap, and true of nearly all that are left out.
        if !self.concerns(&call.caller.organisation, call.today) {
            return false;
        }
        let resource = self.facts(whose, call.today);
        let ask = Ask::new(&call.caller, Action::MatchPeople, &resource);
        office.policies.decide(&ask).is_allowed()
    }

    /// Whether an organisation works on the case on a day.
    fn concerns(&self, organisation: &OrganisationId, day: NaiveDate) -> bool {
        let shared = self.shared.get(organisation);
        self.responsible == *organisation || shared.is_some_and(|(_, until)| holds(*until, day))
    }
}

/// Until when each organisation can read some referral, as things stand.
fn referred(case: &Case) -> BTreeMap<OrganisationId, NaiveDate> {
    let mut referred = BTreeMap::new();
    for (id, referral) in &case.referrals {
        if case.readable_referral(*id, referral.until).is_some() {
            let until = referred.entry(referral.to.clone()).or_insert(referral.until);
            *until = referral.until.max(*until);
        }
    }
    referred
}

/// Whether what ends with a day, or with none, holds on another.
fn holds(until: Option<NaiveDate>, day: NaiveDate) -> bool {
    until.is_none_or(|until| day <= until)
}
