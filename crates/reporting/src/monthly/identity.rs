//! Who a row is about, and how a protected person is written.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use etablera_domain::event::Protection;
use etablera_domain::{Gender, IdentityKind, IdentityNumber};
use serde::{Serialize, Serializer};

use super::year_month::Month;

/// The number of a person whose identity nobody protects. [`Identity::of`]
/// alone makes one, and it asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpenNumber(IdentityNumber);

/// What may be known of a protected person here: a date, never a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shielded {
    /// The date that the code begins with.
    pub date: NaiveDate,
    /// The gender that SCB's form asks for, if it is known.
    pub gender: Option<Gender>,
}

/// Who somebody is, as far as a file may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identity {
    /// A personal identity number.
    Number(OpenNumber),
    /// A coordination number.
    Coordination(OpenNumber),
    /// A protected person, written in a code form.
    Protected(Shielded),
}

impl Identity {
    /// What a file may say of who has this number. Of a protected person's
    /// number only the date in it is kept; where the code must have another
    /// date, make a [`Shielded`].
    #[must_use]
    pub fn of(number: IdentityNumber, protection: Protection, gender: Option<Gender>) -> Self {
        match (protection, number.kind()) {
            (Protection::None, IdentityKind::Personal) => Self::Number(OpenNumber(number)),
            (Protection::None, IdentityKind::Coordination) => {
                Self::Coordination(OpenNumber(number))
            }
            (Protection::SecrecyMarking | Protection::ProtectedRegistration, _) => {
                Self::Protected(Shielded { date: number.date_in_number(), gender })
            }
        }
    }
}

/// The end of a code form: four letters and digits in place of the last four
/// digits of a number. At least one is a letter, so that no code is a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Suffix([u8; 4]);

/// The text is not the end of a code form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not the end of a code form: expected four letters (a-z) and digits with at least one letter, \
     such as `Tf29`"
)]
pub struct ParseSuffixError;

impl FromStr for Suffix {
    type Err = ParseSuffixError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes: [u8; 4] = text.as_bytes().try_into().map_err(|_| ParseSuffixError)?;
        let known = bytes.iter().all(u8::is_ascii_alphanumeric);
        let letter = bytes.iter().any(u8::is_ascii_alphabetic);
        if known && letter { Ok(Self(bytes)) } else { Err(ParseSuffixError) }
    }
}

impl fmt::Display for Suffix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.map(char::from).iter().collect::<String>())
    }
}

impl fmt::Debug for Suffix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Suffix({self})")
    }
}

/// How sure a code form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Somebody read it in SCB's instruction on this day.
    Read(NaiveDate),
    /// It was seen in a copy that was cut off: it is used, and a file that
    /// uses it says so.
    Partial,
}

/// How SCB wants the protected people of one gender written from a month on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeForm {
    /// For whom.
    pub gender: Gender,
    /// The first month that it is for.
    pub from: Month,
    /// What stands after the date.
    pub suffix: Suffix,
    /// How sure it is.
    pub standing: Standing,
}

/// The code forms that are known. One that is not here is asked for, by name,
/// and never guessed from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeForms(Vec<CodeForm>);

impl CodeForms {
    /// Those that were seen: `ÅÅÅÅMMDDTf29` for women, from a copy that was
    /// cut off before the form for men.
    #[must_use]
    pub fn seen() -> Self {
        let woman = CodeForm {
            gender: Gender::Woman,
            from: Month::of(NaiveDate::MIN),
            suffix: Suffix(*b"Tf29"),
            standing: Standing::Partial,
        };
        Self(vec![woman])
    }

    /// With one more, which goes before others of the same gender and month.
    #[must_use]
    pub fn with(mut self, form: CodeForm) -> Self {
        self.0.retain(|other| (other.gender, other.from) != (form.gender, form.from));
        self.0.push(form);
        self
    }

    /// The form for a gender in a month: the latest that has begun.
    #[must_use]
    pub fn form(&self, gender: Gender, month: Month) -> Option<CodeForm> {
        let begun = |form: &&CodeForm| form.gender == gender && form.from <= month;
        self.0.iter().filter(begun).max_by_key(|form| form.from).copied()
    }
}

/// A protected person as the file writes them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtectedCode {
    date: NaiveDate,
    suffix: Suffix,
}

/// The identity in a row. There is no way to put a protected person's number
/// in one: a [`Shielded`] has none.
///
/// ```compile_fail
/// use etablera_domain::IdentityNumber;
/// use etablera_reporting::monthly::{OpenNumber, Written};
///
/// fn straight(number: IdentityNumber) -> Written {
///     Written::Number(OpenNumber(number))
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {
    /// The twelve digits of a number that nobody protects.
    Number(OpenNumber),
    /// The code of a protected person. Two of one date and gender have the
    /// same; the form has nothing to tell them apart by.
    Code(ProtectedCode),
}

impl Shielded {
    /// The code under a form.
    pub(super) fn code(self, form: CodeForm) -> ProtectedCode {
        ProtectedCode { date: self.date, suffix: form.suffix }
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(OpenNumber(number)) => number.fmt(f),
            Self::Code(ProtectedCode { date, suffix }) => {
                let (year, month, day) = (date.year(), date.month(), date.day());
                f.pad(&format!("{year:04}{month:02}{day:02}{suffix}"))
            }
        }
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Debug for Shielded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shielded(…)")
    }
}

impl fmt::Debug for ProtectedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProtectedCode(…)")
    }
}
