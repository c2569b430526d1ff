//! What may be known of a person, a job and an employer when support is asked
//! for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod words;

pub use words::{
    AppliedBy, EmployerKind, EmployerOf, EmploymentForm, EndedBecauseOf, Insolvency, PermitGround,
    RefusalGround, Section,
};

use super::absence::{Care, Period};
use super::ownership::Owner;
use crate::calendar::Country;
use crate::rules::Amount;

/// What is known. What is absent is not known, and an empty list is known to
/// be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// The person's day of birth.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub born: Option<NaiveDate>,
    /// Whether the person is without work on the day of decision.
    pub unemployed: Option<bool>,
    /// Whether the person is registered as a job seeker.
    pub registered: Option<bool>,
    /// The day the application came in.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub application_day: Option<NaiveDate>,
    /// The first day from which the person's past is known.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub history_from: Option<NaiveDate>,
    /// What the person did, as far as it counts; from `history_from` on, days
    /// in no period were something else.
    pub periods: Option<Vec<Period>>,
    /// When a child kept the person from work.
    pub care: Option<Vec<Care>>,
    /// Whether the person is a newcomer (nyanländ invandrare).
    pub newcomer: Option<bool>,
    /// What the residence permit was granted under.
    pub permit_ground: Option<PermitGround>,
    /// When it was granted.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub permit_granted: Option<NaiveDate>,
    /// Whether the person is assigned to the establishment programme.
    pub establishment_programme: Option<bool>,
    /// The last day of that assignment, if it has ended.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub establishment_programme_until: Option<NaiveDate>,
    /// Whether the person was in that programme for its longest time.
    pub establishment_maximum_used: Option<bool>,
    /// Since when the person is a newcomer.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub newcomer_since: Option<NaiveDate>,
    /// Whether the person is in the job and development guarantee.
    pub job_guarantee: Option<bool>,
    /// Whether the person is in the job guarantee for young people.
    pub youth_guarantee: Option<bool>,
    /// On how many days, of those that benefit can be paid for.
    pub youth_guarantee_days: Option<u16>,
    /// Whether the person is at risk of losing work.
    pub at_risk_of_unemployment: Option<bool>,
    /// Whether the person has been without work for long.
    pub long_term_unemployed: Option<bool>,
    /// Whether the person is far from the labour market.
    pub far_from_labour_market: Option<bool>,
    /// Whether the person is young and has a disability.
    pub young_with_disability: Option<bool>,
    /// Nystartsjobb given before for an employment of the person.
    pub earlier_support: Option<Vec<EarlierSupport>>,
    /// Months of särskilt anställningsstöd before, in all.
    pub earlier_months: Option<u16>,
    /// Months since then without work and registered, or in a programme
    /// without a subsidised employment.
    pub months_since_support: Option<u16>,
    /// Whether more time is asked for in the present employment; absent for
    /// no.
    pub continues: bool,
    /// Whether the person needs more time in the present employment.
    pub needs_longer: Option<bool>,

    /// What the employer is.
    pub employer_kind: Option<EmployerKind>,
    /// Owners who may be close to the person.
    pub owners: Option<Vec<Owner>>,
    /// Whether Skatteverket has the employer registered as one.
    pub registered_employer: Option<bool>,
    /// Whether the employer certifies pay as by collective agreement.
    pub certifies_pay: Option<bool>,
    /// Whether the employer certifies that nobody was given notice.
    pub certifies_no_layoffs: Option<bool>,
    /// Whether the employer certifies that pay is electronic.
    pub certifies_electronic_pay: Option<bool>,
    /// Whether something certified is known to be wrong; absent for no.
    pub certificate_known_false: bool,
    /// The latest notice for lack of work at the unit that is known of.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub last_layoff: Option<NaiveDate>,
    /// Whether the employer has näringsförbud.
    pub trading_ban: Option<bool>,
    /// Whether somebody with essential influence over a legal person has it.
    pub representative_trading_ban: Option<bool>,
    /// Whether the employer is in bankruptcy or the like.
    pub insolvency: Option<Insolvency>,
    /// Whether taxes and contributions are paid.
    pub taxes_paid: Option<bool>,
    /// What would let the authority refrain; absent for nothing known.
    pub refusal_grounds: BTreeSet<RefusalGround>,

    /// The first day of the employment.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub employment_from: Option<NaiveDate>,
    /// Its form.
    pub employment_form: Option<EmploymentForm>,
    /// How long a fixed term lasts, in months.
    pub employment_months: Option<u16>,
    /// Pay for a month in cash, in kronor.
    pub pay: Option<u32>,
    /// Of sick pay for a month, beside the pay, in kronor.
    pub sick_pay: u32,
    /// Of holiday pay for a month, beside the pay, in kronor.
    pub holiday_pay: u32,
    /// The worth of pay that is not cash; it never counts.
    pub pay_in_kind: u32,
    /// Working time as a part of full time.
    #[serde(deserialize_with = "crate::read::optional_share")]
    pub working_time: Option<Amount>,
    /// Whether it is full time.
    pub full_time: Option<bool>,
    /// Whether the employer is bound by a collective agreement on
    /// etableringsjobb.
    pub bound_by_agreement_on_etableringsjobb: Option<bool>,
    /// Whether there is a local agreement on it.
    pub local_agreement: Option<bool>,
    /// Whether the occupation is in the list of that agreement.
    pub occupation_in_agreement: Option<bool>,
    /// Who applies for etableringsjobb.
    pub applied_by: Option<AppliedBy>,

    /// The first day of a placement or a measure.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub from: Option<NaiveDate>,
    /// Its last day.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub to: Option<NaiveDate>,
    /// Calendar days of it that assess what the person can; absent for none.
    pub assessment_days: Option<u16>,
    /// Whether the authority has an agreement with the host.
    pub host_agreement: Option<bool>,
    /// Whether the host has promised a certificate.
    pub certificate_promised: Option<bool>,
    /// Whether the host has named a supervisor.
    pub supervisor_named: Option<bool>,
    /// Where the work is done; absent for not known.
    pub country: Option<Country>,
}

/// Facts that an employer may be asked for: about itself and the job, never
/// about the person. Who of the owners is close to the person is about the
/// person, and what the authority knows of an employer is not the staff's to
/// tell.
pub(super) const OF_THE_EMPLOYER: [&str; 24] = [
    "employer_kind",
    "registered_employer",
    "certifies_pay",
    "certifies_no_layoffs",
    "certifies_electronic_pay",
    "last_layoff",
    "trading_ban",
    "representative_trading_ban",
    "insolvency",
    "taxes_paid",
    "employment_from",
    "employment_form",
    "employment_months",
    "pay",
    "working_time",
    "full_time",
    "bound_by_agreement_on_etableringsjobb",
    "local_agreement",
    "occupation_in_agreement",
    "from",
    "to",
    "host_agreement",
    "certificate_promised",
    "supervisor_named",
];

/// Support given before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierSupport {
    /// On which ground.
    pub section: Section,
    /// For how many months.
    pub months: u16,
    /// For how many it could have been.
    pub longest: u16,
    /// To whom.
    #[serde(default)]
    pub employer: Option<EmployerOf>,
    /// Why the employment ended.
    #[serde(default)]
    pub ended_because_of: Option<EndedBecauseOf>,
}
