//! Licences and certificates.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use etablera_taxonomy::{ConceptId, Country, text_form};
use serde::{Deserialize, Deserializer, Serialize};

use crate::answer::{Answer, AnswerError, Word, nothing_else};
use crate::date;
use crate::id::ParseIdError;
use crate::level::Evidence;
use crate::tagged::Tagged;

/// A category of driving licence (Directive 2006/126/EC, and B96).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are the directive's own")]
pub enum DrivingClass {
    AM,
    A1,
    A2,
    A,
    B,
    B96,
    BE,
    C1,
    C1E,
    C,
    CE,
    D1,
    D1E,
    D,
    DE,
}

impl DrivingClass {
    /// The classes that this one contains directly.
    fn directly_includes(self) -> &'static [Self] {
        use DrivingClass::{A, A1, A2, AM, B, B96, BE, C, C1, C1E, CE, D, D1, D1E, DE};
        match self {
            AM => &[],
            A1 | B => &[AM],
            A2 => &[A1],
            A => &[A2],
            B96 | C1 | D1 => &[B],
            BE => &[B96],
            C1E => &[C1, BE],
            C => &[C1],
            CE => &[C, C1E],
            D1E => &[D1, BE],
            D => &[D1],
            DE => &[D, D1E],
        }
    }

    /// Whether a holder of this class may drive what `other` covers.
    ///
    /// ```
    /// use etablera_domain::DrivingClass::{B, BE, CE, D};
    ///
    /// assert!(CE.includes(BE) && CE.includes(B));
    /// assert!(!CE.includes(D) && !B.includes(BE));
    /// ```
    #[must_use]
    pub fn includes(self, other: Self) -> bool {
        self == other || self.directly_includes().iter().any(|class| class.includes(other))
    }
}

/// A class of forklift training (TLP10).
///
/// The classes have no inclusion order that holds everywhere, so each stands
/// for itself; a permit of the employer is needed besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are the training plan's own")]
pub enum ForkliftClass {
    A,
    B,
    C,
    D,
}

/// The code of a certificate, such as `hygiene` or `hot-work`: small letters,
/// digits and hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificateCode(Box<str>);

impl FromStr for CertificateCode {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id: crate::id::ModuleId = text.to_ascii_lowercase().parse()?;
        Ok(Self(id.as_str().into()))
    }
}

impl fmt::Display for CertificateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(CertificateCode, "^[0-9A-Za-z][0-9A-Za-z._:-]{0,63}$", "hygiene");

/// A licence or certificate, apart from who holds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Credential {
    /// A driving licence.
    DrivingLicence {
        /// Its category.
        class: DrivingClass,
    },
    /// A certificate of forklift training.
    Forklift {
        /// Its class.
        class: ForkliftClass,
    },
    /// A licence to practise a regulated occupation in one country.
    ProfessionalLicence {
        /// The occupation.
        occupation: ConceptId,
        /// The country it holds in.
        country: Country,
    },
    /// Any other certificate, by its code.
    Certificate {
        /// Which.
        code: CertificateCode,
    },
}

/// [`Credential`] as [`Tagged`] reads it.
#[derive(Deserialize)]
#[serde(remote = "Credential", rename_all = "snake_case", deny_unknown_fields)]
enum RawCredential {
    DrivingLicence { class: DrivingClass },
    Forklift { class: ForkliftClass },
    ProfessionalLicence { occupation: ConceptId, country: Country },
    Certificate { code: CertificateCode },
}

impl<'de> Deserialize<'de> for Credential {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawCredential::deserialize(Tagged { tag: "kind", inner: deserializer })
    }
}

impl Credential {
    /// Whether holding this counts as holding `other`.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::DrivingLicence { class: held }, Self::DrivingLicence { class: asked }) => {
                held.includes(*asked)
            }
            _ => self == other,
        }
    }
}

/// What is known about a credential that a person holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holding {
    /// How surely.
    pub evidence: Evidence,
    /// The first day it is valid, if known.
    pub valid_from: Option<NaiveDate>,
    /// The last day it is valid, if it ends.
    pub valid_to: Option<NaiveDate>,
    /// Where it was issued, if known.
    pub issued_in: Option<Country>,
}

impl Holding {
    /// Whether it is valid on a day, as far as its dates say.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A credential that a person holds, or says they do not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawCredentialClaim", into = "RawCredentialClaim")]
pub struct CredentialClaim {
    /// The credential.
    pub credential: Credential,
    /// Whether, and since when.
    pub answer: Answer<Holding>,
}

/// A credential that a person holds, or says they do not hold.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawCredentialClaim {
    credential: Credential,
    #[serde(default, skip_serializing_if = "Word::is_yes")]
    answer: Word,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "date::optional_day"
    )]
    valid_from: Option<NaiveDate>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "date::optional_day"
    )]
    valid_to: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued_in: Option<Country>,
}

/// Why a row is not a claim of a credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum CredentialError {
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error("`valid_to` {to} is before `valid_from` {from}: expected the earlier day first")]
    EndsBeforeItBegins { from: NaiveDate, to: NaiveDate },
}

impl TryFrom<RawCredentialClaim> for CredentialClaim {
    type Error = CredentialError;

    fn try_from(raw: RawCredentialClaim) -> Result<Self, Self::Error> {
        let RawCredentialClaim { credential, answer, evidence, valid_from, valid_to, issued_in } =
            raw;
        if answer == Word::No {
            nothing_else(&[
                ("evidence", evidence.is_some()),
                ("valid_from", valid_from.is_some()),
                ("valid_to", valid_to.is_some()),
                ("issued_in", issued_in.is_some()),
            ])?;
            return Ok(Self { credential, answer: Answer::No });
        }
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to < from
        {
            return Err(CredentialError::EndsBeforeItBegins { from, to });
        }
        let evidence = evidence.ok_or(AnswerError::Missing("evidence"))?;
        let holding = Holding { evidence, valid_from, valid_to, issued_in };
        Ok(Self { credential, answer: Answer::Yes(holding) })
    }
}

impl From<CredentialClaim> for RawCredentialClaim {
    fn from(claim: CredentialClaim) -> Self {
        let known = claim.answer.yes().copied();
        Self {
            credential: claim.credential,
            answer: if known.is_some() { Word::Yes } else { Word::No },
            evidence: known.map(|holding| holding.evidence),
            valid_from: known.and_then(|holding| holding.valid_from),
            valid_to: known.and_then(|holding| holding.valid_to),
            issued_in: known.and_then(|holding| holding.issued_in),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DrivingClass::{A, A1, A2, AM, B, B96, BE, C, C1, C1E, CE, D, D1, D1E, DE};

    #[test]
    fn driving_classes_include_as_the_directive_says() {
        for (held, all) in [
            (AM, &[AM][..]),
            (A1, &[AM, A1]),
            (A, &[AM, A1, A2, A]),
            (B, &[AM, B]),
            (BE, &[AM, B, B96, BE]),
            (C1, &[AM, B, C1]),
            (C, &[AM, B, C1, C]),
            (C1E, &[AM, B, B96, BE, C1, C1E]),
            (CE, &[AM, B, B96, BE, C1, C1E, C, CE]),
            (D, &[AM, B, D1, D]),
            (DE, &[AM, B, B96, BE, D1, D1E, D, DE]),
        ] {
            for other in [AM, A1, A2, A, B, B96, BE, C1, C1E, C, CE, D1, D1E, D, DE] {
                assert_eq!(held.includes(other), all.contains(&other), "{held:?} {other:?}");
            }
        }
    }
}
