//! Taking an account by a link, in a browser.
//!
//! The link names the token, so that whoever has it needs nothing else; the
//! token is good once, pages refer to nobody (`Referrer-Policy`), and the log
//! names paths only.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use etablera_casework::office::account::{
    AcceptInvitation, Accepted, ConfirmFactor, Confirmed, LogInError, Password, PasswordFault,
    Secret, accept_invitation, confirm_factor,
};
use etablera_casework::words::Tongue;
use qrcode::QrCode;
use qrcode::render::svg;

use super::session::{limited, small};
use super::{forgery, sign_on};
use crate::app::App;
use crate::aside::aside;
use crate::html::{escaped, page, tongue};
use crate::problem::{Kind, Problem};
use crate::request::{is, utf8};

/// Where an invitation is taken.
const PLACE: &str = "/invitation";
/// Where the first code is shown.
const CODE: &str = "/invitation/code";

/// The pages.
pub(super) fn routes(app: Arc<App>) -> Router {
    Router::new().route(PLACE, get(ask).post(take)).route(CODE, post(confirm)).with_state(app)
}

/// Asks for a password. Whether there is such an invitation is not said yet.
async fn ask(State(app): State<Arc<App>>, request: Request) -> Response {
    let (form, tongue) = (Form::of(request.uri().query()), asked(request.headers()));
    let sign_on = sign_on::link(&app, &form.text("token"));
    Html(choose(tongue, &form.text("token"), None, sign_on.as_deref())).into_response()
}

async fn take(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let (form, tongue) = read(&app, request).await?;
    let token = form.text("token");
    let link = sign_on::link(&app, &token);
    let again = |key| wrong(choose(tongue, &token, Some(key), link.as_deref()));
    if form.text("password") != form.text("again") {
        return Ok(again("account-passwords-differ"));
    }
    let command = AcceptInvitation {
        token: Secret::from(token.clone()),
        password: Password::new(&form.text("password")),
        factor: form.has("factor"),
    };
    let accepted = aside(move || async move {
        let now = app.clock.now().0;
        Ok(accept_invitation(&app.office, &app.logins, now, &command).await)
    });
    match accepted.await? {
        Ok(Accepted::Active {}) => Ok(Html(done(tongue, &[])).into_response()),
        Ok(Accepted::Confirm { token, uri, secret, .. }) => {
            Ok(Html(factor(tongue, (&token, &uri, &secret), None)).into_response())
        }
        Err(error) => refused(error).map(again),
    }
}

async fn confirm(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let (form, tongue) = read(&app, request).await?;
    if !form.text("uri").starts_with("otpauth://") {
        let said = "`uri` is none that a second factor is set up from";
        return Err(Problem::new(Kind::Invalid).told(said));
    }
    let [token, uri, secret] = ["token", "uri", "secret"].map(|name| Secret::from(form.text(name)));
    let code = form.text("code").replace(char::is_whitespace, "");
    let command = ConfirmFactor { token: token.clone(), code: Secret::from(code) };
    let confirmed = aside(move || async move {
        Ok(confirm_factor(&app.office, app.clock.now().0, &command).await)
    });
    match confirmed.await? {
        Ok(Confirmed { recovery }) => Ok(Html(done(tongue, &recovery)).into_response()),
        Err(error) => {
            let again = |key| wrong(factor(tongue, (&token, &uri, &secret), Some(key)));
            refused(error).map(again)
        }
    }
}

/// The message for what can be put right; anything else is a problem.
fn refused(error: LogInError) -> Result<&'static str, Problem> {
    Ok(match error {
        LogInError::Invitation => "account-invitation-over",
        LogInError::Code => "account-code-wrong",
        LogInError::Password(PasswordFault::Short) => "account-password-short",
        LogInError::Password(PasswordFault::Long) => "account-password-long",
        LogInError::Password(PasswordFault::IsLoginName) => "account-password-is-login",
        other => return Err(other.into()),
    })
}

/// The fields of a form.
struct Form(Vec<(String, String)>);

impl Form {
    fn of(text: Option<&str>) -> Self {
        Self(form_urlencoded::parse(text.unwrap_or_default().as_bytes()).into_owned().collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| other == name)
    }

