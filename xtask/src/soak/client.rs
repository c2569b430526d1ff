//! Somebody who asks the server one thing after another.

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Response;

use crate::error::Error;

/// Somebody with a token and a connection of their own.
pub(super) struct Client {
    agent: Agent,
    base: String,
    bearer: String,
}

impl Client {
    pub(super) fn new(base: String, token: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self { agent, base, bearer: format!("Bearer {token}") }
    }

    /// What is there.
    ///
    /// # Errors
    /// When anything but `200` and JSON is answered.
    pub(super) fn get(&self, path: &str) -> Result<Value, Error> {
        let request = self.agent.get(format!("{}{path}", self.base));
        let sent = request.header("authorization", &self.bearer).call();
        read("GET", path, sent)
    }

    /// What comes of a command.
    ///
    /// # Errors
    /// When anything but `200` and JSON is answered.
    pub(super) fn post(&self, path: &str, body: &Value, key: &str) -> Result<Value, Error> {
        let request = self.agent.post(format!("{}{path}", self.base));
        let request = request.header("authorization", &self.bearer).header("idempotency-key", key);
        read("POST", path, request.send_json(body))
    }

    /// Writes a note about somebody; an answer means that it is kept.
    ///
    /// # Errors
    /// When it is not acknowledged.
    pub(super) fn note(&self, person: &str, text: &str) -> Result<(), Error> {
        let path = format!("/api/v1/subjects/participant:{person}/notes");
        self.post(&path, &json!({ "text": text }), text).map(drop)
    }

    /// The texts of all notes about somebody.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn notes(&self, person: &str) -> Result<Vec<String>, Error> {
        let rows = self.get(&format!("/api/v1/subjects/participant:{person}/notes"))?;
        let rows = rows.as_array().into_iter().flatten();
        Ok(rows.filter_map(|row| row["text"].as_str().map(str::to_owned)).collect())
    }
}

fn read(
    method: &str,
    path: &str,
    sent: Result<Response<ureq::Body>, ureq::Error>,
) -> Result<Value, Error> {
    let failed = |said: String| Error::Service(format!("{method} {path}: {said}"));
    let mut response = sent.map_err(|error| failed(error.to_string()))?;
    let text = response.body_mut().read_to_string().map_err(|error| failed(error.to_string()))?;
    if response.status() != 200 {
        return Err(failed(format!("{}: {text}", response.status())));
    }
    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))
}
