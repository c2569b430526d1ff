//! What a request says about being sent again, and about what was read before.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use etablera_domain::event::Subject;

use crate::problem::{Kind, Problem};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// What the sender names the request by, to send it again safely.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = once(headers, &IDEMPOTENCY_KEY)? else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    // The draft writes it as a string in quotes; many senders do not.
    let text = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    if text.is_empty() || text.len() > 200 {
        let said = "`Idempotency-Key`: expected 1 to 200 characters of ASCII";
        return Err(Problem::new(Kind::Malformed).told(said));
    }
    Ok(Some(text.to_owned()))
}

/// The version of a subject that the sender has read, of `If-Match`.
pub(crate) fn seen(
    headers: &HeaderMap,
    subject: Option<Subject>,
) -> Result<Option<(Subject, u64)>, Problem> {
    let Some(value) = once(headers, &header::IF_MATCH)? else { return Ok(None) };
    let Some(subject) = subject else {
        let said = "`If-Match`: the path names nothing that has a version";
        return Err(Problem::new(Kind::Malformed).told(said));
    };
    let text = value.to_str().unwrap_or_default().trim();
    let version = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let version = version.and_then(|version| version.parse().ok());
    let version = version.ok_or_else(|| {
        let said = "`If-Match`: expected one entity tag as this server gives it, such as `\"12\"`";
        Problem::new(Kind::Malformed).told(said)
    })?;
    Ok(Some((subject, version)))
}

/// The one value of a header.
fn once<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h HeaderValue>, Problem> {
    let mut values = headers.get_all(name).iter();
    let value = values.next();
    if values.next().is_some() {
        let said = format!("`{name}` comes more than once: expected it once");
        return Err(Problem::new(Kind::Malformed).told(said));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn a_key_stands_once_with_quotes_or_without() {
        let key = |values: &[&'static str]| idempotency_key(&headers("idempotency-key", values));
        assert_eq!(key(&[]).unwrap(), None);
        assert_eq!(key(&["a-1"]).unwrap().as_deref(), Some("a-1"));
        assert_eq!(key(&["\"a-1\""]).unwrap().as_deref(), Some("a-1"));
        for bad in [&[""][..], &["\"\""], &["a", "b"]] {
            assert_eq!(key(bad).unwrap_err().kind(), Kind::Malformed, "{bad:?}");
        }
    }

    #[test]
    fn a_version_is_an_entity_tag() {
        let subject: Subject = "participant:P017".parse().unwrap();
        let read = |values: &[&'static str]| {
            seen(&headers("if-match", values), Some(subject.clone())).map_err(|bad| bad.kind())
        };
        assert_eq!(read(&["\"12\""]), Ok(Some((subject.clone(), 12))));
        for bad in [&["12"][..], &["*"], &["W/\"12\""], &["\"12\", \"13\""], &["\"-1\""]] {
            assert_eq!(read(bad), Err(Kind::Malformed), "{bad:?}");
        }
        let nothing = seen(&headers("if-match", &["\"1\""]), None);
        assert_eq!(nothing.unwrap_err().kind(), Kind::Malformed);
    }
}
