//! What went wrong, as RFC 9457 has it.

use std::fmt;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use etablera_casework::office::CaseError;
use etablera_storage::StoreError;
use serde::Serialize;
use serde_json::{Value, json};

use crate::operation::Failure;

/// How long to wait when the store is away, in seconds.
const RETRY: u16 = 5;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal $status:ident $title:literal,)+) => {
        /// What kinds of problem there are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The last part of its type.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ }
            }

            /// The status that goes with it.
            #[must_use]
            pub fn status(self) -> StatusCode {
                match self { $(Self::$kind => StatusCode::$status,)+ }
            }

            /// What it is called.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $title,)+ }
            }
        }
    };
}

kinds! {
    /// The request is no request of this interface.
    Malformed = "malformed" BAD_REQUEST "The request cannot be read",
    /// Nobody is logged in.
    Unknown = "unknown-caller" UNAUTHORIZED "Nobody is logged in",
    /// The policies do not allow it.
    Refused = "refused" FORBIDDEN "You may not do this",
    /// A request from another site.
    Forged = "forged" FORBIDDEN "The request does not come from a page of this server",
    /// There is no such thing, or it is not the caller's to see.
    Absent = "absent" NOT_FOUND "There is no such thing, or it is not yours to see",
    /// There is no such operation.
    NoOperation = "no-operation" NOT_FOUND "There is no such operation",
    /// The path has operations, and not by this method.
    NoMethod = "no-method" METHOD_NOT_ALLOWED "There is no such method here",
    /// None of the forms that were asked for is given.
    NoForm = "no-form" NOT_ACCEPTABLE "The answer does not come in this form",
    /// It took too long to say what was asked.
    Slow = "slow" REQUEST_TIMEOUT "The request came too slowly",
    /// It is there already.
    Exists = "exists" CONFLICT "It is there already",
    /// Somebody alike is registered.
    Alike = "alike" CONFLICT "Somebody alike is registered",
    /// Somebody else has written in between.
    Changed = "changed" PRECONDITION_FAILED "It has changed since you read it",
    /// The body is too large.
    TooLarge = "too-large" PAYLOAD_TOO_LARGE "The request is too large",
    /// The body is of another type.
    NoType = "no-type" UNSUPPORTED_MEDIA_TYPE "The request is of no known type",
    /// The body is no command.
    Invalid = "invalid" UNPROCESSABLE_ENTITY "The request is not complete, or says what cannot be",
    /// It makes no sense in this state.
    Wrong = "wrong" UNPROCESSABLE_ENTITY "It makes no sense as things stand",
    /// A programme or an agreement does not allow it.
    AgainstRules = "against-rules" UNPROCESSABLE_ENTITY "The programme or an agreement does not allow it",
    /// The key of a repeated request was used for another.
    KeyReused = "key-reused" UNPROCESSABLE_ENTITY "The idempotency key was used for another request",
    /// The answer was given before and is gone.
    AnswerGone = "answer-gone" GONE "The answer was given before, and is gone",
    /// Too much was asked.
    TooMany = "too-many" TOO_MANY_REQUESTS "You ask too much at once",
    /// The server failed.
    Failed = "failed" INTERNAL_SERVER_ERROR "The server failed",
    /// An erasure is done and its traces are not wiped.
    Unwiped = "unwiped" INTERNAL_SERVER_ERROR "The erasure is done, and its traces are not wiped yet",
    /// The store is away.
    Away = "away" SERVICE_UNAVAILABLE "The store cannot be reached just now",
    /// The provider of sign-on does not answer well.
    NoProvider = "no-provider" BAD_GATEWAY "The provider of sign-on does not answer well",
    /// The disk is full.
    Full = "full" INSUFFICIENT_STORAGE "There is no room",
}

/// A problem, as it is answered.
#[derive(Debug)]
pub struct Problem {
    kind: Kind,
    detail: Option<String>,
    more: serde_json::Map<String, Value>,
    retry: Option<u64>,
}

