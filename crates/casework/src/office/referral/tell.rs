//! What a referral tells, made from what is known now.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::Participant;
use etablera_domain::event::state::Referral;
use etablera_domain::event::{Case, Happening, Recipient, ReferralField, ReferralId, Subject};
use etablera_storage::Person;

use super::partner_view::{
    Availability, ForPartner, OperationTime, PartnerView, Reached, StatusSeen, Told,
};
use crate::office::Work;
use crate::office::error::CaseError;
use crate::office::matching::FullName;

/// What a referral chooses from.
struct Source<'s> {
    chosen: &'s BTreeSet<ReferralField>,
    person: Option<Person>,
    profile: Option<Participant>,
    case: &'s Case,
    today: NaiveDate,
}

impl Source<'_> {
    /// A field of the register of persons.
    fn person<T: ForPartner>(
        &self,
        field: ReferralField,
        of: impl FnOnce(&Person) -> Option<T>,
    ) -> Option<Told<T>> {
        self.person.as_ref().filter(|_| self.chosen.contains(&field)).and_then(of).map(Told)
    }

    /// A field of the profile.
    fn profile<T: ForPartner>(
        &self,
        field: ReferralField,
        of: impl FnOnce(&Participant) -> Option<T>,
    ) -> Option<Told<T>> {
        self.profile.as_ref().filter(|_| self.chosen.contains(&field)).and_then(of).map(Told)
    }

    /// A field of the case.
    fn case<T: ForPartner>(
        &self,
        field: ReferralField,
        of: impl FnOnce(&Case) -> Option<T>,
    ) -> Option<Told<T>> {
        Some(self.case).filter(|_| self.chosen.contains(&field)).and_then(of).map(Told)
    }

    fn view(&self, id: ReferralId, referral: &Referral) -> Option<PartnerView> {
        use ReferralField as F;
        let from = self.case.registered.as_ref()?.organisation.clone();
        Some(PartnerView {
            referral: id,
            from,
            purpose: referral.purpose.clone(),
            reason: referral.reason.clone(),
            until: referral.until,
            accepted: referral.accepted.as_ref().map(|yes| yes.on),
            chosen: referral.fields.clone(),
            name: self.person(F::Name, name),
            contact: self.person(F::Contact, reached),
            talks_in: self.person(F::TalksIn, |person| person.language),
            home: self.profile(F::Home, |one| one.home.as_ref().map(|home| home.municipality)),
            competences: self.profile(F::Competences, |one| some(&one.competences)),
            occupations: self.profile(F::Occupations, |one| some(&one.occupations)),
            languages: self.profile(F::Languages, |one| some(&one.languages)),
            credentials: self.profile(F::Credentials, |one| some(&one.credentials)),
            education: self.profile(F::Education, |one| some(&one.education)),
            availability: self.profile(F::Availability, availability),
            operations: self.case(F::Operations, operations),
            status: self.case(F::Status, |case| status(case, self.today)),
        })
    }
}

fn some<T: Clone>(all: &[T]) -> Option<Vec<T>> {
    (!all.is_empty()).then(|| all.to_vec())
}

fn name(person: &Person) -> Option<FullName> {
    let name = format!("{} {}", person.given, person.family).trim().to_owned();
    (!name.is_empty()).then_some(FullName(name))
}

fn reached(person: &Person) -> Option<Reached> {
    let (phone, email) = (person.contacts.phone.clone(), person.contacts.email.clone());
    (phone.is_some() || email.is_some()).then_some(Reached { phone, email })
}

fn availability(profile: &Participant) -> Option<Availability> {
    let Participant { hours, shifts, available_from: from, .. } = profile;
    let known = hours.is_some() || !shifts.is_empty() || from.is_some();
    known.then(|| Availability { hours: *hours, shifts: shifts.clone(), from: *from })
}

fn operations(case: &Case) -> Option<Vec<OperationTime>> {
    let times = case.enrolments.iter().flat_map(|(operation, times)| {
        times.iter().map(|time| OperationTime {
            operation: operation.clone(),
            entered: time.entered,
            left: time.left.as_ref().map(|left| left.on),
        })
    });
    let times: Vec<_> = times.collect();
    (!times.is_empty()).then_some(times)
}

fn status(case: &Case, today: NaiveDate) -> Option<StatusSeen> {
    let last = case.statuses.range(..=today).next_back();
    last.map(|(on, status)| StatusSeen { status: *status, on: *on })
}

/// Whether a field stands in the register of persons.
fn is_of_person(field: ReferralField) -> bool {
    matches!(field, ReferralField::Name | ReferralField::Contact | ReferralField::TalksIn)
}

impl Work<'_> {
    /// What a referral tells now. What no field asks for is not even read.
    pub(super) async fn partner_view(
        &mut self,
        case: &Case,
        (id, referral): (ReferralId, &Referral),
    ) -> Result<PartnerView, CaseError> {
        let chosen = &referral.fields;
        let person = match chosen.iter().any(|field| is_of_person(*field)) {
            true => self.writer.person(&case.id).await?,
            false => None,
        };
        let profile = match chosen.iter().any(|field| !is_of_person(*field)) {
            true => self.profile_of(case).await?.map(|seen| seen.profile),
            false => None,
        };
        let source = Source { chosen, person, profile, case, today: self.call.today };
        source.view(id, referral).ok_or(CaseError::NoReferral)
    }

    /// Writes into the register of disclosures that somebody has read this.
    ///
    /// Each reader counts once a day and for the same fields: who, when and
    /// what is told then. That a page was loaded again tells nothing more, and
    /// stands in the access log.
    pub(super) async fn was_told(
        &mut self,
        (subject, case): (&Subject, &Case),
        referral: &Referral,
        view: &PartnerView,
    ) -> Result<(), CaseError> {
        let (fields, today) = (view.fields(), self.call.today);
        let reader = &self.call.caller.actor;
        let known = case.disclosures.iter().any(|one| {
            let same_look = one.referral == Some(view.referral) && one.by == *reader;
            same_look && one.on == today && one.fields == fields
        });
        if known || fields.is_empty() {
            return Ok(());
        }
        let what = Happening::Disclosed {
            participant: case.id.clone(),
            to: Recipient::Organisation(referral.to.clone()),
            fields,
            purpose: referral.purpose.clone(),
            test: referral.test.clone(),
            referral: Some(view.referral),
        };
        self.happen(subject, today, Vec::new(), what).await?;
        Ok(())
    }
}
