//! Draws what is true of a person.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use etablera_domain::{
    Credential, DrivingClass, EducationClaim, Evidence, ForkliftClass, LanguageSkill, Level,
    ParticipantId, Recognition, Shift, WeeklyHours,
};
use etablera_taxonomy::{Cefr, ConceptId, Country, Language};

use super::catalogue::{Catalogue, Job};
use super::random::Random;
use super::truth::{TrueCompetence, TrueExperience, TrueLanguage, Truth};
use super::{region, trade};

/// A language, a country where it is spoken, and a weight.
const MOTHER_TONGUES: [(&str, &str, u16); 18] = [
    ("ar", "SY", 240),
    ("ar", "IQ", 80),
    ("so", "SO", 90),
    ("ti", "ER", 90),
    ("prs", "AF", 90),
    ("fa", "IR", 50),
    ("uk", "UA", 90),
    ("en", "NG", 25),
    ("en", "IN", 25),
    ("es", "CO", 30),
    ("th", "TH", 50),
    ("fi", "FI", 40),
    ("pl", "PL", 25),
    ("ku", "IQ", 25),
    ("tr", "TR", 15),
    ("ru", "UZ", 15),
    ("fr", "CD", 10),
    ("am", "ET", 10),
];

/// What is true of the person with this id, without outcomes.
pub(super) fn draw(
    id: ParticipantId,
    catalogue: &Catalogue,
    as_of: NaiveDate,
    random: &mut Random,
) -> Truth {
    let jobs = past_jobs(catalogue, random);
    let main = jobs[0].0;
    let (tongue, country) = mother_tongue(random);
    let home = region::place(random);
    Truth {
        id,
        competences: competences(&jobs, catalogue, random),
        languages: languages(tongue, main, random),
        credentials: credentials(&jobs, random),
        education: education(main, country, as_of, random),
        reach: region::reach(&home, random),
        home,
        hours: hours(random),
        shifts: shifts(random),
        available_from: first_day(as_of, random),
        steadiness: random.between(0, 100) as u8,
        occupations: jobs
            .iter()
            .map(|(job, months)| TrueExperience { concept: job.id, months: *months })
            .collect(),
        outcomes: Vec::new(),
    }
}

/// One to three occupations with months; later ones are mostly near the
/// first.
fn past_jobs<'c>(catalogue: &'c Catalogue, random: &mut Random) -> Vec<(&'c Job, u16)> {
    let count = random.weighted(&[450, 350, 200]) + 1;
    let mut jobs: Vec<(&Job, u16)> = Vec::with_capacity(count);
    for _ in 0..count {
        let job = match jobs.first() {
            Some((first, _)) if random.chance(600) => catalogue.draw_near(first, random),
            _ => catalogue.draw(random),
        };
        let (shortest, longest) = [(3, 12), (12, 48), (36, 180)][random.weighted(&[300, 450, 250])];
        let months = random.between(shortest, longest);
        if jobs.iter().all(|(known, _)| known.id != job.id) {
            jobs.push((job, months));
        }
    }
    jobs
}

fn competences(
    jobs: &[(&Job, u16)],
    catalogue: &Catalogue,
    random: &mut Random,
) -> Vec<TrueCompetence> {
    let mut levels: BTreeMap<ConceptId, Level> = BTreeMap::new();
    let mut learn = |concept: ConceptId, level: Level| {
        let known = levels.entry(concept).or_insert(level);
        *known = level.max(*known);
    };
    for &(job, months) in jobs {
        for (skills, permille) in [(&job.essential, 850), (&job.optional, 400)] {
            for &skill in skills {
                if random.chance(permille) {
                    learn(skill, level_after(months, random));
                }
            }
        }
    }
    for _ in 0..random.between(2, 6) {
        if let Some(&skill) = random.pick(&catalogue.cross_cutting) {
            learn(skill, level_after(24, random));
        }
    }
    levels.into_iter().map(|(concept, level)| TrueCompetence { concept, level }).collect()
}

/// The level of a skill that was used for so many months.
fn level_after(months: u16, random: &mut Random) -> Level {
    let weights = match months {
        0..12 => [300, 500, 200, 0],
        12..48 => [50, 350, 500, 100],
        _ => [0, 150, 550, 300],
    };
    Level::ALL[random.weighted(&weights)]
}

fn mother_tongue(random: &mut Random) -> (Language, Country) {
    let (language, country, _) =
        MOTHER_TONGUES[random.weighted(&MOTHER_TONGUES.map(|(_, _, weight)| weight))];
    (language.parse().expect("a code"), country.parse().expect("a code"))
}

