//! Days in files: `YYYY-MM-DD` and nothing else.
//!
//! chrono also reads `2026-2-3` and ` 2026-02-03`, which the schema refuses,
//! and says of a day that does not exist that the "input is out of range".

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error};

/// The text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: expected a day that exists, as `YYYY-MM-DD`")]
struct ParseDateError(String);

fn parse(text: &str) -> Result<NaiveDate, ParseDateError> {
    let well_formed = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let wrong = || ParseDateError(text.chars().take(40).collect());
    if !well_formed {
        return Err(wrong());
    }
    text.parse().map_err(|_| wrong())
}

/// Reads a day, for `deserialize_with`.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    parse(&String::deserialize(deserializer)?).map_err(Error::custom)
}

/// Reads a day that may be unknown, for `deserialize_with`.
pub(crate) fn optional_day<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDate>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| parse(&text)).transpose().map_err(Error::custom)
}

/// Reads several days, each once, for `deserialize_with`.
pub(crate) fn days<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeSet<NaiveDate>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| parse(text)).collect::<Result<_, _>>().map_err(Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_in_one_form() {
        assert_eq!(parse("2024-02-29").unwrap().to_string(), "2024-02-29");
        for wrong in ["2026-02-30", "2026-2-3", " 2026-02-03", "20260203", "2026-02-03Z", "", "å"]
        {
            let message = parse(wrong).unwrap_err().to_string();
            assert!(
                message.starts_with(&format!("`{wrong}` is not a date: expected")),
                "{message}"
            );
        }
    }
}
