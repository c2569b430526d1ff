//! What somebody does about their own log-in.
//!
//! These are no operations: they ask no policy, since nobody is there yet to
//! ask about, or somebody is about to be gone.

use std::sync::Arc;

use axum::http::Method;
use axum::routing::{MethodRouter, delete, get, post};
use etablera_casework::office::account::{
    AcceptInvitation, Accepted, ChangePassword, ConfirmFactor, Confirmed, LogIn, RenewRecovery,
    Session,
};
use schemars::JsonSchema;

use super::session::{self, TakeSeat};
use crate::app::App;
use crate::operation::{Nothing, Types};

/// One of them.
pub(crate) struct Door {
    /// Its name.
    pub(crate) id: &'static str,
    /// How it is asked.
    pub(crate) method: Method,
    /// Where, below `/api/v1`.
    pub(crate) path: &'static str,
    /// What it does, in a line.
    pub(crate) summary: &'static str,
    /// Whether it is for who has a session.
    pub(crate) in_session: bool,
    /// What is taken and given.
    pub(crate) types: Types,
    /// Whether anything is given.
    pub(crate) answers: bool,
    /// What answers.
    pub(super) route: fn() -> MethodRouter<Arc<App>>,
}

impl Door {
    fn new<C: JsonSchema, A: JsonSchema>(
        (id, method, path): (&'static str, Method, &'static str),
        summary: &'static str,
        route: fn() -> MethodRouter<Arc<App>>,
    ) -> Self {
        let types = Types {
            takes: |generator| generator.subschema_for::<C>(),
            gives: |generator| generator.subschema_for::<A>(),
        };
        let answers = A::schema_id() != <()>::schema_id();
        Self { id, method, path, summary, in_session: false, types, answers, route }
    }

    /// The same, for who has a session.
    fn in_session(mut self) -> Self {
        self.in_session = true;
        self
    }
}

/// All of them.
pub(crate) fn doors() -> Vec<Door> {
    let at = |id, path| (id, Method::POST, path);
    vec![
        Door::new::<LogIn, Session>(at("session.begin", "/session"), "Logs in", || {
            post(session::log_in)
        }),
        Door::new::<Nothing, Session>(
            ("session.show", Method::GET, "/session"),
            "Tells who is logged in",
            || get(session::show),
        )
        .in_session(),
        Door::new::<Nothing, ()>(("session.end", Method::DELETE, "/session"), "Logs out", || {
            delete(session::log_out)
        })
        .in_session(),
        Door::new::<TakeSeat, Session>(
            at("session.seat", "/session/seat"),
            "Acts as something else that the account may",
            || post(session::take_seat),
        )
        .in_session(),
        Door::new::<Nothing, ()>(
            at("session.end-all", "/session/end-all"),
            "Logs out everywhere",
            || post(session::log_out_everywhere),
        )
        .in_session(),
        Door::new::<AcceptInvitation, Accepted>(
            at("account.accept", "/account/accept"),
            "Takes an account that one was invited to",
            || post(session::accept),
        ),
        Door::new::<ConfirmFactor, Confirmed>(
            at("account.confirm", "/account/confirm"),
            "Shows the first code of a second factor",
            || post(session::confirm),
        ),
        Door::new::<ChangePassword, ()>(
            at("account.password", "/account/password"),
            "Chooses another password",
            || post(session::change_password),
        )
        .in_session(),
        Door::new::<RenewRecovery, Confirmed>(
            at("account.recovery", "/account/recovery"),
            "Draws new codes for when the second factor is lost",
            || post(session::renew_recovery),
        )
        .in_session(),
    ]
}
