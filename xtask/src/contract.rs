//! The contract, tried by somebody who has only read it: schemathesis makes
//! requests from the server's own description, good ones and bad ones, and looks
//! at each answer.

mod tool;
mod visit;

use std::collections::BTreeMap;

use crate::error::Error;
use crate::service::{self, Answers, Server, Site};
use crate::step::{self, Outcome};
use crate::workspace::Workspace;

use tool::Tool;
use visit::{Extent, VISITS, Visit};

/// Of the operations that are asked, so many must be done at least once: else
/// only refusals would have been looked at.
const DONE: usize = 70;

/// Asks a server over a small store, by nobody and by staff.
///
/// # Errors
/// When a server, schemathesis or what they need is absent, and when an answer
/// is not as the contract has it.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome, Error> {
    let extent = Extent::asked()?;
    let tool = Tool::install(workspace)?;
    let site = Site::new(workspace, service::tested(workspace)?, "contract")?;
    site.populate((40, 8), named)?;
    let roles: Vec<&str> = VISITS.iter().filter_map(|visit| visit.role).collect();
    let mut tokens = site.tokens("tess", &roles)?.into_iter();
    let server = Server::start(
        &site,
        &[("LIMITS__PER_MINUTE", "10000000"), ("LOG__JSON", "true"), ("LOG__LEVEL", "info")],
    )?;
    println!("{extent}");
    let mut wrong = Vec::new();
    for visit in &VISITS {
        let token = visit.role.and_then(|_| tokens.next());
        let before = server.answers()?;
        let mut command = tool.command(workspace, &server, (visit, token.as_deref()), extent);
        let failed = step::run(&mut command).err();
        wrong.extend(failed.map(|error| format!("{}: {error}", visit.who())));
        let answers = server.answers()?;
        wrong.extend(visit.look(&counted(visit, &before, &answers)));
    }
    wrong.extend(depth(&server.answers()?, extent));
    server.end()?;
    if wrong.is_empty() { Ok(Outcome::Passed) } else { Err(Error::Findings(wrong)) }
}

/// Prints how often each status was answered during a visit.
fn counted(visit: &Visit, before: &Answers, after: &Answers) -> BTreeMap<u64, u64> {
    let counts = after.since(before);
    let shown = counts.iter().map(|(status, count)| format!("{count} × {status}"));
    println!("{}: {}", visit.who(), shown.collect::<Vec<_>>().join(", "));
    counts
}

/// Prints what was done at all, and says if that is too little; and what the
/// server could not answer.
fn depth(answers: &Answers, extent: Extent) -> Vec<String> {
    let done = answers.done().len();
    println!("answered with 200 at least once: {done}; never:");
    for asked in answers.never_done() {
        println!("  {asked}");
    }
    let mut wrong: Vec<String> =
        answers.causes().iter().map(|cause| format!("the server failed: {cause}")).collect();
    if done < DONE && extent.is_whole() {
        wrong.push(format!("{done} operations were done: expected at least {DONE}"));
    }
    wrong
}

/// The ids of the contract's examples, for some of those who were drawn.
fn named(text: &str) -> String {
    let text = text.replace("\"P00000", "\"P01").replace("\"P00001", "\"P02");
    text.replace("\"N00000", "\"N0")
}
