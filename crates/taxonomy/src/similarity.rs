//! How far a claim of one concept stands in for another, in whole percent.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::concept::{Concept, ConceptKind};
use crate::concept_id::ConceptId;
use crate::csr::Csr;
use crate::relation::MatchKind;
use crate::taxonomy::Taxonomy;

/// Below a wide parent, siblings count at least so many percent or nothing.
const SIBLING_FLOOR: usize = 10;

/// The similarities, in whole percent, that follow from how a claimed concept
/// lies to the asked one.
///
/// The concept itself, its exact matches and everything broader count 100,
/// for a narrower claim implies the broader. Top-level groups count for
/// nothing but themselves, and so does a common parent that is one.
///
/// The more children a parent has, the less it says to share it. Siblings
/// count in full below a parent of at most `sibling_group` children and in
/// proportion below a wider one: `sibling` × `sibling_group` / children, cut
/// to whole percent, and nothing where that is less than 10. With the
/// defaults, siblings among 20 count 40, among 40 they count 20, and among
/// more than 80 nothing. Children are counted in all systems, those that are
/// exact matches once. Of several common parents, the best counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimilarityTable {
    /// The claim is broader than what is asked, by one, two or three steps.
    pub broader: [u8; 3],
    /// The two share a direct parent.
    pub sibling: u8,
    /// The most children below which siblings count in full.
    pub sibling_group: u8,
    /// The two are related.
    pub related: u8,
    /// A crosswalk calls the two a close match.
    pub close: u8,
    /// Two occupations of one ISCO-08 minor group with all essential skills
    /// in common; fewer in common count in proportion.
    pub shared_skills: u8,
}

impl Default for SimilarityTable {
    fn default() -> Self {
        Self {
            broader: [50, 30, 15],
            sibling: 40,
            sibling_group: 20,
            related: 30,
            close: 60,
            shared_skills: 60,
        }
    }
}

impl SimilarityTable {
    pub(crate) fn to_bytes(&self) -> [u8; 8] {
        let Self { broader, sibling, sibling_group, related, close, shared_skills } = *self;
        let [one, two, three] = broader;
        [one, two, three, sibling, sibling_group, related, close, shared_skills]
    }

    pub(crate) fn from_bytes(bytes: [u8; 8]) -> Self {
        let [one, two, three, sibling, sibling_group, related, close, shared_skills] = bytes;
        let broader = [one, two, three];
        Self { broader, sibling, sibling_group, related, close, shared_skills }
    }

    /// What siblings count below a parent of so many children.
    fn sibling_among(&self, children: usize) -> u8 {
        let group = usize::from(self.sibling_group);
        if children <= group {
            return self.sibling;
        }
        let percent = usize::from(self.sibling) * group / children;
        if percent < SIBLING_FLOOR { 0 } else { percent as u8 }
    }
}

/// A supported concept and its percentage in one word: these make up most of
/// a compiled taxonomy. Words order as the concepts do; there are at most 2²⁴.
pub(crate) fn pack(concept: u32, percent: u8) -> u32 {
    debug_assert!(concept < 1 << 24, "too many concepts for one taxonomy");
    concept << 8 | u32::from(percent)
}

/// The concept and the percentage in a word.
pub(crate) fn unpack(word: u32) -> (Concept, u8) {
    (Concept(word >> 8), word as u8)
}

/// What every concept supports, in words that [`unpack`] reads.
pub(crate) fn expand_all(taxonomy: &Taxonomy) -> Csr<u32> {
    let minor_groups = minor_groups(taxonomy);
    let mut families = Families::new();
    let mut best = Best { percent: vec![0; taxonomy.len()], touched: Vec::new() };
    let mut support = Csr { first: vec![0], items: Vec::new() };
    for concept in taxonomy.concepts() {
        expand(taxonomy, concept, &mut best);
        share_parents(taxonomy, concept, &mut families, &mut best);
        share_skills(taxonomy, concept, &minor_groups, &mut best);
        best.drain_into(&mut support.items);
        support.first.push(support.items.len() as u32);
    }
    support
}

/// The best similarity so far to each concept.
struct Best {
    percent: Vec<u8>,
    touched: Vec<u32>,
}

impl Best {
    fn raise(&mut self, concept: u32, percent: u8) {
        let known = &mut self.percent[concept as usize];
        if *known == 0 && percent > 0 {
            self.touched.push(concept);
        }
        *known = percent.max(*known);
    }

