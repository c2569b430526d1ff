//! What may be known of a person, a job and an employer when support is asked
//! for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::absence::{Care, Period};
use super::ownership::Owner;
use crate::rules::Amount;

/// What is known. What is absent is not known, and an empty list is known to
/// be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// The person's day of birth.
    pub born: Option<NaiveDate>,
    /// Whether the person is without work on the day of decision.
    pub unemployed: Option<bool>,
    /// Whether the person is registered as a job seeker.
    pub registered: Option<bool>,
    /// The day the application came in.
    pub application_day: Option<NaiveDate>,
    /// The first day from which the person's past is known.
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
    pub permit_granted: Option<NaiveDate>,
    /// Whether the person is assigned to the establishment programme.
    pub establishment_programme: Option<bool>,
    /// Whether the person is in the job and development guarantee.
    pub job_guarantee: Option<bool>,
    /// Support given before for an employment of the person.
    pub earlier_support: Option<Vec<EarlierSupport>>,

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
    pub working_time: Option<Amount>,
}

impl Facts {
    /// The facts that are the employer's own to tell.
    pub const OF_EMPLOYER: &'static [&'static str] = &[
        "employer_kind",
        "owners",
        "registered_employer",
        "certifies_pay",
        "certifies_no_layoffs",
        "certifies_electronic_pay",
        "trading_ban",
        "representative_trading_ban",
        "insolvency",
        "taxes_paid",
        "employment_from",
        "pay",
        "working_time",
    ];
}

/// What a residence permit was granted under, as chapter and section of
/// utlänningslagen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PermitGround {
    /// 5 kap. 1 §.
    #[serde(rename = "5:1")]
    Chapter5Section1,
    /// 5 kap. 2 §.
    #[serde(rename = "5:2")]
    Chapter5Section2,
    /// 5 kap. 3 §.
    #[serde(rename = "5:3")]
    Chapter5Section3,
    /// 5 kap. 3 a §.
    #[serde(rename = "5:3a")]
    Chapter5Section3a,
    /// 5 kap. 4 §.
    #[serde(rename = "5:4")]
    Chapter5Section4,
    /// 5 kap. 6 §.
    #[serde(rename = "5:6")]
    Chapter5Section6,
    /// Older provisions that correspond to those.
    #[serde(rename = "older_equivalent")]
    OlderEquivalent,
    /// 12 kap. 18 §.
    #[serde(rename = "12:18")]
    Chapter12Section18,
    /// 21 kap.
    #[serde(rename = "21")]
    Chapter21,
    /// 22 kap.
    #[serde(rename = "22")]
    Chapter22,
    /// A residence card as family of an EEA citizen, after application under
    /// 3 a kap. 10 §.
    #[serde(rename = "eea_family_card")]
    EeaFamilyCard,
    /// Anything else, such as a permit for work.
    #[serde(rename = "other")]
    Other,
}

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

/// The section whose ground support rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Section {
    /// 4 §: 25 or older, without work for long.
    #[serde(rename = "4")]
    S4,
    /// 5 §: 20 to 24, without work for long.
    #[serde(rename = "5")]
    S5,
    /// 6 §: newcomers.
    #[serde(rename = "6")]
    S6,
    /// 8 §: in the job and development guarantee.
    #[serde(rename = "8")]
    S8,
}

/// Vocabularies of files.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $word:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $text)] $word,)+
        }
    )+};
}

words! {
    /// Whether it was this employer.
    EmployerOf {
        /// The one who asks now.
        Same = "same",
        /// Another.
        Another = "another",
    }
    /// Why an employment ended.
    EndedBecauseOf {
        /// Reasons that lie with the employer.
        Employer = "employer",
        /// The person left, or caused it.
        Employee = "employee",
        /// A fixed term ran out.
        Term = "term",
    }
    /// What an employer is.
    EmployerKind {
        /// A limited company.
        LimitedCompany = "aktiebolag",
        /// A trading partnership.
        TradingPartnership = "handelsbolag",
        /// A limited partnership.
        LimitedPartnership = "kommanditbolag",
        /// A natural person with a business.
        SoleTrader = "enskild_näringsverksamhet",
        /// An economic association.
        EconomicAssociation = "ekonomisk_förening",
        /// A non-profit association.
        NonProfit = "ideell_förening",
        /// A foundation.
        Foundation = "stiftelse",
        /// A municipality.
        Municipality = "kommun",
        /// A region.
        Region = "region",
        /// The state.
        State = "stat",
        /// Another legal person.
        OtherLegalPerson = "annan_juridisk_person",
        /// A natural person without a business.
        PrivatePerson = "privatperson",
    }
    /// Bankruptcy and the like.
    Insolvency {
        /// None.
        None = "none",
        /// Bankruptcy.
        Bankruptcy = "konkurs",
        /// Liquidation.
        Liquidation = "likvidation",
        /// Compulsory administration.
        Administration = "tvångsförvaltning",
        /// Composition with creditors.
        Composition = "ackord",
        /// Reconstruction.
        Reconstruction = "företagsrekonstruktion",
        /// Payments are stopped until further notice.
        Suspended = "inställda_betalningar",
        /// One of these is applied for.
        AppliedFor = "ansökan",
    }
    /// What lets the authority refrain from granting support.
    RefusalGround {
        /// The business is not run by its rules.
        Regulations = "regulations",
        /// Commitments are not kept.
        Commitments = "commitments",
        /// A grave fault in the trade.
        SeriousFault = "serious_fault",
        /// A conviction in the trade.
        Conviction = "conviction",
        /// Information was left out or wrong.
        Information = "information",
        /// A representative has done one of these.
        Representative = "representative",
    }
    /// The form of an employment.
    EmploymentForm {
        /// Until further notice.
        Permanent = "tillsvidare",
        /// A trial employment.
        Trial = "provanställning",
        /// Another fixed term.
        FixedTerm = "tidsbegränsad",
    }
}
