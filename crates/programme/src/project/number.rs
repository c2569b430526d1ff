//! Numbers and codes.

use std::fmt;
use std::str::FromStr;

use etablera_taxonomy::Country;

/// Whether a text has a form: `9` stands for a digit, `A` for a capital letter
/// A to Z, and anything else for itself.
fn has_form(text: &str, form: &str) -> bool {
    let fits = |(byte, form): (u8, u8)| match form {
        b'9' => byte.is_ascii_digit(),
        b'A' => byte.is_ascii_uppercase(),
        other => byte == other,
    };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

macro_rules! text_code {
    ($(#[$doc:meta])* $name:ident, $is_one:expr, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The code as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            /// What was expected.
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let is_one: fn(&str) -> bool = $is_one;
                if is_one(text) { Ok(Self(text.into())) } else { Err($expected) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_code!(
    /// The funder's number of a case (diarienummer), such as `22-021-S06`.
    CaseNumber,
    |text| has_form(text, "99-999-A99"),
    "`YY-NNN-XNN`, such as `22-021-S06`"
);

text_code!(
    /// The code of a programme (CCI): a year, a country or `TC` for territorial
    /// cooperation, and what it is, such as `2021SE05SFPR`; with the number
    /// that the Commission adds, or without.
    Cci,
    |text| {
        let forms = ["9999AA99AAAA", "9999AA99AAAA999"];
        forms.iter().any(|form| has_form(text, form)) && text.starts_with("20")
    },
    "`YYYY`, a country and a code, such as `2021SE05SFPR`"
);

text_code!(
    /// A Swedish postcode of five digits, such as `97185`.
    Postcode,
    |text| has_form(text, "99999") && !text.starts_with('0'),
    "five digits, such as `97185`"
);

text_code!(
    /// A type of intervention by Annex I of Regulation (EU) 2021/1060, from
    /// `001` to `182`. Which of them a fund may use is not checked.
    InterventionType,
    |text| has_form(text, "999") && ("001"..="182").contains(&text),
    "a code of CPR Annex I from `001` to `182`"
);

impl Cci {
    /// The year, from 2000 to 2099.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.0[..4].parse().unwrap_or(0)
    }

    /// The country; none for territorial cooperation.
    #[must_use]
    pub fn country(&self) -> Option<Country> {
        self.0[4..6].parse().ok().filter(|_| &self.0[4..6] != "TC")
    }
}

/// A text that says something: not empty, and not only spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words(Box<str>);

impl Words {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Words {
    /// What was expected.
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim().is_empty() { Err("a text that is not empty") } else { Ok(Self(text.into())) }
    }
}

/// Whole percent, from 0 to 100; in records `40 %`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u8);

impl Percent {
    /// So many percent, if that is at most 100.
    #[must_use]
    pub fn new(percent: u8) -> Option<Self> {
        (percent <= 100).then_some(Self(percent))
    }

    /// The number, from 0 to 100.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl FromStr for Percent {
    /// What was expected.
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.strip_suffix(" %").and_then(|number| number.parse().ok());
        // Of `040 %` and `+40 %` there is one form.
        let percent = number.and_then(Self::new).filter(|percent| percent.to_string() == text);
        percent.ok_or("whole percent from `0 %` to `100 %`")
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}
