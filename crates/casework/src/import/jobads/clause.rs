//! An ad's text cut into clauses, each with the section it stands in.

use std::ops::Range;

use super::pattern::Table;
use super::phrases::{HEADINGS, Section};
use super::token::{Token, tokens};

/// A sentence, a heading or an item of a list.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) section: Section,
    pub(super) tokens: Vec<Token>,
}

/// Cuts texts by a compiled table of headings.
#[derive(Clone, Debug)]
pub(super) struct Cutter(Table<Section>);

impl Cutter {
    pub(super) fn new() -> Self {
        Self(Table::new(HEADINGS))
    }

    /// Cuts a text; tokens keep their place in the whole of it.
    pub(super) fn cut(&self, text: &str) -> Vec<Clause> {
        let mut section = Section::Other;
        let mut clauses = Vec::new();
        for place in sentences(text) {
            let mut words = tokens(&text[place.clone()]);
            for token in &mut words {
                token.start += place.start;
                token.end += place.start;
            }
            if let Some(heading) = self.heading(&text[place], &words) {
                section = heading;
            }
            if !words.is_empty() {
                clauses.push(Clause { section, tokens: words });
            }
        }
        clauses
    }

    /// The section a sentence opens, if it is a heading: short, and ending
    /// in a colon or without a full stop.
    fn heading(&self, sentence: &str, words: &[Token]) -> Option<Section> {
        let (section, end) = self.0.at(words, 0)?;
        let sentence = sentence.trim_end();
        let rest = words.len() - end;
        let short = if sentence.ends_with(':') || sentence.ends_with('?') { 7 } else { 4 };
        let is_heading = rest <= short && !sentence.ends_with(['.', '!', ',']);
        // "Om du har …" is no heading, "Om bolaget" is.
        let is_clause = words.iter().take(end + 1).any(|word| word.word == "att" && end == 1)
            || (words[0].word == "om" && words.get(1).is_some_and(|word| word.word == "du"));
        (is_heading && !is_clause).then_some(section)
    }
}

/// Where each sentence, heading or item of a list stands.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = [' '; 2];
    for (at, char) in text.char_indices() {
        let breaks = matches!(char, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '•' | '·' | '●' | '*');
        let ends = char == ' ' && matches!(before[1], '.' | '!' | '?' | ':');
        let gap = char == ' ' && before == [' ', ' '];
        let next = text[at + char.len_utf8()..].chars().next();
        let bullet = char == ' ' && before == [' ', '-'] && next.is_some_and(char::is_uppercase);
        let glued = char.is_uppercase() && before[1] == ':';
        if glued || breaks || ends || gap || bullet {
            found.push(start..at);
            start = at;
        }
        before = [before[1], char];
    }
    found.push(start..text.len());
    found
}
