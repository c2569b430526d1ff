//! From rows in any order to a compiled taxonomy.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;
use crate::csr::Csr;
use crate::label::{LabelKind, Labels};
use crate::relation::{MatchKind, Relation};
use crate::similarity::{SimilarityTable, expand_all};
use crate::taxonomy::Taxonomy;

/// Why concepts and relations do not make a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A relation names a concept that was never added.
    #[error("relation from `{from}` to `{to}`: `{missing}` is not a concept of this taxonomy")]
    UnknownConcept {
        /// The first concept.
        from: ConceptId,
        /// The second.
        to: ConceptId,
        /// Which of the two is missing.
        missing: ConceptId,
    },
    /// Broader concepts or replacements lead back to where they began.
    #[error("`{0}` is broader than, or replaced by, itself")]
    Cycle(ConceptId),
    /// A withdrawn id leads to nothing that exists.
    #[error("`{id}` is replaced by `{by}`, which is not a concept of this taxonomy")]
    ReplacedByNothing {
        /// The withdrawn id.
        id: ConceptId,
        /// What should stand for it.
        by: ConceptId,
    },
}

/// Collects concepts, labels and relations, in any order and from any number
/// of releases, and compiles them.
///
/// What is added twice counts once. The first preferred label a language has
/// stays preferred; a later one becomes an alternative.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    name: String,
    table: SimilarityTable,
    concepts: BTreeMap<ConceptId, ConceptKind>,
    labels: BTreeMap<ConceptId, Vec<(String, LabelKind, String)>>,
    relations: BTreeSet<(ConceptId, Relation, ConceptId)>,
    matches: BTreeSet<(ConceptId, MatchKind, ConceptId)>,
    replaced: BTreeMap<ConceptId, ConceptId>,
}

impl Builder {
    /// An empty builder; `name` says what the taxonomy is made from.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Replaces the similarity parameters.
    pub fn similarity(&mut self, table: SimilarityTable) -> &mut Self {
        self.table = table;
        self
    }

    /// Adds a concept. The kind first given stays.
    pub fn concept(&mut self, id: ConceptId, kind: ConceptKind) -> &mut Self {
        self.concepts.entry(id).or_insert(kind);
        self
    }

    /// Replaces the kind of a concept.
    #[cfg(feature = "import")]
    pub(crate) fn set_kind(&mut self, id: ConceptId, kind: ConceptKind) {
        self.concepts.insert(id, kind);
    }

    /// The direct broader concepts of each that has any.
    #[cfg(feature = "import")]
    pub(crate) fn broader(&self) -> BTreeMap<ConceptId, Vec<ConceptId>> {
        let mut broader: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for &(from, relation, to) in &self.relations {
            if relation == Relation::Broader {
                broader.entry(from).or_default().push(to);
            }
        }
        broader
    }

    /// Whether a concept has been added.
    #[must_use]
    pub fn contains(&self, id: ConceptId) -> bool {
        self.concepts.contains_key(&id)
    }

    /// Adds a label; an empty text or one already there is passed over.
    pub fn label(
        &mut self,
        id: ConceptId,
        language: &str,
        kind: LabelKind,
        text: &str,
    ) -> &mut Self {
        let text = text.trim();
        let known = self.labels.entry(id).or_default();
        let of_language = |(l, ..): &&(String, LabelKind, String)| l == language;
        if text.is_empty() || known.iter().filter(of_language).any(|(.., old)| old == text) {
            return self;
        }
        let taken = kind == LabelKind::Preferred
            && known.iter().filter(of_language).any(|(_, k, _)| *k == LabelKind::Preferred);
        let kind = if taken { LabelKind::Alternative } else { kind };
        known.push((language.to_owned(), kind, text.to_owned()));
        self
    }

    /// Adds a relation inside a classification.
    pub fn relation(&mut self, from: ConceptId, relation: Relation, to: ConceptId) -> &mut Self {
        self.relations.insert((from, relation, to));
        self
    }

    /// Adds a mapping between systems: `from` has `to` as a match of `kind`.
    pub fn mapping(&mut self, from: ConceptId, kind: MatchKind, to: ConceptId) -> &mut Self {
        self.matches.insert((from, kind, to));
        self.matches.insert((to, kind.inverse(), from));
        self
    }

    /// Says that `id` is withdrawn and `by` stands for it now.
    pub fn replaced(&mut self, id: ConceptId, by: ConceptId) -> &mut Self {
        self.replaced.insert(id, by);
        self
    }

