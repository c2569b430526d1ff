//! Made-up people for tests of the monthly file.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::NaiveDate;
use etablera_domain::event::Protection;
use etablera_domain::{Gender, IdentityNumber};
use etablera_reporting::monthly::{CodeForms, File, Identity, Key, Month, Participation, Roll};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// A computed coordination number; each `at` below 9000 has its own.
pub(crate) fn number(at: usize) -> IdentityNumber {
    let (date, birth) = (1 + at / 999 % 28, 1 + at % 999);
    let whole = |check| format!("197003{:02}{birth:03}{check}", 60 + date);
    (0..10).find_map(|check| whole(check).parse().ok()).unwrap()
}

pub(crate) fn open(at: usize) -> Option<Identity> {
    Some(Identity::of(number(at), Protection::None, None))
}

pub(crate) fn protected(at: usize, gender: Option<Gender>) -> Option<Identity> {
    Some(Identity::of(number(at), Protection::SecrecyMarking, gender))
}

pub(crate) fn key(person: &str) -> Key {
    Key { operation: "22-021-S06".parse().unwrap(), person: person.parse().unwrap(), number: 1 }
}

pub(crate) fn one(person: &str, at: usize, entry: &str, minutes: &[(&str, u32)]) -> Participation {
    Participation {
        key: key(person),
        identity: open(at),
        entry: Some(day(entry)),
        leaving: None,
        minutes: minutes.iter().map(|(of, minutes)| (month(of), *minutes)).collect(),
    }
}

pub(crate) const LATE: &str = "2027-06-01";

pub(crate) fn file(all: &[Participation], of: &str) -> File {
    File::new(&Roll::new(all.to_vec()), &CodeForms::seen(), month(of), day(LATE)).unwrap()
}
