//! Draws a need: what one workplace asks for in one occupation.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use etablera_domain::{
    EducationRequirement, EmployerId, Evidence, LanguageSkill, LearnBy, Learnable, Level, Need,
    NeedId, Origin, Reason, Requirement, RequirementId, Rung, Share, Strength, Task, VisitId,
    WeeklyHours, Weight, What,
};
use etablera_taxonomy::{Cefr, ConceptId, Language};

use super::catalogue::{Job, capitalised};
use super::random::Random;
use super::training::Offer;
use super::{Generator, region, trade};

/// A need that is being drawn.
struct Draft<'a, 'r> {
    job: &'a Job,
    offer: &'a Offer,
    random: &'r mut Random,
    /// Requirements so far, for their ids.
    count: usize,
    /// Musts on competences so far: nobody finds a person who meets ten.
    musts: usize,
}

const MOST_MUSTS: usize = 3;

/// The names of a need, its employer and the visit.
pub(super) struct Names {
    pub(super) need: NeedId,
    pub(super) employer: EmployerId,
    pub(super) visit: VisitId,
}

/// The need with these names in this occupation.
pub(super) fn draw(
    names: Names,
    generator: &Generator<'_>,
    job: &Job,
    random: &mut Random,
) -> Need {
    let mut draft = Draft { job, offer: &generator.offer, random, count: 0, musts: 0 };
    let mut tasks = draft.tasks(generator);
    if let Some(first) = tasks.first_mut() {
        first.requirements.extend(draft.swedish());
        first.requirements.extend(draft.credential());
        first.requirements.extend(draft.background());
    }
    let random = draft.random;
    Need {
        id: names.need,
        employer: names.employer,
        origin: Origin::Visit(names.visit),
        title: job.title.clone(),
        occupation: Some(job.id),
        seats: seats(random).try_into().expect("one or more"),
        workplace: Some(region::place(random)),
        hours: Some(hours(random)),
        shifts: random
            .pick(trade::shifts(&job.isco))
            .copied()
            .unwrap_or_default()
            .iter()
            .copied()
            .collect(),
        start: Some(start(generator.plan.as_of, random)),
        tasks,
    }
}

fn seats(random: &mut Random) -> u16 {
    [1, 2, 3, 5][random.weighted(&[600, 250, 100, 50])]
}

fn hours(random: &mut Random) -> WeeklyHours {
    let (from, to) =
        [(38, 40), (30, 40), (20, 30), (15, 20)][random.weighted(&[500, 300, 150, 50])];
    WeeklyHours::new(from, to).expect("a range")
}

fn start(as_of: NaiveDate, random: &mut Random) -> NaiveDate {
    as_of + Days::new(u64::from(random.between(7, 120)))
}

impl Draft<'_, '_> {
    /// One to four tasks that share out the time and some of the skills.
    fn tasks(&mut self, generator: &Generator<'_>) -> Vec<Task> {
        let mut skills = self.job.essential.clone();
        self.random.shuffle(&mut skills);
        let wanted = self.random.weighted(&[150, 300, 350, 200]) + 1;
        let count = wanted.min(skills.len());
        let per_task = (skills.len() / count).min(3);
        let shares = shares(count, self.random);
        let chunks = skills.chunks(per_task);
        shares
            .into_iter()
            .zip(chunks)
            .map(|(share, skills)| self.task(generator, share, skills))
            .collect()
    }

    fn task(&mut self, generator: &Generator<'_>, share: u16, skills: &[ConceptId]) -> Task {
        let mut requirements: Vec<Requirement> =
            skills.iter().map(|&skill| self.competence(skill)).collect();
        if self.random.chance(300)
            && let Some(&extra) = self.random.pick(&self.job.optional)
        {
            let weight = self.weight(1, 3);
            let mut requirement = self.competence(extra);
            requirement.strength = weight;
            requirements.push(requirement);
        }
        Task {
            title: skills
                .first()
                .map(|&skill| generator.label(skill))
                .map_or_else(|| self.job.title.clone(), |label| capitalised(&label)),
            share_permille: Share::try_from(u64::from(share)).expect("a share"),
            requirements,
        }
    }

    fn competence(&mut self, concept: ConceptId) -> Requirement {
        let level = Level::ALL[self.random.weighted(&[100, 500, 360, 40])];
        let must = self.musts < MOST_MUSTS && self.random.chance(350);
        self.musts += usize::from(must);
        let safety = must && self.random.chance(120);
        let strength = if must { Strength::Must } else { self.weight(1, 5) };
        let reason = match (must, safety) {
            (_, true) => Reason::Safety,
            (true, _) => Reason::Task,
            (false, _) => {
                if self.random.chance(500) {
                    Reason::Task
                } else {
                    Reason::Wish
                }
            }
        };
        let mut requirement =
            self.requirement(What::Competence { concept, level }, strength, reason);
        requirement.learnable = self.learnable(&requirement.what);
        if safety && self.random.chance(400) {
            requirement.min_evidence = Some(if self.random.chance(600) {
                Evidence::Documented
            } else {
                Evidence::Observed
            });
        }
        requirement
    }

