//! Labels of concepts, in every language, in one compact table.

/// What a label is to its concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// The name to show; at most one a language.
    Preferred,
    /// Another name.
    Alternative,
    /// Found in searches, not shown.
    Hidden,
}

impl LabelKind {
    pub(crate) const ALL: [Self; 3] = [Self::Preferred, Self::Alternative, Self::Hidden];
}

/// All labels, ordered by concept, language and kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    /// Language codes; a label names one by its place.
    pub(crate) languages: Vec<String>,
    /// For each concept, where its labels begin; one more at the end.
    pub(crate) first: Vec<u32>,
    /// Language and kind of each label.
    pub(crate) tag: Vec<u16>,
    /// Where each label's text begins; one more at the end.
    pub(crate) start: Vec<u32>,
    /// The texts, one after the other, UTF-8.
    pub(crate) text: Vec<u8>,
}

impl Labels {
    pub(crate) fn tag(language: usize, kind: LabelKind) -> u16 {
        (language as u16) << 2 | kind as u16
    }

    pub(crate) fn of(&self, concept: usize) -> std::ops::Range<usize> {
        self.first[concept] as usize..self.first[concept + 1] as usize
    }

    pub(crate) fn kind(&self, label: usize) -> LabelKind {
        LabelKind::ALL[usize::from(self.tag[label] & 3).min(2)]
    }

    pub(crate) fn language(&self, label: usize) -> &str {
        self.languages.get(usize::from(self.tag[label] >> 2)).map_or("", String::as_str)
    }

    /// The text; empty where the bytes are no UTF-8, which a checked file
    /// never holds.
    pub(crate) fn text(&self, label: usize) -> &str {
        let (from, to) = (self.start[label] as usize, self.start[label + 1] as usize);
        std::str::from_utf8(&self.text[from..to]).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.tag.len()
    }
}
