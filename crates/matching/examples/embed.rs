//! Ranks a personnel system's own workers for its own job.

use std::error::Error;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use etablera_domain::{CompetenceClaim, Evidence, Level, Need, Participant, jsonl};
use etablera_matching::{Index, Matcher, Parameters, Rank, Tier, Whose};
use etablera_taxonomy::{ConceptId, Taxonomy, starter};

struct Worker(&'static str, Option<(&'static str, Level)>);

struct Job(&'static str, &'static str);

const COOK: Job = Job("J1", "laga mat");
const WORKERS: [Worker; 3] = [
    Worker("1001", Some(("laga mat", Level::WithSupport))),
    Worker("1002", None),
    Worker("1003", Some(("laga mat", Level::Independent))),
];

fn concept(taxonomy: &Taxonomy, label: &str) -> Result<ConceptId, String> {
    let found = taxonomy.by_label(label).into_iter().next();
    found.map(|concept| taxonomy.id(concept)).ok_or(format!("no skill is called `{label}`"))
}

fn participant(Worker(number, skill): &Worker) -> Result<Participant, Box<dyn Error>> {
    let mut participant = Participant::new(number.parse()?);
    if let Some((label, level)) = *skill {
        let claim = CompetenceClaim::yes(concept(starter(), label)?, level, Evidence::Documented);
        participant.competences.push(claim);
    }
    Ok(participant)
}

fn need(Job(code, skill): &Job) -> Result<Need, Box<dyn Error>> {
    let skill = concept(starter(), skill)?;
    Ok(jsonl::parse(&format!(
        r#"{{"id":"{code}","employer":"us","origin":{{"visit":"V1"}},"title":"job","seats":1,
        "tasks":[{{"title":"all of it","share_permille":1000,"requirements":[{{"id":"skill",
        "what":{{"kind":"competence","concept":"{skill}","level":3}},"strength":"must",
        "reason":"task","learnable":{{"by":"workplace","from":2}}}}]}}]}}"#
    ))?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let matcher = Matcher::new(starter(), Parameters::default(), "2026-12-01".parse()?);
    let people = WORKERS.iter().map(participant).collect::<Result<Vec<_>, _>>()?;
    let need = need(&COOK)?;
    let profiles = people.iter().map(|p| matcher.profile(p)).collect::<Result<Vec<_>, _>>()?;
    let (whose, threads) = (Whose::Needs, NonZeroUsize::MIN);
    let how = Rank { whose, top: 10, down_to: Tier::NotEligible, threads };
    let index = Index::new(&matcher, vec![matcher.prepare(&need)?]);
    for entry in index.rank(&profiles, how).concat() {
        let (Worker(number, _), answer) = (&WORKERS[entry.participant], entry.appraisal);
        writeln!(io::stdout(), "{number} {} {}", answer.tier.name(), answer.score)?;
    }
    Ok(())
}