    /// How a competence could be learnt: by a module, at the workplace from
    /// nothing or from one level below, or not.
    fn learnable(&mut self, what: &What) -> Option<Learnable> {
        if let Some(module) = self.offer.giving(what).filter(|_| self.random.chance(600)) {
            let by = LearnBy::Module(module.clone());
            return Some(Learnable { by, from: None, to: None });
        }
        let What::Competence { level, .. } = what else { return None };
        let below = Level::ALL.into_iter().rev().find(|lower| lower < level).map(Rung::Level);
        let from = match self.random.weighted(&[450, 300, 250]) {
            0 => return None,
            1 => None,
            _ => below,
        };
        Some(Learnable { by: LearnBy::Workplace, from, to: None })
    }

    /// Understanding instructions, and mostly speaking with others.
    fn swedish(&mut self) -> Vec<Requirement> {
        let usual = trade::swedish(&self.job.isco) as usize;
        let spoken = Cefr::ALL[(usual + self.random.weighted(&[250, 600, 150])).saturating_sub(1)];
        let language = Language::SWEDISH;
        let what = What::Language { language, skill: LanguageSkill::Listening, level: spoken };
        let mut all = vec![self.requirement(what, Strength::Must, Reason::Safety)];
        if self.random.chance(700) {
            let what =
                What::Language { language, skill: LanguageSkill::Interaction, level: spoken };
            let must = self.random.chance(500);
            let strength = if must { Strength::Must } else { self.weight(2, 4) };
            all.push(self.requirement(what, strength, Reason::Task));
        }
        for requirement in &mut all {
            requirement.learnable = self.language_course(&requirement.what, spoken);
        }
        all
    }

    fn language_course(&mut self, what: &What, level: Cefr) -> Option<Learnable> {
        let module = self.offer.giving(what).filter(|_| self.random.chance(350))?;
        let below = Cefr::ALL.into_iter().rev().find(|lower| *lower < level).map(Rung::Cefr);
        Some(Learnable { by: LearnBy::Module(module.clone()), from: below, to: None })
    }

    fn credential(&mut self) -> Option<Requirement> {
        let credential = trade::credential(&self.job.isco, self.job.id)?;
        let what = What::Credential { credential };
        let licensed = trade::is_licensed(&self.job.isco);
        let must = licensed || self.random.chance(700);
        let strength = if must { Strength::Must } else { self.weight(2, 4) };
        let mut requirement = self.requirement(what, strength, Reason::Law);
        let module = self.offer.giving(&requirement.what).filter(|_| !licensed);
        requirement.learnable = module.map(|module| Learnable {
            by: LearnBy::Module(module.clone()),
            from: None,
            to: None,
        });
        Some(requirement)
    }

    /// Sometimes a time in the occupation, or an education.
    fn background(&mut self) -> Vec<Requirement> {
        let mut all = Vec::new();
        if self.random.chance(250) {
            let months = [6, 12, 24][self.random.weighted(&[400, 400, 200])];
            let what = What::Experience { occupation: self.job.id, months };
            let weight = self.weight(1, 4);
            all.push(self.requirement(what, weight, Reason::Wish));
        }
        if self.job.isco.starts_with('2') && self.random.chance(500) {
            let education = EducationRequirement {
                level: "6".parse().expect("a level"),
                seqf: None,
                field: trade::field(&self.job.isco),
                recognised: self.random.chance(400),
            };
            let must = self.random.chance(500);
            let strength = if must { Strength::Must } else { self.weight(2, 5) };
            all.push(self.requirement(What::Education { education }, strength, Reason::Task));
        }
        all
    }

    fn weight(&mut self, least: u16, most: u16) -> Strength {
        let weight = u64::from(self.random.between(least, most));
        Strength::Should(Weight::try_from(weight).expect("1 to 5"))
    }

    fn requirement(&mut self, what: What, strength: Strength, reason: Reason) -> Requirement {
        self.count += 1;
        let id: RequirementId = format!("r{}", self.count).parse().expect("an id");
        Requirement { id, what, strength, reason, min_evidence: None, learnable: None, quote: None }
    }
}

/// So many shares of at least 100 that add up to 1000, in steps of 50.
fn shares(count: usize, random: &mut Random) -> Vec<u16> {
    let mut cuts = BTreeSet::new();
    while cuts.len() + 1 < count {
        cuts.insert(random.between(1, 9) * 100);
    }
    let ends = cuts.iter().copied().chain([1000]);
    let mut before = 0;
    ends.map(|end| end - std::mem::replace(&mut before, end)).collect()
}
