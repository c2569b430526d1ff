//! Texts as they come in.

use serde_json::{Map, Value};

use crate::problem::{Kind, Problem};

/// A text in UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Problem::new(Kind::Malformed).told(format!("no UTF-8 at byte {at}: expected UTF-8"))
    })
}

/// A JSON object.
pub(crate) fn object(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    let text = utf8(bytes)?;
    serde_json::from_str(text)
        .map_err(|error| Problem::new(Kind::Malformed).told(format!("no JSON object: {error}")))
}
