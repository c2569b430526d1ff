//! Funds, and what their programmes are divided into.

use std::fmt;
use std::str::FromStr;

/// A fund of the Union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fund {
    /// The European Social Fund Plus.
    EsfPlus,
    /// The European Regional Development Fund.
    Erdf,
    /// The Just Transition Fund.
    Jtf,
    /// The Asylum, Migration and Integration Fund.
    Amif,
}

impl Fund {
    /// Every fund.
    pub const ALL: [Self; 4] = [Self::EsfPlus, Self::Erdf, Self::Jtf, Self::Amif];

    /// Its short name in Swedish.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EsfPlus => "ESF+",
            Self::Erdf => "ERUF",
            Self::Jtf => "FRO",
            Self::Amif => "AMIF",
        }
    }
}

impl FromStr for Fund {
    /// What was expected.
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fund = Self::ALL.into_iter().find(|fund| fund.name() == text);
        fund.ok_or("`ESF+`, `ERUF`, `FRO` or `AMIF`")
    }
}

impl fmt::Display for Fund {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A specific objective, such as `D1`; its area is the letter it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Objective {
    area: u8,
    number: u8,
}

impl Objective {
    /// The programme area it belongs to, A to Z.
    #[must_use]
    pub fn area(self) -> char {
        char::from(self.area)
    }
}

impl FromStr for Objective {
    /// What was expected.
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match *text.as_bytes() {
            [area @ b'A'..=b'Z', number @ b'1'..=b'9'] => Ok(Self { area, number: number - b'0' }),
            _ => Err("an area and a number from 1 to 9, such as `D1`"),
        }
    }
}

impl fmt::Display for Objective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.area(), self.number)
    }
}
