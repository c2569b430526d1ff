//! Verdicts once more, naively: from the lists a taxonomy is built from, by
//! listing what every claim says and reading the design's sentences in turn.
//!
//! Covers competences, languages and credentials; of anything else, also as a
//! prerequisite, it says nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::{
    Answer, Credential, DrivingClass, Evidence, LearnBy, Level, Need, Participant, Requirement,
    Rung, Strength, What,
};
use etablera_taxonomy::{ConceptId, ConceptKind, MatchKind};

use super::World;
use super::graph::{Graph, kind, skill, withdrawn};
use super::people::country;

/// A verdict and the coverage after training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) verdict: Says,
    pub(crate) after: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Met(u8),
    Learnable { ask_first: bool },
    Unmet,
    Unknown,
}

/// What one claim says of what is asked.
struct Opinion {
    kind: Kind,
    coverage: u8,
    rung: Option<Rung>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It has what is asked, and the evidence counts.
    Enough,
    /// It has what is asked, but not well enough known.
    Unproven,
    /// It is the thing itself, below what is asked.
    Short,
    /// It is something like it.
    Like,
    /// A plain no.
    No,
    /// A yes that a plain no contradicts.
    Contradicted,
}

struct Asked<'w> {
    what: &'w What,
    strict: bool,
    least: Evidence,
    day: NaiveDate,
}

/// What `requirement` of `need` says of `participant`; `None` where this
/// oracle cannot tell.
pub(crate) fn said(
    world: &World,
    need: &Need,
    requirement: &Requirement,
    participant: &Participant,
) -> Option<Said> {
    let today = super::today();
    let asked = Asked {
        what: &requirement.what,
        strict: requirement.reason.is_strict(),
        least: requirement.min_evidence.unwrap_or(Evidence::Stated),
        day: need.start.map_or(today, |start| start.max(today)),
    };
    let opinions = opinions(world, &asked, participant)?;
    let coverage = match requirement.strength {
        Strength::Must => proof(world, &opinions),
        Strength::Should(_) => opinions.iter().map(|o| o.coverage).max().unwrap_or(0),
    };
    let can_learn = can_learn(world, requirement, (&asked, &opinions), participant)?;
    let lacks = lacks(&opinions);
    let verdict = if coverage > 0 {
        Says::Met(coverage)
    } else if can_learn == Some(true) {
        Says::Learnable { ask_first: !lacks }
    } else if lacks && can_learn == Some(false) {
        Says::Unmet
    } else {
        Says::Unknown
    };
    let trained = world.parameters.evidence[world.parameters.trained as usize];
    let after = if can_learn == Some(true) { coverage.max(trained) } else { coverage };
    Some(Said { verdict, after })
}

/// The best coverage that fills a must; 0 where none does.
fn proof(world: &World, opinions: &[Opinion]) -> u8 {
    let enough = opinions.iter().filter(|o| o.kind == Kind::Enough);
    let best = enough.map(|o| o.coverage).max().unwrap_or(0);
    if best >= world.parameters.must_floor { best } else { 0 }
}

/// Whether it is known that they do not have it.
fn lacks(opinions: &[Opinion]) -> bool {
    let any = |kind| opinions.iter().any(|o| o.kind == kind);
    let has = any(Kind::Enough) || any(Kind::Unproven) || any(Kind::Contradicted);
    !has && (any(Kind::No) || any(Kind::Short))
}