    fn text(&self, name: &str) -> String {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// A form that a page of this server sent.
async fn read(app: &App, request: Request) -> Result<(Form, Tongue), Problem> {
    let (parts, body) = request.into_parts();
    forgery::from_here(&parts.headers)?;
    limited(app, &parts)?;
    if !is(&parts.headers, "application/x-www-form-urlencoded") {
        let said = "expected a form of type `application/x-www-form-urlencoded`";
        return Err(Problem::new(Kind::NoType).told(said));
    }
    let body = small(app, body).await?;
    Ok((Form::of(Some(utf8(&body)?)), asked(&parts.headers)))
}

fn asked(headers: &HeaderMap) -> Tongue {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    tongue(accepted.unwrap_or_default())
}

fn wrong(page: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()
}

/// The page that asks for a password.
fn choose(tongue: Tongue, token: &str, wrong: Option<&str>, sign_on: Option<&str>) -> String {
    let say = |key| escaped(&tongue.say(key, &[]));
    let shortest = Password::SHORTEST.to_string();
    let rule = escaped(&tongue.say("account-password-rule", &[("least", &shortest)]));
    let elsewhere = sign_on.map_or_else(String::new, |link| {
        format!("<p><a href=\"{}\">{}</a></p>", escaped(link), say("account-sign-on"))
    });
    let body = format!(
        "{}{elsewhere}<form method=\"post\" action=\"{PLACE}\">{}\
         <p id=\"rule\">{rule}</p>\
         <label for=\"password\">{}</label>\
         <input id=\"password\" name=\"password\" type=\"password\" required minlength=\"{shortest}\" \
         autocomplete=\"new-password\" aria-describedby=\"rule\">\
         <label for=\"again\">{}</label>\
         <input id=\"again\" name=\"again\" type=\"password\" required autocomplete=\"new-password\">\
         <label><input name=\"factor\" type=\"checkbox\" value=\"yes\"> {}</label>\
         <button>{}</button></form>",
        told(tongue, wrong),
        hidden("token", token),
        say("account-password"),
        say("account-password-again"),
        say("account-factor-wanted"),
        say("account-take"),
    );
    page(tongue.language(), &tongue.say("account-take-title", &[]), &body)
}

/// The page that shows what a second factor is set up from.
fn factor(
    tongue: Tongue,
    (token, uri, secret): (&Secret, &Secret, &Secret),
    wrong: Option<&str>,
) -> String {
    let say = |key| escaped(&tongue.say(key, &[]));
    let body = format!(
        "{}<p>{}</p><div class=\"code\">{}</div>\
         <p>{} <code>{}</code></p><p><a href=\"{}\">{}</a></p>\
         <form method=\"post\" action=\"{CODE}\">{}{}{}\
         <label for=\"code\">{}</label>\
         <input id=\"code\" name=\"code\" required inputmode=\"numeric\" autocomplete=\"one-time-code\">\
         <button>{}</button></form>",
        told(tongue, wrong),
        say("account-factor"),
        picture(uri, &say("account-factor-picture")),
        say("account-factor-typed"),
        escaped(secret.expose()),
        escaped(uri.expose()),
        say("account-factor-open"),
        hidden("token", token.expose()),
        hidden("uri", uri.expose()),
        hidden("secret", secret.expose()),
        say("account-code"),
        say("account-confirm"),
    );
    page(tongue.language(), &tongue.say("account-factor-title", &[]), &body)
}

/// The page for who has an account from now on.
fn done(tongue: Tongue, recovery: &[Secret]) -> String {
    let say = |key| escaped(&tongue.say(key, &[]));
    let mut body = format!("<p>{}</p>", say("account-taken"));
    if !recovery.is_empty() {
        let codes = recovery
            .iter()
            .map(|code| escaped(code.expose()))
            .map(|code| format!("<li><code>{code}</code></li>"));
        let codes: String = codes.collect();
        body.push_str(&format!("<p>{}</p><ul>{codes}</ul>", say("account-recovery")));
    }
    page(tongue.language(), &tongue.say("account-taken-title", &[]), &body)
}

fn told(tongue: Tongue, wrong: Option<&str>) -> String {
    wrong.map_or_else(String::new, |key| {
        format!("<p class=\"wrong\" role=\"alert\">{}</p>", escaped(&tongue.say(key, &[])))
    })
}

fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escaped(value))
}

/// What a camera reads; nothing where the address is too long for that.
fn picture(uri: &Secret, label: &str) -> String {
    let Ok(code) = QrCode::new(uri.expose()) else { return String::new() };
    let drawn = code.render::<svg::Color<'_>>().build();
    let svg = drawn.find("<svg").map(|at| &drawn[at..]).unwrap_or_default();
    svg.replacen("<svg", &format!("<svg role=\"img\" aria-label=\"{label}\""), 1)
}
