//! A compiled taxonomy: read only, answers by look-up.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::concept::{Concept, ConceptKind};
use crate::concept_id::ConceptId;
use crate::csr::Csr;
use crate::label::{LabelKind, Labels};
use crate::relation::MatchKind;
use crate::similarity::{Direction, SimilarityTable, unpack, walk};

/// Which taxonomy this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What it was made from, such as `ESCO 1.2.0 + JobTech`.
    pub name: String,
    /// CRC-32 of the compiled form: equal for equal content.
    pub checksum: u32,
}

/// Concepts, their labels and relations, and how far one stands in for
/// another.
///
/// Made by a [`Builder`](crate::Builder) or read from bytes
/// ([`Taxonomy::from_bytes`]).
#[derive(Clone, Debug, Default)]
pub struct Taxonomy {
    pub(crate) name: String,
    pub(crate) checksum: u32,
    pub(crate) table: SimilarityTable,
    /// Ascending: a look-up is a binary search.
    pub(crate) ids: Vec<ConceptId>,
    pub(crate) kinds: Vec<ConceptKind>,
    /// Withdrawn ids and what stands for each now, chains already followed.
    pub(crate) replaced: Vec<(ConceptId, u32)>,
    pub(crate) broader: Csr<u32>,
    pub(crate) narrower: Csr<u32>,
    pub(crate) related: Csr<u32>,
    pub(crate) essential: Csr<u32>,
    pub(crate) optional: Csr<u32>,
    pub(crate) matches: Csr<(u32, u8)>,
    /// For a claimed concept, what it supports and by how many percent, packed.
    pub(crate) support: Csr<u32>,
    pub(crate) labels: Labels,
    pub(crate) by_label: OnceLock<HashMap<String, Vec<u32>>>,
}

impl Taxonomy {
    /// Which taxonomy this is.
    #[must_use]
    pub fn edition(&self) -> Edition {
        Edition { name: self.name.clone(), checksum: self.checksum }
    }

    /// The number of concepts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no concept at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Every concept, ordered by id.
    pub fn concepts(&self) -> impl ExactSizeIterator<Item = Concept> + use<> {
        (0..self.ids.len() as u32).map(Concept)
    }

    /// The concept that `id` names; a withdrawn id gives what replaced it.
    #[must_use]
    pub fn concept(&self, id: ConceptId) -> Option<Concept> {
        if let Ok(at) = self.replaced.binary_search_by_key(&id, |entry| entry.0) {
            return Some(Concept(self.replaced[at].1));
        }
        self.ids.binary_search(&id).ok().map(|at| Concept(at as u32))
    }

    /// The id of a concept.
    #[must_use]
    pub fn id(&self, concept: Concept) -> ConceptId {
        self.ids[concept.index()]
    }

    /// What a concept is.
    #[must_use]
    pub fn kind(&self, concept: Concept) -> ConceptKind {
        self.kinds[concept.index()]
    }

