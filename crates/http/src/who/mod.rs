//! Who asks: by a session of a browser, or by a token of a program.

mod address;
mod cookie;
mod door;
mod forgery;
mod invitation;
mod session;
#[cfg(feature = "sign-on")]
mod sign_on;
#[cfg(not(feature = "sign-on"))]
#[path = "no_sign_on.rs"]
mod sign_on;

pub(crate) use door::{Door, doors};
pub(crate) use session::routes;
pub(crate) use sign_on::Provider;
pub use sign_on::SignOnError;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use etablera_casework::office::account::{self, LogInError, Scopes, Session};
use etablera_casework::policy::Caller;

use crate::app::App;
use crate::aside::aside;
use crate::operation::{Effect, Operation};
use crate::problem::{Kind, Problem};

/// Somebody who has proved who they are.
pub(crate) struct Known {
    /// Who calls, for the use cases.
    pub(crate) caller: Caller,
}

/// Who asks for an operation, if they have proved who they are, may ask so much,
/// and their token is for that.
pub(crate) async fn known(
    app: &Arc<App>,
    parts: &Parts,
    operation: &Operation,
) -> Result<Known, Problem> {
    let caller = match bearer(&parts.headers)? {
        Some(token) => {
            let (app, token) = (app.clone(), token.to_owned());
            let holder = aside(move || async move {
                let (now, _) = app.clock.now();
                Ok(account::by_token(&app.office, now, &token).await?)
            });
            let holder = holder.await?;
            may_use(&holder.scopes, operation)?;
            holder.caller
        }
        None => in_session(app, parts).await?.caller,
    };
    app.rates.caller(&caller.actor)?;
    Ok(Known { caller })
}

/// The session that a request is part of.
async fn in_session(app: &Arc<App>, parts: &Parts) -> Result<Session, Problem> {
    let token = cookie::token(&parts.headers).ok_or_else(|| {
        let said = "expected `Authorization: Bearer` with a token, or the cookie of a session";
        Problem::new(Kind::Unknown).told(said)
    })?;
    let (app, token) = (app.clone(), token.to_owned());
    let session = aside(move || async move {
        let (now, _) = app.clock.now();
        Ok(account::session(&app.office, &app.logins, now, &token).await?)
    });
    let session = session.await?;
    forgery::check(parts, &session)?;
    Ok(session)
}

/// The token of a program.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    let token = text.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    match (token, values.next()) {
        (Some((_, token)), None) => Ok(Some(token.trim())),
        _ => {
            let said = "`Authorization`: expected `Bearer` and a token, once";
            Err(Problem::new(Kind::Unknown).told(said))
        }
    }
}

/// Stops a token at what it is not for. Nobody gets a token by a token: it would
/// live on in those that it makes.
fn may_use(scopes: &Scopes, operation: &Operation) -> Result<(), Problem> {
    let writes = operation.effect == Effect::Writes;
    if operation.by_hand {
        let said = "a token is not for this: expected the session of a person";
        return Err(Problem::new(Kind::Refused).told(said));
    }
    if scopes.allows(operation.id, operation.tag(), writes) {
        return Ok(());
    }
    let (id, tag) = (operation.id, operation.tag());
    let verb = if writes { "write" } else { "read" };
    let said = format!(
        "the token is not for this: expected `{verb}`, and `tag:{tag}` or `operation:{id}` where it names any"
    );
    Err(Problem::new(Kind::Refused).told(said))
}

/// Where a request comes from, for those who are not known yet.
fn address(app: &App, parts: &Parts) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip();
    Some(address::client(peer, &parts.headers, &app.settings.proxies))
}

impl From<LogInError> for Problem {
    fn from(error: LogInError) -> Self {
        match error {
            LogInError::Refused | LogInError::Over => Self::new(Kind::Unknown).told(error),
            LogInError::Locked { .. } => Self::new(Kind::TooMany).told(error),
            LogInError::NoSeat => Self::new(Kind::Refused).told(error),
            LogInError::Invitation | LogInError::Code | LogInError::Password(_) => {
                Self::new(Kind::Wrong).told(error)
            }
            LogInError::Store(error) => etablera_casework::office::CaseError::from(error).into(),
            error => Self::failed(&error),
        }
    }
}
