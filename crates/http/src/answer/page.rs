//! Long lists, a page at a time.
//!
//! Rows are ordered by a field of each, and a page follows on a value of it:
//! whoever is added or goes in the meantime moves no row from one page to
//! another.

use axum::http::{HeaderValue, header};
use axum::response::Response;
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

/// The rows of a page, and where the next one begins.
pub(crate) fn paged(answer: Value, by: &str, page: &Page) -> (Value, Option<String>) {
    let Value::Array(mut rows) = answer else { return (answer, None) };
    rows.sort_by(|a, b| key(a, by).cmp(key(b, by)));
    let from = match &page.after {
        None => 0,
        Some(after) => rows.partition_point(|row| key(row, by) <= after.as_str()),
    };
    let mut rows = rows.split_off(from);
    let more = rows.len() > page.limit;
    rows.truncate(page.limit);
    let next = rows.last().filter(|_| more).map(|row| key(row, by).to_owned());
    (Value::Array(rows), next)
}

fn key<'r>(row: &'r Value, by: &str) -> &'r str {
    row.as_object().and_then(|row: &Map<_, _>| row.get(by)?.as_str()).unwrap_or_default()
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
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn rows(ids: &[u16]) -> Value {
        ids.iter().map(|id| json!({ "id": format!("N{id:05}") })).collect()
    }

    proptest! {
        #[test]
        fn pages_are_the_list(
            mut ids in proptest::collection::btree_set(any::<u16>(), 0..60),
            limit in 1..20_usize,
            later in any::<u16>(),
        ) {
            let mut found = Vec::new();
            let mut after = None;
            let whole = ids.clone();
            for turn in 0.. {
                let all: Vec<_> = ids.iter().rev().copied().collect();
                let page = Page { after: after.clone(), limit };
                let (part, next) = paged(rows(&all), "id", &page);
                found.extend(part.as_array().unwrap().iter().map(|row| row["id"].clone()));
                // Somebody goes after the first page, and nobody else is lost.
                if turn == 0 { ids.remove(&later); }
                let Some(next) = next else { break };
                after = Some(next);
            }
            let kept: Vec<_> =
                whole.iter().filter(|id| **id != later).map(|id| format!("N{id:05}")).collect();
            let found: Vec<_> = found.iter().filter_map(Value::as_str).collect();
            for id in &kept {
                prop_assert_eq!(found.iter().filter(|other| *other == id).count(), 1);
            }
            prop_assert!(found.is_sorted());
        }
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
