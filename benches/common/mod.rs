//! Seeded people and needs over the starter taxonomy, for benches.

use std::num::NonZeroU16;

use etablera_domain::{
    Answer, CompetenceClaim, Credential, CredentialClaim, DrivingClass, Evidence, ExperienceClaim,
    Holding, LanguageClaim, LanguageSkill, LanguageSource, LearnBy, Learnable, Level, Need, Origin,
    Participant, Place, Proficiency, Reason, Requirement, Share, Strength, Task, Weight, What,
};
use etablera_taxonomy::{Cefr, Concept, ConceptId, ConceptKind, Language, Taxonomy};

use crate::random::Random;

impl Random {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn of_100(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A place in a list where place n is drawn 1/(n + 1) as often as the
    /// first.
    fn zipf(&mut self, length: usize) -> usize {
        const WHOLE: usize = 1_000_000;
        let sum: usize = (1..=length).map(|n| WHOLE / n).sum();
        let mut left = self.below(sum);
        for n in 1..length {
            if left < WHOLE / n {
                return n - 1;
            }
            left -= WHOLE / n;
        }
        length - 1
    }
}

/// The occupations that people and needs are drawn from, each with what is
/// needed for it.
pub(crate) struct Trades {
    all: Vec<(ConceptId, Vec<ConceptId>)>,
}

impl Trades {
    /// The occupations that have essential skills, in the order of their ids.
    pub(crate) fn new(taxonomy: &Taxonomy) -> Self {
        let is_trade = |concept: &Concept| taxonomy.kind(*concept) == ConceptKind::Occupation;
        let trade = |concept| {
            let skills: Vec<_> = taxonomy.essential(concept).map(|s| taxonomy.id(s)).collect();
            (!skills.is_empty()).then(|| (taxonomy.id(concept), skills))
        };
        Self { all: taxonomy.concepts().filter(is_trade).filter_map(trade).collect() }
    }

    fn draw(&self, random: &mut Random) -> &(ConceptId, Vec<ConceptId>) {
        &self.all[random.zipf(self.all.len())]
    }
}

/// A person: one or two past occupations, some of what they need and one
/// thing they do not, Swedish skill by skill, perhaps a driving licence.
pub(crate) fn participant(trades: &Trades, random: &mut Random, number: usize) -> Participant {
    let mut participant = Participant::new(format!("P{number:05}").parse().expect("an id"));
    for _ in 0..1 + random.below(2) {
        let (occupation, skills) = trades.draw(random);
        if participant.occupations.iter().any(|claim| claim.concept == *occupation) {
            continue;
        }
        let months = random.of_100(80).then(|| random.below(180) as u16);
        let claim = ExperienceClaim::yes(*occupation, months, random.one(&Evidence::ALL));
        participant.occupations.push(claim);
        for skill in skills {
            if !random.of_100(60) {
                continue;
            }
            let (level, evidence) = (random.one(&Level::ALL), random.one(&Evidence::ALL));
            participant.competences.push(CompetenceClaim::yes(*skill, level, evidence));
        }
    }
    if random.of_100(30) {
        let (_, skills) = trades.draw(random);
        participant.competences.push(CompetenceClaim::no(random.one(skills)));
    }
    for skill in LanguageSkill::ALL {
        if !random.of_100(80) {
            continue;
        }
        let level = random.one(&Cefr::ALL[..4]);
        let known = Proficiency { level, source: LanguageSource::Grade, on: None };
        let (language, answer) = (Language::SWEDISH, Answer::Yes(known));
        participant.languages.push(LanguageClaim { language, skill, answer });
    }
    if random.of_100(60) {
        participant.credentials.push(licence_claim(random));
    }
    participant.home = Some(place(random));
    participant
}

fn licence_claim(random: &mut Random) -> CredentialClaim {
    let class = random.one(&[DrivingClass::B, DrivingClass::B, DrivingClass::C, DrivingClass::CE]);
    let holding = Holding {
        evidence: Evidence::Documented,
        valid_from: None,
        valid_to: None,
        issued_in: random.of_100(30).then(|| random.one(&["SE", "SY"]).parse().expect("a country")),
    };
    let answer = if random.of_100(70) { Answer::Yes(holding) } else { Answer::No };
    CredentialClaim { credential: Credential::DrivingLicence { class }, answer }
}

fn place(random: &mut Random) -> Place {
    let municipality = random.one(&["SE-2580", "SE-2581", "SE-2582"]).parse().expect("a code");
    Place { municipality, position: None }
}

/// A need: two tasks of one occupation, each with two to four competences,
/// and Swedish, sometimes a driving licence and months of experience.
pub(crate) fn need(trades: &Trades, random: &mut Random, number: usize) -> Need {
    let (occupation, skills) = trades.draw(random);
    let mut ids = (0..).map(|n| format!("r{n:02}").parse().expect("an id"));
    let mut requirement = |random: &mut Random, what: What, must: usize| Requirement {
        id: ids.next().expect("no end"),
        what,
        strength: if random.of_100(must) {
            Strength::Must
        } else {
            Strength::Should(Weight::try_from(1 + random.below(5) as u64).expect("1 to 5"))
        },
        reason: random.one(&[Reason::Task, Reason::Task, Reason::Safety]),
        min_evidence: None,
        learnable: random.of_100(40).then(|| Learnable {
            by: random
                .one(&[Some("truck"), Some("kitchen"), None])
                .map_or(LearnBy::Workplace, |module| {
                    LearnBy::Module(module.parse().expect("an id"))
                }),
            from: None,
            to: None,
        }),
        quote: None,
    };
    let mut tasks = Vec::new();
    for share in [600_u64, 400] {
        let mut requirements = Vec::new();
        for _ in 0..2 + random.below(3) {
            let level = random.one(&Level::ALL[1..3]);
            let what = What::Competence { concept: random.one(skills), level };
            requirements.push(requirement(random, what, 40));
        }
        let share_permille = Share::try_from(share).expect("a share");
        tasks.push(Task { title: "task".to_owned(), share_permille, requirements });
    }
    let skill = random.one(&LanguageSkill::ALL);
    let level = random.one(&Cefr::ALL[1..4]);
    let swedish = What::Language { language: Language::SWEDISH, skill, level };
    tasks[0].requirements.push(requirement(random, swedish, 70));
    if random.of_100(30) {
        let credential = Credential::DrivingLicence { class: DrivingClass::B };
        tasks[0].requirements.push(requirement(random, What::Credential { credential }, 90));
    }
    if random.of_100(30) {
        let what = What::Experience { occupation: *occupation, months: 12 };
        tasks[1].requirements.push(requirement(random, what, 30));
    }
    Need {
        id: format!("N{number:05}").parse().expect("an id"),
        employer: format!("E{:03}", number % 300).parse().expect("an id"),
        origin: Origin::Visit("V1".parse().expect("an id")),
        title: "work".to_owned(),
        occupation: Some(*occupation),
        seats: NonZeroU16::MIN,
        workplace: Some(place(random)),
        hours: None,
        shifts: Default::default(),
        start: None,
        tasks,
    }
}