    fn drain_into(&mut self, items: &mut Vec<u32>) {
        self.touched.sort_unstable();
        for concept in self.touched.drain(..) {
            items.push(pack(concept, std::mem::take(&mut self.percent[concept as usize])));
        }
    }
}

fn expand(taxonomy: &Taxonomy, claim: Concept, best: &mut Best) {
    let table = &taxonomy.table;
    let same = walk(taxonomy, claim, Direction::Up, 0);
    for step in walk(taxonomy, claim, Direction::Up, usize::MAX) {
        if step.distance == 0 || !taxonomy.is_top_level(step.to) {
            best.raise(step.to.0, 100);
        }
    }
    if taxonomy.is_top_level(claim) {
        return;
    }
    for step in walk(taxonomy, claim, Direction::Down, table.broader.len()) {
        if step.distance > 0 {
            best.raise(step.to.0, table.broader[step.distance - 1]);
        }
    }
    for step in same {
        for related in taxonomy.related(step.to) {
            best.raise(related.0, table.related);
        }
        for (to, kind) in taxonomy.matches(step.to) {
            match kind {
                MatchKind::Close => best.raise(to.0, table.close),
                MatchKind::Related => best.raise(to.0, table.related),
                MatchKind::Exact | MatchKind::Broad | MatchKind::Narrow => {}
            }
        }
    }
}

/// Parents whose children are known, with the children and what they count to
/// each other.
type Families = HashMap<Concept, (BTreeSet<Concept>, u8)>;

fn share_parents(taxonomy: &Taxonomy, claim: Concept, families: &mut Families, best: &mut Best) {
    if taxonomy.is_top_level(claim) {
        return;
    }
    for parent in parents(taxonomy, claim) {
        let (children, percent) =
            families.entry(parent).or_insert_with(|| family(taxonomy, parent));
        for child in children.iter() {
            best.raise(child.0, *percent);
        }
    }
}

/// The children of a parent, in all systems, and what they count to each
/// other.
pub(crate) fn family(taxonomy: &Taxonomy, parent: Concept) -> (BTreeSet<Concept>, u8) {
    let below = walk(taxonomy, parent, Direction::Down, 1);
    let children: BTreeSet<_> =
        below.into_iter().filter(|step| step.distance == 1).map(|step| step.to).collect();
    let is_copy = |child: &Concept| {
        let mut matches = taxonomy.matches(*child);
        matches.any(|(to, kind)| kind == MatchKind::Exact && to < *child && children.contains(&to))
    };
    let different = children.iter().filter(|child| !is_copy(child)).count();
    let percent = taxonomy.table.sibling_among(different);
    (children, percent)
}

/// The direct parents that say something: one step up, top-level groups left
/// out.
pub(crate) fn parents(taxonomy: &Taxonomy, concept: Concept) -> impl Iterator<Item = Concept> {
    walk(taxonomy, concept, Direction::Up, 1)
        .into_iter()
        .filter(|step| step.distance == 1 && !taxonomy.is_top_level(step.to))
        .map(|step| step.to)
}

/// Which way to walk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

/// A concept reached, and the step before it.
pub(crate) struct Step {
    pub(crate) to: Concept,
    /// Steps other than exact matches.
    pub(crate) distance: usize,
    /// Index of the step that led here; its own for the start.
    pub(crate) from: usize,
    crossed: bool,
}

/// What is reached from `start` in at most `reach` steps, nearest first.
///
/// Exact matches cost no step. At most one broad or narrow match is crossed:
/// chains of them drift, for each was judged on its own.
pub(crate) fn walk(
    taxonomy: &Taxonomy,
    start: Concept,
    direction: Direction,
    reach: usize,
) -> Vec<Step> {
    let mut walk = Walk { taxonomy, direction, steps: Vec::new(), seen: HashMap::new() };
    walk.push(Step { to: start, distance: 0, from: 0, crossed: false });
    let mut frontier = 0;
    for distance in 0.. {
        walk.close_over_exact(frontier);
        if distance == reach || frontier == walk.steps.len() {
            break;
        }
        let reached = walk.steps.len();
        for from in frontier..reached {
            walk.step_from(from);
        }
        frontier = reached;
    }
    walk.steps
}

