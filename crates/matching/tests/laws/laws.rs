//! The laws of matching, on random worlds: what a further claim, a better
//! proof, another order or another thread must not do.

use std::cmp::Reverse;
use std::num::NonZeroUsize;

use etablera_domain::{
    Answer, CompetenceClaim, CredentialClaim, EducationClaim, Evidence, ExperienceClaim, Holding,
    LanguageClaim, LanguageSource, Level, Need, Origin, Participant, Period, Proficiency, Stance,
    Strength, What,
};
use etablera_matching::{
    Appraisal, Change, Cited, Entry, Judgement, Matcher, Rank, Tier, Verdict, Whose,
};
use etablera_taxonomy::{Cefr, ConceptId};
use proptest::prelude::*;
use proptest::sample::Index;

use super::common::oracle::{Says, resolve, said};
use super::common::people::positive;
use super::common::{World, config, worlds};

/// Every pair's answer, in full.
fn judgements(world: &World) -> Vec<Judgement> {
    world.matched(|matcher| {
        let profiles: Vec<_> =
            world.participants.iter().map(|p| matcher.profile(p).unwrap()).collect();
        let mut all = Vec::new();
        for need in &world.needs {
            let need = matcher.prepare(need).unwrap();
            all.extend(profiles.iter().map(|profile| matcher.judge(&need, profile)));
        }
        all
    })
}

fn appraisals(world: &World) -> Vec<Appraisal> {
    judgements(world).iter().map(|judgement| judgement.appraisal).collect()
}

fn lists(matcher: &Matcher<'_>, world: &World, how: Rank) -> Vec<Vec<Entry>> {
    let needs: Vec<_> = world.needs.iter().map(|n| matcher.prepare(n).unwrap()).collect();
    let profiles: Vec<_> = world.participants.iter().map(|p| matcher.profile(p).unwrap()).collect();
    matcher.rank(&needs, &profiles, how)
}

fn rank(whose: Whose, top: usize, threads: usize) -> Rank {
    Rank { whose, top, down_to: Tier::NotEligible, threads: NonZeroUsize::new(threads).unwrap() }
}

/// Lists with ids instead of places, ordered by owner.
fn named(world: &World, whose: Whose, threads: usize) -> Vec<(String, Vec<String>)> {
    let rows = world.matched(|matcher| lists(matcher, world, rank(whose, 3, threads)));
    let need = |at: usize| world.needs[at].id.to_string();
    let participant = |at: usize| world.participants[at].id.to_string();
    let owner = |at| match whose {
        Whose::Needs => need(at),
        Whose::Participants => participant(at),
    };
    let row = |e: &Entry| {
        let (need, participant) = (need(e.need), participant(e.participant));
        format!("{need} {participant} {} {:?}", e.wish, e.appraisal)
    };
    let mut lists: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(at, list)| (owner(at), list.iter().map(row).collect()))
        .collect();
    lists.sort();
    lists
}

/// The same with the first participant changed.
fn with_first(world: &World, change: impl FnOnce(&mut Participant)) -> World {
    let mut world = world.clone();
    change(&mut world.participants[0]);
    world
}

/// How many positive claims of every kind there are.
fn positives(participant: &Participant) -> usize {
    let yes = |is: bool| usize::from(is);
    participant.competences.iter().map(|c| yes(c.answer.yes().is_some())).sum::<usize>()
        + participant.occupations.iter().map(|c| yes(c.answer.yes().is_some())).sum::<usize>()
        + participant.languages.iter().map(|c| yes(c.answer.yes().is_some())).sum::<usize>()
        + participant.credentials.iter().map(|c| yes(c.answer.yes().is_some())).sum::<usize>()
        + participant.education.len()
}

