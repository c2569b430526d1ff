//! Pages: no script, and nothing from elsewhere.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use etablera_casework::words::Tongue;

/// How pages look.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}\
h2{margin-top:2.5rem;border-bottom:1px solid #767676}code,pre{font:.9rem/1.4 ui-monospace,monospace}\
pre{background:#f4f4f4;padding:.75rem;overflow-x:auto}summary{cursor:pointer;padding:.35rem 0}\
table{border-collapse:collapse}th,td{text-align:left;padding:.25rem .75rem .25rem 0;vertical-align:top}\
a{color:#00508f}label{display:block;margin-top:1rem}input,button{font:inherit;padding:.5rem;min-height:2.75rem}\
input[type=checkbox]{min-height:1.5rem;width:1.5rem;vertical-align:middle}button{margin-top:1.5rem}\
.wrong{border-left:.25rem solid #b00020;padding-left:.75rem}.code svg{width:14rem;height:14rem}";

/// How pages look, for a browser.
pub(crate) async fn style() -> Response {
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    ([(header::CONTENT_TYPE, css)], STYLE).into_response()
}

/// A whole page; the body is HTML.
pub(crate) fn page(language: &str, title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"/style.css\"></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>"
    )
}

/// A text as it stands in HTML, also between quotation marks.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The language that a browser asks for first of those that there are: Swedish
/// if it asks for none of them.
pub(crate) fn tongue(accepted: &str) -> Tongue {
    let weighed = |part: &str| {
        let (range, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.parse::<f32>().ok());
        let tongue = match range.trim().split('-').next().unwrap_or_default() {
            "sv" => Tongue::Swedish,
            "en" => Tongue::English,
            _ => return None,
        };
        Some((weight.filter(|weight| *weight > 0.0)?, tongue))
    };
    let best = accepted.split(',').filter_map(weighed).reduce(|best, other| {
        // The first of those that weigh the same.
        if other.0 > best.0 { other } else { best }
    });
    best.map_or(Tongue::Swedish, |(_, tongue)| tongue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_asked_for_most() {
        assert_eq!(tongue(""), Tongue::Swedish);
        assert_eq!(tongue("ar,so;q=0.9"), Tongue::Swedish);
        assert_eq!(tongue("en-GB,en;q=0.9,sv;q=0.8"), Tongue::English);
        assert_eq!(tongue("ar, en;q=0.5, sv-SE;q=0.7"), Tongue::Swedish);
        assert_eq!(tongue("en;q=0, sv;q=0.1"), Tongue::Swedish);
        assert_eq!(tongue("en;q=much"), Tongue::Swedish);
    }

    #[test]
    fn what_is_said_is_no_markup() {
        assert_eq!(escaped("\"><b>&"), "&quot;&gt;&lt;b&gt;&amp;");
    }
}