impl Problem {
    /// A problem of a kind.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        let retry = matches!(kind, Kind::Away).then_some(RETRY.into());
        Self { kind, detail: None, more: serde_json::Map::new(), retry }
    }

    /// The same, told in full: what is wrong, where, and what was expected.
    #[must_use]
    pub fn told(mut self, detail: impl fmt::Display) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// The same with another field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        if let Ok(value) = serde_json::to_value(value) {
            self.more.insert(name.to_owned(), value);
        }
        self
    }

    /// The same, to be tried again after so many seconds.
    #[must_use]
    pub fn again_after(mut self, seconds: u64) -> Self {
        self.retry = Some(seconds);
        self
    }

    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What only whoever runs the server can mend: told in its log, not to the
    /// caller.
    pub(crate) fn failed(error: &dyn std::error::Error) -> Self {
        logged(Kind::Failed, error)
    }

    /// As the object that is answered.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut object = json!({
            "type": format!("/problems/{}", self.kind.name()),
            "title": self.kind.title(),
            "status": self.kind.status().as_u16(),
        });
        if let Some(detail) = &self.detail {
            object["detail"] = detail.as_str().into();
        }
        for (name, value) in &self.more {
            object[name] = value.clone();
        }
        object
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.kind.status(), self.to_json().to_string()).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        if let Some(seconds) = self.retry {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if self.kind == Kind::Unknown {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Record { at, said } => Self::new(Kind::Invalid).told(said).with("pointer", at),
            Failure::Case(error) => error.into(),
            Failure::Unwritten(error) => Self::failed(&error),
        }
    }
}

impl From<CaseError> for Problem {
    fn from(error: CaseError) -> Self {
        let kind = match &error {
            CaseError::Refused(_) => Kind::Refused,
            CaseError::Absent(_) | CaseError::NoReferral | CaseError::NoAccount(_) => Kind::Absent,
            CaseError::Exists(_) | CaseError::Taken(_) | CaseError::AccountTaken(_) => Kind::Exists,
            CaseError::Alike(twins) => {
                let known = &twins.known;
                return Self::new(Kind::Alike).told(&error).with("known", known);
            }
            CaseError::Wrong(_) => Kind::Wrong,
            CaseError::Broken(_) => Kind::AgainstRules,
            CaseError::AnswerLost => Kind::AnswerGone,
            CaseError::Unwiped { .. } => Kind::Unwiped,
            CaseError::Store(store) => return of_store(store),
            _ => return Self::failed(&error),
        };
        Self::new(kind).told(error)
    }
}

/// What the store says. What only whoever runs the server can mend is told in
/// its log, not to the caller.
fn of_store(error: &StoreError) -> Problem {
    match error {
        StoreError::Conflict { .. } => Problem::new(Kind::Changed).told(error),
        StoreError::KeyReused(_) => Problem::new(Kind::KeyReused).told(error),
        StoreError::BadKey => Problem::new(Kind::Malformed).told(error),
        StoreError::Taken(_) | StoreError::DuplicateEvent(_) => Problem::new(Kind::Exists),
        StoreError::NoTarget { .. }
        | StoreError::OtherStream { .. }
        | StoreError::LessAbout { .. }
        | StoreError::Event(_)
        | StoreError::TooYoung { .. } => Problem::new(Kind::Wrong).told(error),
        StoreError::Full(_) => logged(Kind::Full, error),
        StoreError::Locked(_)
        | StoreError::Unreachable(_)
        | StoreError::Untrusted(_)
        | StoreError::ReadOnly(_)
        | StoreError::Uncertain(_)
        | StoreError::ClockBack { .. }
        | StoreError::OtherFold => logged(Kind::Away, error),
        error => Problem::failed(error),
    }
}

/// A problem whose cause stands in the log of the server.
fn logged(kind: Kind, error: &dyn std::error::Error) -> Problem {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        said.push_str(": ");
        said.push_str(&inner.to_string());
        cause = inner.source();
    }
    tracing::error!(kind = kind.name(), cause = said, "not answered");
    Problem::new(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_a_name_of_its_own() {
        let mut names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Kind::ALL.len());
    }

    #[test]
    fn what_the_store_says_is_not_told() {
        let store = StoreError::Corrupt("page 7 of /srv/cases.db".to_owned());
        let problem = Problem::from(CaseError::from(store));
        assert_eq!(problem.kind(), Kind::Failed);
        assert!(!problem.to_json().to_string().contains("cases.db"));
    }
}
