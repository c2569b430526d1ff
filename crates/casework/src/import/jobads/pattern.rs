//! Phrases with a little freedom, so that the tables stay readable.

use super::token::Token;

/// A phrase: words parted by spaces.
///
/// `körkort*` begins so, `goda|bra` is one of these, `klass?` may be left
/// out, and `~` stands for up to four words of any kind.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Vec<Item>);

#[derive(Clone, Debug)]
enum Item {
    Gap,
    Word { ways: Vec<Way>, optional: bool },
}

#[derive(Clone, Debug)]
struct Way {
    word: &'static str,
    begins: bool,
}

const GAP: usize = 4;

impl Pattern {
    pub(super) fn new(phrase: &'static str) -> Self {
        Self(phrase.split(' ').map(Item::new).collect())
    }

    /// Where the phrase ends, if it begins at `at`.
    pub(super) fn matches(&self, tokens: &[Token], at: usize) -> Option<usize> {
        matches(&self.0, tokens, at)
    }
}

impl Item {
    fn new(text: &'static str) -> Self {
        if text == "~" {
            return Self::Gap;
        }
        let optional = text.ends_with('?');
        let ways = text.trim_end_matches('?').split('|').map(Way::new).collect();
        Self::Word { ways, optional }
    }
}

impl Way {
    fn new(text: &'static str) -> Self {
        Self { word: text.trim_end_matches('*'), begins: text.ends_with('*') }
    }

    fn fits(&self, word: &str) -> bool {
        if self.begins { word.starts_with(self.word) } else { word == self.word }
    }
}

fn matches(items: &[Item], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((item, rest)) = items.split_first() else { return Some(at) };
    match item {
        Item::Gap => (0..=GAP).find_map(|skip| matches(rest, tokens, at + skip)),
        Item::Word { ways, optional } => {
            let here = tokens.get(at).is_some_and(|token| ways.iter().any(|w| w.fits(&token.word)));
            let with = here.then(|| matches(rest, tokens, at + 1)).flatten();
            with.or_else(|| if *optional { matches(rest, tokens, at) } else { None })
        }
    }
}

/// A table whose rows begin with a phrase, ready to search.
#[derive(Clone, Debug)]
pub(super) struct Table<T>(Vec<(Pattern, T)>);

impl<T: Copy> Table<T> {
    pub(super) fn new(rows: &[(&'static str, T)]) -> Self {
        let compile = |&(phrases, value): &(&'static str, T)| {
            phrases.split(" / ").map(move |phrase| (Pattern::new(phrase), value))
        };
        Self(rows.iter().flat_map(compile).collect())
    }

    /// The longest phrase that begins at `at`: what it stands for, and its end.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Option<(T, usize)> {
        let fits = self.0.iter().filter_map(|(pattern, value)| {
            pattern.matches(tokens, at).filter(|end| *end > at).map(|end| (*value, end))
        });
        fits.rev().max_by_key(|(_, end)| *end)
    }

    /// Every place where a phrase stands, longest first at each place.
    pub(super) fn all(&self, tokens: &[Token]) -> Vec<(T, std::ops::Range<usize>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.at(tokens, at) {
                Some((value, end)) => {
                    found.push((value, at..end));
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn phrases_match_as_written() {
        for (phrase, text, expected) in [
            ("körkort*", "B-körkortet", Some(1..2)),
            ("körkort klass? b", "körkort B", Some(0..2)),
            ("körkort klass? b", "körkort klass B", Some(0..3)),
            ("goda|bra kunskaper", "mycket bra kunskaper", Some(1..3)),
            ("tal ~ skrift", "såväl tal som i skrift", Some(1..5)),
            ("tal ~ skrift", "tal a b c d e skrift", None),
            ("krav", "krävs", None),
        ] {
            let (pattern, words) = (Pattern::new(phrase), tokens(text));
            let found = (0..words.len()).find_map(|at| Some(at..pattern.matches(&words, at)?));
            assert_eq!(found, expected, "{phrase}: {text}");
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let table = Table::new(&[("god*", 1), ("god* kunskap*", 2), ("god* kunskap* i tal", 3)]);
        assert_eq!(table.all(&tokens("goda kunskaper i skrift")), [(2, 0..2)]);
    }
}