/// The mother tongue in full, Swedish somewhere on its way, English often.
fn languages(tongue: Language, main: &Job, random: &mut Random) -> Vec<TrueLanguage> {
    let mut all: Vec<TrueLanguage> = LanguageSkill::ALL
        .map(|skill| TrueLanguage { language: tongue, skill, level: Cefr::C2 })
        .to_vec();
    // None yet, then A1 to C1.
    let swedish = random.weighted(&[50, 170, 290, 280, 150, 60]);
    spread(Language::SWEDISH, swedish, random, &mut all);
    let academic = main.isco.starts_with('2');
    let weights =
        if academic { [100, 50, 100, 300, 300, 150] } else { [500, 200, 150, 100, 50, 0] };
    let english: Language = "en".parse().expect("a code");
    if tongue != english {
        let level = random.weighted(&weights);
        spread(english, level, random, &mut all);
    }
    all
}

/// Adds a language whose skills lie around a level, 1 for A1; understanding
/// comes before speaking and writing.
fn spread(language: Language, level: usize, random: &mut Random, all: &mut Vec<TrueLanguage>) {
    for skill in LanguageSkill::ALL {
        let weights = match skill {
            LanguageSkill::Listening | LanguageSkill::Reading => [100, 700, 200],
            LanguageSkill::Interaction => [150, 750, 100],
            LanguageSkill::Production | LanguageSkill::Writing => [350, 600, 50],
        };
        let moved = (level + random.weighted(&weights)).saturating_sub(1).min(6);
        if level > 0 && moved > 0 {
            all.push(TrueLanguage { language, skill, level: Cefr::ALL[moved - 1] });
        }
    }
}

fn credentials(jobs: &[(&Job, u16)], random: &mut Random) -> Vec<Credential> {
    let mut all = BTreeSet::new();
    let class = [None, Some(DrivingClass::B), Some(DrivingClass::C), Some(DrivingClass::D)]
        [random.weighted(&[620, 345, 25, 10])];
    all.extend(class.map(|class| Credential::DrivingLicence { class }));
    for (job, _) in jobs {
        let usual = trade::credential(&job.isco, job.id);
        // A foreign licence does not count here, and not all had papers.
        let held = if trade::is_licensed(&job.isco) { 120 } else { 600 };
        all.extend(usual.filter(|_| random.chance(held)));
    }
    if random.chance(60) {
        all.insert(Credential::Forklift { class: ForkliftClass::B });
    }
    all.extend(trade::named("hygiene").filter(|_| random.chance(80)));
    all.into_iter().collect()
}

fn education(
    main: &Job,
    country: Country,
    as_of: NaiveDate,
    random: &mut Random,
) -> EducationClaim {
    let (levels, weights) = match main.isco.as_bytes().first() {
        Some(b'1' | b'2') => (["5", "6", "7"], [100, 550, 350]),
        Some(b'3') => (["3", "5", "6"], [300, 350, 350]),
        Some(b'9') => (["1", "2", "3"], [350, 350, 300]),
        _ => (["2", "3", "5"], [300, 550, 150]),
    };
    let level = levels[random.weighted(&weights)];
    let on = as_of - Days::new(u64::from(random.between(20, 400)));
    let recognition = match random.weighted(&[650, 150, 200]) {
        1 if level >= "3" => Recognition::Applied { on },
        2 if level >= "3" => Recognition::Stated { on },
        _ => Recognition::NotApplied,
    };
    EducationClaim {
        level: level.parse().expect("a level"),
        seqf: None,
        field: if level >= "3" { trade::field(&main.isco) } else { None },
        country: Some(country),
        recognition,
        evidence: Evidence::Documented,
    }
}

fn hours(random: &mut Random) -> WeeklyHours {
    let (from, to) = [(30, 40), (20, 40), (35, 40), (15, 25), (20, 30)]
        [random.weighted(&[350, 300, 150, 100, 100])];
    WeeklyHours::new(from, to).expect("a range")
}

fn shifts(random: &mut Random) -> BTreeSet<Shift> {
    let rates = Shift::ALL.into_iter().zip([980, 650, 400, 600]);
    rates.filter(|&(_, permille)| random.chance(permille)).map(|(shift, _)| shift).collect()
}

fn first_day(as_of: NaiveDate, random: &mut Random) -> NaiveDate {
    let days =
        [0, random.between(1, 60), random.between(60, 180)][random.weighted(&[600, 280, 120])];
    as_of + Days::new(u64::from(days))
}
