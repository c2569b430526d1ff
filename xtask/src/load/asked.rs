//! What is asked in each row.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::error::Error;
use crate::service::{Server, Site};

/// How often it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// So many requests a second, answered or not.
    Every(u32),
    /// As soon as the last one is answered, on so many connections.
    Full(u32),
}

/// What a row asks.
pub(super) struct Asked {
    /// What to call it.
    pub(super) name: &'static str,
    /// How often.
    pub(super) pace: Pace,
    kind: Kind,
}

/// What there is to ask.
enum Kind {
    /// The list of one person among all needs.
    Shortlist,
    /// A page of needs.
    Needs,
    /// A page of people.
    People,
    /// A case.
    Case,
    /// A note about somebody.
    Note,
    /// A session of somebody with a password.
    LogIn,
}

/// Everything that is measured.
pub(super) const ASKED: [Asked; 7] = [
    Asked { name: "shortlist of one person", pace: Pace::Every(500), kind: Kind::Shortlist },
    Asked { name: "shortlist of one person", pace: Pace::Full(8), kind: Kind::Shortlist },
    Asked { name: "show a case", pace: Pace::Full(8), kind: Kind::Case },
    Asked { name: "list needs, 20 a page", pace: Pace::Full(8), kind: Kind::Needs },
    Asked { name: "list people, 20 a page", pace: Pace::Full(8), kind: Kind::People },
    Asked { name: "write a note", pace: Pace::Full(8), kind: Kind::Note },
    Asked { name: "log in", pace: Pace::Full(4), kind: Kind::LogIn },
];

/// What somebody logs in with.
const LOGIN: (&str, &str) = ("petra", "a password for figures, and nothing else");

/// How many different people are asked about.
const SEVERAL: u32 = 2_000;

/// The requests of a row.
pub(super) struct Requests {
    /// Where.
    pub(super) path: String,
    /// The bodies, one a line, and the first of them.
    bodies: Option<(PathBuf, String)>,
}

impl Asked {
    /// The requests, with their bodies in a file of the folder.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn requests(&self, people: u32, folder: &Path) -> Result<Requests, Error> {
        let several = (0..SEVERAL.min(people)).map(|at| person(at.wrapping_mul(7919) % people));
        let bodies = |each: &dyn Fn(String) -> String| {
            let mut lines = String::new();
            for who in several.clone() {
                let _ = writeln!(lines, "{}", each(who));
            }
            written(folder, lines)
        };
        let (path, bodies) = match self.kind {
            Kind::Shortlist => {
                let list =
                    |who: String| json!({ "of": { "participant": who }, "top": 10 }).to_string();
                ("/api/v1/match".to_owned(), Some(bodies(&list)?))
            }
            Kind::Note => {
                let note = |who: String| json!({ "text": format!("asked for {who}") }).to_string();
                (format!("/api/v1/subjects/participant:{}/notes", person(6)), Some(bodies(&note)?))
            }
            Kind::LogIn => {
                let (login, password) = LOGIN;
                let body = json!({ "login": login, "password": password }).to_string();
                ("/api/v1/session".to_owned(), Some(written(folder, format!("{body}\n"))?))
            }
            Kind::Case => (format!("/api/v1/participants/{}", person(6)), None),
            Kind::Needs => ("/api/v1/needs?limit=20".to_owned(), None),
            Kind::People => ("/api/v1/participants?limit=20".to_owned(), None),
        };
        Ok(Requests { path, bodies })
    }
}

impl Requests {
    /// What the service answers to the first of them.
    ///
    /// # Errors
    /// When it answers with anything but `200`.
    pub(super) fn example(&self, server: &Server, token: &str) -> Result<Vec<u8>, Error> {
        let bearer = format!("Bearer {token}");
        let url = server.url(&self.path);
        let sent = match &self.bodies {
            None => ureq::get(url).header("authorization", bearer).call(),
            Some((_, first)) => ureq::post(url)
                .header("authorization", bearer)
                .content_type("application/json")
                .send(first),
        };
        let failed = |error: ureq::Error| Error::Service(format!("{}: {error}", self.path));
        sent.map_err(failed)?.body_mut().read_to_vec().map_err(failed)
    }

    /// Says them to the load generator.
    pub(super) fn add(&self, command: &mut Command, token: &str) {
        command.args(["-H", &format!("authorization: Bearer {token}")]);
        if let Some((file, _)) = &self.bodies {
            command.args(["-m", "POST", "-T", "application/json", "-Z"]).arg(file);
        }
    }
}

/// Lets somebody have an account with a password.
///
/// # Errors
/// When a command or the service fails.
pub(super) fn let_log_in(site: &Site<'_>, server: &Server) -> Result<(), Error> {
    let (login, password) = LOGIN;
    let token = site.invitation(login, &person(0))?;
    let body = json!({ "token": token, "password": password });
    let sent = ureq::post(server.url("/api/v1/account/accept")).send_json(body);
    sent.map(drop).map_err(|error| Error::Service(format!("the account is not taken: {error}")))
}

/// The id of somebody who was drawn.
fn person(at: u32) -> String {
    format!("P{:06}", at + 1)
}

fn written(folder: &Path, lines: String) -> Result<(PathBuf, String), Error> {
    let file = folder.join("bodies.txt");
    let first = lines.lines().next().unwrap_or_default().to_owned();
    std::fs::write(&file, lines).map_err(|source| Error::Write { path: file.clone(), source })?;
    Ok((file, first))
}
