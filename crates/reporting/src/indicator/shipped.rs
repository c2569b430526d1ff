//! The sets that come with the crate.

use super::set::{Set, SetError};

/// The files by the id of their set.
const FILES: [(&str, &str); 4] = [
    ("amif-2021-2027", include_str!("../../indicators/amif-2021-2027.toml")),
    ("esf-2014-2020", include_str!("../../indicators/esf-2014-2020.toml")),
    ("esf-plus-2021-2027", include_str!("../../indicators/esf-plus-2021-2027.toml")),
    ("interreg-2021-2027", include_str!("../../indicators/interreg-2021-2027.toml")),
];

/// The ids of the sets that come with the crate.
pub const SETS: [&str; 4] = [FILES[0].0, FILES[1].0, FILES[2].0, FILES[3].0];

/// A set that comes with the crate.
///
/// # Errors
/// There is no such set.
///
/// # Panics
/// Never: a test reads them all.
pub fn shipped(id: &str) -> Result<Set, SetError> {
    let Some((_, text)) = FILES.iter().find(|(known, _)| *known == id) else {
        return Err(SetError::UnknownSet { id: id.to_owned(), known: SETS.join(", ") });
    };
    match Set::parse(text) {
        Ok(set) => Ok(set),
        Err(error) => unreachable!("`{id}`: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_reads_and_is_called_as_its_file() {
        for (id, text) in FILES {
            let set = Set::parse(text).unwrap_or_else(|error| panic!("`{id}`: {error}"));
            assert_eq!(set.id(), id);
            assert!(set.years().0 < set.years().1, "{id}");
        }
    }
}
