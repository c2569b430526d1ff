//! What another agency may learn about somebody who is referred to it, and
//! nothing else.
//!
//! Every member is a [`Told`], which holds only what is declared here for
//! agencies. Special categories of data, identity numbers, notes, the network
//! and the case itself are not, and cannot be from outside: the examples of
//! [`Told`] and [`PartnerView`] show that the compiler refuses them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Code, LabourStatus, ReferralField, ReferralId};
use etablera_domain::{
    CompetenceClaim, CredentialClaim, EducationClaim, ExperienceClaim, LanguageClaim, OperationId,
    OrganisationId, Shift, Stance, WeeklyHours,
};
use etablera_taxonomy::{Language, Municipality};
use serde::{Deserialize, Serialize};

use crate::office::matching::FullName;

mod sealed {
    /// Kept to this module.
    pub trait Sealed {}
}

/// What another agency may learn. Nobody else can say that something is.
pub trait ForPartner: sealed::Sealed {}

macro_rules! for_partners {
    ($($name:ty),+ $(,)?) => {$(
        impl sealed::Sealed for $name {}
        impl ForPartner for $name {}
    )+};
}

for_partners!(
    FullName,
    Reached,
    Language,
    Municipality,
    Vec<CompetenceClaim>,
    Vec<ExperienceClaim>,
    Vec<LanguageClaim>,
    Vec<CredentialClaim>,
    Vec<EducationClaim>,
    Availability,
    Vec<OperationTime>,
    StatusSeen,
);

/// How somebody is reached; not where they live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    /// The telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// When somebody can work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Availability {
    /// How many hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<WeeklyHours>,
    /// Which shifts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shifts: BTreeMap<Shift, Stance>,
    /// From which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
}

/// A time in an operation, without why it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperationTime {
    /// Which.
    pub operation: OperationId,
    /// The day of entering.
    pub entered: NaiveDate,
    /// The day of leaving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<NaiveDate>,
}

/// A status on the labour market, and when it was found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusSeen {
    /// Which.
    pub status: LabourStatus,
    /// The day.
    pub on: NaiveDate,
}

/// One thing that another agency learns. It holds what is declared for
/// agencies and nothing else:
///
/// ```
/// use etablera_casework::office::{FullName, Told};
///
/// fn told(_: Told<FullName>) {}
/// ```
///
/// Special categories of data, identity numbers, persons, texts, connections,
/// wishes, whole profiles, cases and plain text do not go in:
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_storage::Special>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_storage::SpecialSubsidy>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_domain::IdentityNumber>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_storage::Person>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_storage::Document>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_casework::office::ConnectionRecord>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_domain::Wishes>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_domain::Participant>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<etablera_domain::event::Case>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Told<String>) {}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "Referred_{T}", description = "One thing that another agency learns.")]
pub struct Told<T: ForPartner>(pub(super) T);

impl<T: ForPartner> Told<T> {
    /// What is told.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.0
    }
}

/// All that another agency learns about somebody who is referred to it.
///
/// A member is there where its field was chosen and something is known; what
/// was chosen and is not known stands in `chosen` alone.
///
/// ```
/// fn read(view: etablera_casework::office::PartnerView) {
///     let _ = view.competences;
/// }
/// ```
///
/// There is no room for anything else, not even for the id that the participant
/// has inside:
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::PartnerView) {
///     let _ = view.disability;
/// }
/// ```
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::PartnerView) {
///     let _ = view.numbers;
/// }
/// ```
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::PartnerView) {
///     let _ = view.notes;
/// }
/// ```
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::PartnerView) {
///     let _ = view.network;
/// }
/// ```
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::PartnerView) {
///     let _ = view.participant;
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "All that another agency learns about somebody who is referred to it. A \
                          member is there where its field was chosen and something is known; \
                          what was chosen and is not known stands in `chosen` alone.")]
pub struct PartnerView {
    /// What to call it in answers.
    pub referral: ReferralId,
    /// Who refers.
    pub from: OrganisationId,
    /// What for.
    pub purpose: Code,
    /// Why, if that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Code>,
    /// The last day it can be read.
    pub until: NaiveDate,
    /// Since when the agency has taken the matter on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<NaiveDate>,
    /// Which fields were chosen.
    pub chosen: BTreeSet<ReferralField>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Told<FullName>>,
    /// How they are reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Told<Reached>>,
    /// The language to talk in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talks_in: Option<Told<Language>>,
    /// The municipality they live in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Told<Municipality>>,
    /// Competences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competences: Option<Told<Vec<CompetenceClaim>>>,
    /// Past occupations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupations: Option<Told<Vec<ExperienceClaim>>>,
    /// Languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Told<Vec<LanguageClaim>>>,
    /// Licences and certificates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Told<Vec<CredentialClaim>>>,
    /// Completed education.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<Told<Vec<EducationClaim>>>,
    /// When they can work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Told<Availability>>,
    /// The operations they were or are in, by id, then oldest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operations: Option<Told<Vec<OperationTime>>>,
    /// The last known status on the labour market.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Told<StatusSeen>>,
}

impl PartnerView {
    /// The names of the fields that say something, for the register.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<Code> {
        use ReferralField as F;
        // Taken apart, so that a new field cannot be forgotten here.
        let Self {
            referral: _,
            from: _,
            purpose: _,
            reason: _,
            until: _,
            accepted: _,
            chosen: _,
            name,
            contact,
            talks_in,
            home,
            competences,
            occupations,
            languages,
            credentials,
            education,
            availability,
            operations,
            status,
        } = self;
        let says = [
            (F::Name, name.is_some()),
            (F::Contact, contact.is_some()),
            (F::TalksIn, talks_in.is_some()),
            (F::Home, home.is_some()),
            (F::Competences, competences.is_some()),
            (F::Occupations, occupations.is_some()),
            (F::Languages, languages.is_some()),
            (F::Credentials, credentials.is_some()),
            (F::Education, education.is_some()),
            (F::Availability, availability.is_some()),
            (F::Operations, operations.is_some()),
            (F::Status, status.is_some()),
        ];
        let names = says.iter().filter(|(_, says)| *says).map(|(field, _)| field.name());
        names.filter_map(|name| name.parse().ok()).collect()
    }
}
