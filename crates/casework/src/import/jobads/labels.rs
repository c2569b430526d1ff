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
    label: String,
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
                for name in names(text) {
                    let entry = Entry::new(name, concept, rank);
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
        if fits && !usual && entry.label.len() >= 2 {
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
    fn new(name: &str, concept: Concept, rank: (LabelKind, u8, ConceptId)) -> Self {
        let words = tokens(name).into_iter().map(|token| token.word).collect();
        Self { words, label: name.to_owned(), concept, rank }
    }

    fn stands(&self, text: &str, words: &[Token], at: usize) -> bool {
        let Some(here) = words.get(at..at + self.words.len()) else { return false };
        let same = here.iter().zip(&self.words).all(|(token, word)| token.word == *word);
        let together = here.windows(2).all(|pair| adjoin(text, &pair[0], &pair[1]));
        same && together
            && (self.label.chars().count() >= SHORT
                || text.get(here[0].start..here[0].end) == Some(self.label.as_str()))
    }
}

/// ESCO first: it is what profiles are mostly written in.
fn system(id: ConceptId) -> u8 {
    match id {
        ConceptId::Skill(_) | ConceptId::Occupation(_) => 0,
        _ => 1,
    }
}

/// The label, and the label without what stands in brackets at its end.
fn names(label: &str) -> impl Iterator<Item = &str> {
    let bare = label.split_once(" (").map(|(name, _)| name).filter(|name| name.len() >= SHORT);
    std::iter::once(label).chain(bare)
}

fn stop_list() -> HashSet<String> {
    let languages = LANGUAGES.iter().flat_map(|(names, _)| names.split(" / "));
    languages.chain(STOP.iter().copied()).map(str::to_owned).collect()
}
