//! Identity numbers in files.
//!
//! Not by `text_form!`: its `Debug` prints the text, and serde's own errors
//! repeat a number that stands where text should.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::IdentityNumber;

impl Serialize for IdentityNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IdentityNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asked for text, a JSON reader that finds a number reports its digits
        // itself; asked for anything, it hands the number over.
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Text)
        } else {
            deserializer.deserialize_str(Text)
        }
    }
}

struct Text;

/// Refuses numbers of a type without repeating them.
macro_rules! refuse {
    ($($visit:ident: $number:ty),*) => {$(
        fn $visit<E: Error>(self, _: $number) -> Result<Self::Value, E> {
            Err(E::invalid_type(Unexpected::Other("a number"), &self))
        }
    )*};
}

impl Visitor<'_> for Text {
    type Value = IdentityNumber;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an identity number as text, twelve digits in quotation marks")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        text.parse().map_err(E::custom)
    }

    refuse!(visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128, visit_f64: f64);
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for IdentityNumber {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "IdentityNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])[0-9]{4}$",
            "examples": ["198112789873"]
        })
    }
}
