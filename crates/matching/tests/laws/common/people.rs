//! Random participants, with plain noes, conflicts and silence.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::{
    Answer, CompetenceClaim, Credential, CredentialClaim, DrivingClass, EducationClaim, Evidence,
    ExperienceClaim, ForkliftClass, Holding, LanguageClaim, LanguageSkill, LanguageSource, Level,
    Mastery, Participant, Period, Place, Position, Proficiency, Reach, Recognition, Shift, Stance,
    Target, WeeklyHours, Wishes,
};
use etablera_taxonomy::{Cefr, ConceptId, Country};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::graph::{GROUPS, OCCUPATIONS, SKILLS, isco, occupation, skill, withdrawn};

/// One positive claim, of any kind.
#[derive(Clone, Debug)]
pub(crate) enum Claim {
    Competence(CompetenceClaim),
    Experience(ExperienceClaim),
    Language(LanguageClaim),
    Credential(CredentialClaim),
    Education(EducationClaim),
}

impl Claim {
    /// Adds it, unless an occupation is claimed already.
    pub(crate) fn add_to(self, participant: &mut Participant) {
        match self {
            Self::Competence(claim) => participant.competences.push(claim),
            Self::Experience(claim) => {
                if participant.occupations.iter().all(|old| old.concept != claim.concept) {
                    participant.occupations.push(claim);
                }
            }
            Self::Language(claim) => participant.languages.push(claim),
            Self::Credential(claim) => participant.credentials.push(claim),
            Self::Education(claim) => participant.education.push(claim),
        }
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn country(code: &str) -> Country {
    code.parse().unwrap()
}

pub(crate) fn evidences() -> impl Strategy<Value = Evidence> {
    select(Evidence::ALL.to_vec())
}

pub(crate) fn levels() -> impl Strategy<Value = Level> {
    select(Level::ALL.to_vec())
}

pub(crate) fn cefrs() -> impl Strategy<Value = Cefr> {
    select(Cefr::ALL.to_vec())
}

pub(crate) fn skills() -> impl Strategy<Value = ConceptId> {
    prop_oneof![12 => (0..SKILLS).prop_map(skill), 1 => Just(withdrawn())]
}

pub(crate) fn occupations() -> impl Strategy<Value = ConceptId> {
    prop_oneof![
        3 => (0..OCCUPATIONS).prop_map(occupation),
        1 => select(GROUPS.to_vec()).prop_map(isco),
    ]
}

pub(crate) fn language_skills() -> impl Strategy<Value = LanguageSkill> {
    select(vec![LanguageSkill::Listening, LanguageSkill::Writing])
}

pub(crate) fn days() -> impl Strategy<Value = NaiveDate> {
    select(vec![day("2026-06-01"), day("2026-12-01"), day("2027-01-15"), day("2027-06-01")])
}

pub(crate) fn credentials() -> impl Strategy<Value = Credential> {
    use DrivingClass::{AM, B, BE, C, CE};
    let licence = |(number, code): (usize, &str)| Credential::ProfessionalLicence {
        occupation: occupation(number),
        country: country(code),
    };
    prop_oneof![
        3 => select(vec![AM, B, BE, C, CE]).prop_map(|class| Credential::DrivingLicence { class }),
        1 => select(vec![ForkliftClass::A, ForkliftClass::B])
            .prop_map(|class| Credential::Forklift { class }),
        1 => (0..2_usize, select(vec!["SE", "NO"])).prop_map(licence),
        1 => Just(Credential::Certificate { code: "hygiene".parse().unwrap() }),
    ]
}

fn answers<T: Clone + std::fmt::Debug>(
    yes: impl Strategy<Value = T>,
) -> impl Strategy<Value = Answer<T>> {
    option::weighted(0.8, yes).prop_map(|known| known.map_or(Answer::No, Answer::Yes))
}

fn masteries() -> impl Strategy<Value = Mastery> {
    (levels(), evidences()).prop_map(|(level, evidence)| Mastery {
        level,
        evidence,
        last_used: None,
    })
}

fn periods() -> impl Strategy<Value = Period> {
    (option::weighted(0.8, 0..40_u16), evidences()).prop_map(|(months, evidence)| Period {
        months,
        evidence,
        last_used: None,
    })
}

fn proficiencies() -> impl Strategy<Value = Proficiency> {
    use LanguageSource::{Dialogue, Grade, SelfAssessed, Test};
    (cefrs(), select(vec![SelfAssessed, Grade, Dialogue, Test]))
        .prop_map(|(level, source)| Proficiency { level, source, on: None })
}

fn holdings() -> impl Strategy<Value = Holding> {
    let issued = option::of(select(vec!["SE", "NO", "SY"]).prop_map(country));
    (evidences(), option::weighted(0.2, days()), option::weighted(0.3, days()), issued).prop_map(
        |(evidence, from, to, issued_in)| Holding {
            evidence,
            valid_from: from,
            valid_to: to.max(from.and(to)),
            issued_in,
        },
    )
}

pub(crate) fn educations() -> impl Strategy<Value = EducationClaim> {
    let recognitions = prop_oneof![
        Just(Recognition::NotApplied),
        Just(Recognition::Applied { on: day("2026-09-01") }),
        Just(Recognition::Stated { on: day("2026-09-01") }),
    ];
    let field = option::of(select(vec!["09", "0913", "10"]).prop_map(|f| f.parse().unwrap()));
    let seqf = option::weighted(0.4, (2..7_u8).prop_map(|n| n.to_string().parse().unwrap()));
    let country = option::of(select(vec!["SE", "SY"]).prop_map(country));
    let level = (1..7_u8).prop_map(|n| n.to_string().parse().unwrap());
    (level, seqf, field, country, recognitions, evidences()).prop_map(
        |(level, seqf, field, country, recognition, evidence)| EducationClaim {
            level,
            seqf,
            field,
            country,
            recognition,
            evidence,
        },
    )
}

/// Positive claims of every kind.
pub(crate) fn positive() -> impl Strategy<Value = Claim> {
    prop_oneof![
        3 => (skills(), masteries()).prop_map(|(concept, known)| {
            Claim::Competence(CompetenceClaim { concept, answer: Answer::Yes(known) })
        }),
        2 => (occupations(), periods()).prop_map(|(concept, known)| {
            Claim::Experience(ExperienceClaim { concept, answer: Answer::Yes(known) })
        }),
        2 => (language_skills(), proficiencies()).prop_map(|(skill, known)| {
            let language = "sv".parse().unwrap();
            Claim::Language(LanguageClaim { language, skill, answer: Answer::Yes(known) })
        }),
        2 => (credentials(), holdings()).prop_map(|(credential, known)| {
            Claim::Credential(CredentialClaim { credential, answer: Answer::Yes(known) })
        }),
        1 => educations().prop_map(Claim::Education),
    ]
}

pub(crate) fn places() -> impl Strategy<Value = Place> {
    let positions = vec![(65.58, 22.15), (65.60, 22.00), (66.83, 20.40)];
    let position = select(positions).prop_map(|(n, e)| Position::from_degrees(n, e).unwrap());
    (select(vec!["SE-2580", "SE-2581", "SE-2584"]), option::of(position))
        .prop_map(|(code, position)| Place { municipality: code.parse().unwrap(), position })
}

pub(crate) fn weekly_hours() -> impl Strategy<Value = WeeklyHours> {
    (1..30_u8, 0..30_u8).prop_map(|(from, more)| WeeklyHours::new(from, from + more).unwrap())
}

fn targets() -> impl Strategy<Value = Target> {
    prop_oneof![
        (0..3_usize).prop_map(|n| Target::Need(format!("N{n}").parse().unwrap())),
        (0..2_usize).prop_map(|n| Target::Employer(format!("E{n}").parse().unwrap())),
        occupations().prop_map(Target::Occupation),
    ]
}

fn wishes() -> impl Strategy<Value = Wishes> {
    let refuses = prop_oneof![3 => Just(Vec::new()), 1 => vec(targets(), 1..2)];
    (refuses, vec(targets(), 0..3)).prop_map(|(refuses, prefers)| Wishes { refuses, prefers })
}

fn participant() -> impl Strategy<Value = Participant> {
    let claims = (
        vec((skills(), answers(masteries())), 0..6),
        vec((occupations(), answers(periods())), 0..4),
        vec((language_skills(), answers(proficiencies())), 0..3),
        vec((credentials(), answers(holdings())), 0..4),
        vec(educations(), 0..3),
    );
    let reach = (vec(places().prop_map(|place| place.municipality), 0..2), option::of(1..80_u16))
        .prop_map(|(municipalities, kilometres)| Reach { municipalities, kilometres });
    let stance = select(vec![Stance::Yes, Stance::No]);
    let rest = (
        option::of(places()),
        option::of(reach),
        option::of(weekly_hours()),
        btree_map(select(Shift::ALL.to_vec()), stance, 0..4),
        option::of(days()),
        wishes(),
    );
    (claims, rest).prop_map(|((skills, jobs, languages, credentials, education), rest)| {
        let (home, reach, hours, shifts, available_from, wishes) = rest;
        let language = "sv".parse().unwrap();
        let mut seen = BTreeSet::new();
        Participant {
            id: "P".parse().unwrap(),
            competences: skills
                .into_iter()
                .map(|(concept, answer)| CompetenceClaim { concept, answer })
                .collect(),
            occupations: jobs
                .into_iter()
                .filter(|(concept, _)| seen.insert(*concept))
                .map(|(concept, answer)| ExperienceClaim { concept, answer })
                .collect(),
            languages: languages
                .into_iter()
                .map(|(skill, answer)| LanguageClaim { language, skill, answer })
                .collect(),
            credentials: credentials
                .into_iter()
                .map(|(credential, answer)| CredentialClaim { credential, answer })
                .collect(),
            education,
            home,
            reach,
            hours,
            shifts,
            available_from,
            wishes,
        }
    })
}

/// Some participants, `P0`, `P1` …
pub(crate) fn participants() -> impl Strategy<Value = Vec<Participant>> {
    vec(participant(), 1..5).prop_map(|mut people| {
        for (participant, number) in people.iter_mut().zip(0..) {
            participant.id = format!("P{number}").parse().unwrap();
        }
        people
    })
}
