//! An end of a log as a text, to be noted elsewhere.

use std::fmt;
use std::str::FromStr;

use crate::chain::Hash;
use crate::log::Head;

/// As `SEQ:HASH`.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

/// The text is no end of a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no end of a log: expected `SEQ:HASH`, as `etablera db verify` prints it")]
pub struct ParseHeadError(String);

impl FromStr for Head {
    type Err = ParseHeadError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once(':').and_then(|(seq, hash)| {
            let digits = seq.bytes().all(|byte| byte.is_ascii_digit());
            let seq = seq.parse().ok().filter(|_| digits)?;
            let head = Self { seq, hash: hash.parse().ok()? };
            // Nothing else stands before the first row.
            (seq > 0 || head.hash == Hash::START).then_some(head)
        });
        parsed.ok_or_else(|| ParseHeadError(text.chars().take(100).collect()))
    }
}

/// The ends of the two logs of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Of the case log.
    pub log: Head,
    /// Of the access log.
    pub accesses: Head,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_has_one_text() {
        let hash = Hash::of(b"abc");
        let head = Head { seq: 12, hash };
        assert_eq!(head.to_string(), format!("12:{hash}"));
        assert_eq!(head.to_string().parse(), Ok(head));
        let start = Head { seq: 0, hash: Hash::START };
        assert_eq!(start.to_string().parse(), Ok(start));
        for seq in ["", "+1", "-1", " 1", "x", "99999999999999999999", "0"] {
            assert!(format!("{seq}:{hash}").parse::<Head>().is_err(), "{seq}");
        }
        for bad in ["", ":", "12", "12:", "12:abc"] {
            assert!(bad.parse::<Head>().is_err(), "{bad}");
        }
    }
}
