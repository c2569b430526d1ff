//! The Common European Framework of Reference for Languages.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use crate::text_form;

/// A level of the Common European Framework of Reference for Languages.
///
/// Levels compare by proficiency: `A1 < C2`. "Not yet assessed" is
/// `Option::None`, never a seventh level.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the standard's own")]
pub enum Cefr {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
}

impl Cefr {
    /// Every level, lowest first.
    pub const ALL: [Self; 6] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];
}

impl fmt::Display for Cefr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["A1", "A2", "B1", "B2", "C1", "C2"][*self as usize])
    }
}

impl FromStr for Cefr {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let same = |level: &Self| level.to_string().eq_ignore_ascii_case(text);
        Self::ALL
            .into_iter()
            .find(same)
            .ok_or_else(|| ParseCodeError::new(text, "a CEFR level: expected A1 to C2"))
    }
}

text_form!(Cefr, "^[ABC][12]$", "B1");
