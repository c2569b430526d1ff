//! Requests that another site made the browser send.

use axum::http::header::{self, HeaderName};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use etablera_casework::office::account::Session;

use crate::problem::{Kind, Problem};

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");

/// Lets reading pass; writing must come from a page of this server, and name
/// what only a page of the session knows.
pub(super) fn check(parts: &Parts, session: &Session) -> Result<(), Problem> {
    if matches!(parts.method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    from_here(&parts.headers)?;
    let sent = text(&parts.headers, &TOKEN).unwrap_or_default();
    if session.is_csrf(sent) {
        return Ok(());
    }
    Err(Problem::new(Kind::Forged).told("expected `X-CSRF-Token` as the session tells it"))
}

/// Stops what browsers say comes from elsewhere. What is no browser says
/// nothing.
pub(super) fn from_here(headers: &HeaderMap) -> Result<(), Problem> {
    let forged = || Problem::new(Kind::Forged).told("expected a page of this server");
    if let Some(site) = text(headers, &SITE) {
        return matches!(site, "same-origin" | "none").then_some(()).ok_or_else(forged);
    }
    let Some(origin) = text(headers, &header::ORIGIN) else { return Ok(()) };
    let host = origin.parse::<Uri>().ok().and_then(|uri| uri.authority().map(ToString::to_string));
    let own = text(headers, &header::HOST);
    let same = host.is_some_and(|host| own.is_some_and(|own| own.eq_ignore_ascii_case(&host)));
    same.then_some(()).ok_or_else(forged)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    // What cannot be read is not the expected.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn is_from_here(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        from_here(&headers).is_ok()
    }

    #[test]
    fn another_site_is_stopped() {
        let host = ("host", "etablera.example");
        assert!(is_from_here(&[host]));
        assert!(is_from_here(&[host, ("sec-fetch-site", "same-origin")]));
        assert!(is_from_here(&[host, ("origin", "https://etablera.example")]));
        for site in ["cross-site", "same-site", ""] {
            assert!(!is_from_here(&[host, ("sec-fetch-site", site)]), "{site}");
        }
        for origin in ["null", "https://etablera.example.net", "https://x:1@evil.example", ""] {
            assert!(!is_from_here(&[host, ("origin", origin)]), "{origin}");
        }
        let both = [("sec-fetch-site", "cross-site"), ("origin", "https://etablera.example")];
        assert!(!is_from_here(&[&[host][..], &both].concat()));
    }
}