/// Leaves out the positive claim number `which`.
fn delete_positive(participant: &mut Participant, which: usize) {
    let mut number = 0;
    let mut keep = |is_yes: bool| {
        number += usize::from(is_yes);
        !is_yes || number - 1 != which
    };
    participant.competences.retain(|c| keep(c.answer.yes().is_some()));
    participant.occupations.retain(|c| keep(c.answer.yes().is_some()));
    participant.languages.retain(|c| keep(c.answer.yes().is_some()));
    participant.credentials.retain(|c| keep(c.answer.yes().is_some()));
    participant.education.retain(|_| keep(true));
}

/// One step up in level of every positive claim that `choose` picks.
fn raise_levels(participant: &mut Participant, mut choose: impl FnMut() -> bool) {
    for claim in &mut participant.competences {
        if let Answer::Yes(known) = &mut claim.answer
            && choose()
        {
            let higher = usize::from(known.level.number()).min(3);
            known.level = Level::ALL[higher];
        }
    }
    for claim in &mut participant.languages {
        if let Answer::Yes(known) = &mut claim.answer
            && choose()
        {
            known.level = Cefr::ALL[(known.level as usize + 1).min(5)];
        }
    }
    for claim in &mut participant.occupations {
        if let Answer::Yes(Period { months: Some(months), .. }) = &mut claim.answer
            && choose()
        {
            *months += 7;
        }
    }
    for claim in &mut participant.education {
        if choose() {
            claim.level = (claim.level.number() + 1).min(8).to_string().parse().unwrap();
        }
    }
}

/// One step up in evidence of every positive claim that `choose` picks.
fn strengthen(participant: &mut Participant, mut choose: impl FnMut() -> bool) {
    let mut up = |evidence: &mut Evidence| {
        if choose() {
            *evidence = Evidence::ALL[(*evidence as usize + 1).min(3)];
        }
    };
    for claim in &mut participant.competences {
        if let Answer::Yes(known) = &mut claim.answer {
            up(&mut known.evidence);
        }
    }
    for claim in &mut participant.occupations {
        if let Answer::Yes(known) = &mut claim.answer {
            up(&mut known.evidence);
        }
    }
    for claim in &mut participant.credentials {
        if let Answer::Yes(known) = &mut claim.answer {
            up(&mut known.evidence);
        }
    }
    for claim in &mut participant.education {
        up(&mut claim.evidence);
    }
    for claim in &mut participant.languages {
        if let Answer::Yes(known) = &mut claim.answer {
            let mut evidence = known.source.evidence();
            up(&mut evidence);
            known.source = [
                LanguageSource::SelfAssessed,
                LanguageSource::Grade,
                LanguageSource::Dialogue,
                LanguageSource::Test,
            ][evidence as usize];
        }
    }
}

/// Makes a participant have `what`, as well as anyone can: a validated claim
/// at exactly the asked level, or at the highest there is.
fn grant(participant: &mut Participant, what: &What, highest: bool) {
    match what {
        What::Competence { concept, level } => {
            let level = if highest { Level::CanTeach } else { *level };
            let claim = CompetenceClaim::yes(*concept, level, Evidence::Validated);
            participant.competences.push(claim);
        }
        &What::Language { language, skill, level } => {
            let level = if highest { Cefr::C2 } else { level };
            let known = Proficiency { level, source: LanguageSource::Test, on: None };
            participant.languages.push(LanguageClaim {
                language,
                skill,
                answer: Answer::Yes(known),
            });
        }
        What::Credential { credential } => participant.credentials.push(CredentialClaim {
            credential: credential.clone(),
            answer: Answer::Yes(Holding {
                evidence: Evidence::Validated,
                valid_from: None,
                valid_to: None,
                issued_in: None,
            }),
        }),
        &What::Experience { occupation, months } => {
            let had = participant.occupations.iter().find(|claim| claim.concept == occupation);
            let had = had.and_then(|claim| claim.answer.yes()?.months).unwrap_or(0);
            let months = Some(months.max(if highest { 600 } else { had.max(1) }));
            participant.occupations.retain(|claim| claim.concept != occupation);
            let claim = ExperienceClaim::yes(occupation, months, Evidence::Validated);
            participant.occupations.push(claim);
        }
        What::Education { education } => participant.education.push(EducationClaim {
            level: if highest { "8".parse().unwrap() } else { education.level },
            seqf: if highest { "8".parse().ok() } else { education.seqf },
            field: education.field,
            country: "SE".parse().ok(),
            recognition: etablera_domain::Recognition::default(),
            evidence: Evidence::Validated,
        }),
        What::Hours { weekly } => participant.hours = Some(*weekly),
        What::Shift { shift } => {
            participant.shifts.insert(*shift, Stance::Yes);
        }
        What::Start { on } => {
            let from = participant.available_from.map_or(*on, |from| from.min(*on));
            participant.available_from = Some(from);
        }
        What::Reach { workplace } => {
            let reach = participant.reach.get_or_insert_default();
            reach.municipalities.push(workplace.municipality);
        }
    }
}

