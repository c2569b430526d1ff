//! Languages and levels.

use etablera_taxonomy::{Cefr, Language};

use super::cell;

/// Names of languages that staff write most; others by their ISO code.
pub(super) const LANGUAGES: &[(&str, &str)] = &[
    ("svenska", "sv"),
    ("engelska", "en"),
    ("arabiska", "ar"),
    ("dari", "prs"),
    ("persiska", "fa"),
    ("pashto", "ps"),
    ("somaliska", "so"),
    ("tigrinja", "ti"),
    ("ukrainska", "uk"),
    ("ryska", "ru"),
    ("turkiska", "tr"),
    ("polska", "pl"),
    ("spanska", "es"),
    ("franska", "fr"),
    ("tyska", "de"),
    ("finska", "fi"),
    ("norska", "no"),
    ("swahili", "sw"),
    ("thailändska", "th"),
    ("kurdiska", "ku"),
    ("rumänska", "ro"),
];

/// A language by its Swedish name or its code.
pub(super) fn named(name: &str) -> Option<Language> {
    let name = name.to_lowercase();
    let known = LANGUAGES.iter().find(|(known, _)| *known == name);
    known.map_or(name.as_str(), |(_, code)| code).parse().ok()
}

/// A language and a level, such as `sv:B1`, `svenska: B1` or `Svenska B1`; no
/// level for a plain no.
pub(super) fn language(item: &str) -> Result<(Language, Option<Cefr>), String> {
    let wrong =
        || format!("`{item}`: expected a language and its level, such as `sv:B1` or `svenska B1`");
    let (name, level) = item
        .split_once(|char: char| ":=(".contains(char) || char.is_whitespace())
        .ok_or_else(wrong)?;
    let level = level.trim_matches(|char: char| ":=()–-".contains(char) || char.is_whitespace());
    Ok((named(name.trim()).ok_or_else(wrong)?, cell::cefr(level)?))
}

/// The level in one language, which may be repeated before it: `B1`,
/// `svenska B1`.
pub(super) fn level(text: &str, of: Language) -> Result<Option<Cefr>, String> {
    match language(text) {
        Ok((named, level)) if named == of => Ok(level),
        _ => cell::cefr(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_stands_after_its_language() {
        for text in ["svenska B1", "svenska: B1", "Svenska:B1", "sv B1", "sv:b1", "Svenska (B1)"] {
            let found = language(text).unwrap();
            assert_eq!(found, (Language::SWEDISH, Some(Cefr::B1)), "{text}");
        }
        assert_eq!(language("svenska kan inte").unwrap().1, None);
        assert_eq!(language("sv:nej").unwrap().1, None);
        for text in ["svenska", "klingonska B1", "svenska mycket bra", "B1"] {
            assert!(language(text).is_err(), "{text}");
        }
        assert_eq!(level("svenska B1", Language::SWEDISH), Ok(Some(Cefr::B1)));
        assert!(level("sv:B1", "en".parse().unwrap()).is_err());
    }
}
