//! Any record that makes sense, of every kind.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use etablera_domain::*;
use etablera_taxonomy::{
    Cefr, ConceptId, Country, IscedField, IscedLevel, Language, Municipality, SeqfLevel,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// A value whose text form matches a pattern.
fn text<T: std::str::FromStr + std::fmt::Debug>(pattern: &'static str) -> BoxedStrategy<T> {
    pattern.prop_map(|text| text.parse().ok().unwrap()).boxed()
}

const ID: &str = "[0-9A-Za-z][0-9A-Za-z._:-]{0,8}";

pub(crate) fn language() -> BoxedStrategy<Language> {
    text("[a-z]{2,3}")
}

pub(crate) fn country() -> BoxedStrategy<Country> {
    text("[A-Z]{2}")
}

pub(crate) fn municipality() -> BoxedStrategy<Municipality> {
    text("(SE-|NO-)?[0-9]{4}|FI-[0-9]{3}")
}

pub(crate) fn concept_id() -> BoxedStrategy<ConceptId> {
    text(
        "(http://data\\.europa\\.eu/esco/|esco:)(skill|occupation)/[0-9a-fA-F]{8}(-[0-9a-f]{4}){3}-\
         [0-9a-f]{12}|(http://data\\.europa\\.eu/esco/|esco:)(isco/C[0-9]{1,4}|isced-f/[0-9]{2,4})|\
         (isco|ssyk|styrk):[0-9]{1,4}|jobtech:[0-9A-Za-z]{4}_[0-9A-Za-z]{3}_[0-9A-Za-z]{3}",
    )
}

/// Nearby positions as well as far ones.
pub(crate) fn position() -> impl Strategy<Value = Position> {
    let near = (65_500_000..65_700_000, 22_000_000..22_300_000);
    let far = (-90_000_000..=90_000_000, -180_000_000..=180_000_000);
    prop_oneof![near, far].prop_map(|(latitude, longitude)| {
        let degrees = |micro: i32| f64::from(micro) / 1e6;
        Position::from_degrees(degrees(latitude), degrees(longitude)).unwrap()
    })
}

pub(crate) fn hours() -> impl Strategy<Value = WeeklyHours> {
    (1..=60_u8, 1..=60_u8).prop_map(|(a, b)| WeeklyHours::new(a.min(b), a.max(b)).unwrap())
}

pub(crate) fn driving_class() -> impl Strategy<Value = DrivingClass> {
    use DrivingClass::*;
    select(vec![AM, A1, A2, A, B, B96, BE, C1, C1E, C, CE, D1, D1E, D, DE])
}

pub(crate) fn credential() -> impl Strategy<Value = Credential> {
    use ForkliftClass::{A, B, C, D};
    prop_oneof![
        driving_class().prop_map(|class| Credential::DrivingLicence { class }),
        select(vec![A, B, C, D]).prop_map(|class| Credential::Forklift { class }),
        (concept_id(), country()).prop_map(|(occupation, country)| {
            Credential::ProfessionalLicence { occupation, country }
        }),
        text("[0-9a-z][0-9a-z._:-]{0,8}").prop_map(|code| Credential::Certificate { code }),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-zåäöÅÄÖ ]{0,12}", vec(any::<char>(), 0..8).prop_map(String::from_iter)]
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..=9999, 1..=366_u32).prop_map(|(year, day)| {
        NaiveDate::from_yo_opt(year, day).unwrap_or(NaiveDate::from_yo_opt(year, 365).unwrap())
    })
}

fn level() -> impl Strategy<Value = Level> {
    select(Level::ALL.as_slice())
}

fn cefr() -> impl Strategy<Value = Cefr> {
    select(Cefr::ALL.as_slice())
}

fn evidence() -> impl Strategy<Value = Evidence> {
    select(Evidence::ALL.as_slice())
}

fn shift() -> impl Strategy<Value = Shift> {
    select(Shift::ALL.as_slice())
}

fn year() -> impl Strategy<Value = Year> {
    (1900..2200_u64).prop_map(|year| year.try_into().unwrap())
}

fn seqf() -> BoxedStrategy<Option<SeqfLevel>> {
    of(text("[1-8]")).boxed()
}

fn field() -> BoxedStrategy<Option<IscedField>> {
    of(text("[0-9]{2,4}")).boxed()
}

fn isced() -> BoxedStrategy<IscedLevel> {
    text("[0-8]")
}

/// A yes with what is known, or a no.
fn answer<T: Clone + std::fmt::Debug>(
    known: impl Strategy<Value = T>,
) -> impl Strategy<Value = Answer<T>> {
    prop_oneof![3 => known.prop_map(Answer::Yes), 1 => Just(Answer::No)]
}

