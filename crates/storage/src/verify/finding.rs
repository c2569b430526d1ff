//! What is found.

use std::fmt;

use etablera_domain::event::{ReceiptId, ReferralId};

/// The most findings that are kept.
const MOST: usize = 1000;

/// What a look at everything has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many events there are; of the access log, rows.
    pub events: u64,
    /// What is wrong, in the order of the log and then of subjects; of more
    /// than 1000 the first.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub left_out: u64,
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// A place in a store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file.
    File,
    /// An event, by its place in the log.
    Event(u64),
    /// The row that says that an event is about a subject.
    About {
        /// The event's place in the log.
        seq: u64,
        /// The subject as it is written there.
        subject: String,
    },
    /// What is kept as true of a subject.
    Folded(String),
    /// A row of the access log, by its place.
    Access(u64),
    /// What was frozen, by its receipt.
    Frozen(ReceiptId),
    /// An account, by its id.
    Account(String),
    /// Where a referral leads.
    Referral(ReferralId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Event(seq) => write!(f, "event {seq}"),
            Self::About { seq, subject } => write!(f, "event {seq} about `{subject}`"),
            Self::Access(seq) => write!(f, "row {seq} of the access log"),
            Self::Frozen(receipt) => write!(f, "the frozen report `{receipt}`"),
            Self::Account(id) => write!(f, "account `{id}`"),
            Self::Referral(id) => write!(f, "referral `{id}`"),
            Self::Folded(subject) => write!(f, "what is true of `{subject}`"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, found {}", self.place, self.expected, self.found)
    }
}

impl Finding {
    /// What is wrong, without naming anybody: who checks a store may not know
    /// of all who are in it.
    #[must_use]
    pub fn without_names(&self) -> String {
        match &self.place {
            Place::About { seq, .. } => {
                format!("whom event {seq} is about does not follow from the log")
            }
            Place::Folded(_) => {
                "what is kept as true of a subject does not follow from the log".to_owned()
            }
            Place::File
            | Place::Event(_)
            | Place::Access(_)
            | Place::Frozen(_)
            | Place::Account(_)
            | Place::Referral(_) => self.to_string(),
        }
    }

    pub(super) fn in_file(said: String) -> Self {
        Self { place: Place::File, expected: "whole pages and indices".to_owned(), found: said }
    }
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Adds a finding.
    #[expect(clippy::needless_pass_by_value, reason = "a reference is a value with a text, too")]
    pub(super) fn add(&mut self, place: Place, expected: impl ToString, found: impl ToString) {
        if self.findings.len() < MOST {
            let (expected, found) = (expected.to_string(), found.to_string());
            self.findings.push(Finding { place, expected, found });
        } else {
            self.left_out += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_can_be_told_without_names() {
        let subject = || "participant:P1".to_owned();
        for place in [
            Place::About { seq: 7, subject: subject() },
            Place::Folded(subject()),
            Place::Event(7),
            Place::Account("A1".to_owned()),
        ] {
            let (expected, found) = (String::new(), String::new());
            let told = Finding { place, expected, found }.without_names();
            assert!(!told.contains("P1"), "{told}");
        }
    }
}
