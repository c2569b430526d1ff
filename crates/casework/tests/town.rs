//! What is promised of the example town.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use etablera_casework::explain::Speaker;
use etablera_casework::town::{AS_OF, FEATURED, Town, town};
use etablera_casework::words::Tongue;
use etablera_domain::jsonl::Record;
use etablera_domain::{
    Answer, EmployerId, LearnBy, Need, NeedId, Origin, Participant, Target, What,
};
use etablera_matching::{Catalogue, Matcher, Parameters, Tier};
use etablera_taxonomy::{ConceptId, starter};

#[test]
fn it_has_the_size_of_a_small_programme() {
    let Town { employers, visits, needs, participants, training } = town();
    let sizes = [employers.len(), visits.len(), needs.len(), participants.len(), training.len()];
    assert_eq!(sizes, [25, 25, 60, 200, 20]);
}

#[track_caller]
fn check_ids<T: Record>(letter: &str, digits: usize, records: &[T]) {
    for (at, record) in records.iter().enumerate() {
        assert_eq!(record.key(), format!("{letter}{:0digits$}", at + 1));
    }
}

#[test]
fn ids_count_from_one() {
    let town = town();
    check_ids("E", 2, &town.employers);
    check_ids("V", 2, &town.visits);
    check_ids("N", 2, &town.needs);
    check_ids("P", 3, &town.participants);
    check_ids("M", 2, &town.training);
}

#[test]
fn every_reference_leads_somewhere() {
    let town = town();
    let employers: BTreeSet<&EmployerId> = town.employers.iter().map(|e| &e.id).collect();
    let needs: BTreeSet<&NeedId> = town.needs.iter().map(|need| &need.id).collect();
    for need in &town.needs {
        need.check().unwrap();
        let Origin::Visit(id) = &need.origin else { panic!("{} is from a visit", need.id) };
        let visit = town.visits.iter().find(|visit| visit.id == *id).unwrap();
        assert_eq!(visit.employer, need.employer, "{}", need.id);
        assert!(employers.contains(&need.employer));
    }
    for visit in &town.visits {
        assert!(employers.contains(&visit.employer) && visit.on < AS_OF);
    }
    for target in
        town.participants.iter().flat_map(|p| p.wishes.refuses.iter().chain(&p.wishes.prefers))
    {
        assert!(match target {
            Target::Need(id) => needs.contains(id),
            Target::Employer(id) => employers.contains(id),
            Target::Occupation(id) => starter().concept(*id).is_some(),
        });
    }
}

/// Every concept that the town names.
fn concepts(town: &Town) -> BTreeSet<ConceptId> {
    let mut all = BTreeSet::new();
    for need in &town.needs {
        all.extend(need.occupation);
        all.extend(need.requirements().filter_map(|r| r.what.concept()));
    }
    for participant in &town.participants {
        all.extend(participant.competences.iter().map(|claim| claim.concept));
        all.extend(participant.occupations.iter().map(|claim| claim.concept));
    }
    for module in &town.training {
        all.extend(module.gives.iter().chain(&module.prerequisites).filter_map(What::concept));
    }
    all
}

#[test]
fn every_concept_is_in_the_starter_taxonomy() {
    let missing: Vec<ConceptId> =
        concepts(town()).into_iter().filter(|id| starter().concept(*id).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn modules_give_what_requirements_say() {
    let town = town();
    let mut used = BTreeSet::new();
    for need in &town.needs {
        for requirement in need.requirements() {
            if let Some(LearnBy::Module(module)) = requirement.learnable.as_ref().map(|l| &l.by) {
                let module = town.training.iter().find(|m| m.id == *module).unwrap();
                assert!(module.leads_to(requirement), "{} {}", need.id, requirement.id);
                used.insert(&module.id);
            }
        }
    }
    assert!(used.len() >= 15, "{used:?}");
}

#[test]
fn the_featured_needs_have_people_in_every_tier_but_for_different_reasons() {
    let town = town();
    let catalogue = Catalogue::new(town.training.clone()).unwrap();
    let matcher = Matcher::new(starter(), Parameters::default(), AS_OF).with_training(&catalogue);
    for id in FEATURED {
        let need = town.needs.iter().find(|need| need.id.as_str() == id).unwrap();
        let tiers = by_tier(&matcher, need, &town.participants);
        for tier in [Tier::Ready, Tier::Trainable, Tier::ToClarify, Tier::NotEligible] {
            assert!(tiers.contains_key(&tier), "{id} has nobody {tier:?}: {tiers:?}");
        }
    }
}

fn by_tier<'p>(
    matcher: &Matcher<'_>,
    need: &Need,
    participants: &'p [Participant],
) -> BTreeMap<Tier, Vec<&'p str>> {
    let need = matcher.prepare(need).unwrap();
    let mut tiers: BTreeMap<Tier, Vec<&str>> = BTreeMap::new();
    for participant in participants {
        let profile = matcher.profile(participant).unwrap();
        let tier = matcher.appraise(&need, &profile).tier;
        tiers.entry(tier).or_default().push(participant.id.as_str());
    }
    tiers
}

