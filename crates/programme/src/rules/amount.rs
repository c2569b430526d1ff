//! What a rule sets: a number, exactly.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

/// An exact number in a rule's unit: whole, or a fraction in lowest terms.
///
/// In files it is an integer, or a text such as `"1/3"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    numerator: i64,
    denominator: i64,
}

/// Why something is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no amount: expected a whole number, or a fraction such as `1/3`")]
pub struct AmountError(String);

impl Amount {
    /// A fraction in lowest terms, if the denominator is above 0.
    #[must_use]
    pub const fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator <= 0 || numerator == i64::MIN {
            return None;
        }
        let divisor = greatest_common_divisor(numerator.abs(), denominator);
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// The number, if it is whole.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        (self.denominator == 1).then_some(self.numerator)
    }

    /// Above the line.
    #[must_use]
    pub fn numerator(self) -> i64 {
        self.numerator
    }

    /// Below the line; at least 1.
    #[must_use]
    pub fn denominator(self) -> i64 {
        self.denominator
    }
}

const fn greatest_common_divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a > 0 { a } else { 1 }
}

impl From<i64> for Amount {
    fn from(whole: i64) -> Self {
        Self { numerator: whole, denominator: 1 }
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        left.cmp(&(i128::from(other.numerator) * i128::from(self.denominator)))
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            below => write!(f, "{}/{below}", self.numerator),
        }
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        let parsed = above.parse().ok().zip(below.parse().ok());
        parsed
            .and_then(|(above, below)| Self::fraction(above, below))
            .ok_or_else(|| AmountError(text.to_owned()))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or a fraction such as \"1/3\"")
            }

            fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Amount, E> {
                Ok(whole.into())
            }

            fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Amount, E> {
                i64::try_from(whole).map(Amount::from).map_err(de::Error::custom)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                text.parse().map_err(de::Error::custom)
            }
        }

        deserializer.deserialize_any(Number)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An exact number: whole, or a fraction as text.",
            "type": ["integer", "string"],
            "pattern": "^[+-]?[0-9]+(/[+]?[0-9]+)?$",
            "examples": [12, "1/3"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_compared_exactly() {
        let third: Amount = "1/3".parse().expect("an amount");
        assert_eq!("2/6".parse(), Ok(third));
        assert!(third > "333/1000".parse().expect("an amount"));
        assert!(third < "334/1000".parse().expect("an amount"));
        assert_eq!(third.whole(), None);
        assert_eq!(Amount::from(7).whole(), Some(7));
        assert_eq!("-4/2".parse::<Amount>().expect("an amount").to_string(), "-2");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "1/0", "1/-3", "a", "1/2/3", "0.5", "-9223372036854775808/2"] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }
}
