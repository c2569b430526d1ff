//! Days and shares as facts have them in files.

use chrono::{Datelike, NaiveDate};
use serde::de::{Deserialize, Deserializer, Error};

use crate::rules::Amount;

pub(crate) fn day_of(text: &str) -> Result<NaiveDate, String> {
    let is_right = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let right = text.len() == 10 && text.bytes().enumerate().all(is_right);
    let day =
        text.parse().ok().filter(|day: &NaiveDate| right && (1900..2200).contains(&day.year()));
    let shown: String = text.chars().take(40).collect();
    day.ok_or_else(|| format!("`{shown}` is no day: expected YYYY-MM-DD from 1900 to 2199"))
}

/// Reads a day, for `deserialize_with`.
pub(crate) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    day_of(&String::deserialize(from)?).map_err(Error::custom)
}

/// Reads a day that may be unknown, for `deserialize_with`.
pub(crate) fn optional_day<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<NaiveDate>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| day_of(&text)).transpose().map_err(Error::custom)
}

/// Reads a part of 1 that may be unknown, for `deserialize_with`.
pub(crate) fn optional_share<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Amount>, D::Error> {
    let share = Option::<Amount>::deserialize(from)?;
    let whole = Amount::from(0)..=Amount::from(1);
    match share {
        Some(share) if !whole.contains(&share) => {
            Err(Error::custom(format!("`{share}` is no share: expected 0 to 1")))
        }
        share => Ok(share),
    }
}