fn competence() -> impl Strategy<Value = CompetenceClaim> {
    let known = (level(), evidence(), of(year()))
        .prop_map(|(level, evidence, last_used)| Mastery { level, evidence, last_used });
    (concept_id(), answer(known)).prop_map(|(concept, answer)| CompetenceClaim { concept, answer })
}

/// Each occupation once.
fn occupations() -> impl Strategy<Value = Vec<ExperienceClaim>> {
    let known = (of(any::<u16>()), evidence(), of(year()))
        .prop_map(|(months, evidence, last_used)| Period { months, evidence, last_used });
    btree_map(concept_id(), answer(known), 0..3).prop_map(|claims| {
        claims.into_iter().map(|(concept, answer)| ExperienceClaim { concept, answer }).collect()
    })
}

fn skill() -> impl Strategy<Value = LanguageSkill> {
    select(LanguageSkill::ALL.as_slice())
}

fn language_claim() -> impl Strategy<Value = LanguageClaim> {
    use LanguageSource::{Dialogue, Grade, SelfAssessed, Test};
    let source = select(vec![SelfAssessed, Grade, Dialogue, Test]);
    let known = (cefr(), source, of(day())).prop_map(|(level, source, on)| Proficiency {
        level,
        source,
        on,
    });
    (language(), skill(), answer(known)).prop_map(|(language, skill, answer)| LanguageClaim {
        language,
        skill,
        answer,
    })
}

