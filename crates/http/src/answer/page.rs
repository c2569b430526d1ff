//! Long lists, a page at a time.
//!
//! Rows are ordered by a field of each, and a page follows on a value of it:
//! whoever is added or goes in the meantime moves no row from one page to
//! another.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::problem::{Kind, Problem};

/// How many rows a page has where nobody says.
const ROWS: usize = 100;
/// How many rows a page has at most.
const MOST: usize = 1000;

/// Which page is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    after: Option<String>,
    limit: usize,
}

impl Page {
    /// Takes what asks for a page out of a query.
    pub(crate) fn take(query: &str) -> Result<(Self, String), Problem> {
        let (mut after, mut limit) = (None, ROWS);
        let mut rest = form_urlencoded::Serializer::new(String::new());
        for (name, text) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "after" => after = Some(text.into_owned()),
                "limit" => {
                    let number = text.parse().ok().filter(|rows| (1..=MOST).contains(rows));
                    limit = number.ok_or_else(|| {
                        let said = format!("`limit`: expected 1 to {MOST}");
                        Problem::new(Kind::Invalid).told(said).with("pointer", "/limit")
                    })?;
                }
                _ => {
                    rest.append_pair(&name, &text);
                }
            }
        }
        Ok((Self { after, limit }, rest.finish()))
    }
}

impl Page {
    /// Asks for this page alone.
    pub(crate) fn ask(&self, record: &mut Map<String, Value>) {
        record.extend(self.after.clone().map(|after| ("after".to_owned(), after.into())));
        record.insert("limit".to_owned(), self.limit.into());
    }

    /// Where the next page begins, by the field that rows are ordered by. After
    /// a full page there may be nothing more: nobody is looked up, and noted as
    /// seen, to find out.
    pub(crate) fn next(&self, rows: &RawValue, by: &str) -> Option<String> {
        let rows = super::rows(rows).filter(|rows| rows.len() >= self.limit)?;
        let last: Value = serde_json::from_str(rows.last()?.get()).ok()?;
        Some(last.get(by)?.as_str()?.to_owned())
    }
}

impl Page {
    /// Says where the next page is (RFC 8288).
    pub(crate) fn link(&self, response: &mut Response, (path, query): (&str, &str), next: &str) {
        let mut all = form_urlencoded::Serializer::new(query.to_owned());
        all.append_pair("after", next).append_pair("limit", &self.limit.to_string());
        let link = format!("<{path}?{}>; rel=\"next\"", all.finish());
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.headers_mut().insert(header::LINK, link);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use serde_json::value::to_raw_value;

    use super::*;

    #[test]
    fn a_full_page_may_have_a_next_one() {
        let page = Page { after: Some("N1".to_owned()), limit: 2 };
        let mut record = Map::new();
        page.ask(&mut record);
        assert_eq!(Value::from(record), json!({ "after": "N1", "limit": 2 }));
        let next = |rows| page.next(&to_raw_value(&rows).unwrap(), "id");
        assert_eq!(next(json!([{ "id": "N2" }, { "id": "N3" }])).as_deref(), Some("N3"));
        assert_eq!(next(json!([{ "id": "N2" }])), None);
        assert_eq!(next(json!([])), None);
    }

    #[test]
    fn what_asks_for_a_page_is_no_field() {
        let (page, rest) = Page::take("closed=true&limit=2&after=N%201").unwrap();
        assert_eq!(page, Page { after: Some("N 1".to_owned()), limit: 2 });
        assert_eq!(rest, "closed=true");
        for bad in ["limit=0", "limit=1001", "limit=x"] {
            assert_eq!(Page::take(bad).unwrap_err().kind(), Kind::Invalid, "{bad}");
        }
    }
}
