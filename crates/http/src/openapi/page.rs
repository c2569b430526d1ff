//! The contract as a page.

use std::fmt::Write;

use serde_json::Value;

use crate::html::{escaped, page};
use crate::problem::Kind;

/// Every operation, by what it belongs to.
pub(super) fn html(contract: &Value) -> String {
    let mut body = String::new();
    let info = contract["info"]["description"].as_str().unwrap_or_default();
    for part in info.split("\n\n") {
        let _ = write!(body, "<p>{}</p>", escaped(part));
    }
    body.push_str("<p><a href=\"/api/v1/openapi.json\">The contract as OpenAPI 3.1</a></p>");
    for tag in contract["tags"].as_array().into_iter().flatten() {
        let name = tag["name"].as_str().unwrap_or_default();
        let _ = write!(body, "<h2 id=\"{0}\">{0}</h2>", escaped(name));
        for (path, methods) in contract["paths"].as_object().into_iter().flatten() {
            for (method, one) in methods.as_object().into_iter().flatten() {
                if one["tags"][0] == name {
                    operation(&mut body, (method, path), one);
                }
            }
        }
    }
    page("en", "Etablera: the interface", &body)
}

fn operation(body: &mut String, (method, path): (&str, &str), one: &Value) {
    let summary = one["summary"].as_str().unwrap_or_default();
    let (method, path) = (method.to_uppercase(), escaped(path));
    let _ = write!(
        body,
        "<details><summary><code>{method} {path}</code> {}</summary>",
        escaped(summary)
    );
    let parameters: Vec<_> = one["parameters"].as_array().into_iter().flatten().collect();
    if parameters.iter().any(|one| one["name"].is_string()) {
        body.push_str("<table><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">In</th><th scope=\"col\">What</th></tr></thead><tbody>");
        for field in parameters.iter().filter(|one| one["name"].is_string()) {
            let said = |name: &str| escaped(field[name].as_str().unwrap_or_default());
            let (name, place, what) = (said("name"), said("in"), said("description"));
            let _ = write!(
                body,
                "<tr><td><code>{name}</code></td><td>{place}</td><td>{what}</td></tr>"
            );
        }
        body.push_str("</tbody></table>");
    }
    let json = |value: &Value| escaped(&serde_json::to_string_pretty(value).unwrap_or_default());
    let asked = &one["requestBody"]["content"]["application/json"];
    if asked.is_object() {
        let _ = write!(body, "<p>A body such as</p><pre>{}</pre>", json(&asked["example"]));
        let _ = write!(
            body,
            "<details><summary>Its schema</summary><pre>{}</pre></details>",
            json(&asked["schema"])
        );
    }
    let given = &one["responses"]["200"]["content"]["application/json"];
    let _ = write!(body, "<p>Answers such as</p><pre>{}</pre></details>", json(&given["example"]));
}

/// What a type of problem is.
pub(super) fn problem(kind: Kind) -> String {
    let body = format!(
        "<p>Answers with status {} are of this type (<code>/problems/{}</code>). What is wrong, \
         where, and what was expected stands in <code>detail</code>.</p>",
        kind.status().as_u16(),
        kind.name(),
    );
    page("en", kind.title(), &body)
}
