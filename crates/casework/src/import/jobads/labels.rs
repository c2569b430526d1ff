//! The taxonomy's labels, found in running text.

use std::collections::{HashMap, HashSet};

use etablera_taxonomy::{Concept, ConceptId, ConceptKind, LabelKind, Taxonomy};

use super::phrases::{LANGUAGES, STOP};
use super::token::{Token, adjoin, tokens};

/// Labels with more words than this are descriptions, not names.
const MOST_WORDS: usize = 7;
/// A shorter label must stand in the text with the same letter case, as
/// `SAP` does.
const SHORT: usize = 4;

/// A language that an ad may be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Speech {
    Swedish,
    English,
}

impl Speech {
    /// The language of a text, by its commonest words; Swedish when in doubt.
    pub(super) fn of(words: &[Token]) -> Self {
        let count = |common: &[&str]| {
            words.iter().filter(|token| common.contains(&token.word.as_str())).count()
        };
        let english = count(&["the", "and", "of", "to", "you", "with", "our"]);
        if english > count(&["och", "att", "som", "du", "för", "med", "vi"]) {
            Self::English
        } else {
            Self::Swedish
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }
}

/// What a label can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Competence,
    Occupation,
}

impl Sort {
    fn of(kind: ConceptKind) -> Option<Self> {
        match kind {
            ConceptKind::Skill | ConceptKind::Knowledge => Some(Self::Competence),
            ConceptKind::Occupation => Some(Self::Occupation),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<String>,
    /// Set where only the very same letters are this name.
    exact: Option<String>,
    concept: Concept,
    /// Smaller is the better name for the concept.
    rank: (LabelKind, u8, ConceptId),
}

/// Every label worth looking for, by its first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels(HashMap<(Sort, Speech, String), Vec<Entry>>);

impl Labels {
    pub(super) fn new(taxonomy: &Taxonomy) -> Self {
        let stop = stop_list();
        let mut labels = Self::default();
        for concept in taxonomy.concepts() {
            let Some(sort) = Sort::of(taxonomy.kind(concept)) else { continue };
            for (language, kind, text) in taxonomy.labels(concept) {
                let speech = [Speech::Swedish, Speech::English];
                let Some(speech) = speech.into_iter().find(|speech| speech.code() == language)
                else {
                    continue;
                };
                let rank = (kind, system(taxonomy.id(concept)), taxonomy.id(concept));
                for (name, bare) in names(text) {
                    let entry = Entry::new(name, bare, concept, rank);
                    labels.add(sort, speech, entry, &stop);
                }
            }
        }
        for entries in labels.0.values_mut() {
            entries.sort_by(|a, b| (b.words.len(), &a.rank).cmp(&(a.words.len(), &b.rank)));
        }
        labels
    }

    fn add(&mut self, sort: Sort, speech: Speech, entry: Entry, stop: &HashSet<String>) {
        let fits = (1..=MOST_WORDS).contains(&entry.words.len());
        let usual = sort == Sort::Competence && stop.contains(&entry.words.join(" "));
        if fits && !usual && !is_loose(speech, &entry) {
            let first = entry.words[0].clone();
            self.0.entry((sort, speech, first)).or_default().push(entry);
        }
    }

    /// The concept of the longest label that begins at `at`, and where it
    /// ends.
    pub(super) fn at(
        &self,
        (sort, speech): (Sort, Speech),
        text: &str,
        words: &[Token],
        at: usize,
    ) -> Option<(Concept, usize)> {
        let entries = self.0.get(&(sort, speech, words.get(at)?.word.clone()))?;
        let entry = entries.iter().find(|entry| entry.stands(text, words, at))?;
        Some((entry.concept, at + entry.words.len()))
    }
}

impl Entry {
    fn new(name: &str, bare: bool, concept: Concept, rank: (LabelKind, u8, ConceptId)) -> Self {
        let words = tokens(name).into_iter().map(|token| token.word).collect();
        let exact = (bare || name.chars().count() < SHORT).then(|| name.to_owned());
        Self { words, exact, concept, rank }
    }

    fn stands(&self, text: &str, words: &[Token], at: usize) -> bool {
        let Some(here) = words.get(at..at + self.words.len()) else { return false };
        let same = here.iter().zip(&self.words).all(|(token, word)| token.word == *word);
        let together = here.windows(2).all(|pair| adjoin(text, &pair[0], &pair[1]));
        let place = here[0].start..here[here.len() - 1].end;
        let exact = self.exact.as_ref();
        same && together && exact.is_none_or(|name| text.get(place) == Some(name.as_str()))
    }
}

/// Whether a label is too loose to be looked for: a short one in small
/// letters, or one of English's many single-word alternatives.
fn is_loose(speech: Speech, entry: &Entry) -> bool {
    let short = entry.exact.as_ref().is_some_and(|name| !name.chars().any(char::is_uppercase));
    let english =
        speech == Speech::English && entry.words.len() == 1 && entry.rank.0 != LabelKind::Preferred;
    short || english
}

/// ESCO first: it is what profiles are mostly written in.
fn system(id: ConceptId) -> u8 {
    match id {
        ConceptId::Skill(_) | ConceptId::Occupation(_) => 0,
        _ => 1,
    }
}

/// The label and its shorter forms, each with whether it is a name only in
/// the same letter case: `Java (programspråk)` gives `Java`, and `chef` is no
/// `Chef (verktyg …)`.
fn names(label: &str) -> impl Iterator<Item = (&str, bool)> {
    let bare = label.split_once(" (").map(|(name, _)| (name, true));
    let practised = label.strip_suffix(", erfarenhet").map(|name| (name, false));
    let maker = label.strip_prefix("MS ").map(|name| (name, true));
    std::iter::once((label, false)).chain(bare).chain(practised).chain(maker)
}

fn stop_list() -> HashSet<String> {
    let languages = LANGUAGES.iter().flat_map(|(names, _)| names.split(" / "));
    languages.chain(STOP.iter().copied()).map(str::to_owned).collect()
}