/// Whether learning can begin; the inner `None` where nobody knows.
fn can_learn(
    world: &World,
    requirement: &Requirement,
    (asked, opinions): (&Asked<'_>, &[Opinion]),
    participant: &Participant,
) -> Option<Option<bool>> {
    let Some(way) = &requirement.learnable else { return Some(Some(false)) };
    let highest = opinions.iter().filter_map(|o| o.rung).max();
    let mut answer = Some(way.from.is_none() || highest >= way.from);
    if answer == Some(false) {
        return Some(answer);
    }
    let module = world.modules.iter().find(|m| way.by == LearnBy::Module(m.id.clone()));
    let gives = module.is_none_or(|m| m.gives.iter().any(|g| g.implies(&requirement.promised())));
    let parameters = &world.parameters;
    let too_little = parameters.evidence[parameters.trained as usize] < parameters.must_floor;
    let fails_must = requirement.strength == Strength::Must && too_little;
    if !gives || parameters.trained < asked.least || fails_must {
        return Some(Some(false));
    }
    for what in module.into_iter().flat_map(|module| &module.prerequisites) {
        let asked = Asked { what, strict: false, least: Evidence::Stated, day: asked.day };
        let opinions = self::opinions(world, &asked, participant)?;
        if lacks(&opinions) {
            answer = Some(false);
        } else if proof(world, &opinions) == 0 && answer == Some(true) {
            answer = None;
        }
    }
    Some(answer)
}

fn opinions(world: &World, asked: &Asked<'_>, participant: &Participant) -> Option<Vec<Opinion>> {
    let mut all = match asked.what {
        What::Competence { concept, level } => {
            competences(world, asked, (resolve(*concept), *level), participant)
        }
        What::Language { .. } => languages(world, asked, participant),
        What::Credential { credential } => credentials(world, asked, credential, participant),
        _ => return None,
    };
    if all.iter().any(|o| o.kind == Kind::No) {
        // A plain no leaves only what contradicts it.
        for opinion in &mut all {
            opinion.kind = match opinion.kind {
                Kind::Enough | Kind::Unproven => Kind::Contradicted,
                other => other,
            };
            (opinion.coverage, opinion.rung) = (0, None);
        }
    }
    Some(all)
}

fn product(factors: [u8; 3]) -> u8 {
    let [a, b, c] = factors.map(u32::from);
    (a * b * c / 10_000) as u8
}

fn competences(
    world: &World,
    asked: &Asked<'_>,
    (concept, level): (ConceptId, Level),
    participant: &Participant,
) -> Vec<Opinion> {
    let (graph, numbers) = (&world.graph, &world.parameters);
    let level_factor =
        |has: Level| numbers.levels_below[usize::from(level.number().saturating_sub(has.number()))];
    let denied = participant
        .competences
        .iter()
        .any(|claim| claim.answer == Answer::No && graph.lies_in(concept, resolve(claim.concept)));
    let mut all = Vec::new();
    for claim in &participant.competences {
        let Answer::Yes(known) = claim.answer else { continue };
        let claimed = resolve(claim.concept);
        let percent = graph.percent(claimed, concept);
        let (implies, same) = (percent == 100, graph.percent(concept, claimed) == 100);
        if percent == 0 || (denied && !implies) {
            continue;
        }
        let fits = implies && (same || !asked.strict);
        let counts = known.evidence >= asked.least;
        let kind = match () {
            () if denied => Kind::Contradicted,
            () if fits && known.level >= level && counts => Kind::Enough,
            () if fits && known.level >= level => Kind::Unproven,
            () if implies && same => Kind::Short,
            () => Kind::Like,
        };
        let evidence = numbers.evidence[known.evidence as usize];
        let coverage = product([percent, level_factor(known.level), evidence]);
        all.push(Opinion {
            kind,
            coverage: if counts && (fits || !asked.strict) { coverage } else { 0 },
            rung: fits.then_some(Rung::Level(known.level)),
        });
    }
    if denied {
        all.push(Opinion { kind: Kind::No, coverage: 0, rung: None });
    } else if !asked.strict && asked.least == Evidence::Stated && lends(graph, participant, concept)
    {
        let coverage =
            product([numbers.lent, level_factor(Level::WithSupport), numbers.evidence[0]]);
        all.push(Opinion { kind: Kind::Like, coverage, rung: None });
    }
    all
}

fn lends(graph: &Graph, participant: &Participant, asked: ConceptId) -> bool {
    let had = participant.occupations.iter().filter(|claim| claim.answer.yes().is_some());
    let mut needed = had.flat_map(|claim| {
        let of = graph.essential.iter().filter(move |(of, _)| *of == claim.concept);
        of.map(|(_, needed)| *needed)
    });
    needed.any(|needed| graph.percent(needed, asked) == 100)
}

fn languages(world: &World, asked: &Asked<'_>, participant: &Participant) -> Vec<Opinion> {
    let &What::Language { language, skill, level } = asked.what else { return Vec::new() };
    let numbers = &world.parameters;
    let about = |claim: &&etablera_domain::LanguageClaim| {
        claim.language == language && claim.skill == skill
    };
    let opinion = |claim: &etablera_domain::LanguageClaim| {
        let Answer::Yes(known) = claim.answer else {
            return Opinion { kind: Kind::No, coverage: 0, rung: None };
        };
        let counts = known.source.evidence() >= asked.least;
        let kind = match (known.level >= level, counts) {
            (true, true) => Kind::Enough,
            (true, false) => Kind::Unproven,
            (false, _) => Kind::Short,
        };
        let below = (level as usize).saturating_sub(known.level as usize);
        let evidence = numbers.evidence[known.source.evidence() as usize];
        let coverage = product([100, numbers.cefr_below[below], evidence]);
        let coverage = if counts { coverage } else { 0 };
        Opinion { kind, coverage, rung: Some(Rung::Cefr(known.level)) }
    };
    let mut all: Vec<_> = participant.languages.iter().filter(about).map(opinion).collect();
    if all.iter().any(|o| o.kind == Kind::No) {
        // Any yes to a language contradicts "I do not know it".
        for opinion in all.iter_mut().filter(|o| o.kind != Kind::No) {
            opinion.kind = Kind::Contradicted;
        }
    }
    all
}

fn credentials(
    world: &World,
    asked: &Asked<'_>,
    wanted: &Credential,
    participant: &Participant,
) -> Vec<Opinion> {
    let mut all = Vec::new();
    for claim in &participant.credentials {
        let held = &claim.credential;
        match claim.answer {
            Answer::No if contains(wanted, held) => {
                all.push(Opinion { kind: Kind::No, coverage: 0, rung: None });
            }
            Answer::Yes(known) if contains(held, wanted) => {
                let from = known.valid_from.is_none_or(|from| from <= asked.day);
                let to = known.valid_to.is_none_or(|to| asked.day <= to);
                let foreign = matches!(held, Credential::DrivingLicence { .. })
                    && known.issued_in == Some(country("SY"));
                let kind = match () {
                    () if !from => Kind::Short,
                    () if !to || foreign || known.evidence < asked.least => Kind::Unproven,
                    () => Kind::Enough,
                };
                let evidence = world.parameters.evidence[known.evidence as usize];
                let coverage = if kind == Kind::Enough { evidence } else { 0 };
                all.push(Opinion { kind, coverage, rung: None });
            }
            _ => {}
        }
    }
    all
}

fn contains(held: &Credential, wanted: &Credential) -> bool {
    use DrivingClass::{AM, B, B96, BE, C, C1, C1E, CE};
    match (held, wanted) {
        (Credential::DrivingLicence { class }, Credential::DrivingLicence { class: wanted }) => {
            let all = match class {
                AM => &[AM][..],
                B => &[AM, B],
                BE => &[AM, B, B96, BE],
                C => &[AM, B, C1, C],
                CE => &[AM, B, B96, BE, C1, C1E, C, CE],
                other => panic!("{other:?} is not among the random ones"),
            };
            all.contains(wanted)
        }
        _ => held == wanted,
    }
}

/// What stands for an id now.
pub(crate) fn resolve(id: ConceptId) -> ConceptId {
    if id == withdrawn() { skill(0) } else { id }
}

impl Graph {
    /// Everything broader, with the fewest steps to it.
    fn distances(&self, from: ConceptId, up: bool) -> BTreeMap<ConceptId, usize> {
        let mut best = BTreeMap::new();
        self.walk((from, false), up, 0, &mut best);
        let mut shortest: BTreeMap<_, usize> = BTreeMap::new();
        for ((to, _), distance) in best {
            let known = shortest.entry(to).or_insert(distance);
            *known = distance.min(*known);
        }
        shortest
    }

    fn walk(
        &self,
        at: (ConceptId, bool),
        up: bool,
        distance: usize,
        best: &mut BTreeMap<(ConceptId, bool), usize>,
    ) {
        if best.get(&at).is_some_and(|known| *known <= distance) {
            return;
        }
        best.insert(at, distance);
        let (here, crossed) = at;
        for &(narrow, broad) in &self.broader {
            let (from, to) = if up { (narrow, broad) } else { (broad, narrow) };
            if from == here {
                self.walk((to, crossed), up, distance + 1, best);
            }
        }
        for &(one, kind, other) in &self.matches {
            match kind {
                MatchKind::Exact if one == here => self.walk((other, crossed), up, distance, best),
                MatchKind::Exact if other == here => self.walk((one, crossed), up, distance, best),
                MatchKind::Broad if !crossed && up && one == here => {
                    self.walk((other, true), up, distance + 1, best);
                }
                MatchKind::Broad if !crossed && !up && other == here => {
                    self.walk((one, true), up, distance + 1, best);
                }
                _ => {}
            }
        }
    }

    fn is_top(&self, id: ConceptId) -> bool {
        matches!(kind(id), ConceptKind::SkillGroup | ConceptKind::OccupationGroup)
            && !self.broader.iter().any(|(narrow, _)| *narrow == id)
    }

    /// Whether `concept` is `group` or narrower, in whatever group.
    pub(crate) fn lies_in(&self, concept: ConceptId, group: ConceptId) -> bool {
        self.distances(concept, true).contains_key(&group)
    }

    /// How far a claim of one skill stands in for another.
    pub(crate) fn percent(&self, claim: ConceptId, asked: ConceptId) -> u8 {
        let up = self.distances(claim, true);
        if up.get(&asked).is_some_and(|distance| *distance == 0 || !self.is_top(asked)) {
            return 100;
        }
        if self.is_top(claim) {
            return 0;
        }
        let below = match self.distances(claim, false).get(&asked) {
            Some(1) => 50,
            Some(2) => 30,
            Some(3) => 15,
            _ => 0,
        };
        let mut parents = up.iter().filter(|&(&to, &d)| d == 1 && !self.is_top(to));
        let sibling = parents
            .any(|(&parent, _)| self.distances(parent, false).get(&asked).is_some_and(|&d| d <= 1));
        let same = |id: ConceptId| up.get(&id) == Some(&0);
        let touch = |a, b| (same(a) && b == asked) || (same(b) && a == asked);
        let related = self.related.iter().any(|&(a, b)| touch(a, b))
            || self.matches.iter().any(|&(a, k, b)| k == MatchKind::Related && touch(a, b));
        let close = self.matches.iter().any(|&(a, k, b)| k == MatchKind::Close && touch(a, b));
        let candidates = [(sibling, 40), (related, 30), (close, 60)];
        candidates.into_iter().filter(|(is, _)| *is).fold(below, |best, (_, p)| best.max(p))
    }
}
