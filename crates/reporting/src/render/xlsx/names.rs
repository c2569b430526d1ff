//! Names that sheets may have.

use std::collections::BTreeSet;

/// The most UTF-16 units of a name.
const MOST: usize = 31;

/// Names for sheets, each given once.
pub(super) struct Names {
    /// As Excel compares them: in small letters.
    given: BTreeSet<String>,
    /// What a sheet is called that nobody named.
    nameless: &'static str,
}

impl Names {
    pub(super) fn new(nameless: &'static str) -> Self {
        // Excel keeps this one for itself.
        Self { given: BTreeSet::from(["history".to_owned()]), nameless }
    }

    /// The nearest name to this that a sheet may have and none has yet. Of two
    /// alike, the second ends with ` (2)`.
    pub(super) fn next(&mut self, wanted: &str) -> String {
        let legal = |c: char| {
            if c.is_control() || "[]:*?/\\".contains(c) || matches!(c, '\u{fffe}' | '\u{ffff}') {
                ' '
            } else {
                c
            }
        };
        let legal: String = wanted.chars().map(legal).collect();
        let words: Vec<&str> = legal.split_whitespace().collect();
        let name = trimmed(&words.join(" "));
        let name = if name.is_empty() { self.nameless.to_owned() } else { name };
        let mut chosen = cut(&name, MOST);
        let mut number = 1_usize;
        while !self.given.insert(chosen.to_lowercase()) {
            number += 1;
            let end = format!(" ({number})");
            chosen = cut(&name, MOST - end.len()) + &end;
        }
        chosen
    }
}

/// The beginning of a name that has at most so many UTF-16 units.
fn cut(name: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    trimmed(&name.chars().take_while(fits).collect::<String>())
}

/// Without what may not stand at the ends.
fn trimmed(name: &str) -> String {
    name.trim_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_each_given_once() {
        let mut names = Names::new("Tabell");
        for (wanted, given) in [
            ("Kön: [a/b] \\ *?", "Kön a b"),
            ("kön a b", "kön a b (2)"),
            ("", "Tabell"),
            ("''  '", "Tabell (2)"),
            ("History", "History (2)"),
            ("ÅÄÖ", "ÅÄÖ"),
            ("åäö", "åäö (2)"),
            ("Deltagare efter kön och ålder 2025", "Deltagare efter kön och ålder 2"),
            ("Deltagare efter kön och ålder 2026", "Deltagare efter kön och åld (2)"),
            ("a\u{0}b\n'", "a b"),
        ] {
            assert_eq!(names.next(wanted), given);
        }
        for _ in 0..200 {
            let name = names.next(&"🙂".repeat(40));
            assert!(name.encode_utf16().count() <= MOST);
        }
    }
}