    /// Compiles the taxonomy.
    ///
    /// # Errors
    ///
    /// When a relation names a concept that is not there, or broader concepts
    /// or replacements form a cycle.
    pub fn build(self) -> Result<Taxonomy, BuildError> {
        let Self { name, table, concepts, labels, relations, matches, replaced } = self;
        let ids: Vec<_> = concepts.keys().copied().collect();
        let index = Index::new(&ids);
        let rows = ids.len();
        let edges = |wanted: Relation| {
            let chosen = relations.iter().filter(move |(_, relation, _)| *relation == wanted);
            chosen.map(|&(from, _, to)| index.pair(from, to)).collect::<Result<Vec<_>, _>>()
        };
        let broader = edges(Relation::Broader)?;
        let narrower = broader.iter().map(|&(from, to)| (to, from)).collect();
        let mut related = edges(Relation::Related)?;
        related.extend(related.clone().into_iter().map(|(from, to)| (to, from)));
        let matches = matches
            .iter()
            .map(|&(from, kind, to)| {
                index.pair(from, to).map(|(from, to)| (from, (to, kind as u8)))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut taxonomy = Taxonomy {
            name,
            table,
            kinds: concepts.values().copied().collect(),
            replaced: follow(&replaced, &index)?,
            broader: Csr::from_pairs(rows, broader),
            narrower: Csr::from_pairs(rows, narrower),
            related: Csr::from_pairs(rows, related),
            essential: Csr::from_pairs(rows, edges(Relation::Essential)?),
            optional: Csr::from_pairs(rows, edges(Relation::Optional)?),
            matches: Csr::from_pairs(rows, matches),
            labels: compile_labels(&ids, labels),
            ids,
            ..Taxonomy::default()
        };
        refuse_cycles(&taxonomy)?;
        taxonomy.support = expand_all(&taxonomy);
        taxonomy.checksum = taxonomy.content_checksum();
        Ok(taxonomy)
    }
}

struct Index(HashMap<ConceptId, u32>);

impl Index {
    fn new(ids: &[ConceptId]) -> Self {
        Self(ids.iter().copied().zip(0..).collect())
    }

    fn pair(&self, from: ConceptId, to: ConceptId) -> Result<(u32, u32), BuildError> {
        let find = |missing| {
            let found = self.0.get(&missing).copied();
            found.ok_or(BuildError::UnknownConcept { from, to, missing })
        };
        Ok((find(from)?, find(to)?))
    }
}

/// Follows chains of replacements to what exists today.
fn follow(
    replaced: &BTreeMap<ConceptId, ConceptId>,
    index: &Index,
) -> Result<Vec<(ConceptId, u32)>, BuildError> {
    let last = |id: ConceptId| {
        let mut by = id;
        for _ in 0..=replaced.len() {
            match replaced.get(&by) {
                Some(next) => by = *next,
                None => return Ok(by),
            }
        }
        Err(BuildError::Cycle(id))
    };
    let end = |(&id, _): (&ConceptId, _)| {
        let by = last(id)?;
        let found = index.0.get(&by).ok_or(BuildError::ReplacedByNothing { id, by })?;
        Ok((id, *found))
    };
    replaced.iter().map(end).collect()
}

/// Peels off concepts with nothing broader left; what remains is a cycle.
fn refuse_cycles(taxonomy: &Taxonomy) -> Result<(), BuildError> {
    let mut above: Vec<_> =
        taxonomy.concepts().map(|c| taxonomy.broader.of(c.index()).len()).collect();
    let mut free: Vec<_> =
        taxonomy.concepts().filter(|c| above[c.index()] == 0).map(|c| c.0).collect();
    while let Some(concept) = free.pop() {
        for &below in taxonomy.narrower.of(concept as usize) {
            above[below as usize] -= 1;
            if above[below as usize] == 0 {
                free.push(below);
            }
        }
    }
    match above.iter().position(|&left| left > 0) {
        Some(at) => Err(BuildError::Cycle(taxonomy.ids[at])),
        None => Ok(()),
    }
}

fn compile_labels(
    ids: &[ConceptId],
    mut by_concept: BTreeMap<ConceptId, Vec<(String, LabelKind, String)>>,
) -> Labels {
    let used: BTreeSet<&str> =
        by_concept.values().flatten().map(|(language, ..)| language.as_str()).collect();
    let languages: Vec<String> = used.into_iter().map(str::to_owned).collect();
    let mut labels = Labels { languages, first: vec![0], start: vec![0], ..Labels::default() };
    for id in ids {
        let mut own = by_concept.remove(id).unwrap_or_default();
        own.sort();
        for (language, kind, text) in own {
            let at = labels.languages.binary_search(&language).unwrap_or_default();
            labels.tag.push(Labels::tag(at, kind));
            labels.text.extend_from_slice(text.as_bytes());
            labels.start.push(labels.text.len() as u32);
        }
        labels.first.push(labels.len() as u32);
    }
    labels
}