fn credential_claim() -> impl Strategy<Value = CredentialClaim> {
    let known = (evidence(), of(day()), of(day()), of(country())).prop_map(
        |(evidence, a, b, issued_in)| {
            let (valid_from, valid_to) = match (a, b) {
                (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
                open => open,
            };
            Holding { evidence, valid_from, valid_to, issued_in }
        },
    );
    (credential(), answer(known))
        .prop_map(|(credential, answer)| CredentialClaim { credential, answer })
}

fn education_claim() -> impl Strategy<Value = EducationClaim> {
    let recognition = prop_oneof![
        Just(Recognition::NotApplied),
        day().prop_map(|on| Recognition::Applied { on }),
        day().prop_map(|on| Recognition::Stated { on }),
    ];
    (isced(), seqf(), field(), of(country()), recognition, evidence()).prop_map(
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

fn place() -> impl Strategy<Value = Place> {
    (municipality(), of(position()))
        .prop_map(|(municipality, position)| Place { municipality, position })
}

fn reach() -> impl Strategy<Value = Reach> {
    (vec(municipality(), 0..3), of(any::<u16>()))
        .prop_map(|(municipalities, kilometres)| Reach { municipalities, kilometres })
}

fn wishes() -> impl Strategy<Value = Wishes> {
    let target = || {
        prop_oneof![
            text(ID).prop_map(Target::Need),
            text(ID).prop_map(Target::Employer),
            concept_id().prop_map(Target::Occupation),
        ]
    };
    (vec(target(), 0..3), vec(target(), 0..3))
        .prop_map(|(refuses, prefers)| Wishes { refuses, prefers })
}

pub(crate) fn participant() -> impl Strategy<Value = Participant> {
    let stance = select(vec![Stance::Yes, Stance::No]);
    let claims = (
        vec(competence(), 0..3),
        occupations(),
        vec(language_claim(), 0..3),
        vec(credential_claim(), 0..3),
        vec(education_claim(), 0..3),
    );
    let terms = (
        of(place()),
        of(reach()),
        of(hours()),
        btree_map(shift(), stance, 0..4),
        of(day()),
        wishes(),
    );
    (text(ID), claims, terms).prop_map(|(id, claims, terms)| {
        let (competences, occupations, languages, credentials, education) = claims;
        let (home, reach, hours, shifts, available_from, wishes) = terms;
        Participant {
            id,
            competences,
            occupations,
            languages,
            credentials,
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

pub(crate) fn what() -> impl Strategy<Value = What> {
    let education =
        (isced(), seqf(), field(), any::<bool>()).prop_map(|(level, seqf, field, recognised)| {
            EducationRequirement { level, seqf, field, recognised }
        });
    prop_oneof![
        (concept_id(), level()).prop_map(|(concept, level)| What::Competence { concept, level }),
        (language(), skill(), cefr()).prop_map(|(language, skill, level)| What::Language {
            language,
            skill,
            level
        }),
        credential().prop_map(|credential| What::Credential { credential }),
        (concept_id(), any::<u16>())
            .prop_map(|(occupation, months)| What::Experience { occupation, months }),
        education.prop_map(|education| What::Education { education }),
        hours().prop_map(|weekly| What::Hours { weekly }),
        shift().prop_map(|shift| What::Shift { shift }),
        day().prop_map(|on| What::Start { on }),
        place().prop_map(|workplace| What::Reach { workplace }),
    ]
}

/// A way to learn that leads to what is asked, from below it.
fn learnable(what: &What) -> BoxedStrategy<Option<Learnable>> {
    let steps: Vec<(Rung, bool)> = match what {
        What::Competence { level, .. } => {
            Level::ALL.iter().map(|rung| (Rung::Level(*rung), rung < level)).collect()
        }
        What::Language { level, .. } => {
            Cefr::ALL.iter().map(|rung| (Rung::Cefr(*rung), rung < level)).collect()
        }
        _ => Vec::new(),
    };
    let optional = |below: bool| {
        let rungs = steps.iter().filter(|(_, is_below)| *is_below == below);
        let rungs = rungs.map(|(rung, _)| Some(*rung)).chain([None]);
        select(rungs.collect::<Vec<_>>())
    };
    let by = prop_oneof![Just(LearnBy::Workplace), text(ID).prop_map(LearnBy::Module)];
    of((by, optional(true), optional(false)).prop_map(|(by, from, to)| Learnable { by, from, to }))
        .boxed()
}

/// A requirement whose id is yet to be made unique.
fn requirement() -> impl Strategy<Value = Requirement> {
    use Reason::{Agreement, Law, NotStated, Safety, Task, Wish};
    let strength = prop_oneof![
        Just(Strength::Must),
        (1..=5_u64).prop_map(|weight| Strength::Should(weight.try_into().unwrap())),
    ];
    let reason = select(vec![Law, Safety, Agreement, Task, Wish, NotStated]);
    let what = what().prop_flat_map(|what| (learnable(&what), Just(what)));
    (text(ID), what, strength, reason, of(evidence()), of(words())).prop_map(
        |(id, (learnable, what), strength, reason, min_evidence, quote)| Requirement {
            id,
            what,
            strength,
            reason,
            min_evidence,
            learnable,
            quote,
        },
    )
}

fn tasks() -> impl Strategy<Value = Vec<Task>> {
    vec((words(), 1..=333_u64, vec(requirement(), 0..3)), 0..4).prop_map(|tasks| {
        let task = |(title, share, requirements): (_, u64, _)| Task {
            title,
            share_permille: share.try_into().unwrap(),
            requirements,
        };
        tasks.into_iter().map(task).collect()
    })
}

fn origin() -> impl Strategy<Value = Origin> {
    prop_oneof![
        text(ID).prop_map(Origin::Visit),
        (words(), of(day()))
            .prop_map(|(source, confirmed_on)| Origin::Import(Import { source, confirmed_on })),
    ]
}

/// Makes requirement ids unique, and gives a visit's requirements a reason.
fn settle(mut need: Need) -> Need {
    let visit = matches!(need.origin, Origin::Visit(_));
    let requirements = need.tasks.iter_mut().flat_map(|task| &mut task.requirements);
    for (number, requirement) in requirements.enumerate() {
        requirement.id = format!("{}{number}", requirement.id).parse().unwrap();
        if visit && requirement.reason == Reason::NotStated {
            requirement.reason = Reason::Wish;
        }
    }
    need
}

pub(crate) fn need() -> impl Strategy<Value = Need> {
    let who = (text(ID), text(ID), origin(), words(), of(concept_id()));
    let terms = (1..=u16::MAX, of(place()), of(hours()), btree_set(shift(), 0..4), of(day()));
    (who, terms, tasks()).prop_map(|(who, terms, tasks)| {
        let (id, employer, origin, title, occupation) = who;
        let (seats, workplace, hours, shifts, start) = terms;
        let seats = NonZeroU16::new(seats).unwrap();
        settle(Need {
            id,
            employer,
            origin,
            title,
            occupation,
            seats,
            workplace,
            hours,
            shifts,
            start,
            tasks,
        })
    })
}

/// Ten digits of which the last checks the others.
fn organisation_number() -> impl Strategy<Value = OrganisationNumber> {
    "[0-9]{2}[2-9][0-9]{3}-?[0-9]{3}"
        .prop_map(|nine| (0..10).find_map(|check| format!("{nine}{check}").parse().ok()).unwrap())
}

pub(crate) fn employer() -> impl Strategy<Value = Employer> {
    (text(ID), words(), of(organisation_number()), of(municipality())).prop_map(
        |(id, name, organisation_number, municipality)| Employer {
            id,
            name,
            organisation_number,
            municipality,
        },
    )
}

pub(crate) fn visit() -> impl Strategy<Value = Visit> {
    (text(ID), text(ID), day(), words()).prop_map(|(id, employer, on, notes)| Visit {
        id,
        employer,
        on,
        notes,
    })
}

pub(crate) fn training() -> impl Strategy<Value = TrainingModule> {
    (text(ID), words(), any::<u16>(), vec(what(), 0..3), vec(what(), 0..3)).prop_map(
        |(id, title, hours, gives, prerequisites)| TrainingModule {
            id,
            title,
            hours,
            gives,
            prerequisites,
        },
    )
}