#[track_caller]
fn check_tier(participant: &str, need: &str, expected: Tier) {
    let town = town();
    let catalogue = Catalogue::new(town.training.clone()).unwrap();
    let matcher = Matcher::new(starter(), Parameters::default(), AS_OF).with_training(&catalogue);
    let need = town.needs.iter().find(|known| known.id.as_str() == need).unwrap();
    let tiers = by_tier(&matcher, need, &town.participants);
    let found = tiers.iter().find(|(_, ids)| ids.contains(&participant)).unwrap().0;
    assert_eq!(*found, expected, "{participant} {}", need.id);
}

#[test]
fn the_people_written_by_hand_stand_where_they_should() {
    use Tier::{NotEligible, Ready, ToClarify, Trainable};
    for (participant, need, tier) in [
        ("P001", "N01", Ready),       // a warehouse worker with papers
        ("P002", "N01", Trainable),   // a forklift driver without
        ("P003", "N01", ToClarify),   // nobody asked about papers and hours
        ("P004", "N17", ToClarify),   // the statement on the degree is pending
        ("P005", "N05", Trainable),   // a cook with A2, without the certificate
        ("P006", "N16", NotEligible), // a nurse without a Swedish licence
        ("P006", "N02", Ready),       // … who may assist
        ("P006", "N18", Ready),
        ("P007", "N01", ToClarify),   // nothing is known
        ("P008", "N02", Ready),       // no nights, and none are asked
        ("P008", "N09", NotEligible), // where they are
        ("P009", "N02", Trainable),   // has cared for a relative
        ("P010", "N02", ToClarify),
        ("P011", "N08", Ready),     // a tested welder
        ("P012", "N08", Trainable), // MAG only with support
        ("P013", "N08", ToClarify), // only the occupation is known
        ("P014", "N07", Trainable), // a carpenter with A1
        ("P015", "N09", Trainable), // underground, but not here
        ("P016", "N10", Ready),
        ("P017", "N11", Ready),
        ("P018", "N12", Trainable),
        ("P019", "N13", ToClarify), // the driving licence has run out: renewed?
        ("P020", "N14", Ready),
        ("P021", "N15", Ready),
        ("P022", "N06", Ready),       // half time suits
        ("P024", "N01", NotEligible), // too far
    ] {
        check_tier(participant, need, tier);
    }
}

#[test]
fn somebody_says_both_yes_and_no() {
    let conflicts = town().participants.iter().filter(|participant| {
        let no =
            |id| participant.competences.iter().any(|c| c.concept == id && c.answer == Answer::No);
        participant.competences.iter().any(|c| c.answer.yes().is_some() && no(c.concept))
    });
    assert_eq!(conflicts.map(|p| p.id.as_str()).collect::<Vec<_>>(), ["P023"]);
}

#[test]
fn every_need_can_be_met_by_somebody_in_time_or_after_a_question() {
    let town = town();
    let catalogue = Catalogue::new(town.training.clone()).unwrap();
    let matcher = Matcher::new(starter(), Parameters::default(), AS_OF).with_training(&catalogue);
    let mut open = 0;
    for need in &town.needs {
        let tiers = by_tier(&matcher, need, &town.participants);
        assert!(tiers.keys().any(|tier| *tier != Tier::NotEligible), "{}", need.id);
        open +=
            usize::from(tiers.contains_key(&Tier::Ready) || tiers.contains_key(&Tier::Trainable));
    }
    assert!(open >= 25, "{open} of 60");
}

#[test]
fn nothing_in_the_data_is_protected_or_personal() {
    let files = ["employers", "visits", "needs", "participants", "training"];
    for file in files {
        let text = std::fs::read_to_string(path(file)).unwrap().to_lowercase();
        for word in
            ["\"name\":\"p", "gender", "religion", "kön", "ålder", "etnisk", "personnummer", "@"]
        {
            assert!(!text.contains(word), "{file} holds `{word}`");
        }
    }
}

fn path(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/town").join(file).with_extension("jsonl")
}

#[test]
fn every_code_in_the_town_has_a_name_in_every_way_of_writing() {
    let town = town();
    for tongue in Tongue::ALL {
        let speaker = Speaker { tongue, taxonomy: starter(), catalogue: None };
        let named = |what: &What| {
            let text = speaker.what(what);
            for fallback in ["intyget ", "språket ", "kommun SE", "landet ", "the certificate "] {
                assert!(!text.contains(fallback), "{text}");
            }
        };
        town.needs.iter().flat_map(Need::requirements).for_each(|r| named(&r.what));
        town.training.iter().flat_map(|m| m.gives.iter().chain(&m.prerequisites)).for_each(named);
        for claim in town.participants.iter().flat_map(|p| &p.languages) {
            let said = tongue.say("language-name", &[("language", claim.language.as_str())]);
            assert!(!said.starts_with("språket ") && !said.starts_with("the language "), "{said}");
        }
    }
}
