//! Cookies: that of a session, and the way they are all kept.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::problem::Problem;

/// The prefix makes browsers refuse it without encryption, for other paths, and
/// from other hosts of the domain.
pub(crate) const NAME: &str = "__Host-etablera";

/// The token of the session, where exactly one is sent: of two, one was put
/// there by somebody else.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    value(headers, NAME)
}

/// The value of a cookie that is sent exactly once.
pub(super) fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(other, _)| other.trim() == name).map(|(_, value)| value.trim());
    let value = values.next()?;
    values.next().is_none().then_some(value)
}

/// Keeps a token until the browser is closed or the session ends.
pub(super) fn keep(token: &str) -> Result<HeaderValue, Problem> {
    set((NAME, token), None)
}

/// Forgets it.
pub(super) fn forget() -> Result<HeaderValue, Problem> {
    set((NAME, ""), Some(0))
}

/// Has a browser keep a value, for so many seconds or until it is closed. A link
/// from another site brings it along, a form of another site does not.
pub(super) fn set(
    (name, value): (&str, &str),
    seconds: Option<u32>,
) -> Result<HeaderValue, Problem> {
    let mut text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax");
    if let Some(seconds) = seconds {
        text.push_str(&format!("; Max-Age={seconds}"));
    }
    let mut value = HeaderValue::from_str(&text).map_err(|error| Problem::failed(&error))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_token_is_a_session_and_two_are_none() {
        let read = |cookie: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
            token(&headers).map(str::to_owned)
        };
        assert_eq!(read("a=1; __Host-etablera=abc; b=2").as_deref(), Some("abc"));
        assert_eq!(read("__Host-etablera=abc; __Host-etablera=abd"), None);
        assert_eq!(read("etablera=abc"), None);
    }
}
