//! The form that an answer is asked for in.

use axum::http::{HeaderMap, header};

use crate::problem::{Kind, Problem};

/// The forms that answers come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One JSON text.
    Json,
    /// One JSON text a line (NDJSON).
    Lines,
    /// Events as the work goes on, the answer last.
    Events,
}

impl Form {
    const ALL: [(&'static str, Self); 3] = [
        ("application/json", Self::Json),
        ("application/x-ndjson", Self::Lines),
        ("text/event-stream", Self::Events),
    ];
}

/// The form that comes first in `Accept` by weight, then by order; JSON unless
/// anything is said.
pub(crate) fn form(headers: &HeaderMap) -> Result<Form, Problem> {
    let mut best: Option<(u16, Form)> = None;
    let mut any = false;
    for value in headers.get_all(header::ACCEPT) {
        for range in value.to_str().unwrap_or_default().split(',') {
            any = true;
            let (range, weight) = weighed(range);
            let Some(form) = matching(range) else { continue };
            if weight > 0 && best.is_none_or(|(heaviest, _)| weight > heaviest) {
                best = Some((weight, form));
            }
        }
    }
    match best {
        Some((_, form)) => Ok(form),
        None if !any => Ok(Form::Json),
        None => {
            let names = Form::ALL.map(|(name, _)| format!("`{name}`")).join(", ");
            Err(Problem::new(Kind::NoForm).told(format!("`Accept`: expected one of {names}")))
        }
    }
}

/// A range and its weight in thousandths.
fn weighed(range: &str) -> (&str, u16) {
    let mut parts = range.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q=")).and_then(|q| q.parse::<f32>().ok());
    let weight = weight.filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
    let weight = (weight * 1000.0) as u16;
    (name, weight)
}

fn matching(range: &str) -> Option<Form> {
    if matches!(range, "*/*" | "application/*" | "application/problem+json") {
        return Some(Form::Json);
    }
    Form::ALL.iter().find(|(name, _)| range.eq_ignore_ascii_case(name)).map(|(_, form)| *form)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn asked(accept: &str) -> Result<Form, Kind> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
        form(&headers).map_err(|problem| problem.kind())
    }

    #[test]
    fn the_heaviest_form_wins() {
        assert_eq!(form(&HeaderMap::new()).unwrap(), Form::Json);
        assert_eq!(asked("*/*"), Ok(Form::Json));
        assert_eq!(asked("text/html, application/x-ndjson"), Ok(Form::Lines));
        assert_eq!(asked("application/json;q=0.2, text/event-stream;q=0.9"), Ok(Form::Events));
        assert_eq!(asked("application/x-ndjson;q=0, */*"), Ok(Form::Json));
        assert_eq!(asked("text/html"), Err(Kind::NoForm));
        assert_eq!(asked("application/json;q=0"), Err(Kind::NoForm));
    }
}
