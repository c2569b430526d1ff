//! Employers.

use std::fmt;
use std::str::FromStr;

use etablera_taxonomy::{Municipality, text_form};
use serde::{Deserialize, Serialize};

use crate::id::EmployerId;
use crate::luhn::luhn;

/// A Swedish organisation number: ten digits, the last a check digit.
///
/// ```
/// use etablera_domain::OrganisationNumber;
///
/// let lulea: OrganisationNumber = "2120002742".parse()?;
/// assert_eq!(lulea.to_string(), "212000-2742");
/// assert!("212000-2743".parse::<OrganisationNumber>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationNumber([u8; 10]);

impl FromStr for OrganisationNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            let text = shown(text);
            format!(
                "`{text}` is not an organisation number: expected ten digits with a right check \
                 digit, such as `212000-2742`"
            )
        };
        let digits: String = match text.split_once('-') {
            Some((first, last)) if first.len() == 6 => format!("{first}{last}"),
            Some(_) => return Err(wrong()),
            None => text.to_owned(),
        };
        let bytes: [u8; 10] = digits.as_bytes().try_into().map_err(|_| wrong())?;
        // The third digit is at least 2, which tells it from a date of birth.
        let well_formed = bytes.iter().all(u8::is_ascii_digit) && bytes[2] >= b'2';
        if well_formed && luhn(&bytes) { Ok(Self(bytes)) } else { Err(wrong()) }
    }
}

/// What an error may repeat of a text that is no organisation number. The
/// number of a sole trader is their personal identity number, and errors are
/// logged.
fn shown(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let is_organisation = digits.len() == 10 && digits[2] >= '2';
    if digits.len() < 10 || is_organisation {
        return text.chars().take(40).collect();
    }
    text.chars().take(40).map(|c| if c.is_ascii_digit() { '*' } else { c }).collect()
}

impl fmt::Display for OrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = std::str::from_utf8(&self.0).unwrap_or_default();
        write!(f, "{}-{}", &digits[..6], &digits[6..])
    }
}

text_form!(OrganisationNumber, "^[0-9]{2}[2-9][0-9]{3}-?[0-9]{4}$", "212000-2742");

/// An employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Employer {
    /// Names the employer.
    pub id: EmployerId,
    /// What it is called.
    pub name: String,
    /// Its organisation number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_number: Option<OrganisationNumber>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<Municipality>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_sole_trader_is_refused_and_not_repeated() {
        for number in ["701063-2391", "7010632391", "19701063-2391", "197010632391"] {
            for text in [number.to_owned(), format!(" {number} "), number.replace('-', "+")] {
                let error = text.parse::<OrganisationNumber>().unwrap_err();
                assert!(error.contains("is not an organisation number"), "{error}");
                let digits = text.chars().filter(char::is_ascii_digit).collect::<String>();
                let said: String = error.chars().filter(char::is_ascii_digit).collect();
                assert_eq!(said, "2120002742", "{digits}");
            }
        }
        // Other mistakes can still be found.
        for text in ["212000-2743", "21200", "212000 2742"] {
            assert!(text.parse::<OrganisationNumber>().unwrap_err().contains(text));
        }
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        let right = "2120002742";
        for at in 0..right.len() {
            for digit in '0'..='9' {
                let mut changed: Vec<char> = right.chars().collect();
                changed[at] = digit;
                let changed: String = changed.into_iter().collect();
                assert_eq!(changed.parse::<OrganisationNumber>().is_ok(), changed == right);
            }
        }
    }
}