/// Takes back every plain no that stands against `what`.
fn take_back(world: &World, participant: &mut Participant, what: &What) {
    let graph = &world.graph;
    match what {
        What::Competence { concept, .. } => participant.competences.retain(|claim| {
            claim.answer != Answer::No || !graph.lies_in(resolve(*concept), resolve(claim.concept))
        }),
        What::Language { language, skill, .. } => participant.languages.retain(|claim| {
            claim.answer != Answer::No || (claim.language, claim.skill) != (*language, *skill)
        }),
        What::Credential { credential } => participant
            .credentials
            .retain(|claim| claim.answer != Answer::No || !credential.includes(&claim.credential)),
        What::Experience { occupation, .. } => participant.occupations.retain(|claim| {
            claim.answer != Answer::No || !graph.lies_in(*occupation, claim.concept)
        }),
        _ => {}
    }
}

/// Carries out one change.
fn carry_out(world: &World, change: &Change, need: &mut Need, participant: &mut Participant) {
    let id = match change {
        Change::Answer(id)
        | Change::Learn(id, _)
        | Change::LearnIf(id, ..)
        | Change::Obtain(id) => id,
        Change::ConfirmMusts => {
            if let Origin::Import(import) = &mut need.origin {
                import.confirmed_on = Some(super::common::today());
            }
            return;
        }
    };
    let derived = need.derived_requirements();
    let asked = need.requirements().chain(&derived).find(|r| r.id == *id).unwrap();
    let what = asked.what.clone();
    take_back(world, participant, &what);
    grant(participant, &what, false);
}

fn judge_one(world: &World, need: &Need, participant: &Participant) -> Judgement {
    world.matched(|matcher| {
        let (need, profile) =
            (matcher.prepare(need).unwrap(), matcher.profile(participant).unwrap());
        matcher.judge(&need, &profile)
    })
}

