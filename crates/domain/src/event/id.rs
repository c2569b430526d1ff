//! Ids that nobody chooses.

use std::fmt;
use std::str::FromStr;

use etablera_taxonomy::text_form;
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a UUID: expected 32 lowercase hexadecimal digits in groups of 8, 4, 4, 4 and 12"
)]
pub struct ParseUuidError(String);

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID, best one of version 7.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseUuidError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let wrong = || ParseUuidError(text.chars().take(40).collect());
                let uuid = Uuid::try_parse(text).map_err(|_| wrong())?;
                // One form only: equal ids are equal text.
                if uuid.hyphenated().to_string() == text { Ok(Self(uuid)) } else { Err(wrong()) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
            }
        }

        text_form!(
            $name,
            "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
            "01930d5c-0000-7000-8000-000000000001"
        );
    };
}

uuid_id!(
    /// Names one event.
    EventId
);
uuid_id!(
    /// Names a text or record about somebody, kept apart from the log.
    DocumentId
);
uuid_id!(
    /// Names a receipt: what an answer was made from.
    ReceiptId
);
uuid_id!(
    /// Names a referral of somebody to another organisation.
    ReferralId
);
uuid_id!(
    /// Names what another organisation asks for of those who are there.
    EnquiryId
);
uuid_id!(
    /// A pseudonym: names a statistics record, and leads to nobody.
    StatisticsId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_one_text() {
        let text = "01930d5c-0000-7000-8000-00000000000a";
        assert_eq!(text.parse::<EventId>().unwrap().to_string(), text);
        for bad in [&text.to_uppercase(), &text.replace('-', ""), "", "{}", &text[1..]] {
            assert!(bad.parse::<EventId>().is_err(), "{bad}");
        }
    }
}
