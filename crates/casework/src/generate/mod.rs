//! Makes populations of people and needs, of any size, with the truth kept
//! aside: for trying the service, for measuring it, and for comparing
//! strategies where the right answer is known.
//!
//! Everything is a function of the taxonomy, the plan's seed, day and rates,
//! and an index: a person, need, employer or visit can be made alone, in any
//! order, in parallel, and a longer population begins with the shorter one.
//! Equal input gives equal bytes on every machine; no floating point decides
//! anything.
//!
//! # How it is made
//!
//! 1. *Occupations* are put in an order by the seed; the one of rank k is
//!    drawn as often as 1/k (Zipf).
//! 2. *Truth*: a person has had one to three occupations (six later ones in
//!    ten in the ISCO-08 minor group of the first), has most of their essential
//!    and some of their optional skills at levels that grow with the months,
//!    and some skills that many occupations share; a mother tongue, Swedish
//!    somewhere between nothing and C1, licences, an education, a home in
//!    Norrbotten, and circumstances.
//! 3. *Observation*: the participant is what is seen of the truth, by
//!    [`Rates`]: much is missing, some levels are off by one, few claims are
//!    false, and most are only stated. It has draws of its own, so that other
//!    rates see the same people.
//! 4. *Needs* split an occupation into one to four tasks that share out its
//!    essential skills, with licences, Swedish, hours, shifts and a start.
//! 5. *Outcomes*: for up to five needs a person, most of them in a line of
//!    work they know, how a trial would end by [`Truth::probability`], which
//!    never calls the matching.
//!
//! ```
//! use etablera_casework::generate::{Plan, generate};
//!
//! let day = "2026-12-01".parse()?;
//! let taxonomy = etablera_taxonomy::starter();
//! let few = generate(taxonomy, &Plan::new(3, 2, 1, day))?;
//! let more = generate(taxonomy, &Plan::new(6, 2, 1, day))?;
//! assert_eq!(few.participants[..], more.participants[..3]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod catalogue;
mod need;
mod observe;
mod outcome;
mod person;
mod random;
mod rates;
mod region;
mod trade;
mod training;
mod truth;

use chrono::{Days, NaiveDate};
use etablera_domain::{Employer, Need, NeedId, Participant, TrainingModule, Visit};
use etablera_taxonomy::{ConceptId, Taxonomy};

pub use rates::Rates;
pub use truth::{Outcome, TrueCompetence, TrueExperience, TrueLanguage, Truth};

use crate::parallel;
use catalogue::{Catalogue, Job};
use random::{Random, Stream};
use training::Offer;

/// What to make.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many participants.
    pub participants: usize,
    /// How many needs.
    pub needs: usize,
    /// What tells this population from others.
    pub seed: u64,
    /// The day it is made for.
    pub as_of: NaiveDate,
    /// How much of the truth is seen.
    pub rates: Rates,
    /// The training there is; empty to make some for the commonest skills.
    pub training: Vec<TrainingModule>,
}

impl Plan {
    /// A plan with the default rates and training.
    #[must_use]
    pub fn new(participants: usize, needs: usize, seed: u64, as_of: NaiveDate) -> Self {
        Self { participants, needs, seed, as_of, rates: Rates::default(), training: Vec::new() }
    }
}

/// A made-up population.
#[derive(Clone, Debug)]
pub struct Population {
    /// What is seen of the people.
    pub participants: Vec<Participant>,
    /// What employers need.
    pub needs: Vec<Need>,
    /// The employers of the needs.
    pub employers: Vec<Employer>,
    /// The visits at which the needs were broken down.
    pub visits: Vec<Visit>,
    /// The training that requirements name.
    pub training: Vec<TrainingModule>,
    /// What is true of the people, in the order of the participants.
    pub truth: Vec<Truth>,
    /// How the participants come from the truth.
    pub rates: Rates,
}

/// The taxonomy has nothing to draw from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the taxonomy `{0}` has no occupation with three essential skills: expected an edition of ESCO"
)]
pub struct NoOccupations(String);

/// Makes a whole population, on as many threads as there are cores.
///
/// # Errors
///
/// When no occupation of the taxonomy has enough essential skills.
pub fn generate(taxonomy: &Taxonomy, plan: &Plan) -> Result<Population, NoOccupations> {
    let generator = Generator::new(taxonomy, plan)?;
    let people = parallel::collect(plan.participants, |index| generator.person(index));
    let (truth, participants) = people.into_iter().unzip();
    let employers = plan.needs.div_ceil(NEEDS_A_VISIT);
    Ok(Population {
        participants,
        needs: parallel::collect(plan.needs, |index| generator.need(index)),
        employers: (0..employers).map(|index| generator.employer(index)).collect(),
        visits: (0..employers).map(|index| generator.visit(index)).collect(),
        truth,
        rates: plan.rates.clone(),
        training: generator.plan.training,
    })
}

