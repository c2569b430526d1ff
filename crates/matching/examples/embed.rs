//! Ranks a personnel system's own workers for its own jobs.

use std::error::Error;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use etablera_domain::{CompetenceClaim, Evidence, Level, Need, Participant, jsonl};
use etablera_matching::{Matcher, Parameters, Rank, Whose};
use etablera_taxonomy::{ConceptId, Taxonomy, starter};

struct Worker {
    number: &'static str,
    skills: &'static [(&'static str, Level)],
}

struct Job {
    code: &'static str,
    skills: &'static [&'static str],
}

const WORKERS: [Worker; 3] = [
    Worker { number: "1001", skills: &[("laga mat", Level::WithSupport)] },
    Worker { number: "1002", skills: &[] },
    Worker { number: "1003", skills: &[("laga mat", Level::Independent)] },
];
const JOBS: [Job; 1] = [Job { code: "J1", skills: &["laga mat"] }];

fn id(taxonomy: &Taxonomy, label: &str) -> Result<ConceptId, String> {
    let found = taxonomy.by_label(label);
    found
        .first()
        .map(|concept| taxonomy.id(*concept))
        .ok_or(format!("no skill is called `{label}`"))
}

fn participant(taxonomy: &Taxonomy, worker: &Worker) -> Result<Participant, Box<dyn Error>> {
    let mut participant = Participant::new(worker.number.parse()?);
    for &(label, level) in worker.skills {
        let claim = CompetenceClaim::yes(id(taxonomy, label)?, level, Evidence::Documented);
        participant.competences.push(claim);
    }
    Ok(participant)
}

fn need(taxonomy: &Taxonomy, job: &Job) -> Result<Need, Box<dyn Error>> {
    let mut requirements = Vec::new();
    for (label, number) in job.skills.iter().zip(1..) {
        requirements.push(format!(
            r#"{{"id":"s{number}","what":{{"kind":"competence","concept":"{}","level":3}},
            "strength":"must","reason":"task","learnable":{{"by":"workplace","from":2}}}}"#,
            id(taxonomy, label)?
        ));
    }
    Ok(jsonl::parse(&format!(
        r#"{{"id":"{}","employer":"us","origin":{{"visit":"V1"}},"title":"job","seats":1,
        "tasks":[{{"title":"all of it","share_permille":1000,"requirements":[{}]}}]}}"#,
        job.code,
        requirements.join(",")
    ))?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let taxonomy = starter();
    let to_participant = |worker| participant(taxonomy, worker);
    let people = WORKERS.iter().map(to_participant).collect::<Result<Vec<_>, _>>()?;
    let needs = JOBS.iter().map(|job| need(taxonomy, job)).collect::<Result<Vec<_>, _>>()?;

    let matcher = Matcher::new(taxonomy, Parameters::default(), "2026-12-01".parse()?);
    let profiles = people.iter().map(|p| matcher.profile(p)).collect::<Result<Vec<_>, _>>()?;
    let prepared = needs.iter().map(|n| matcher.prepare(n)).collect::<Result<Vec<_>, _>>()?;
    let threads = NonZeroUsize::MIN;
    let how = Rank { whose: Whose::Needs, top: 10, with_not_eligible: true, threads };
    for (job, list) in JOBS.iter().zip(matcher.rank(&prepared, &profiles, how)) {
        writeln!(io::stdout(), "{}", job.code)?;
        for entry in list {
            let (worker, answer) = (&WORKERS[entry.participant], entry.appraisal);
            writeln!(io::stdout(), "  {} {} {}", worker.number, answer.tier.name(), answer.score)?;
        }
    }
    Ok(())
}
