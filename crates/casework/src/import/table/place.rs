//! Municipalities by code or name, and how far somebody can go.

use std::sync::LazyLock;

use etablera_domain::Reach;
use etablera_taxonomy::{Country, Municipality};

use super::super::near::nearest;
use super::cell;

/// Codes and names of all municipalities, a line each (SCB; they last changed
/// in 2007).
const TABLE: &str = include_str!("../../../data/municipalities.tsv");

static NAMES: LazyLock<Vec<(Municipality, &'static str)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (code, name) = line.split_once('\t')?;
        Some((code.parse().ok()?, name))
    };
    TABLE.lines().filter_map(row).collect()
});

/// A municipality by its code or name: `2580`, `SE-2580`, `Luleå`, `Luleå
/// kommun`, `2580 Luleå`. Spreadsheets take away the zero before a code.
pub(super) fn municipality(text: &str) -> Result<Municipality, String> {
    by_code(text).or_else(|| by_name(text)).or_else(|| by_both(text)).ok_or_else(|| {
        if text.chars().any(char::is_alphabetic) && text.parse::<Municipality>().is_err() {
            let near = nearest(text, NAMES.iter().map(|(_, name)| *name));
            let hint = near.map(|name| format!("; the nearest is `{name}`")).unwrap_or_default();
            return format!(
                "`{text}` is no municipality: expected a name such as `Luleå` or a code such as \
                 `2580`{hint}"
            );
        }
        format!("`{text}` is the code of no municipality: expected such as `2580` or `Luleå`")
    })
}

/// The codes of neighbouring countries are taken as they are.
fn by_code(text: &str) -> Option<Municipality> {
    let padded = if text.len() == 3 { format!("0{text}") } else { text.to_owned() };
    let code: Municipality = padded.parse().ok()?;
    let is_known = || NAMES.iter().any(|(known, _)| *known == code);
    (code.country() != Country::SWEDEN || is_known()).then_some(code)
}

/// By a name, with or without the word for what it is: `Malmö stad`,
/// `Stockholms kommun`.
fn by_name(text: &str) -> Option<Municipality> {
    let text = text.to_lowercase();
    let find = |text: &str| NAMES.iter().find(|(_, name)| name.to_lowercase() == text);
    let parted = || {
        let bare = text.strip_suffix("kommun").or_else(|| text.strip_suffix("stad"))?.trim_end();
        find(bare).or_else(|| find(bare.strip_suffix('s')?))
    };
    find(&text).or_else(parted).map(|(code, _)| *code)
}

/// By code and name, where they agree.
fn by_both(text: &str) -> Option<Municipality> {
    let (code, name) = text.split_once([' ', ','])?;
    by_code(code).filter(|code| by_name(name.trim()) == Some(*code))
}

/// Municipalities and a distance: `Luleå, Boden`, `40 km`, `4 mil`.
pub(super) fn reach(text: &str) -> Result<Reach, String> {
    let mut reach = Reach::default();
    for item in cell::codes(text) {
        match kilometres(item) {
            None => reach.municipalities.push(municipality(item)?),
            Some(Ok(_)) if reach.kilometres.is_some() => {
                return Err(format!("`{text}` holds two distances: expected one"));
            }
            Some(distance) => reach.kilometres = Some(distance?),
        }
    }
    Ok(reach)
}

/// A distance, if the item is one.
fn kilometres(item: &str) -> Option<Result<u16, String>> {
    let wrong = || format!("`{item}` is no distance: expected whole kilometres, such as `40 km`");
    let item = item.to_lowercase();
    if !item.is_empty() && item.chars().all(|char| char.is_ascii_digit()) && item.len() < 3 {
        return Some(Err(wrong()));
    }
    let (number, times) = match (item.strip_suffix("km"), item.strip_suffix("mil")) {
        (Some(number), _) => (number, 1),
        (_, Some(number)) => (number, 10),
        _ => return None,
    };
    if !number.trim_end().ends_with(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let number = number.trim().parse::<u16>().ok().and_then(|number| number.checked_mul(times));
    Some(number.ok_or_else(wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipalities_go_by_code_and_by_name() {
        assert_eq!(NAMES.len(), 290);
        for (text, expected) in [
            ("184", "SE-0184"),
            ("SE-2580", "SE-2580"),
            ("Luleå", "SE-2580"),
            ("luleå kommun", "SE-2580"),
            ("Malmö stad", "SE-1280"),
            ("Stockholms stad", "SE-0180"),
            ("Tranås kommun", "SE-0687"),
            ("2580 Luleå", "SE-2580"),
            ("HABO", "SE-0643"),
            ("Håbo", "SE-0305"),
            ("Upplands Väsby", "SE-0114"),
            ("FI-851", "FI-851"),
        ] {
            assert_eq!(municipality(text).unwrap().to_string(), expected, "{text}");
        }
        for (text, expected) in [
            ("Lulea", "the nearest is `Luleå`"),
            ("2599", "`2599` is the code of no municipality"),
            ("2580 Boden", "is no municipality"),
            ("", "is the code of no municipality"),
        ] {
            let message = municipality(text).unwrap_err();
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn reach_is_places_and_a_distance() {
        let read = |text| {
            let reach: Reach = reach(text).unwrap();
            (reach.municipalities.len(), reach.kilometres)
        };
        assert_eq!(read("Luleå, Boden; 2581"), (3, None));
        assert_eq!(read("40 km"), (0, Some(40)));
        assert_eq!(read("Piteå; 4 mil"), (1, Some(40)));
        for text in ["40", "40 km, 50 km", "9999999 km", "överallt", "många mil"] {
            assert!(reach(text).is_err(), "{text}");
        }
    }
}
