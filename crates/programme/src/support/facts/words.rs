//! The words that facts are told in.

use serde::{Deserialize, Serialize};

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
    /// Who asks for etableringsjobb.
    AppliedBy {
        /// The person.
        Worker = "worker",
        /// The employer.
        Employer = "employer",
    }
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
