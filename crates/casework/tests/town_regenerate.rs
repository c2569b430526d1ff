//! How the rows of the example town that are not written by hand were made.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use etablera_casework::generate::{Generator, Plan, Rates};
use etablera_casework::town::AS_OF;
use etablera_domain::jsonl::{self, Record};
use etablera_domain::{Employer, Need, Origin, Participant, Place, Target, TrainingModule};
use etablera_taxonomy::{ConceptId, starter};

/// How many of each are written by hand.
const NEEDS_BY_HAND: usize = 18;
const PARTICIPANTS_BY_HAND: usize = 24;

/// Which employer has needs in an ISCO-08 unit group, and how many at most
/// are generated.
const TRADES: [(&str, &str, usize); 44] = [
    ("2142", "E16", 1),
    ("2221", "E24", 1),
    ("2512", "E10", 1),
    ("3119", "E22", 1),
    ("3313", "E12", 1),
    ("3343", "E12", 1),
    ("3412", "E14", 3),
    ("3434", "E15", 1),
    ("3512", "E10", 1),
    ("4110", "E12", 1),
    ("4224", "E15", 1),
    ("5120", "E03", 1),
    ("5131", "E15", 1),
    ("5153", "E04", 1),
    ("5223", "E09", 1),
    ("5230", "E09", 1),
    ("5311", "E08", 1),
    ("5312", "E08", 1),
    ("5321", "E24", 1),
    ("5322", "E14", 2),
    ("5329", "E24", 1),
    ("7114", "E16", 1),
    ("7115", "E05", 1),
    ("7126", "E21", 1),
    ("7127", "E21", 1),
    ("7131", "E16", 1),
    ("7212", "E06", 1),
    ("7223", "E06", 1),
    ("7231", "E11", 1),
    ("7233", "E07", 1),
    ("7411", "E22", 1),
    ("7512", "E17", 1),
    ("8111", "E07", 1),
    ("8157", "E20", 1),
    ("8172", "E25", 1),
    ("8212", "E23", 2),
    ("8322", "E19", 1),
    ("8331", "E18", 1),
    ("8332", "E19", 1),
    ("8344", "E25", 1),
    ("9112", "E04", 2),
    ("9122", "E18", 1),
    ("9333", "E01", 1),
    ("9412", "E03", 1),
];

/// The ISCO-08 unit group of an occupation.
fn unit_group(occupation: ConceptId) -> String {
    let occupation = starter().concept(occupation).unwrap();
    let mut groups = starter().broader(occupation).map(|group| starter().id(group).to_string());
    let isco = groups.find_map(|id| id.split_once("/isco/C").map(|(_, code)| code.to_owned()));
    isco.unwrap_or_default()
}

/// Makes the rows that are not written by hand. Run it with `--ignored` after
/// a change to the rows by hand, the generator or the taxonomy, and look at
/// the difference before it is kept.
#[test]
#[ignore = "writes the data of the town"]
fn regenerate() {
    let training: Vec<TrainingModule> = by_hand("training", usize::MAX);
    // A programme has met its people: more is known than of a population.
    let rates = Rates {
        competence_seen: 700,
        language_seen: 900,
        circumstance_seen: 950,
        ..Rates::default()
    };
    let plan = Plan { training, rates, ..Plan::new(20_000, 5_000, 2580, AS_OF) };
    let generator = Generator::new(starter(), &plan).unwrap();
    let needs = all_needs(&generator);
    save("needs", &needs);
    save("participants", &all_participants(&generator, &needs));
}

/// The needs by hand, and generated ones in trades that the town has.
fn all_needs(generator: &Generator<'_>) -> Vec<Need> {
    let employers: Vec<Employer> = by_hand("employers", usize::MAX);
    let mut needs: Vec<Need> = by_hand("needs", NEEDS_BY_HAND);
    let mut left = TRADES;
    for index in 0.. {
        if needs.len() == 60 {
            break;
        }
        let need = generator.need(index);
        let group = unit_group(need.occupation.unwrap());
        let trade = left.iter_mut().find(|(code, _, left)| *code == group && *left > 0);
        let Some((_, employer, count)) = trade else { continue };
        *count -= 1;
        let employer = employers.iter().find(|known| known.id.as_str() == *employer).unwrap();
        let municipality = employer.municipality.unwrap();
        needs.push(Need {
            id: format!("N{:02}", needs.len() + 1).parse().unwrap(),
            employer: employer.id.clone(),
            origin: Origin::Visit(employer.id.as_str().replace('E', "V").parse().unwrap()),
            workplace: Some(Place { municipality, position: None }),
            ..need
        });
    }
    needs
}

/// The participants by hand, and generated ones: at most five who begin in
/// the same trade of the town, and one in each other.
fn all_participants(generator: &Generator<'_>, needs: &[Need]) -> Vec<Participant> {
    let mut participants: Vec<Participant> = by_hand("participants", PARTICIPANTS_BY_HAND);
    let mut times: BTreeMap<ConceptId, usize> = BTreeMap::new();
    for index in 0.. {
        if participants.len() == 200 {
            break;
        }
        let (truth, mut seen) = generator.person(index);
        let first = truth.occupations[0].concept;
        let known = TRADES.iter().any(|(code, ..)| *code == unit_group(first));
        let count = times.entry(first).or_default();
        if *count >= if known { 5 } else { 1 } {
            continue;
        }
        *count += 1;
        seen.id = format!("P{:03}", participants.len() + 1).parse().unwrap();
        let familiar = needs.iter().filter(|need| {
            truth.occupations.iter().any(|past| Some(past.concept) == need.occupation)
        });
        let wished = familiar.take(seen.wishes.prefers.len());
        seen.wishes.prefers = wished.map(|need| Target::Need(need.id.clone())).collect();
        participants.push(seen);
    }
    participants
}

fn by_hand<T: Record>(file: &str, count: usize) -> Vec<T> {
    let text = std::fs::read_to_string(path(file)).unwrap();
    text.lines().take(count).map(|line| jsonl::parse(line).unwrap()).collect()
}

fn save<T: Record>(file: &str, records: &[T]) {
    let mut bytes = Vec::new();
    jsonl::write(records, &mut bytes).unwrap();
    std::fs::write(path(file), bytes).unwrap();
}

fn path(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/town").join(file).with_extension("jsonl")
}
