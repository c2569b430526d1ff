//! A store of its own, made and filled by the program's own commands.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// The organisation that every store here is of.
const ORGANISATION: &str = "lulea";

/// When tokens that are made here end: they must outlive the longest run, and
/// may not be good for more than a year.
const TOKEN_HOURS: &str = "+48 hours";

/// A store, its keys, and the program that they are used by.
pub(crate) struct Site<'w> {
    workspace: &'w Workspace,
    program: PathBuf,
    folder: PathBuf,
}

impl<'w> Site<'w> {
    /// An empty store in a folder below the target folder; what was there before
    /// is gone.
    ///
    /// # Errors
    /// When the folder or the store cannot be made.
    pub(crate) fn new(
        workspace: &'w Workspace,
        program: PathBuf,
        name: &str,
    ) -> Result<Self, Error> {
        let folder = workspace.target()?.join("service").join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|error| unwritten(&folder, error))?;
        }
        std::fs::create_dir_all(&folder).map_err(|error| unwritten(&folder, error))?;
        let site = Self { workspace, program, folder };
        step::run(site.command().args(["db", "init", "--organisation", ORGANISATION]))?;
        Ok(site)
    }

    /// Where the store lies, for files beside it.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The program, told where the store and its keys are.
    pub(crate) fn command(&self) -> Command {
        let mut command = self.workspace.command(&self.program.to_string_lossy());
        let store = format!("sqlite:{}", self.folder.join("cases.db").display());
        command.env("ETABLERA_DB", store).env("ETABLERA_KEY_FILE", self.folder.join("keys"));
        command
    }

    /// The program, used by somebody in a role.
    pub(crate) fn used_by(&self, actor: &str, role: &str) -> Command {
        let mut command = self.command();
        command.env("ETABLERA_ACTOR", actor).env("ETABLERA_ROLE", role);
        command
    }

    /// Draws people and needs and writes them into the store.
    ///
    /// `named` may give them other ids before they are written.
    ///
    /// # Errors
    /// When a command fails, or a file cannot be read or written.
    pub(crate) fn populate(
        &self,
        (people, needs): (u32, u32),
        named: impl Fn(&str) -> String,
    ) -> Result<(), Error> {
        let drawn = self.folder.join("drawn");
        let (people, needs) = (people.to_string(), needs.to_string());
        let size = ["--participants", &people, "--needs", &needs, "--seed", "7", "--out"];
        step::run(self.command().arg("generate").args(size).arg(&drawn))?;
        let files = ["participants.jsonl", "needs.jsonl"].map(|name| drawn.join(name));
        for file in &files {
            let text = std::fs::read_to_string(file)
                .map_err(|source| Error::Read { path: file.clone(), source })?;
            std::fs::write(file, named(&text)).map_err(|error| unwritten(file, error))?;
        }
        step::run(self.used_by("root", "administrator").args(["db", "import"]).args(&files))
    }

    /// An account that acts in all of these roles, and a token for each, good for
    /// everything that the role may do. The account is tied to a provider of
    /// sign-on, so that it is there without a password.
    ///
    /// # Errors
    /// When a command fails or answers something else.
    pub(crate) fn tokens(&self, actor: &str, roles: &[&str]) -> Result<Vec<String>, Error> {
        let seat = |role: &&str| format!(r#"{{"role":"{role}","organisation":"{ORGANISATION}"}}"#);
        let seats = roles.iter().map(seat).collect::<Vec<_>>().join(",");
        let (account, _) = self.invite(actor, &seats)?;
        let tie = ["account", "tie", &account, "-s", "external.issuer=https://issuer.example"];
        let mut tied = self.used_by("root", "administrator");
        step::run(tied.args(tie).args(["-s", "external.subject=1"]))?;
        let expires = step::output(self.workspace.command("date").args([
            "-u",
            "-d",
            TOKEN_HOURS,
            "+%Y-%m-%dT%H:%M:%S.000000Z",
        ]))?;
        let said = [
            "scopes=read write".to_owned(),
            format!("expires={}", expires.trim()),
            "label=xtask".to_owned(),
        ];
        let issue = |role: &&str| {
            text(&self.record((actor, role), &["account", "token", "issue"], &said)?, "token")
        };
        roles.iter().map(issue).collect()
    }

    /// Invites somebody with these seats, in JSON: their account, and the token
    /// that they take it with.
    fn invite(&self, actor: &str, seats: &str) -> Result<(String, String), Error> {
        let said = [
            format!("login={actor}"),
            format!("actor={actor}"),
            format!("name={actor}"),
            format!("seats:=[{seats}]"),
        ];
        let invited = self.record(("root", "administrator"), &["account", "invite"], &said)?;
        Ok((text(&invited, "account")?, text(&invited, "token")?))
    }

    /// An invitation of a participant, who needs no second factor to log in.
    ///
    /// # Errors
    /// When a command fails or answers something else.
    pub(crate) fn invitation(&self, actor: &str, participant: &str) -> Result<String, Error> {
        let seat = format!(
            r#"{{"role":"participant","organisation":"{ORGANISATION}","is":"participant:{participant}"}}"#
        );
        Ok(self.invite(actor, &seat)?.1)
    }

    /// What a command answers, with these fields set.
    fn record(
        &self,
        (actor, role): (&str, &str),
        words: &[&str],
        fields: &[String],
    ) -> Result<Value, Error> {
        let mut command = self.used_by(actor, role);
        command.args(words).args(["--format", "json"]);
        for field in fields {
            command.arg("-s").arg(field);
        }
        let printed = step::output(&mut command)?;
        serde_json::from_str(&printed).map_err(|error| Error::Output {
            command: step::shown(&command),
            problem: error.to_string(),
        })
    }
}

/// A text that a record has.
fn text(record: &Value, name: &str) -> Result<String, Error> {
    let found = record[name].as_str().map(str::to_owned);
    found.ok_or_else(|| Error::Service(format!("a command's answer has no `{name}`: {record}")))
}

/// The error for what cannot be written.
fn unwritten(path: &Path, source: std::io::Error) -> Error {
    Error::Write { path: path.to_path_buf(), source }
}
