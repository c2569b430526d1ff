//! What a command line asks, as a request.

use std::fs;

use axum::http::Method;
use etablera_http::{Asked as In, Operation, contract, operations};
use serde_json::{Map, Value, json};

/// A request, but for who asks.
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) uri: String,
    pub(crate) body: Option<Value>,
}

/// The operation that a command line is, if there is one.
pub(super) fn operation(command: &str) -> Option<&'static Operation> {
    let id = match command {
        "replay" => "receipt.replay".to_owned(),
        "report merits" => "report.merits".to_owned(),
        other => other.trim_start_matches("db erase ").replace(' ', "."),
    };
    let erase = command.strip_prefix("db erase ").map(|verb| format!("erase.{verb}"));
    let report = command.strip_prefix("report audit ").map(|verb| format!("audit.{verb}"));
    let token = command.strip_prefix("account token ").map(|verb| format!("token.{verb}"));
    let id = erase.or(report).or(token).unwrap_or(id);
    operations().iter().find(|operation| operation.id == id)
}

/// What a command line with these arguments asks.
pub(super) fn of(operation: &Operation, args: &str) -> Asked {
    let mut record = Map::new();
    let mut words = args.split_whitespace();
    let mut named = Vec::new();
    while let Some(word) = words.next() {
        match word {
            "-s" => set(&mut record, words.next().unwrap()),
            "--file" => {
                let text = fs::read_to_string(words.next().unwrap()).unwrap();
                let Value::Object(fields) = serde_json::from_str(&text).unwrap() else { panic!() };
                record.extend(fields);
            }
            "--out" | "--html" | "--model" => drop(words.next()),
            "--all" => drop(record.insert("all".to_owned(), true.into())),
            flag if flag.starts_with("--") => {
                let name = flag.trim_start_matches("--").replace('-', "_");
                record.insert(name, plain(words.next().unwrap()));
            }
            value => named.push(value.to_owned()),
        }
    }
    for value in named {
        let field = place(operation, &record);
        let whole = field == "subject" && !value.contains(':');
        let value = if whole { format!("participant:{value}") } else { value };
        record.insert(field, value.into());
    }
    if operation.id == "need.match" {
        record = lists(record);
    }
    if needs_a_day(operation) {
        record.entry("on").or_insert_with(|| "2026-12-01".into());
    }
    sent(operation, record)
}

/// Whether the command must say on which day: the command line says today.
fn needs_a_day(operation: &Operation) -> bool {
    let path = format!("/api/v1{}", operation.path);
    let method = operation.method.as_str().to_lowercase();
    let described = &contract()["paths"][&path][&method];
    let schema = &described["requestBody"]["content"]["application/json"]["schema"];
    let mut required = schema["required"].as_array().into_iter().flatten();
    required.any(|name| name == "on")
}

/// What the first word of a command line is.
fn place(operation: &Operation, record: &Map<String, Value>) -> String {
    let in_path = operation.path_fields().find(|name| !record.contains_key(*name));
    let other = match operation.id {
        "report.indicators" | "report.corrections" => "set",
        "need.match" => "need",
        "referral.answer" => "referral",
        _ => "operation",
    };
    match in_path {
        Some(name) if !matches!(other, "set" | "need") => name.to_owned(),
        _ => other.to_owned(),
    }
}

/// The flags of `need match` as the record of a list.
fn lists(mut flags: Map<String, Value>) -> Map<String, Value> {
    let mut record = Map::new();
    let of = match (flags.remove("need"), flags.remove("participant"), flags.remove("for")) {
        (Some(need), ..) => json!({ "need": need }),
        (_, Some(participant), _) => json!({ "participant": participant }),
        (.., Some(_)) => json!("every_participant"),
        _ => json!("every_need"),
    };
    record.insert("of".to_owned(), of);
    record.insert("top".to_owned(), flags.remove("top").unwrap_or(10.into()));
    if let Some(seq) = flags.remove("as_of") {
        record.insert("as_of".to_owned(), json!({ "seq": seq }));
    }
    if flags.remove("order").is_some() {
        let (value, cost) = (flags.remove("value"), flags.remove("cost"));
        record.insert("order".to_owned(), json!({ "surplus": { "value": value, "cost": cost } }));
    }
    record.extend(flags);
    record
}

/// Where the fields of a record stand in a request.
pub(super) fn sent(operation: &Operation, mut record: Map<String, Value>) -> Asked {
    let mut path = format!("/api/v1{}", operation.path);
    let names: Vec<_> = operation.path_fields().collect();
    for name in names {
        let value = record.remove(name).unwrap_or_else(|| "missing".into());
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        path = path.replace(&format!("{{{name}}}"), &encoded(&value));
    }
    match operation.asked() {
        In::Body => Asked { method: Method::POST, uri: path, body: Some(Value::Object(record)) },
        In::Query => {
            let pairs = record.into_iter().map(|(name, value)| {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                format!("{name}={}", encoded(&value))
            });
            let query = pairs.collect::<Vec<_>>().join("&");
            let uri = if query.is_empty() { path } else { format!("{path}?{query}") };
            Asked { method: Method::GET, uri, body: None }
        }
    }
}

/// Everything but letters, digits and what is plain in a path.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => (byte as char).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn set(record: &mut Map<String, Value>, text: &str) {
    let (path, value) = text.split_once('=').unwrap();
    let (path, value) = match path.strip_suffix(':') {
        None => (path, value.into()),
        Some(path) => (path, serde_json::from_str(value).unwrap()),
    };
    let mut at = record;
    let (parents, name) = path.rsplit_once('.').unwrap_or(("", path));
    for parent in parents.split('.').filter(|parent| !parent.is_empty()) {
        let inner = at.entry(parent).or_insert_with(|| json!({}));
        at = inner.as_object_mut().unwrap();
    }
    at.insert(name.to_owned(), value);
}

fn plain(text: &str) -> Value {
    text.parse::<u64>().map_or_else(|_| text.into(), Value::from)
}
