//! The values of a task's options.

use crate::error::Error;

/// The value of an option that is a number; zero would mean nothing, or no end.
///
/// # Errors
/// When it is absent, no whole number, or zero.
pub(crate) fn number(option: &str, value: Option<&String>) -> Result<u32, Error> {
    let number = value.and_then(|text| text.parse().ok()).filter(|number| *number > 0);
    number.ok_or_else(|| Error::Usage(format!("`{option}` needs a whole number above 0")))
}
