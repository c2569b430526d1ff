//! From a request to an operation.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderMap, Method};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, get, on};
use etablera_casework::office::Call;
use etablera_casework::policy::Caller;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use tokio::time::timeout;

use crate::answer::{self, Page};
use crate::app::App;
use crate::aside::aside;
use crate::operation::{Effect, Operation, operations};
use crate::problem::{Kind, Problem};
use crate::request::{self, Fields, Form, Named};
use crate::{guard, html, openapi, operate, who};

/// Where the interface begins.
pub(crate) const BASE: &str = "/api/v1";

/// Everything that the server answers.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for operation in operations() {
        let path = format!("{BASE}{}", operation.path);
        router = router.route(&path, of(operation, app.clone()));
    }
    let router = router
        .merge(openapi::routes())
        .merge(who::routes(app.clone()))
        .merge(operate::routes(app.clone()))
        .route("/style.css", get(html::style))
        .route("/problems/{name}", get(openapi::problem))
        .fallback(async || Problem::new(Kind::NoOperation))
        .method_not_allowed_fallback(async || Problem::new(Kind::NoMethod));
    let router = router.layer(middleware::from_fn_with_state(app.clone(), guard::patience));
    let router = router.layer(middleware::from_fn_with_state(app.clone(), guard::headers));
    router.layer(middleware::from_fn_with_state(app, operate::observe))
}

/// The route of an operation.
fn of(operation: &'static Operation, app: Arc<App>) -> MethodRouter {
    let filter = match operation.method {
        Method::GET => MethodFilter::GET,
        _ => MethodFilter::POST,
    };
    let fields = Arc::new(Fields::of(operation));
    on(filter, move |path: RawPathParams, request: Request| {
        let asked = Asked { app: app.clone(), operation, fields: fields.clone() };
        async move {
            let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
            let path: Vec<_> = path.collect();
            asked.answer(path, request).await.unwrap_or_else(IntoResponse::into_response)
        }
    })
}

/// An operation that is asked for.
#[derive(Clone)]
struct Asked {
    app: Arc<App>,
    operation: &'static Operation,
    fields: Arc<Fields>,
}

impl Asked {
    async fn answer(
        self,
        path: Vec<(String, String)>,
        request: Request,
    ) -> Result<Response, Problem> {
        let (parts, body) = request.into_parts();
        let known = who::known(&self.app, &parts, self.operation).await?;
        let form = request::form(&parts.headers)?;
        let call = self.call((known.caller, &path), &parts.headers)?;
        if request::is(&parts.headers, answer::LINES) && self.operation.effect == Effect::Writes {
            return Ok(self.bulk(call, path, body));
        }
        let query = parts.uri.query().unwrap_or_default();
        let limits = &self.app.settings.limits;
        let body = request::whole(body, limits.body, limits.wait).await?;
        let (page, query) = match self.operation.page {
            Some(by) => {
                let (page, query) = Page::take(query)?;
                (Some((by, page)), query)
            }
            None => (None, query.to_owned()),
        };
        let named = Named { path: &path, query: &query, body: &body };
        let mut record = request::record((self.operation, &self.fields), &parts.headers, &named)?;
        if let Some((_, page)) = &page {
            page.ask(&mut record);
        }
        if form == Form::Events {
            let progress = call.progress.clone();
            let work = async move { Ok(self.work(call, record).await?.0) };
            return Ok(answer::events(work, progress));
        }
        let asked = self.app.settings.limits.request;
        let (value, version) = within(asked, self.work(call, record)).await?;
        let mut response = match form {
            Form::Lines => answer::lines(&value),
            _ => answer::json(&value),
        };
        if let Some(version) = version {
            answer::tag(&mut response, version);
        }
        if let Some((by, page)) = &page
            && let Some(next) = page.next(&value, by)
        {
            page.link(&mut response, (parts.uri.path(), &query), &next);
        }
        Ok(response)
    }

    /// The call that a request is.
    fn call(
        &self,
        (caller, path): (Caller, &[(String, String)]),
        headers: &HeaderMap,
    ) -> Result<Call, Problem> {
        let (now, today) = self.app.clock.now();
        let mut call = Call::new(caller, now, today);
        let named = |name: &str| {
            path.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
        };
        call.key = request::idempotency_key(headers)?;
        call.seen = request::seen(headers, self.operation.subject(named))?;
        Ok(call)
    }

    /// Each line of a body for itself.
    fn bulk(self, call: Call, path: Vec<(String, String)>, body: Body) -> Response {
        let limits = &self.app.settings.limits;
        let patience = answer::Patience { line: limits.body, wait: limits.wait };
        answer::bulk(body, patience, move |line, mut record| {
            let asked = self.clone();
            let mut call = call.clone();
            call.key = call.key.map(|key| format!("{key}#{line}"));
            let fields = request::in_path(&self.fields, &path, &mut record);
            async move {
                fields?;
                Ok(asked.work(call, record).await?.0)
            }
        })
    }

    /// Asks, and says which version of the subject was read or is there now.
    async fn work(
        self,
        call: Call,
        record: Map<String, Value>,
    ) -> Result<(Box<RawValue>, Option<u64>), Problem> {
        let Self { app, operation, .. } = self;
        let subject = operation.subject(|name| record.get(name)?.as_str());
        let reads = operation.effect == Effect::Reads;
        aside(move || async move {
            let before = match &subject {
                Some(subject) if reads => Some(app.office.version(subject).await?),
                _ => None,
            };
            let answer = operation.run().run(&app, &call, record).await?;
            let version = match (&subject, before) {
                (Some(subject), None) => Some(app.office.version(subject).await?),
                (_, before) => before,
            };
            Ok((answer, version))
        })
        .await
    }
}

/// What is done in time.
async fn within<T>(
    time: Duration,
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    timeout(time, work).await.unwrap_or_else(|_| {
        let said = "it takes longer: send it again with the same `Idempotency-Key`, or ask for \
                    `text/event-stream`";
        Err(Problem::new(Kind::Away).told(said))
    })
}
