//! `etablera policy`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use etablera_casework::load::{self, InputError};
use etablera_casework::office::upkeep::{Question, ask};
use etablera_casework::policy::{Action, Ask, Caller, Policies, Purpose, Resource, Role};
use etablera_domain::event::Subject;
use etablera_domain::jsonl::{self, Fault, RowError};
use etablera_domain::{ActorId, OrganisationId};
use serde::{Deserialize, Serialize};

use super::desk::{Desk, policies};
use crate::args::policy::{Policy, PolicyCheck, PolicyShow, PolicyTest, PolicyValidate};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &Policy, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Policy::Show(args) => show(args, io),
        Policy::Check(args) => check(args, io),
        Policy::Validate(args) => validate(args, io),
        Policy::Test(args) => test(args, io),
    }
}

#[derive(Serialize)]
struct Reason<'r> {
    id: &'r str,
    reason: &'r str,
}

fn show(args: &PolicyShow, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let policies = policies(args.policies.as_deref())?;
    if args.source {
        for file in policies.files() {
            writeln!(io.out, "// {}\n{}", file.name, file.text)?;
        }
        return Ok(Exit::Done);
    }
    let reasons: Vec<_> = policies.reasons().map(|(id, reason)| Reason { id, reason }).collect();
    sheet::list(&reasons, &[("policy", "/id"), ("reason", "/reason")], args.format, io)?;
    Ok(Exit::Done)
}

fn validate(args: &PolicyValidate, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let policies = Policies::open(&args.dir)?;
    let (files, count) = (policies.files().len(), policies.reasons().count());
    writeln!(io.out, "{count} policies in {files} files, hash {}", policies.hash())?;
    Ok(Exit::Done)
}

/// The answer to a question.
#[derive(Serialize)]
struct Answer {
    allowed: bool,
    because: Vec<String>,
    reasons: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<String>,
}

fn check(args: &PolicyCheck, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(&args.desk, io)?;
    let caller = Caller { role: args.role, ..desk.call.caller.clone() };
    let (action, subject, purpose) = (args.action, args.subject.clone(), args.purpose);
    let question = Question { caller, action, subject, purpose };
    let decision = desk.run(async |office, call| ask(office, call, &question).await)?;
    let answer = Answer {
        allowed: decision.is_allowed(),
        because: decision.because().to_vec(),
        reasons: decision.reasons().to_vec(),
        refusal: decision.refusal().map(ToString::to_string),
    };
    sheet::record(&answer, args.desk.format, io)?;
    Ok(if answer.allowed { Exit::Done } else { Exit::No })
}

/// A question with its answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    role: Role,
    action: Action,
    subject: Subject,
    expect: Expect,
    #[serde(default)]
    actor: Option<ActorId>,
    #[serde(default)]
    organisation: Option<OrganisationId>,
    #[serde(default)]
    responsible: Option<OrganisationId>,
    #[serde(default)]
    holder: Option<ActorId>,
    #[serde(default)]
    protected: bool,
    #[serde(default)]
    shared_with: BTreeSet<OrganisationId>,
    #[serde(default)]
    is: Option<Subject>,
    #[serde(default)]
    purpose: Option<Purpose>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expect {
    Allow,
    Deny,
}

fn test(args: &PolicyTest, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let policies = policies(args.policies.as_deref())?;
    let questions = questions(&args.file)?;
    let mut wrong = 0;
    for (line, known) in &questions {
        let said = answer(&policies, known)?;
        if said.is_allowed() != (known.expect == Expect::Allow) {
            wrong += 1;
            let is = if said.is_allowed() { "allowed" } else { "denied" };
            let (action, subject) = (known.action, &known.subject);
            let because = said.because().join(", ");
            let because = if because.is_empty() { "no policy permits it" } else { &because };
            let file = args.file.display();
            writeln!(io.out, "{file}:{line}: `{action}` of `{subject}` is {is}: {because}")?;
        }
    }
    writeln!(io.out, "{} of {} questions as expected", questions.len() - wrong, questions.len())?;
    Ok(if wrong == 0 { Exit::Done } else { Exit::No })
}

fn questions(file: &Path) -> Result<Vec<(usize, Known)>, CommandError> {
    let name = file.display().to_string();
    let (mut questions, mut faults) = (Vec::new(), Vec::new());
    let read = jsonl::lines(&name, load::open(file)?, |line, text| {
        let parsed = text.and_then(|text| {
            serde_json::from_str(text)
                .map_err(|error| RowError { field: String::new(), message: error.to_string() })
        });
        match parsed {
            Ok(known) => questions.push((line, known)),
            Err(error) => faults.push(Fault { file: name.clone(), line, error }),
        }
    });
    faults.extend(read.err());
    if faults.is_empty() { Ok(questions) } else { Err(InputError::Faults(faults).into()) }
}

fn answer(
    policies: &Policies,
    known: &Known,
) -> Result<etablera_casework::policy::Decision, CommandError> {
    let or_own = |id: &Option<OrganisationId>| match id {
        Some(id) => Ok(id.clone()),
        None => "own".parse().map_err(|_| CommandError::Use("no organisation".to_owned())),
    };
    let actor = match &known.actor {
        Some(actor) => actor.clone(),
        None => "anna".parse().map_err(|_| CommandError::Use("no actor".to_owned()))?,
    };
    let organisation = or_own(&known.organisation)?;
    let caller = Caller { actor, role: known.role, organisation, is: known.is.clone() };
    let mut resource = Resource::of(known.subject.clone(), or_own(&known.responsible)?);
    resource.holder.clone_from(&known.holder);
    resource.protected = known.protected;
    let shared = known.shared_with.iter().map(|with| (with.clone(), BTreeSet::new()));
    resource.shared = shared.collect::<BTreeMap<_, _>>();
    let (caller, resource) = (&caller, &resource);
    let (action, purpose) = (known.action, known.purpose);
    Ok(policies.decide(&Ask { caller, action, resource, purpose }))
}