/// Everything that is asked, by requirements and by prerequisites.
fn everything_asked(world: &World) -> Vec<What> {
    let needs = world.needs.iter();
    let written = needs.clone().flat_map(Need::requirements).map(|r| r.what.clone());
    let derived = needs.flat_map(Need::derived_requirements).map(|r| r.what);
    let prerequisites = world.modules.iter().flat_map(|m| m.prerequisites.clone());
    written.chain(derived).chain(prerequisites).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_further_positive_claim_never_lowers_a_score(world in worlds(), claim in positive()) {
        let more = with_first(&world, |participant| claim.add_to(participant));
        for (before, after) in appraisals(&world).into_iter().zip(appraisals(&more)) {
            prop_assert!(before.score <= after.score, "{before:?} {after:?}");
            prop_assert!(before.score_after <= after.score_after, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_higher_level_or_better_evidence_never_worsens_an_answer(
        world in worlds(),
        choices in prop::collection::vec(any::<bool>(), 40),
        levels in any::<bool>(),
    ) {
        let mut choices = choices.into_iter().cycle();
        let better = with_first(&world, |participant| {
            let choose = || choices.next().unwrap();
            if levels { raise_levels(participant, choose) } else { strengthen(participant, choose) }
        });
        for (before, after) in appraisals(&world).into_iter().zip(appraisals(&better)) {
            prop_assert!(after.tier <= before.tier, "{before:?} {after:?}");
            prop_assert!(before.score <= after.score, "{before:?} {after:?}");
            prop_assert!(before.score_after <= after.score_after, "{before:?} {after:?}");
        }
    }

    #[test]
    fn having_everything_asked_never_worsens_a_tier(world in worlds()) {
        let able = with_first(&world, |participant| {
            for what in everything_asked(&world) {
                let claimed = matches!(&what, What::Experience { occupation, .. }
                    if participant.occupations.iter().any(|claim| claim.concept == *occupation));
                if !claimed && !matches!(what, What::Hours { .. } | What::Start { .. }) {
                    grant(participant, &what, true);
                }
            }
        });
        for (before, after) in appraisals(&world).into_iter().zip(appraisals(&able)) {
            prop_assert!(after.tier <= before.tier, "{before:?} {after:?}");
        }
    }

    #[test]
    fn having_one_asked_thing_never_worsens_a_tier(world in worlds(), which in any::<Index>()) {
        let asked = everything_asked(&world);
        prop_assume!(!asked.is_empty());
        // What a prerequisite asks more of is not had at the asked level.
        let able = with_first(&world, |participant| {
            let what = which.get(&asked);
            let claimed = matches!(what, What::Experience { occupation, .. }
                if participant.occupations.iter().any(|claim| claim.concept == *occupation));
            if !claimed && !matches!(what, What::Hours { .. } | What::Start { .. }) {
                grant(participant, what, true);
            }
        });
        for (before, after) in appraisals(&world).into_iter().zip(appraisals(&able)) {
            prop_assert!(after.tier <= before.tier, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_claim_less_never_makes_a_pair_ready_or_trainable(
        world in worlds(),
        which in any::<Index>(),
    ) {
        let positives = positives(&world.participants[0]);
        prop_assume!(positives > 0);
        let less = with_first(&world, |p| delete_positive(p, which.index(positives)));
        prop_assert_eq!(self::positives(&less.participants[0]) + 1, positives);
        for (before, after) in appraisals(&world).into_iter().zip(appraisals(&less)) {
            prop_assert!(after.score <= before.score, "{before:?} {after:?}");
            prop_assert!(after.score_after <= before.score_after, "{before:?} {after:?}");
            if after.tier <= Tier::Trainable {
                prop_assert!(before.tier <= after.tier, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn points_are_the_sum_of_what_is_met(world in worlds()) {
        for judgement in judgements(&world) {
            let Judgement { appraisal, findings, .. } = &judgement;
            let weights: u32 = findings.iter().map(|f| f.weight).sum();
            prop_assert!(weights == 0 || weights == 1000, "{weights}");
            let points = |of: &dyn Fn(usize) -> u8| -> u32 {
                findings.iter().enumerate().map(|(at, f)| f.weight * u32::from(of(at))).sum()
            };
            let now = |at: usize| match findings[at].verdict {
                Verdict::Met { coverage } => coverage.get(),
                Verdict::Learnable { .. } | Verdict::Unmet | Verdict::Unknown => 0,
            };
            prop_assert_eq!(appraisal.score, points(&now));
            prop_assert_eq!(appraisal.score_after, points(&|at| findings[at].coverage_after));
            prop_assert!(appraisal.score <= appraisal.score_after);
            prop_assert!(appraisal.score_after <= 100_000);
            for finding in findings.iter().filter(|f| f.verdict == Verdict::Unknown) {
                prop_assert_eq!(finding.coverage_after, 0);
            }
        }
    }

    #[test]
    fn the_order_of_claims_changes_no_answer(
        world in worlds(),
        order in any::<prop::sample::Index>(),
    ) {
        let turned = with_first(&world, |participant| {
            turn(&mut participant.competences, order);
            turn(&mut participant.occupations, order);
            turn(&mut participant.languages, order);
            turn(&mut participant.credentials, order);
            turn(&mut participant.education, order);
        });
        for (before, after) in judgements(&world).into_iter().zip(judgements(&turned)) {
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn the_order_of_tasks_and_requirements_changes_no_verdict(
        world in worlds(),
        order in any::<Index>(),
    ) {
        let mut turned = world.clone();
        for need in &mut turned.needs {
            turn(&mut need.tasks, order);
            for task in &mut need.tasks {
                turn(&mut task.requirements, order);
            }
        }
        for (mut before, mut after) in judgements(&world).into_iter().zip(judgements(&turned)) {
            prop_assert_eq!(before.appraisal, after.appraisal);
            for judgement in [&mut before, &mut after] {
                judgement.findings.sort_by(|a, b| a.requirement.id.cmp(&b.requirement.id));
                for finding in &mut judgement.findings {
                    finding.task = None;
                }
            }
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn order_batches_and_threads_change_no_list(
        world in worlds(),
        order in any::<Index>(),
        threads in 1..5_usize,
    ) {
        let mut turned = world.clone();
        turn(&mut turned.needs, order);
        turn(&mut turned.participants, order);
        for whose in [Whose::Needs, Whose::Participants] {
            let whole = named(&world, whose, 1);
            prop_assert_eq!(&whole, &named(&turned, whose, threads));
            let mut parts = Vec::new();
            let owners = match whose {
                Whose::Needs => world.needs.len(),
                Whose::Participants => world.participants.len(),
            };
            for at in 0..owners {
                let mut part = world.clone();
                match whose {
                    Whose::Needs => part.needs = vec![world.needs[at].clone()],
                    Whose::Participants => {
                        part.participants = vec![world.participants[at].clone()];
                    }
                }
                parts.extend(named(&part, whose, threads));
            }
            prop_assert_eq!(&whole, &parts);
        }
    }

    #[test]
    fn the_short_answer_is_the_one_in_the_full_answer(world in worlds()) {
        let short = world.matched(|matcher| {
            let mut all = Vec::new();
            for need in &world.needs {
                let need = matcher.prepare(need).unwrap();
                all.extend(world.participants.iter().map(|participant| {
                    matcher.appraise(&need, &matcher.profile(participant).unwrap())
                }));
            }
            all
        });
        prop_assert_eq!(short, appraisals(&world));
    }

    #[test]
    fn a_tier_follows_from_the_musts(world in worlds()) {
        for judgement in judgements(&world) {
            let verdicts: Vec<_> = judgement.musts().map(|f| f.verdict.name()).collect();
            let tier = if verdicts.contains(&"unmet") {
                Tier::NotEligible
            } else if verdicts.contains(&"unknown") || !judgement.is_confirmed {
                Tier::ToClarify
            } else if verdicts.contains(&"learnable") {
                Tier::Trainable
            } else {
                Tier::Ready
            };
            prop_assert_eq!(judgement.appraisal.tier, tier);
        }
    }

    #[test]
    fn lists_are_all_pairs_in_order_without_what_is_refused(
        world in worlds(),
        top in 0..5_usize,
        down_to in prop::sample::select(Tier::ALL.to_vec()),
    ) {
        let judgements = judgements(&world);
        for whose in [Whose::Needs, Whose::Participants] {
            let how = Rank { down_to, ..rank(whose, top, 2) };
            let lists = world.matched(|matcher| lists(matcher, &world, how));
            let owners = match whose {
                Whose::Needs => world.needs.iter().map(|n| n.id.to_string()).collect::<Vec<_>>(),
                Whose::Participants => {
                    world.participants.iter().map(|p| p.id.to_string()).collect()
                }
            };
            prop_assert_eq!(lists.len(), owners.len());
            for (list, owner) in lists.iter().zip(owners) {
                let mut expected: Vec<_> = judgements
                    .iter()
                    .filter(|j| match whose {
                        Whose::Needs => j.need.as_str() == owner,
                        Whose::Participants => j.participant.as_str() == owner,
                    })
                    .filter(|j| !j.is_refused)
                    .filter(|j| j.appraisal.tier <= down_to)
                    .map(|j| {
                        let wish = j.wish.filter(|_| whose == Whose::Participants);
                        let Appraisal { tier, score, .. } = j.appraisal;
                        let ids = (j.need.to_string(), j.participant.to_string());
                        (tier, wish.is_none(), wish, Reverse(score), ids)
                    })
                    .collect();
                expected.sort();
                expected.truncate(top);
                let found: Vec<_> = list
                    .iter()
                    .map(|e| {
                        let need = world.needs[e.need].id.to_string();
                        (need, world.participants[e.participant].id.to_string())
                    })
                    .collect();
                let expected: Vec<_> = expected.into_iter().map(|(.., ids)| ids).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn a_refused_target_covers_what_lies_in_it(world in worlds()) {
        use etablera_domain::Target;
        for judgement in judgements(&world) {
            let need = world.needs.iter().find(|n| n.id == judgement.need).unwrap();
            let by = world.participants.iter().find(|p| p.id == judgement.participant).unwrap();
            let is_about = |target: &Target| match target {
                Target::Need(id) => *id == need.id,
                Target::Employer(id) => *id == need.employer,
                Target::Occupation(id) => {
                    need.occupation.is_some_and(|of| world.graph.lies_in(of, *id))
                }
            };
            prop_assert_eq!(judgement.is_refused, by.wishes.refuses.iter().any(is_about));
            let wish = by.wishes.prefers.iter().position(is_about).map(|at| at as u32);
            prop_assert_eq!(judgement.wish, wish);
        }
    }

    #[test]
    fn verdicts_are_what_the_oracle_says(world in worlds()) {
        for judgement in judgements(&world) {
            let need = world.needs.iter().find(|n| n.id == judgement.need).unwrap();
            let of = world.participants.iter().find(|p| p.id == judgement.participant).unwrap();
            for finding in &judgement.findings {
                let Some(said) = said(&world, need, &finding.requirement, of) else { continue };
                let verdict = match finding.verdict {
                    Verdict::Met { coverage } => Says::Met(coverage.get()),
                    Verdict::Learnable { ask_first, .. } => Says::Learnable { ask_first },
                    Verdict::Unmet => Says::Unmet,
                    Verdict::Unknown => Says::Unknown,
                };
                prop_assert_eq!(verdict, said.verdict, "{:?} {:?}", finding, of);
                prop_assert_eq!(finding.coverage_after, said.after, "{:?} {:?}", finding, of);
            }
        }
    }

    #[test]
    fn all_changes_together_make_a_pair_ready(world in worlds()) {
        for judgement in judgements(&world) {
            let mut need = world.needs.iter().find(|n| n.id == judgement.need).unwrap().clone();
            let by = world.participants.iter().find(|p| p.id == judgement.participant).unwrap();
            let mut participant = by.clone();
            for change in judgement.changes() {
                carry_out(&world, &change, &mut need, &mut participant);
            }
            // Two ranges of hours need not have an hour in common.
            let ranges = need.requirements().filter(|r| matches!(r.what, What::Hours { .. }));
            if ranges.count() + usize::from(need.hours.is_some()) < 2 {
                let after = judge_one(&world, &need, &participant);
                prop_assert_eq!(after.appraisal.tier, Tier::Ready, "{:?}", after.changes());
            }
        }
    }

    #[test]
    fn every_change_is_needed(world in worlds()) {
        for judgement in judgements(&world) {
            let asked = world.needs.iter().find(|n| n.id == judgement.need).unwrap();
            let by = world.participants.iter().find(|p| p.id == judgement.participant).unwrap();
            let changes = judgement.changes();
            for left_out in 0..changes.len() {
                let (mut need, mut participant) = (asked.clone(), by.clone());
                for (at, change) in changes.iter().enumerate() {
                    if at != left_out && !touches(&world, asked, by, [change, &changes[left_out]]) {
                        carry_out(&world, change, &mut need, &mut participant);
                    }
                }
                let after = judge_one(&world, &need, &participant);
                prop_assert!(after.appraisal.tier > Tier::Ready, "{:?}", changes[left_out]);
            }
        }
    }

    #[test]
    fn nothing_is_asked_for_twice(world in worlds()) {
        let mut world = world;
        for task in world.needs.iter_mut().flat_map(|need| &mut need.tasks) {
            // Where proof is wanted of one alone, both are to be asked for.
            task.requirements.iter_mut().for_each(|r| r.min_evidence = None);
        }
        for judgement in judgements(&world) {
            let need = world.needs.iter().find(|n| n.id == judgement.need).unwrap();
            let by = world.participants.iter().find(|p| p.id == judgement.participant).unwrap();
            let changes = judgement.changes();
            for (at, change) in changes.iter().enumerate() {
                let Some(what) = what_of(need, change) else { continue };
                if !matches!(what, What::Language { .. } | What::Credential { .. }) {
                    continue;
                }
                let (mut need, mut participant) = (need.clone(), by.clone());
                for (other, change) in changes.iter().enumerate() {
                    if other != at {
                        carry_out(&world, change, &mut need, &mut participant);
                    }
                }
                let after = judge_one(&world, &need, &participant);
                prop_assert!(after.appraisal.tier > Tier::Ready, "{change:?} in {changes:?}");
            }
        }
    }

    #[test]
    fn a_cited_claim_is_what_met_it(world in worlds()) {
        for judgement in judgements(&world) {
            let need = world.needs.iter().find(|n| n.id == judgement.need).unwrap();
            let of = world.participants.iter().find(|p| p.id == judgement.participant).unwrap();
            for (at, finding) in judgement.findings.iter().enumerate() {
                if !matches!(finding.verdict, Verdict::Met { .. }) || finding.claim.is_none() {
                    continue;
                }
                let cited = finding.claim.as_ref().unwrap();
                // Alone, it gives what it is said to give, unless months of
                // several occupations do so together.
                let mut alone = of.clone();
                keep_only(&mut alone, cited);
                let found = &judge_one(&world, need, &alone).findings[at];
                let together = matches!(finding.requirement.what, What::Experience { .. });
                prop_assert!(
                    found.verdict == finding.verdict || together,
                    "{cited:?} {:?} {:?}", found.verdict, finding.verdict
                );
                // Without it, there is no more than with it.
                let mut without = of.clone();
                leave_out(&mut without, cited);
                let found = &judge_one(&world, need, &without).findings[at];
                prop_assert!(found.verdict.coverage() <= finding.verdict.coverage());
            }
        }
    }

    #[test]
    fn what_nobody_confirmed_is_to_be_clarified_at_best(world in worlds()) {
        for judgement in judgements(&world) {
            prop_assert!(judgement.is_confirmed || judgement.appraisal.tier >= Tier::ToClarify);
        }
    }

    #[test]
    fn a_confirmed_need_without_musts_is_open_to_all(world in worlds()) {
        let mut world = world;
        for need in &mut world.needs {
            (need.workplace, need.hours, need.start) = (None, None, None);
            need.shifts.clear();
            for task in &mut need.tasks {
                task.requirements.retain(|r| r.strength != Strength::Must);
            }
        }
        for judgement in judgements(&world) {
            let expected = if judgement.is_confirmed { Tier::Ready } else { Tier::ToClarify };
            prop_assert_eq!(judgement.appraisal.tier, expected);
        }
    }

    #[test]
    fn of_two_with_the_same_claims_the_better_proven_is_never_ranked_lower(
        world in worlds(),
        choices in prop::collection::vec(any::<bool>(), 40),
    ) {
        let mut choices = choices.into_iter().cycle();
        let (mut weaker, mut stronger) =
            (world.participants[0].clone(), world.participants[0].clone());
        strengthen(&mut stronger, || choices.next().unwrap());
        // Ids that would put the weaker first.
        weaker.id = "A".parse().unwrap();
        stronger.id = "B".parse().unwrap();
        let world = World { participants: vec![weaker, stronger], ..world };
        for list in world.matched(|matcher| lists(matcher, &world, rank(Whose::Needs, 2, 1))) {
            if let [first, second] = list[..] {
                let tied = (first.appraisal.tier, first.appraisal.score)
                    == (second.appraisal.tier, second.appraisal.score);
                prop_assert!(first.participant == 1 || tied);
            }
        }
    }
}

/// Another order of the same items.
fn turn<T>(items: &mut [T], by: Index) {
    items.reverse();
    if !items.is_empty() {
        let by = by.index(items.len());
        items.rotate_left(by);
    }
}

/// What a change is about.
fn what_of(need: &Need, change: &Change) -> Option<What> {
    let (Change::Answer(id) | Change::Learn(id, _) | Change::LearnIf(id, ..) | Change::Obtain(id)) =
        change
    else {
        return None;
    };
    let derived = need.derived_requirements();
    let asked = need.requirements().chain(&derived).find(|r| r.id == *id);
    asked.map(|requirement| requirement.what.clone())
}

/// Whether carrying out one change could carry out the other as well.
fn touches(world: &World, need: &Need, of: &Participant, changes: [&Change; 2]) -> bool {
    let [Some(one), Some(other)] = changes.map(|change| what_of(need, change)) else {
        return false;
    };
    match (one, other) {
        (What::Competence { concept: a, .. }, What::Competence { concept: b, .. }) => {
            let mut noes = of.competences.iter().filter(|claim| claim.answer == Answer::No);
            let covers = |id: ConceptId, no| world.graph.lies_in(resolve(id), resolve(no));
            world.graph.percent(resolve(a), resolve(b)) > 0
                || covers(b, a)
                || noes.any(|no| covers(a, no.concept) && covers(b, no.concept))
        }
        (one, other) => std::mem::discriminant(&one) == std::mem::discriminant(&other),
    }
}

fn keep_only(participant: &mut Participant, cited: &Cited) {
    let mut alone = Participant::new(participant.id.clone());
    match cited {
        Cited::Competence(claim) => alone.competences.push(*claim),
        Cited::Experience(claim) => alone.occupations.push(*claim),
        Cited::Language(claim) => alone.languages.push(*claim),
        Cited::Credential(claim) => alone.credentials.push(claim.clone()),
        Cited::Education(claim) => alone.education.push(*claim),
        Cited::Hours(weekly) => alone.hours = Some(*weekly),
        Cited::AvailableFrom(on) => alone.available_from = Some(*on),
    }
    *participant = alone;
}

fn leave_out(participant: &mut Participant, cited: &Cited) {
    match cited {
        Cited::Competence(claim) => participant.competences.retain(|c| c != claim),
        Cited::Experience(claim) => participant.occupations.retain(|c| c != claim),
        Cited::Language(claim) => participant.languages.retain(|c| c != claim),
        Cited::Credential(claim) => participant.credentials.retain(|c| c != claim),
        Cited::Education(claim) => participant.education.retain(|c| c != claim),
        Cited::Hours(_) => participant.hours = None,
        Cited::AvailableFrom(_) => participant.available_from = None,
    }
}
