//! Random needs and training modules.

use std::num::NonZeroU16;

use etablera_domain::{
    EducationRequirement, Import, LearnBy, Learnable, Level, Need, Origin, Reason, Requirement,
    Rung, Share, Shift, Strength, Task, TrainingModule, Weight, What,
};
use etablera_taxonomy::Cefr;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::people::{
    cefrs, credentials, day, days, educations, evidences, language_skills, levels, occupations,
    places, skills, weekly_hours,
};

pub(crate) fn whats() -> impl Strategy<Value = What> {
    let education = (educations(), any::<bool>()).prop_map(|(claim, recognised)| What::Education {
        education: EducationRequirement {
            level: claim.level,
            seqf: claim.seqf,
            field: claim.field,
            recognised,
        },
    });
    prop_oneof![
        8 => (skills(), levels()).prop_map(|(concept, level)| What::Competence { concept, level }),
        4 => (language_skills(), cefrs()).prop_map(|(skill, level)| {
            What::Language { language: "sv".parse().unwrap(), skill, level }
        }),
        4 => credentials().prop_map(|credential| What::Credential { credential }),
        3 => (occupations(), 0..30_u16)
            .prop_map(|(occupation, months)| What::Experience { occupation, months }),
        3 => education,
        1 => weekly_hours().prop_map(|weekly| What::Hours { weekly }),
        1 => select(Shift::ALL.to_vec()).prop_map(|shift| What::Shift { shift }),
        1 => days().prop_map(|on| What::Start { on }),
        1 => places().prop_map(|workplace| What::Reach { workplace }),
    ]
}

fn strengths() -> impl Strategy<Value = Strength> {
    prop_oneof![
        3 => Just(Strength::Must),
        2 => (1..=5_u64).prop_map(|n| Strength::Should(Weight::try_from(n).unwrap())),
    ]
}

/// The rungs that learning may start from, to reach what is asked.
fn below(what: &What) -> Vec<Option<Rung>> {
    let mut rungs = vec![None];
    match what {
        What::Competence { level, .. } => {
            let lower = Level::ALL.into_iter().filter(|l| l < level);
            rungs.extend(lower.map(|l| Some(Rung::Level(l))));
        }
        What::Language { level, .. } => {
            let lower = Cefr::ALL.into_iter().filter(|l| l < level);
            rungs.extend(lower.map(|l| Some(Rung::Cefr(l))));
        }
        _ => {}
    }
    rungs
}

fn requirements() -> impl Strategy<Value = Requirement> {
    let by = prop_oneof![
        Just(LearnBy::Workplace),
        // The third module is in no catalogue.
        (0..3_usize).prop_map(|n| LearnBy::Module(format!("M{n}").parse().unwrap())),
    ];
    whats()
        .prop_flat_map(move |what| {
            let learnable = (by.clone(), select(below(&what))).prop_map(|(by, from)| Learnable {
                by,
                from,
                to: None,
            });
            let reasons = select(vec![Reason::Law, Reason::Safety, Reason::Task, Reason::Wish]);
            (
                Just(what),
                strengths(),
                reasons,
                option::weighted(0.3, evidences()),
                option::weighted(0.5, learnable),
            )
        })
        .prop_map(|(what, strength, reason, min_evidence, learnable)| Requirement {
            id: "r".parse().unwrap(),
            what,
            strength,
            reason,
            min_evidence,
            learnable,
            quote: None,
        })
}

fn tasks() -> impl Strategy<Value = Vec<Task>> {
    let task = (1..=300_u64, vec(requirements(), 0..4)).prop_map(|(share, requirements)| Task {
        title: "task".to_owned(),
        share_permille: Share::try_from(share).unwrap(),
        requirements,
    });
    vec(task, 1..4).prop_map(|mut tasks| {
        let all = tasks.iter_mut().flat_map(|task| &mut task.requirements);
        for (requirement, number) in all.zip(0..) {
            requirement.id = format!("r{number}").parse().unwrap();
        }
        tasks
    })
}

fn origins() -> impl Strategy<Value = Origin> {
    let import =
        |confirmed_on| Origin::Import(Import { source: "jobsearch:1".to_owned(), confirmed_on });
    prop_oneof![
        4 => Just(Origin::Visit("V1".parse().unwrap())),
        1 => Just(import(None)),
        1 => Just(import(Some(day("2026-11-01")))),
    ]
}

fn need() -> impl Strategy<Value = Need> {
    (
        origins(),
        tasks(),
        option::of(occupations()),
        option::weighted(0.2, places()),
        option::weighted(0.2, weekly_hours()),
        btree_set(select(Shift::ALL.to_vec()), 0..2),
        option::weighted(0.3, days()),
        0..2_usize,
    )
        .prop_map(|(origin, tasks, occupation, workplace, hours, shifts, start, employer)| {
            Need {
                id: "N".parse().unwrap(),
                employer: format!("E{employer}").parse().unwrap(),
                origin,
                title: "work".to_owned(),
                occupation,
                seats: NonZeroU16::MIN,
                workplace,
                hours,
                shifts,
                start,
                tasks,
            }
        })
}

/// Some needs, `N0`, `N1` …
pub(crate) fn needs() -> impl Strategy<Value = Vec<Need>> {
    vec(need(), 1..4).prop_map(|mut needs| {
        for (need, number) in needs.iter_mut().zip(0..) {
            need.id = format!("N{number}").parse().unwrap();
        }
        needs
    })
}

/// The modules `M0` and `M1`.
pub(crate) fn modules() -> impl Strategy<Value = Vec<TrainingModule>> {
    vec((select(vec![40_u16, 100]), vec(whats(), 0..3)), 2).prop_map(|modules| {
        let numbered = modules.into_iter().zip(0..);
        numbered
            .map(|((hours, prerequisites), number)| TrainingModule {
                id: format!("M{number}").parse().unwrap(),
                title: "module".to_owned(),
                hours,
                gives: Vec::new(),
                prerequisites,
            })
            .collect()
    })
}
