//! A real provider of OpenID Connect, and somebody at its pages.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use crate::fixture::START;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};

/// Where browsers reach the server that is tested.
pub(super) const HERE: &str = "https://etablera.example";

/// A provider that runs until it is dropped.
pub(super) struct Provider {
    process: Child,
    /// Open, or the process would fail at its next line.
    _says: BufReader<ChildStdout>,
    port: u16,
}

impl Provider {
    /// One with keys of its own, at a port that is free.
    pub(super) fn start() -> Self {
        Self::at(0)
    }

    /// The same with other keys.
    pub(super) fn with_other_keys(self) -> Self {
        let port = self.port;
        drop(self);
        Self::at(port)
    }

    /// One where another was.
    pub(super) fn start_at(issuer: &str) -> Self {
        Self::at(Url::parse(issuer).unwrap().port().unwrap())
    }

    fn at(port: u16) -> Self {
        let redirect = format!("{HERE}/api/v1/session/sign-on/return");
        let mut process = Command::new("node")
            .args(["provider.mjs", &port.to_string(), &redirect, START])
            .current_dir(installed())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{MISSING}: {error}"));
        let mut line = String::new();
        let mut says = BufReader::new(process.stdout.take().unwrap());
        says.read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap_or_else(|_| panic!("no provider at {port}: {line}"));
        Self { process, _says: says, port }
    }

    pub(super) fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const MISSING: &str = "expected `node` and `npm`, from the Debian packages `nodejs` and `npm`; \
                       `cargo xtask test` installs them";

/// The folder with the provider's program and what it needs.
fn installed() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("provider");
        fs::create_dir_all(&folder).unwrap();
        let wanted = include_str!("package.json");
        fs::write(folder.join("provider.mjs"), include_str!("provider.mjs")).unwrap();
        let there = fs::read_to_string(folder.join("installed.json")).unwrap_or_default();
        if there != wanted {
            fs::write(folder.join("package.json"), wanted).unwrap();
            let quiet = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"];
            let done = Command::new("npm").args(quiet).current_dir(&folder).status();
            let done = done.unwrap_or_else(|error| panic!("{MISSING}: {error}"));
            assert!(done.success(), "`npm install` failed");
            fs::write(folder.join("installed.json"), wanted).unwrap();
        }
        folder
    })
}

/// Somebody's browser at the provider.
pub(super) struct Visitor {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    pub(super) fn new() -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, cookies: BTreeMap::new() }
    }

    /// Logs in at the provider as `who`, and says yes to what it asks: where it
    /// sends the browser then, as a path of the server that is tested.
    pub(super) async fn log_in(&mut self, address: &str, who: &str) -> String {
        let mut url = Url::parse(address).unwrap();
        let mut response = self.get(&url).await;
        loop {
            if let Some(next) = response.headers().get("location") {
                let next = next.to_str().unwrap();
                if let Some(path) = next.strip_prefix(HERE) {
                    return path.to_owned();
                }
                url = url.join(next).unwrap();
                response = self.get(&url).await;
                continue;
            }
            let (status, page) = (response.status(), response.text().await.unwrap());
            let prompt = ["login", "consent"]
                .into_iter()
                .find(|prompt| page.contains(&format!("name=\"prompt\" value=\"{prompt}\"")));
            let prompt = prompt.unwrap_or_else(|| panic!("{status} at {url}: {page}"));
            let form = [("prompt", prompt), ("login", who), ("password", "any")];
            response = self.post(&url, &form).await;
        }
    }

    async fn get(&mut self, url: &Url) -> Response {
        self.sent(self.client.get(url.clone())).await
    }

    async fn post(&mut self, url: &Url, form: &[(&str, &str)]) -> Response {
        self.sent(self.client.post(url.clone()).form(form)).await
    }

    async fn sent(&mut self, request: reqwest::RequestBuilder) -> Response {
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let response = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for kept in response.headers().get_all("set-cookie") {
            let pair = kept.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        response
    }
}
