//! Referrals of somebody to other organisations.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::parts::{Ending, Signed};
use crate::event::code::Code;
use crate::event::happening::Happening;
use crate::event::id::ReferralId;
use crate::event::kinds::{Consent, Processing, SecrecyTest};
use crate::event::record::Event;
use crate::event::referral::ReferralField;
use crate::id::OrganisationId;

/// Somebody was referred to another organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// When, and by whom.
    pub signed: Signed,
    /// To whom.
    pub to: OrganisationId,
    /// What for.
    pub purpose: Code,
    /// What may be read.
    pub fields: BTreeSet<ReferralField>,
    /// The last day of it.
    pub until: NaiveDate,
    /// Why, if that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Code>,
    /// The test of secrecy.
    pub test: SecrecyTest,
    /// When and why the organisation took the matter on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Ending>,
    /// What ended it before its last day; it never begins again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<ReferralEnd>,
}

/// A referral ended before its last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferralEnd {
    /// The day.
    pub on: NaiveDate,
    /// By what.
    pub by: EndedBy,
}

/// What ends a referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndedBy {
    /// The organisation said no, for this reason.
    Declined(Code),
    /// It was taken back, for this reason.
    Withdrawn(Code),
    /// The participant took their agreement back, or there never was one.
    NoConsent,
    /// The identity became protected.
    Protected,
    /// The case was closed, or what was known was erased.
    CaseClosed,
}

impl Referral {
    /// What the participant has to agree to.
    #[must_use]
    pub fn consent(&self) -> Consent {
        Consent::Referral { to: self.to.clone(), purpose: self.purpose.clone() }
    }

    /// Whether nothing has ended it, and its last day has not passed.
    #[must_use]
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.ended.is_none() && day <= self.until
    }

    fn end(&mut self, on: NaiveDate, by: EndedBy) {
        // What was written late ends it on the day it began at the earliest.
        let on = on.max(self.signed.on);
        self.ended.get_or_insert(ReferralEnd { on, by });
    }
}

impl Case {
    /// A referral that can be read on a day: it is open, the participant agrees
    /// to it and objects to no disclosure, nothing is protected or closed.
    #[must_use]
    pub fn readable_referral(&self, id: ReferralId, day: NaiveDate) -> Option<&Referral> {
        let referral = self.referrals.get(&id).filter(|one| one.is_open_on(day))?;
        let may = self.obstacle_to_referral(&referral.consent()).is_none();
        (may && !self.objects_to(Processing::Disclosure)).then_some(referral)
    }

    /// The organisations that can read some referral on a day.
    #[must_use]
    pub fn referred_to(&self, day: NaiveDate) -> BTreeSet<OrganisationId> {
        let readable = self.referrals.keys().filter_map(|id| self.readable_referral(*id, day));
        readable.map(|referral| referral.to.clone()).collect()
    }

    /// What would end a referral at once.
    fn obstacle_to_referral(&self, consent: &Consent) -> Option<EndedBy> {
        if self.is_protected() {
            return Some(EndedBy::Protected);
        }
        if !self.is_open() || self.erased.is_some() {
            return Some(EndedBy::CaseClosed);
        }
        (!self.consents_to(consent)).then_some(EndedBy::NoConsent)
    }

    /// Takes in what happens to referrals; after what the event says of the
    /// person, since that may end them.
    pub(super) fn apply_referrals(&mut self, event: &Event) {
        let on = event.occurred_on;
        match &event.what {
            Happening::Referred { referral, .. } => self.refer(*referral, event),
            Happening::ReferralAnswered { referral, yes, reason } => {
                let open = self.referrals.get_mut(referral).filter(|one| one.ended.is_none());
                match open {
                    Some(one) if *yes => one.accepted = Some(Ending::of(event, reason)),
                    Some(one) => one.end(on, EndedBy::Declined(reason.clone())),
                    None => {}
                }
            }
            Happening::ReferralWithdrawn { referral, reason } => {
                if let Some(one) = self.referrals.get_mut(referral) {
                    one.end(on, EndedBy::Withdrawn(reason.clone()));
                }
            }
            Happening::ConsentWithdrawn { to } => self.end_agreed_by(on, to),
            Happening::ProtectionSet { .. } if self.is_protected() => {
                self.end_all(on, &EndedBy::Protected);
            }
            Happening::Closed { .. } | Happening::Erased { .. } => {
                self.end_all(on, &EndedBy::CaseClosed);
            }
            _ => {}
        }
    }

    fn refer(&mut self, id: ReferralId, event: &Event) {
        let Happening::Referred { to, purpose, fields, until, reason, test, .. } = &event.what
        else {
            return;
        };
        let mut referral = Referral {
            signed: Signed::of(event),
            to: to.clone(),
            purpose: purpose.clone(),
            fields: fields.clone(),
            until: *until,
            reason: reason.clone(),
            test: test.clone(),
            accepted: None,
            ended: None,
        };
        if let Some(by) = self.obstacle_to_referral(&referral.consent()) {
            referral.end(event.occurred_on, by);
        }
        self.referrals.entry(id).or_insert(referral);
    }

    /// Ends what rests on an agreement. Who no longer agrees that an
    /// organisation works on the case does not agree that it is told of them.
    fn end_agreed_by(&mut self, on: NaiveDate, agreement: &Consent) {
        let rests = |one: &Referral| match agreement {
            Consent::Sharing(with) => one.to == *with,
            other => one.consent() == *other,
        };
        let resting = self.referrals.values_mut().filter(|one| rests(one));
        resting.for_each(|one| one.end(on, EndedBy::NoConsent));
    }

    fn end_all(&mut self, on: NaiveDate, by: &EndedBy) {
        self.referrals.values_mut().for_each(|one| one.end(on, by.clone()));
    }
}

/// Referrals by id.
pub(super) type Referrals = BTreeMap<ReferralId, Referral>;
