//! Logging in by the sign-on of an organisation (OpenID Connect, the
//! authorization code flow with PKCE).
//!
//! The browser is sent to the provider, and comes back with a code; what the
//! provider says of it is who somebody is. What they are here is for accounts:
//! nobody gets one by knowing a provider.

mod attempt;
mod provider;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use etablera_casework::office::account::{
    AcceptExternal, LogInExternal, Secret, accept_external, log_in_external,
};

use super::session::{limited, started};
use crate::app::App;
use crate::aside::aside;
use crate::problem::{Kind, Problem};
use crate::router::BASE;
use attempt::Attempt;
pub(crate) use provider::Provider;
pub use provider::SignOnError;

/// Where a browser is sent away.
const BEGIN: &str = "/session/sign-on";
/// Where it comes back.
const RETURN: &str = "/session/sign-on/return";

/// The routes, which answer as if they were not there where nothing is set.
pub(super) fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route(&format!("{BASE}{BEGIN}"), get(begin))
        .route(&format!("{BASE}{RETURN}"), get(back))
        .with_state(app)
}

/// The link that takes an account by signing on elsewhere, where that is set.
pub(super) fn link(app: &App, invitation: &str) -> Option<String> {
    app.sign_on.as_ref()?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("invitation", invitation)
        .finish();
    Some(format!("{BASE}{BEGIN}?{query}"))
}

/// Sends the browser to the provider. `invitation` is the token of an account
/// that is to be taken; `to` is a path of this server to go to afterwards,
/// without which the session is answered as JSON.
async fn begin(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    limited(&app, &parts)?;
    let provider = provider(&app)?;
    let (mut invitation, mut to) = (None, None);
    let query = parts.uri.query().unwrap_or_default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "invitation" => invitation = Some(Secret::from(value.into_owned())),
            "to" => to = Some(own_path(&value)?),
            _ => {
                let said = "unknown field in the query: expected `invitation` or `to`";
                return Err(Problem::new(Kind::Invalid).told(said));
            }
        }
    }
    let (address, proof) = provider.begin().await?;
    let mut response = away(&address)?;
    let kept = Attempt { proof, invitation, to }.keep()?;
    response.headers_mut().insert(header::SET_COOKIE, kept);
    Ok(response)
}

/// Lets the browser in that comes back, if it is the one that was sent away.
async fn back(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    limited(&app, &parts)?;
    let attempt = Attempt::of(&parts.headers)?;
    let query = parts.uri.query().unwrap_or_default();
    let now = app.clock.now().0;
    let external = provider(&app)?.finish(&attempt.proof, query, now).await?;
    let Attempt { invitation, to, .. } = attempt;
    let begun = aside(move || async move {
        let now = app.clock.now().0;
        if let Some(token) = invitation {
            let accept = AcceptExternal { token, external: external.clone() };
            accept_external(&app.office, now, &accept).await?;
        }
        let command = LogInExternal { external, seat: None };
        Ok(log_in_external(&app.office, &app.logins, now, &command).await?)
    });
    let mut response = started(begun.await?)?;
    if let Some(to) = to {
        let kept = response.headers().get(header::SET_COOKIE).cloned();
        response = away(&to)?;
        if let Some(kept) = kept {
            response.headers_mut().insert(header::SET_COOKIE, kept);
        }
    }
    response.headers_mut().append(header::SET_COOKIE, attempt::forget()?);
    Ok(response)
}

fn provider(app: &App) -> Result<&Provider, Problem> {
    app.sign_on.as_ref().ok_or_else(|| Problem::new(Kind::NoOperation))
}

/// A path of this server: nothing that a browser reads as another server's.
fn own_path(text: &str) -> Result<String, Problem> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && text.starts_with('/') && !text.starts_with("//") {
        return Ok(text.to_owned());
    }
    let said = "`to` is no path of this server: expected one such as `/participants`";
    Err(Problem::new(Kind::Invalid).told(said))
}

fn away(to: &str) -> Result<Response, Problem> {
    let place = HeaderValue::from_str(to).map_err(|error| Problem::failed(&error))?;
    let mut headers = HeaderMap::new();
    headers.insert(header::LOCATION, place);
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_server() {
        for path in ["/", "/participants?open=true#a"] {
            assert_eq!(own_path(path).unwrap(), path);
        }
        for path in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/\t/x", "/å"]
        {
            assert!(own_path(path).is_err(), "{path}");
        }
    }
}
