//! Words with their place in the text.

use std::ops::Range;

/// A word in small letters, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) word: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a text. Hyphens and slashes part words; `c++` and `c#` are
/// words.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        let sign = matches!(char, '+' | '#');
        let next = text[at + char.len_utf8()..].chars().next().unwrap_or(' ');
        let ends_a_name = sign && start.is_some() && !next.is_alphanumeric() && before != ' ';
        if char.is_alphanumeric() || ends_a_name {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            found.push(token(text, start..at));
        }
        before = char;
    }
    found.extend(start.map(|start| token(text, start..text.len())));
    found
}

fn token(text: &str, place: Range<usize>) -> Token {
    Token { word: text[place.clone()].to_lowercase(), start: place.start, end: place.end }
}

/// Whether two neighbouring words stand in one phrase: only spaces, hyphens
/// and the like between them.
pub(super) fn adjoin(text: &str, first: &Token, second: &Token) -> bool {
    let gap = &text[first.end..second.start];
    gap.chars()
        .all(|char| matches!(char, ' ' | '-' | '–' | '/' | '&' | '+' | '\u{a0}' | '’' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_place() {
        for (text, expected) in [
            ("B-körkort, ja", &["b", "körkort", "ja"][..]),
            ("C++ och C#.", &["c++", "och", "c#"]),
            ("truckkort A+B", &["truckkort", "a", "b"]),
            ("5–6 års", &["5", "6", "års"]),
            ("", &[]),
        ] {
            let found = tokens(text);
            let words: Vec<_> = found.iter().map(|token| token.word.as_str()).collect();
            assert_eq!(words, expected, "{text}");
            for token in found {
                assert_eq!(text[token.start..token.end].to_lowercase(), token.word);
            }
        }
    }
}
