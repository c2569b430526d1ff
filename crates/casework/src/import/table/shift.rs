//! Which times of day and week somebody can work.

use std::collections::BTreeMap;

use etablera_domain::{Shift, Stance};

use super::super::near::nearest;
use super::cell;

/// Words for shifts.
const WORDS: &[(&str, Shift)] = &[
    ("dag", Shift::Day),
    ("dagtid", Shift::Day),
    ("dagar", Shift::Day),
    ("day", Shift::Day),
    ("kväll", Shift::Evening),
    ("kvällar", Shift::Evening),
    ("kvällstid", Shift::Evening),
    ("evening", Shift::Evening),
    ("natt", Shift::Night),
    ("nätter", Shift::Night),
    ("nattetid", Shift::Night),
    ("night", Shift::Night),
    ("helg", Shift::Weekend),
    ("helger", Shift::Weekend),
    ("weekend", Shift::Weekend),
];

/// What is said of each shift: `dag, kväll, ej natt`, `natt: nej`. What is
/// not named stays open.
pub(super) fn shifts(text: &str) -> Result<BTreeMap<Shift, Stance>, String> {
    let mut said = BTreeMap::new();
    let items = cell::codes(text).flat_map(|item| item.split(" och ")).map(str::trim);
    for item in items.filter(|item| !item.is_empty()) {
        let (word, stance) = stance(item);
        let shift = shift(word)?;
        if said.insert(shift, stance).is_some_and(|before| before != stance) {
            return Err(format!("`{text}` says both yes and no of `{word}`: expected one"));
        }
    }
    Ok(said)
}

fn stance(item: &str) -> (&str, Stance) {
    let begins = |no: &str| {
        let (first, rest) = item.split_once(' ')?;
        first.eq_ignore_ascii_case(no).then_some(rest.trim())
    };
    if let Some(word) = ["ej", "inte", "inga", "not", "no"].into_iter().find_map(begins) {
        return (word, Stance::No);
    }
    match item.split_once(':') {
        Some((word, answer)) if cell::is_no(answer.trim()) => (word.trim(), Stance::No),
        Some((word, answer)) if answer.trim().eq_ignore_ascii_case("ja") => {
            (word.trim(), Stance::Yes)
        }
        _ => (item, Stance::Yes),
    }
}

fn shift(text: &str) -> Result<Shift, String> {
    let word = text.to_lowercase();
    let known = WORDS.iter().find(|(name, _)| *name == word);
    known.map(|(_, shift)| *shift).ok_or_else(|| {
        let near = nearest(&word, WORDS.iter().map(|(name, _)| *name));
        let hint = near.map(|name| format!("; the nearest is `{name}`")).unwrap_or_default();
        format!(
            "`{text}` is no shift: expected `dag`, `kväll`, `natt` or `helg`, or `ej natt`{hint}"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_stays_open() {
        use Shift::{Day, Evening, Night, Weekend};
        use Stance::{No, Yes};
        for (text, expected) in [
            ("dag, Kväll", vec![(Day, Yes), (Evening, Yes)]),
            ("dag; ej natt", vec![(Day, Yes), (Night, No)]),
            ("natt: nej, helg: ja", vec![(Night, No), (Weekend, Yes)]),
            ("dag och kväll", vec![(Day, Yes), (Evening, Yes)]),
            ("ej natt, ej helg", vec![(Night, No), (Weekend, No)]),
        ] {
            assert_eq!(shifts(text).unwrap().into_iter().collect::<Vec<_>>(), expected, "{text}");
        }
        assert!(shifts("kvälll").unwrap_err().contains("the nearest is `kväll`"));
        assert!(shifts("natt, ej natt").is_err());
    }
}
