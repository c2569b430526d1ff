//! The occupations that are drawn from, and what belongs to each.

use std::collections::BTreeMap;

use etablera_taxonomy::{Concept, ConceptId, ConceptKind, Taxonomy};

use super::random::{Random, Stream};

/// An occupation with enough essential skills to be drawn.
pub(super) struct Job {
    pub(super) id: ConceptId,
    pub(super) title: String,
    /// The digits of its ISCO-08 unit group; empty where it has none.
    pub(super) isco: String,
    pub(super) essential: Vec<ConceptId>,
    pub(super) optional: Vec<ConceptId>,
}

impl Job {
    /// The digits of its ISCO-08 minor group.
    pub(super) fn minor_group(&self) -> &str {
        self.isco.get(..3).unwrap_or_default()
    }
}

/// Every occupation, the most common first.
pub(super) struct Catalogue {
    pub(super) jobs: Vec<Job>,
    /// Up to and with each job, the sum of the weights.
    cumulative: Vec<u64>,
    by_minor_group: BTreeMap<String, Vec<usize>>,
    /// The skills that most occupations have in common, the commonest first.
    pub(super) cross_cutting: Vec<ConceptId>,
}

/// So few essential skills make no job.
const FEWEST_SKILLS: usize = 3;
const CROSS_CUTTING: usize = 40;

impl Catalogue {
    pub(super) fn new(taxonomy: &Taxonomy, seed: u64) -> Self {
        let occupations =
            taxonomy.concepts().filter(|c| taxonomy.kind(*c) == ConceptKind::Occupation);
        let mut jobs: Vec<Job> = occupations.filter_map(|c| job(taxonomy, c)).collect();
        let cross_cutting = commonest(&jobs);
        Random::of(seed, Stream::Order, 0).shuffle(&mut jobs);
        let mut sum = 0;
        let zipf = (1..=jobs.len() as u64).map(|rank| {
            sum += 1_000_000_000 / rank;
            sum
        });
        let cumulative = zipf.collect();
        let mut by_minor_group: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, job) in jobs.iter().enumerate() {
            by_minor_group.entry(job.minor_group().to_owned()).or_default().push(at);
        }
        Self { jobs, cumulative, by_minor_group, cross_cutting }
    }

    /// An occupation: the one of rank k as likely as 1/k (Zipf's law).
    pub(super) fn draw(&self, random: &mut Random) -> &Job {
        let point = random.below(self.cumulative.last().copied().unwrap_or_default());
        &self.jobs[self.cumulative.partition_point(|&sum| sum <= point)]
    }

    /// An occupation of the same ISCO-08 minor group, perhaps the same.
    pub(super) fn draw_near(&self, job: &Job, random: &mut Random) -> &Job {
        let near = self.by_minor_group.get(job.minor_group()).and_then(|jobs| random.pick(jobs));
        near.map_or_else(|| self.draw(random), |&at| &self.jobs[at])
    }
}

fn job(taxonomy: &Taxonomy, concept: Concept) -> Option<Job> {
    let ids = |skills: &mut dyn Iterator<Item = Concept>| -> Vec<ConceptId> {
        skills.map(|skill| taxonomy.id(skill)).collect()
    };
    let essential = ids(&mut taxonomy.essential(concept));
    (essential.len() >= FEWEST_SKILLS).then(|| Job {
        id: taxonomy.id(concept),
        title: capitalised(taxonomy.display_label(concept, "sv").unwrap_or_default()),
        isco: unit_group(taxonomy, concept).unwrap_or_default(),
        essential,
        optional: ids(&mut taxonomy.optional(concept)),
    })
}

/// The digits of the nearest group of ISCO-08 above a concept.
fn unit_group(taxonomy: &Taxonomy, concept: Concept) -> Option<String> {
    let mut level = vec![concept];
    while !level.is_empty() {
        for &at in &level {
            if let ConceptId::Isco(code) = taxonomy.id(at) {
                return Some(code.to_string());
            }
        }
        level = level.iter().flat_map(|&at| taxonomy.broader(at)).collect();
    }
    None
}

fn commonest(jobs: &[Job]) -> Vec<ConceptId> {
    let mut count: BTreeMap<ConceptId, usize> = BTreeMap::new();
    for skill in jobs.iter().flat_map(|job| &job.essential) {
        *count.entry(*skill).or_default() += 1;
    }
    let mut order: Vec<_> = count.into_iter().collect();
    order.sort_by_key(|&(skill, times)| (std::cmp::Reverse(times), skill));
    order.into_iter().take(CROSS_CUTTING).map(|(skill, _)| skill).collect()
}

/// With a capital first letter, as titles are written.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