struct Walk<'t> {
    taxonomy: &'t Taxonomy,
    direction: Direction,
    steps: Vec<Step>,
    /// Whether a concept was reached only by crossing to another system.
    seen: HashMap<Concept, bool>,
}

impl Walk<'_> {
    /// Follows exact matches of everything from `frontier` on.
    fn close_over_exact(&mut self, frontier: usize) {
        let mut from = frontier;
        while from < self.steps.len() {
            let Step { to, distance, crossed, .. } = self.steps[from];
            for (same, kind) in self.taxonomy.matches(to) {
                if kind == MatchKind::Exact {
                    self.push(Step { to: same, distance, from, crossed });
                }
            }
            from += 1;
        }
    }

    fn step_from(&mut self, from: usize) {
        let taxonomy = self.taxonomy;
        let Step { to: here, distance, crossed, .. } = self.steps[from];
        let (own, across) = match self.direction {
            Direction::Up => (taxonomy.broader.of(here.index()), MatchKind::Broad),
            Direction::Down => (taxonomy.narrower.of(here.index()), MatchKind::Narrow),
        };
        let distance = distance + 1;
        for &to in own {
            self.push(Step { to: Concept(to), distance, from, crossed });
        }
        if !crossed {
            for (to, kind) in taxonomy.matches(here) {
                if kind == across {
                    self.push(Step { to, distance, from, crossed: true });
                }
            }
        }
    }

    /// Takes a step unless the concept is known; one reached without crossing
    /// may be walked on from, so it counts as new beside one that was not.
    fn push(&mut self, step: Step) {
        let known = self.seen.entry(step.to);
        match known {
            Entry::Occupied(mut crossed) if *crossed.get() && !step.crossed => {
                crossed.insert(false);
            }
            Entry::Occupied(_) => return,
            Entry::Vacant(new) => {
                new.insert(step.crossed);
            }
        }
        self.steps.push(step);
    }
}

/// Occupations by the ISCO-08 minor group (three digits) they lie in.
fn minor_groups(taxonomy: &Taxonomy) -> MinorGroups {
    let mut of = vec![None; taxonomy.len()];
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for concept in taxonomy.concepts() {
        if taxonomy.kind(concept) != ConceptKind::Occupation
            || taxonomy.essential.of(concept.index()).is_empty()
        {
            continue;
        }
        of[concept.index()] = minor_group(taxonomy, concept);
        if let Some(group) = of[concept.index()] {
            members.entry(group).or_default().push(concept.0);
        }
    }
    MinorGroups { of, members }
}

struct MinorGroups {
    of: Vec<Option<u32>>,
    members: BTreeMap<u32, Vec<u32>>,
}

pub(crate) fn minor_group(taxonomy: &Taxonomy, occupation: Concept) -> Option<u32> {
    walk(taxonomy, occupation, Direction::Up, usize::MAX)
        .into_iter()
        .find(|step| matches!(taxonomy.id(step.to), ConceptId::Isco(code) if code.level() == 3))
        .map(|step| step.to.0)
}

fn share_skills(taxonomy: &Taxonomy, claim: Concept, groups: &MinorGroups, best: &mut Best) {
    let Some(group) = groups.of[claim.index()] else { return };
    for &other in &groups.members[&group] {
        let (shared, all) = shared_skills(taxonomy, claim, Concept(other));
        let percent = usize::from(taxonomy.table.shared_skills) * shared / all;
        best.raise(other, percent as u8);
    }
}

/// How many essential skills two occupations share, and how many they have
/// between them.
pub(crate) fn shared_skills(taxonomy: &Taxonomy, a: Concept, b: Concept) -> (usize, usize) {
    let (a, b) = (taxonomy.essential.of(a.index()), taxonomy.essential.of(b.index()));
    let shared = a.iter().filter(|skill| b.binary_search(skill).is_ok()).count();
    (shared, (a.len() + b.len() - shared).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_count_less_the_wider_their_group() {
        let table = SimilarityTable::default();
        for (children, percent) in
            [(0, 40), (2, 40), (20, 40), (21, 38), (40, 20), (80, 10), (81, 0), (usize::MAX, 0)]
        {
            assert_eq!(table.sibling_among(children), percent, "{children}");
        }
        let never = SimilarityTable { sibling_group: 0, ..table };
        assert_eq!(never.sibling_among(2), 0);
    }
}