    /// The direct broader concepts.
    pub fn broader(&self, concept: Concept) -> impl Iterator<Item = Concept> + '_ {
        self.broader.of(concept.index()).iter().copied().map(Concept)
    }

    /// The direct narrower concepts.
    pub fn narrower(&self, concept: Concept) -> impl Iterator<Item = Concept> + '_ {
        self.narrower.of(concept.index()).iter().copied().map(Concept)
    }

    /// Related concepts, neither broader nor narrower.
    pub fn related(&self, concept: Concept) -> impl Iterator<Item = Concept> + '_ {
        self.related.of(concept.index()).iter().copied().map(Concept)
    }

    /// The skills that an occupation cannot be done without.
    pub fn essential(&self, occupation: Concept) -> impl Iterator<Item = Concept> + '_ {
        self.essential.of(occupation.index()).iter().copied().map(Concept)
    }

    /// The skills that an occupation sometimes asks for.
    pub fn optional(&self, occupation: Concept) -> impl Iterator<Item = Concept> + '_ {
        self.optional.of(occupation.index()).iter().copied().map(Concept)
    }

    /// Mappings to concepts of other systems, read "`concept` has … as a
    /// match of this kind".
    pub fn matches(&self, concept: Concept) -> impl Iterator<Item = (Concept, MatchKind)> + '_ {
        let row = self.matches.of(concept.index()).iter();
        row.map(|&(to, kind)| (Concept(to), MatchKind::ALL[usize::from(kind)]))
    }

    /// What a claim of `concept` supports, itself included: concepts in
    /// order, each with a similarity in whole percent, 1 to 100.
    pub fn supports(&self, concept: Concept) -> impl Iterator<Item = (Concept, u8)> + '_ {
        self.support.of(concept.index()).iter().copied().map(unpack)
    }

    /// How far a claim of `claim` stands in for `asked`, in whole percent; 0
    /// where it does not. Not symmetric: see [`SimilarityTable`].
    #[must_use]
    pub fn similarity(&self, claim: Concept, asked: Concept) -> u8 {
        let row = self.support.of(claim.index());
        let found = row.binary_search_by_key(&asked, |word| unpack(*word).0);
        found.map_or(0, |at| unpack(row[at]).1)
    }

    /// Everything that is `concept` or lies inside it, in any system: what a
    /// plain *no* to it covers. Nearest first.
    #[must_use]
    pub fn inside(&self, concept: Concept) -> Vec<Concept> {
        let steps = walk(self, concept, Direction::Down, usize::MAX);
        steps.into_iter().map(|step| step.to).collect()
    }

    /// Whether `concept` is a group with nothing above it in any system: too
    /// wide to say anything about a person.
    #[must_use]
    pub fn is_top_level(&self, concept: Concept) -> bool {
        use ConceptKind::{Field, OccupationGroup, SkillGroup};
        let upwards = |(_, kind)| matches!(kind, MatchKind::Exact | MatchKind::Broad);
        matches!(self.kind(concept), SkillGroup | OccupationGroup | Field)
            && self.broader.of(concept.index()).is_empty()
            && !self.matches(concept).any(upwards)
    }

    /// The preferred label in a language, by its ISO 639 code.
    #[must_use]
    pub fn label(&self, concept: Concept, language: &str) -> Option<&str> {
        let labels = &self.labels;
        labels
            .of(concept.index())
            .find(|&at| labels.kind(at) == LabelKind::Preferred && labels.language(at) == language)
            .map(|at| labels.text(at))
    }

    /// A label to show a reader of `language`: in that language, else in
    /// Swedish, English or any other; `None` only where there is no label.
    #[must_use]
    pub fn display_label(&self, concept: Concept, language: &str) -> Option<&str> {
        [language, "sv", "en"]
            .into_iter()
            .find_map(|language| self.label(concept, language))
            .or_else(|| self.labels(concept).next().map(|(_, _, text)| text))
    }

    /// Every label of a concept: language, kind, text.
    pub fn labels(&self, concept: Concept) -> impl Iterator<Item = (&str, LabelKind, &str)> + '_ {
        let labels = &self.labels;
        labels.of(concept.index()).map(|at| (labels.language(at), labels.kind(at), labels.text(at)))
    }

    /// The languages that any label is in, as ISO 639 codes.
    #[must_use]
    pub fn languages(&self) -> &[String] {
        &self.labels.languages
    }

    /// The concepts that have exactly this label in any language, letter
    /// case aside. The first call builds an index.
    #[must_use]
    pub fn by_label(&self, text: &str) -> Vec<Concept> {
        let index = self.by_label.get_or_init(|| self.index_labels());
        index.get(&fold(text)).into_iter().flatten().copied().map(Concept).collect()
    }

    fn index_labels(&self) -> HashMap<String, Vec<u32>> {
        let mut index: HashMap<String, Vec<u32>> = HashMap::new();
        for concept in self.concepts() {
            for at in self.labels.of(concept.index()) {
                let known = index.entry(fold(self.labels.text(at))).or_default();
                if known.last() != Some(&concept.0) {
                    known.push(concept.0);
                }
            }
        }
        index
    }
}

/// The form in which labels are compared.
pub(crate) fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}
