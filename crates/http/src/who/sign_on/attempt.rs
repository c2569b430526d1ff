//! What a browser keeps while it is at the provider.

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use etablera_casework::office::account::Secret;
use serde::{Deserialize, Serialize};

use super::provider::Proof;
use crate::problem::{Kind, Problem};
use crate::who::cookie;

const NAME: &str = "__Host-etablera-sign-on";
/// How long somebody may be at the provider, in seconds.
const PATIENCE: u32 = 600;

/// Somebody who is at the provider. It is kept by their browser alone: who
/// comes back with the answer of a provider and without it was sent here by
/// somebody else.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attempt {
    /// What shows that the answer is one to this.
    pub(super) proof: Proof,
    /// The token of an account that is to be taken.
    pub(super) invitation: Option<Secret>,
    /// Where to go afterwards.
    pub(super) to: Option<String>,
}

impl Attempt {
    /// The attempt that a browser is in.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let kept = cookie::value(headers, NAME).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        let attempt = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        attempt.ok_or_else(|| {
            let said = "no log-in was begun in this browser, or too long ago: begin again";
            Problem::new(Kind::Unknown).told(said)
        })
    }

    /// What makes the browser keep it. The way back is a link from another
    /// site, with which it is sent.
    pub(super) fn keep(&self) -> Result<HeaderValue, Problem> {
        let text = serde_json::to_vec(self).map_err(|error| Problem::failed(&error))?;
        let text = URL_SAFE_NO_PAD.encode(text);
        cookie::set((NAME, &text), Some(PATIENCE))
    }
}

/// What makes it forget it.
pub(super) fn forget() -> Result<HeaderValue, Problem> {
    cookie::set((NAME, ""), Some(0))
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_nothing_else_does() {
        let proof = Proof { state: "s".into(), nonce: "n".into(), verifier: "v".into() };
        let attempt = Attempt { proof, invitation: None, to: Some("/".into()) };
        let kept = attempt.keep().unwrap();
        let cookie = kept.to_str().unwrap().split(';').next().unwrap().to_owned();
        let back = |cookie: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, cookie.parse().unwrap());
            Attempt::of(&headers).ok()
        };
        assert_eq!(back(&cookie).unwrap().proof.state, "s");
        assert!(back(&format!("{cookie}; {cookie}")).is_none());
        assert!(back("__Host-etablera-sign-on=e30").is_none());
        assert!(back("a=1").is_none());
    }
}
