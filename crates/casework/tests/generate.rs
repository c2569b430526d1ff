//! Populations: equal for a seed, whole, and as the rates say.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::NaiveDate;
use etablera_casework::generate::{Generator, Plan, Population, Truth, generate};
use etablera_domain::jsonl::{self, Record};
use etablera_domain::{
    Answer, Evidence, LearnBy, Level, Need, NeedId, Requirement, Strength, What,
};
use etablera_taxonomy::{Builder, Cefr, Language, starter};

fn day() -> NaiveDate {
    "2026-12-01".parse().unwrap()
}

fn plan(participants: usize, needs: usize, seed: u64) -> Plan {
    Plan::new(participants, needs, seed, day())
}

fn make(participants: usize, needs: usize, seed: u64) -> Population {
    generate(starter(), &plan(participants, needs, seed)).unwrap()
}

/// The population that the tests about numbers share.
fn town() -> &'static Population {
    static TOWN: OnceLock<Population> = OnceLock::new();
    TOWN.get_or_init(|| make(3000, 900, 7))
}

fn lines<T: Record>(records: &[T]) -> String {
    let mut bytes = Vec::new();
    jsonl::write(records, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn bytes(population: &Population) -> String {
    lines(&population.participants)
        + &lines(&population.needs)
        + &lines(&population.employers)
        + &lines(&population.visits)
        + &lines(&population.training)
        + &lines(&population.truth)
}

#[test]
fn equal_seeds_give_equal_bytes_and_others_others() {
    assert_eq!(bytes(&make(200, 60, 1)), bytes(&make(200, 60, 1)));
    assert_ne!(bytes(&make(200, 60, 1)), bytes(&make(200, 60, 2)));
}

#[test]
fn a_longer_population_begins_with_the_shorter_one() {
    let (few, many) = (make(50, 40, 3), make(100, 40, 3));
    assert_eq!(few.participants[..], many.participants[..50]);
    assert_eq!(few.truth[..], many.truth[..50]);
    assert_eq!(few.needs, many.needs);
    let more_needs = make(50, 80, 3);
    assert_eq!(few.needs[..], more_needs.needs[..40]);
    assert_eq!(few.visits[..13], more_needs.visits[..13]);
}

#[test]
fn one_alone_is_as_one_among_many() {
    let plan = plan(100, 40, 3);
    let generator = Generator::new(starter(), &plan).unwrap();
    let all = generate(starter(), &plan).unwrap();
    assert_eq!(generator.person(77), (all.truth[77].clone(), all.participants[77].clone()));
    assert_eq!(generator.need(17), all.needs[17]);
}

#[test]
fn other_rates_see_the_same_people() {
    let mut dim = plan(50, 10, 3);
    dim.rates.competence_seen = 100;
    let dim = generate(starter(), &dim).unwrap();
    let usual = make(50, 10, 3);
    assert_eq!(dim.truth, usual.truth);
    assert_ne!(dim.participants, usual.participants);
}

#[track_caller]
fn check_round_trip<T: Record + PartialEq + std::fmt::Debug>(records: &[T]) {
    let reading = jsonl::read::<T>(T::NAME, lines(records).as_bytes()).unwrap();
    assert_eq!(reading.faults, []);
    let read: Vec<T> = reading.rows.into_iter().map(|row| row.record).collect();
    assert!(read == records, "{} differ once written and read", T::NAME);
}

#[test]
fn every_row_is_read_back() {
    let Population { participants, needs, employers, visits, training, truth, .. } = town();
    check_round_trip(participants);
    check_round_trip(needs);
    check_round_trip(employers);
    check_round_trip(visits);
    check_round_trip(training);
    check_round_trip(truth);
}

#[test]
fn every_participant_has_a_truth_with_outcomes_at_needs_that_exist() {
    let population = town();
    let ids: BTreeSet<&NeedId> = population.needs.iter().map(|need| &need.id).collect();
    assert_eq!(population.truth.len(), population.participants.len());
    for (truth, seen) in population.truth.iter().zip(&population.participants) {
        assert_eq!(truth.id, seen.id);
        assert!(!truth.outcomes.is_empty());
        assert!(truth.outcomes.iter().all(|outcome| ids.contains(&outcome.need)));
    }
}

#[test]
fn needs_are_sound_and_their_references_exist() {
    let population = town();
    let modules: BTreeMap<_, _> =
        population.training.iter().map(|module| (&module.id, module)).collect();
    for need in &population.needs {
        need.check().unwrap();
        let time: u16 = need.tasks.iter().map(|task| task.share_permille.permille()).sum();
        assert_eq!(time, 1000, "{}", need.id);
        assert!((1..=4).contains(&need.tasks.len()));
        assert!(need.requirements().any(|r| r.strength == Strength::Must));
        assert!(population.employers.iter().any(|employer| employer.id == need.employer));
        for requirement in need.requirements() {
            if let Some(LearnBy::Module(id)) = requirement.learnable.as_ref().map(|l| &l.by) {
                assert!(modules.contains_key(id), "{id}");
            }
        }
    }
}

#[test]
fn claims_come_from_the_truth_as_often_as_the_rates_say() {
    let population = town();
    let (mut truly, mut seen, mut exact, mut false_yes, mut no) = (0, 0, 0, 0, 0);
    for (truth, participant) in population.truth.iter().zip(&population.participants) {
        truly += truth.competences.len();
        for claim in &participant.competences {
            match (claim.answer, truth.level(claim.concept)) {
                (Answer::Yes(mastery), Some(level)) => {
                    seen += 1;
                    exact += usize::from(mastery.level == level);
                    assert!(mastery.level.number().abs_diff(level.number()) <= 1);
                }
                (Answer::Yes(_), None) => false_yes += 1,
                (Answer::No, level) => {
                    no += 1;
                    assert_eq!(level, None, "a plain no is true");
                }
            }
        }
    }
    let permille = |part: usize, all: usize| part * 1000 / all;
    // 600 of those who are not nearly empty (60), and 60 of those.
    assert!((540..600).contains(&permille(seen, truly)), "{}", permille(seen, truly));
    assert!((770..830).contains(&permille(exact, seen)), "{}", permille(exact, seen));
    assert!((20..90).contains(&permille(false_yes, false_yes + no)));
    assert!(no > population.participants.len() / 2);
}

#[test]
fn people_differ_as_a_town_does() {
    let people = &town().truth;
    let share = |has: &dyn Fn(&Truth) -> bool| {
        people.iter().filter(|truth| has(truth)).count() * 1000 / people.len()
    };
    let swedish =
        |truth: &Truth| truth.cefr(Language::SWEDISH, etablera_domain::LanguageSkill::Interaction);
    let cefr_spread: BTreeSet<Option<Cefr>> = people.iter().map(swedish).collect();
    assert!(cefr_spread.len() >= 6, "{cefr_spread:?}");
    assert!((400..800).contains(&share(&|t| swedish(t) >= Some(Cefr::A2))));
    assert!((300..450).contains(&share(&|t| t.home.municipality.to_string() == "SE-2580")));
    let drives = "{\"kind\":\"driving_licence\",\"class\":\"B\"}";
    let drives = serde_json::from_str(drives).unwrap();
    assert!((330..550).contains(&share(&|t| t.holds(&drives))));
    let municipalities: BTreeSet<_> = people.iter().map(|t| t.home.municipality).collect();
    assert_eq!(municipalities.len(), 8);
    let empty = town().participants.iter().filter(|seen| seen.competences.len() < 2).count();
    assert!((60..400).contains(&empty), "{empty}");
    let spoken: BTreeSet<_> = people.iter().map(|t| t.languages[0].language).collect();
    assert!(spoken.len() >= 10);
}

#[test]
fn occupations_fall_off_as_one_by_rank() {
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for need in &make(0, 6000, 11).needs {
        *times.entry(need.occupation).or_default() += 1;
    }
    let mut counts: Vec<usize> = times.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    // Zipf over about 160 occupations: the first has a share of 1/5.7.
    assert!((850..1250).contains(&counts[0]), "{}", counts[0]);
    assert!((6..15).contains(&(counts[0] / counts[9])), "{counts:?}");
}

#[test]
fn learnt_more_is_never_less_likely() {
    let population = make(150, 60, 5);
    for truth in &population.truth {
        for need in &population.needs {
            let before = truth.probability(need);
            assert!((5..=950).contains(&before));
            for requirement in need.requirements() {
                let better = with(truth, requirement);
                assert!(better.probability(need) >= before, "{} {}", truth.id, requirement.id);
            }
        }
    }
}

/// The same person, who has what is asked.
fn with(truth: &Truth, requirement: &Requirement) -> Truth {
    let mut better = truth.clone();
    match &requirement.what {
        What::Competence { concept, .. } => {
            better.competences.retain(|known| known.concept != *concept);
            better.competences.push(etablera_casework::generate::TrueCompetence {
                concept: *concept,
                level: Level::CanTeach,
            });
            better.competences.sort();
        }
        What::Language { language, skill, level } => {
            better.languages.retain(|known| {
                (known.language, known.skill) != (*language, *skill) || known.level > *level
            });
            let (language, skill, level) = (*language, *skill, *level);
            better.languages.push(etablera_casework::generate::TrueLanguage {
                language,
                skill,
                level,
            });
        }
        What::Credential { credential } => better.credentials.push(credential.clone()),
        _ => better.steadiness = 100,
    }
    better
}

#[test]
fn outcomes_are_drawn_with_their_probability_and_tell_people_apart() {
    let outcomes = || town().truth.iter().flat_map(|truth| &truth.outcomes);
    let expected: u64 = outcomes().map(|o| u64::from(o.probability_permille)).sum::<u64>() / 1000;
    let employed = outcomes().filter(|o| o.employed).count() as u64;
    assert!(employed.abs_diff(expected) < expected / 10, "{employed} {expected}");
    let likely = outcomes().filter(|o| o.probability_permille >= 400).count();
    let unlikely = outcomes().filter(|o| o.probability_permille <= 50).count();
    let all = outcomes().count();
    assert!(likely > all / 20 && unlikely > all / 20, "{likely} {unlikely} of {all}");
}

#[test]
fn some_safety_requirements_ask_for_more_than_words() {
    let strict =
        |need: &Need| need.requirements().any(|r| r.min_evidence >= Some(Evidence::Documented));
    let count = town().needs.iter().filter(|need| strict(need)).count();
    assert!((5..200).contains(&count), "{count}");
}

#[test]
fn a_taxonomy_without_occupations_is_refused() {
    let empty = Builder::new("nothing").build().unwrap();
    let error = generate(&empty, &plan(1, 1, 1)).unwrap_err();
    assert!(error.to_string().starts_with("the taxonomy `nothing` has no occupation"), "{error}");
}

/// Run in release with `--ignored --nocapture` to see how long it takes.
#[test]
#[ignore = "measures"]
#[expect(clippy::print_stderr, reason = "what it is for")]
fn speed() {
    let _ = starter();
    let begun = std::time::Instant::now();
    let population = make(10_000, 2000, 1);
    let made = begun.elapsed();
    let bytes = bytes(&population).len();
    eprintln!("made in {made:?}, {bytes} bytes written by {:?}", begun.elapsed());
}
