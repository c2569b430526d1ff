//! `cargo xtask load`: how fast the service answers, and how much memory it
//! takes, beside a bare handler that answers the same bytes on the same machine.

mod asked;
mod idle;
mod machine;
mod oha;
mod row;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::error::Error;
use crate::option;
use crate::service::{self, Server, Site};
use crate::workspace::Workspace;

use asked::{ASKED, Asked};
use oha::{Measured, Oha};
use row::Row;

/// How much is asked of how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan {
    /// How many people there are.
    people: u32,
    /// How many needs.
    needs: u32,
    /// How long each row is measured.
    seconds: u32,
    /// How many connections say nothing.
    idle: u32,
}

/// What is measured if nothing else is said.
const USUAL: Plan = Plan { people: 100_000, needs: 20_000, seconds: 30, idle: 10_000 };

/// Who asks, and in which role.
const STAFF: (&str, &str) = ("lena", "matcher");

/// Measures, and prints the table.
///
/// # Errors
/// When an argument makes no sense, a program is absent and cannot be installed,
/// or the service fails.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Error> {
    let plan = parse(arguments)?;
    let open = machine::allow_connections(plan.idle)?;
    let oha = Oha::install(workspace)?;
    let (program, bare) = service::released_with(workspace, "bare")?;
    let site = Site::new(workspace, program, "load")?;
    site.populate((plan.people, plan.needs), str::to_owned)?;
    let tokens = site.tokens(STAFF.0, &[STAFF.1])?;
    let token = tokens.first().map(String::as_str).unwrap_or_default();
    let settings = [
        ("LIMITS__PER_MINUTE", "100000000"),
        ("LIMITS__LOGINS_PER_MINUTE", "100000000"),
        // Who says nothing is let go after ten seconds: here they are to stay.
        ("LIMITS__HEADERS", "3600"),
        ("LOG__LEVEL", "warn"),
    ];
    let before = machine::load();
    let server = Server::start(&site, &settings)?;
    asked::let_log_in(&site, &server)?;
    let mut memory = vec![("lists in memory, nothing asked yet".to_owned(), server.memory()?)];
    let bench = Bench { workspace, site: &site, server: &server, bare, oha: &oha, token, plan };
    let mut rows = Vec::new();
    for asked in &ASKED {
        rows.push(bench.row(asked)?);
        memory.push((format!("after {}", asked.name), server.memory()?));
    }
    let held = idle::Connections::open(server.at(), plan.idle.min(open))?;
    memory.push((format!("with {} connections that say nothing", held.count()), server.memory()?));
    rows.push(bench.beside(&ASKED[0], &held)?);
    held.still_open()?;
    server.end()?;
    print!("{}", report(plan, (&before, &machine::load()), &rows, &memory));
    Ok(ExitCode::SUCCESS)
}

/// What a row is measured with.
struct Bench<'a> {
    workspace: &'a Workspace,
    site: &'a Site<'a>,
    server: &'a Server,
    /// The program of the bare handler.
    bare: PathBuf,
    oha: &'a Oha,
    token: &'a str,
    plan: Plan,
}

impl Bench<'_> {
    /// Measures the service, and then the bare handler with the same bytes.
    fn row(&self, asked: &Asked) -> Result<Row, Error> {
        let requests = self.requests(asked)?;
        let answer = requests.example(self.server, self.token)?;
        let file = self.site.folder().join("answer.json");
        std::fs::write(&file, &answer)
            .map_err(|source| Error::Write { path: file.clone(), source })?;
        let service = self.measure(asked, (self.server, &requests))?;
        let bare = self.bare(&file)?;
        let bare = self.measure(asked, (&bare, &requests))?;
        Ok(Row {
            name: asked.name.to_owned(),
            pace: asked.pace,
            bytes: answer.len(),
            service,
            bare,
        })
    }

    /// Measures the service once more while many connections are open.
    fn beside(&self, asked: &Asked, held: &idle::Connections) -> Result<Row, Error> {
        let row = self.row(asked)?;
        let name = format!("{}, beside {} idle connections", asked.name, held.count());
        Ok(Row { name, ..row })
    }

    fn requests(&self, asked: &Asked) -> Result<asked::Requests, Error> {
        asked.requests(self.plan.people, self.site.folder())
    }

    fn measure(
        &self,
        asked: &Asked,
        (server, requests): (&Server, &asked::Requests),
    ) -> Result<Measured, Error> {
        let url = format!("http://{}{}", server.at(), requests.path);
        let mut command = self.oha.command(self.workspace, (self.plan.seconds, asked.pace));
        requests.add(&mut command, self.token);
        command.arg(url);
        oha::measured(&mut command)
    }

    /// A bare handler that answers the bytes of a file.
    fn bare(&self, file: &std::path::Path) -> Result<Server, Error> {
        let mut command = self.workspace.command(&self.bare.to_string_lossy());
        command.arg(file);
        Server::run(command, self.site.folder().join("bare.log"))
    }
}

/// The tables, and what they were measured on.
fn report(
    plan: Plan,
    (before, after): (&str, &str),
    rows: &[Row],
    memory: &[(String, u64)],
) -> String {
    let Plan { people, needs, seconds, .. } = plan;
    let mut text = format!(
        "\n{}\n\n{people} people, {needs} needs, {seconds} s a row; load of the machine {before} \
         before and {after} after.\n\n{}",
        machine::described(),
        row::HEAD,
    );
    for row in rows {
        text.push_str(&row.line());
    }
    text.push_str("\n| memory in use | MiB |\n|---|--:|\n");
    for (when, bytes) in memory {
        text.push_str(&format!("| {when} | {} |\n", bytes >> 20));
    }
    text
}

/// Reads the arguments.
fn parse(arguments: &[String]) -> Result<Plan, Error> {
    let mut plan = USUAL;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let value = match word.as_str() {
            "--people" => &mut plan.people,
            "--needs" => &mut plan.needs,
            "--seconds" => &mut plan.seconds,
            "--idle" => &mut plan.idle,
            other => return Err(Error::Usage(format!("`{other}` is not an option of `load`"))),
        };
        *value = option::number(word, words.next())?;
    }
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_stated_or_usual() {
        let plan = |text: &str| {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            parse(&words)
        };
        assert_eq!(plan("").unwrap(), USUAL);
        assert_eq!(plan("--seconds 5 --idle 10").unwrap(), Plan { seconds: 5, idle: 10, ..USUAL });
        for bad in ["--seconds", "--seconds 0", "--people x", "7", "--rows 2"] {
            assert!(plan(bad).is_err(), "{bad}");
        }
    }
}