/// Makes people and needs one by one, by index from 0.
pub struct Generator<'t> {
    taxonomy: &'t Taxonomy,
    plan: Plan,
    catalogue: Catalogue,
    offer: Offer,
}

/// How many needs come from one visit to one employer.
pub const NEEDS_A_VISIT: usize = 3;
/// Trials whose outcome is told, a person.
const OUTCOMES: usize = 5;
/// Needs looked at to find one in a line of work that a person knows.
const TRIES: usize = 24;

impl<'t> Generator<'t> {
    /// A generator for a plan.
    ///
    /// # Errors
    ///
    /// When no occupation of the taxonomy has enough essential skills.
    pub fn new(taxonomy: &'t Taxonomy, plan: &Plan) -> Result<Self, NoOccupations> {
        let catalogue = Catalogue::new(taxonomy, plan.seed);
        if catalogue.jobs.is_empty() {
            return Err(NoOccupations(taxonomy.edition().name));
        }
        let mut plan = plan.clone();
        if plan.training.is_empty() {
            plan.training = training::modules(taxonomy, &catalogue);
        }
        let offer = Offer::new(&plan.training);
        Ok(Self { taxonomy, plan, catalogue, offer })
    }

    /// The training that requirements name.
    #[must_use]
    pub fn training(&self) -> &[TrainingModule] {
        &self.plan.training
    }

    /// One person: the truth with outcomes, and what is seen of it.
    #[must_use]
    pub fn person(&self, index: usize) -> (Truth, Participant) {
        let id = named("P", index);
        let mut random = self.random(Stream::Truth, index);
        let mut truth = person::draw(id, &self.catalogue, self.plan.as_of, &mut random);
        let seen = observe::observe(self, &truth, &mut self.random(Stream::Observation, index));
        truth.outcomes = self.outcomes(&truth, &mut self.random(Stream::Outcome, index));
        (truth, seen)
    }

    /// One need.
    #[must_use]
    pub fn need(&self, index: usize) -> Need {
        let visit = index / NEEDS_A_VISIT;
        let names = need::Names {
            need: self.need_id(index),
            employer: named("E", visit),
            visit: named("V", visit),
        };
        let mut random = self.random(Stream::Need, index);
        let job = self.catalogue.draw(&mut random);
        need::draw(names, self, job, &mut random)
    }

    /// The employer of the needs from three times its index.
    #[must_use]
    pub fn employer(&self, index: usize) -> Employer {
        Employer {
            id: named("E", index),
            name: format!("Arbetsgivare {}", index + 1),
            organisation_number: None,
            municipality: None,
        }
    }

    /// The visit to the employer of the same index.
    #[must_use]
    pub fn visit(&self, index: usize) -> Visit {
        let ago = self.random(Stream::Employer, index).between(1, 60);
        Visit {
            id: named("V", index),
            employer: named("E", index),
            on: self.plan.as_of - Days::new(u64::from(ago)),
            notes: String::new(),
        }
    }

    fn random(&self, stream: Stream, index: usize) -> Random {
        Random::of(self.plan.seed, stream, index)
    }

    fn need_id(&self, index: usize) -> NeedId {
        named("N", index)
    }

    /// The occupation of a need, without the rest of it.
    fn job_of_need(&self, index: usize) -> &Job {
        self.catalogue.draw(&mut self.random(Stream::Need, index))
    }

    /// A Swedish label, or the id where there is none.
    fn label(&self, id: ConceptId) -> String {
        let label = self.taxonomy.concept(id).and_then(|c| self.taxonomy.display_label(c, "sv"));
        label.map_or_else(|| id.to_string(), str::to_owned)
    }

    /// A need in an occupation that the person has had, if one is soon found;
    /// else any.
    fn familiar_need(&self, truth: &Truth, random: &mut Random) -> usize {
        let mut any = 0;
        for _ in 0..TRIES {
            any = random.below(self.plan.needs as u64) as usize;
            let job = self.job_of_need(any);
            if truth.occupations.iter().any(|past| past.concept == job.id) {
                break;
            }
        }
        any
    }

    fn outcomes(&self, truth: &Truth, random: &mut Random) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = Vec::new();
        for at in 0..OUTCOMES.min(self.plan.needs) {
            let index = match at {
                0 => random.below(self.plan.needs as u64) as usize,
                _ => self.familiar_need(truth, random),
            };
            let need = self.need(index);
            let probability_permille = truth.probability(&need);
            let employed = random.chance(probability_permille);
            if outcomes.iter().all(|known| known.need != need.id) {
                outcomes.push(Outcome { need: need.id, probability_permille, employed });
            }
        }
        outcomes
    }
}

/// The id of what has this index, from 0.
fn named<T: std::str::FromStr<Err: std::fmt::Debug>>(letter: &str, index: usize) -> T {
    format!("{letter}{:06}", index + 1).parse().expect("a letter and digits")
}
