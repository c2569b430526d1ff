//! Which needs lists were made from, as receipts pin it.

use std::collections::BTreeSet;

use etablera_domain::NeedId;
use serde::{Deserialize, Serialize};

/// The needs that lists were made from. The log tells which were open at a
/// place, so that a list of all of them is not written into every receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub enum NeedsSeen {
    /// All that were open at the place.
    AllOpen,
    /// These: there were others that the caller did not ask for, or may not
    /// read.
    These(BTreeSet<NeedId>),
}

/// As it is written: `"all_open"`, or the ids.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Word(Word),
    These(BTreeSet<NeedId>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    AllOpen,
}

impl From<Written> for NeedsSeen {
    fn from(written: Written) -> Self {
        match written {
            Written::Word(Word::AllOpen) => Self::AllOpen,
            Written::These(these) => Self::These(these),
        }
    }
}

impl From<NeedsSeen> for Written {
    fn from(seen: NeedsSeen) -> Self {
        match seen {
            NeedsSeen::AllOpen => Self::Word(Word::AllOpen),
            NeedsSeen::These(these) => Self::These(these),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_of_before_name_every_need() {
        let these = NeedsSeen::These(["N1".parse().unwrap(), "N2".parse().unwrap()].into());
        for (text, seen) in [(r#"["N1","N2"]"#, these), (r#""all_open""#, NeedsSeen::AllOpen)] {
            assert_eq!(serde_json::from_str::<NeedsSeen>(text).unwrap(), seen);
            assert_eq!(serde_json::to_string(&seen).unwrap(), text);
        }
        assert!(serde_json::from_str::<NeedsSeen>(r#""some""#).is_err());
    }
}
