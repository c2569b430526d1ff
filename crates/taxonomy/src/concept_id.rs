//! The stable identifier of a concept, whichever system it comes from.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::code::{IscedField, Isco, JobTechId, ParseCodeError, Ssyk, Styrk};
use crate::text_form;

pub(crate) const ESCO: &str = "http://data.europa.eu/esco/";

/// Names one concept, in any edition of its system.
///
/// The text form of what ESCO publishes is ESCO's own URI; the short form
/// `esco:…` (and `isco:…`) is read as well. Other systems have a prefix each:
/// `ssyk:5330`, `styrk:5321`, `jobtech:fg7B_yov_smw`.
///
/// ```
/// use etablera_taxonomy::ConceptId;
///
/// let uri = "http://data.europa.eu/esco/isco/C5120";
/// assert_eq!("isco:5120".parse::<ConceptId>()?, uri.parse()?);
/// assert_eq!("esco:isco/C5120".parse::<ConceptId>()?.to_string(), uri);
/// # Ok::<(), etablera_taxonomy::ParseCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConceptId {
    /// An ESCO occupation.
    Occupation(Uuid),
    /// An ESCO skill, knowledge concept or skill group.
    Skill(Uuid),
    /// A group of ISCO-08.
    Isco(Isco),
    /// A field of ISCED-F 2013, which groups ESCO's knowledge concepts.
    IscedField(IscedField),
    /// A group of SSYK 2012.
    Ssyk(Ssyk),
    /// A group of STYRK-08.
    Styrk(Styrk),
    /// A concept of the JobTech taxonomy: an occupation name, a skill.
    JobTech(JobTechId),
}

impl fmt::Display for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupation(uuid) => write!(f, "{ESCO}occupation/{uuid}"),
            Self::Skill(uuid) => write!(f, "{ESCO}skill/{uuid}"),
            Self::Isco(code) => write!(f, "{ESCO}isco/C{code}"),
            Self::IscedField(code) => write!(f, "{ESCO}isced-f/{code}"),
            Self::Ssyk(code) => write!(f, "ssyk:{code}"),
            Self::Styrk(code) => write!(f, "styrk:{code}"),
            Self::JobTech(id) => write!(f, "jobtech:{id}"),
        }
    }
}

impl FromStr for ConceptId {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            let expected = "a concept id: expected an ESCO URI, or `ssyk:`, `isco:`, `styrk:` or \
                            `jobtech:` and a code";
            ParseCodeError::new(text, expected)
        };
        if let Some(path) = text.strip_prefix(ESCO).or_else(|| text.strip_prefix("esco:")) {
            return parse_esco(path).ok_or_else(wrong);
        }
        match text.split_once(':') {
            Some(("ssyk", code)) => code.parse().map(Self::Ssyk),
            Some(("isco", code)) => code.parse().map(Self::Isco),
            Some(("styrk", code)) => code.parse().map(Self::Styrk),
            Some(("jobtech", id)) => id.parse().map(Self::JobTech),
            _ => Err(wrong()),
        }
    }
}

/// What follows ESCO's prefix: `skill/…`, `occupation/…`, `isco/C…`,
/// `isced-f/…`.
fn parse_esco(path: &str) -> Option<ConceptId> {
    let (scheme, name) = path.split_once('/')?;
    match scheme {
        // Only the hyphenated form: ESCO writes no other.
        "occupation" | "skill" if name.len() == 36 => {
            let uuid = Uuid::try_parse(name).ok()?;
            Some(if scheme == "skill" {
                ConceptId::Skill(uuid)
            } else {
                ConceptId::Occupation(uuid)
            })
        }
        "isco" => name.strip_prefix('C')?.parse().ok().map(ConceptId::Isco),
        "isced-f" => name.parse().ok().map(ConceptId::IscedField),
        _ => None,
    }
}

text_form!(
    ConceptId,
    "^(http://data\\.europa\\.eu/esco/|esco:|ssyk:|isco:|styrk:|jobtech:).+$",
    "http://data.europa.eu/esco/isco/C5120"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_and_parse_are_inverse() {
        for text in [
            "http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab",
            "http://data.europa.eu/esco/occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34",
            "http://data.europa.eu/esco/isco/C0110",
            "http://data.europa.eu/esco/isced-f/0913",
            "ssyk:5330",
            "styrk:5",
            "jobtech:fg7B_yov_smw",
        ] {
            assert_eq!(text.parse::<ConceptId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_id_says_what_was_expected() {
        let error = "truckförare".parse::<ConceptId>().unwrap_err().to_string();
        assert!(error.starts_with("`truckförare` is not a concept id: expected"), "{error}");
        assert!("esco:skill/123".parse::<ConceptId>().is_err());
        assert!("esco:isco/5120".parse::<ConceptId>().is_err());
    }
}
