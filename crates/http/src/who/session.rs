//! Logging in and out, and taking an account.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use etablera_casework::office::account::{
    self, AcceptInvitation, ChangePassword, ConfirmFactor, LogIn, RenewRecovery, Seat,
    SessionStarted,
};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::door::doors;
use super::{address, cookie, forgery, in_session, invitation, sign_on};
use crate::answer::json;
use crate::app::App;
use crate::aside::aside;
use crate::problem::{Kind, Problem};
use crate::request::{self, is, utf8};
use crate::router::BASE;

/// What somebody does about their own log-in.
pub(crate) fn routes(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for door in doors() {
        router = router.route(&format!("{BASE}{}", door.path), (door.route)());
    }
    router
        .with_state(app.clone())
        .merge(invitation::routes(app.clone()))
        .merge(sign_on::routes(app))
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    answer(&in_session(&app, &parts).await?)
}

pub(super) async fn log_in(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (_, command): (_, LogIn) = stranger(&app, request).await?;
    let begun = aside(move || async move {
        let (now, _) = app.clock.now();
        Ok(account::log_in(&app.office, &app.logins, now, &command).await?)
    });
    started(begun.await?)
}

pub(super) async fn log_out(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let token = token_of(&app, &parts).await?;
    let over = aside(move || async move {
        Ok(account::log_out(&app.office, app.clock.now().0, &token).await?)
    });
    over.await?;
    ended()
}

pub(super) async fn log_out_everywhere(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let token = token_of(&app, &parts).await?;
    let over = aside(move || async move {
        let now = app.clock.now().0;
        Ok(account::log_out_everywhere(&app.office, &app.logins, now, &token).await?)
    });
    over.await?;
    ended()
}

/// What to act as.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TakeSeat {
    /// One of those that the session tells.
    seat: Seat,
}

pub(super) async fn take_seat(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, TakeSeat { seat }) = read(&app, request).await?;
    let token = token_of(&app, &parts).await?;
    let begun = aside(move || async move {
        let now = app.clock.now().0;
        Ok(account::take_seat(&app.office, &app.logins, now, &token, &seat).await?)
    });
    started(begun.await?)
}

pub(super) async fn change_password(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, command): (_, ChangePassword) = read(&app, request).await?;
    let token = token_of(&app, &parts).await?;
    limited(&app, &parts)?;
    let changed = aside(move || async move {
        let now = app.clock.now().0;
        Ok(account::change_password(&app.office, &app.logins, now, &token, &command).await?)
    });
    changed.await.map(|()| StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn renew_recovery(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, command): (_, RenewRecovery) = read(&app, request).await?;
    let token = token_of(&app, &parts).await?;
    limited(&app, &parts)?;
    let renewed = aside(move || async move {
        let now = app.clock.now().0;
        Ok(account::renew_recovery(&app.office, &app.logins, now, &token, &command).await?)
    });
    answer(&renewed.await?)
}

pub(super) async fn accept(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (_, command): (_, AcceptInvitation) = stranger(&app, request).await?;
    let accepted = aside(move || async move {
        let now = app.clock.now().0;
        Ok(account::accept_invitation(&app.office, &app.logins, now, &command).await?)
    });
    answer(&accepted.await?)
}

pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (_, command): (_, ConfirmFactor) = stranger(&app, request).await?;
    let confirmed = aside(move || async move {
        Ok(account::confirm_factor(&app.office, app.clock.now().0, &command).await?)
    });
    answer(&confirmed.await?)
}

/// The token of the session that a request is part of.
async fn token_of(app: &Arc<App>, parts: &Parts) -> Result<String, Problem> {
    in_session(app, parts).await?;
    Ok(cookie::token(&parts.headers).unwrap_or_default().to_owned())
}

/// Counts a try of whoever asks.
pub(super) fn limited(app: &App, parts: &Parts) -> Result<(), Problem> {
    address(app, parts).map_or(Ok(()), |address| app.rates.stranger(address))
}

/// What somebody says who is not known yet: not too often, and from a page of
/// this server.
async fn stranger<C: DeserializeOwned>(app: &App, request: Request) -> Result<(Parts, C), Problem> {
    let (parts, body) = request.into_parts();
    forgery::from_here(&parts.headers)?;
    limited(app, &parts)?;
    read(app, Request::from_parts(parts, body)).await
}

/// A command of few bytes.
async fn read<C: DeserializeOwned>(app: &App, request: Request) -> Result<(Parts, C), Problem> {
    let (parts, body) = request.into_parts();
    if !is(&parts.headers, "application/json") {
        let said = "expected a body of type `application/json`";
        return Err(Problem::new(Kind::NoType).told(said));
    }
    let body = small(app, body).await?;
    // The text may hold a password: what is wrong with it is told without it.
    let command = serde_json::from_str(utf8(&body)?).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let said = format!("not what is asked for here, at line {line}, column {column}");
        Problem::new(Kind::Invalid).told(said)
    })?;
    Ok((parts, command))
}

/// A body of few bytes.
pub(super) async fn small(app: &App, body: Body) -> Result<Bytes, Problem> {
    request::whole(body, SMALL, app.settings.limits.wait).await
}

/// How long what is said here may be, in bytes.
const SMALL: usize = 16 << 10;

fn answer(value: &impl Serialize) -> Result<Response, Problem> {
    let value = serde_json::to_value(value).map_err(|error| Problem::failed(&error))?;
    Ok(json(&value))
}

/// A session begins: its token stands in the cookie and nowhere else.
pub(super) fn started(started: SessionStarted) -> Result<Response, Problem> {
    let SessionStarted { token, session } = started;
    let mut response = answer(&session)?;
    response.headers_mut().insert(header::SET_COOKIE, cookie::keep(token.expose())?);
    Ok(response)
}

fn ended() -> Result<Response, Problem> {
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie::forget()?);
    Ok(response)
}
