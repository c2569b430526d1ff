//! Every operation, asked by every role about what is the organisation's own
//! and about another's.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use etablera_http::{Operation, contract, operations};
use serde_json::{Map, Value};

use super::fixture::Served;
use super::request::sent;
use crate::leak::tables::CALLERS;
use crate::leak::twins::{OPEN, Twins};

/// The same callers, at another organisation that shares the store.
const ELSEWHERE: &str = "--organisation boden";

/// Operations whose example in the contract is no command yet: their schemas say
/// less than is asked. What they leave in the access log is not seen here.
const NO_COMMAND: &[&str] = &[
    "audit.impact",
    "audit.receipts",
    "employer.add",
    "housing.count",
    "housing.vacate",
    "introduction.load",
    "journey.record",
    "log.access",
    "log.show",
    "need.add",
    "need.change",
    "participant.special",
    "receipt.replay",
    "report.monthly",
    "report.send-monthly",
];

/// The example of the contract, about what there is.
pub(super) fn record(operation: &Operation, twins: &Twins) -> Map<String, Value> {
    let path = format!("/api/v1{}", operation.path);
    let method = operation.method.as_str().to_lowercase();
    let described = &contract()["paths"][&path][&method];
    let body = &described["requestBody"]["content"]["application/json"]["example"];
    let mut record = body.as_object().cloned().unwrap_or_default();
    for parameter in described["parameters"].as_array().into_iter().flatten() {
        let (name, must) = (parameter["name"].as_str(), parameter["required"] == true);
        if let (Some(name), true) = (name, must) {
            let example = &parameter["example"];
            record.insert(name.to_owned(), example.clone());
        }
    }
    for (name, value) in twins.known() {
        if record.contains_key(name) {
            record.insert(name.to_owned(), value.into());
        }
    }
    record
}

/// Whether somebody may, and whether that they asked stands in the access log.
fn may(served: &mut Served, who: &str, asked: (&Operation, Map<String, Value>)) -> (bool, bool) {
    let (operation, record) = asked;
    served.token(who);
    served.traces();
    let answered = served.ask(who, &sent(operation, record));
    let status = answered.status.as_u16();
    let said = format!("{} as {who}: {status} {}", operation.id, answered.body);
    assert_ne!(status / 100, 5, "{said}");
    let asked = served.traces();
    if status == 403 {
        assert!(asked.iter().any(|(_, allowed)| !allowed), "refused without a trace: {said}");
    }
    // A list asks the policies row by row, and notes that it was made.
    if status == 200 {
        assert!(asked.iter().any(|(_, allowed)| *allowed), "done without a trace: {said}");
    }
    (!matches!(status, 403 | 404), !asked.is_empty())
}

#[test]
fn every_operation_asks_the_policies_whoever_asks() {
    let mut answers = 0;
    let mut table = BTreeMap::<&str, String>::new();
    let mut asked = BTreeMap::<&str, bool>::new();
    for who in CALLERS.iter().chain(&["sam/participant --is participant:TWINOPEN"]) {
        // Each caller has a store of their own: what one does is no other's.
        let twins = Twins::new("secrecy_marking");
        let mut served = Served::over(twins.place());
        let away = match who.contains("--organisation") {
            true => who.replace("af ", "aff ").replace("--organisation af", "--organisation x"),
            false => format!("{} {ELSEWHERE}", who.replacen('/', "x/", 1)),
        };
        for operation in operations().iter().filter(|operation| !operation.is_by_hand()) {
            let record = record(operation, &twins);
            let (own, was) = may(&mut served, who, (operation, record.clone()));
            let (other, _) = may(&mut served, &away, (operation, record));
            answers += 2;
            *asked.entry(operation.id).or_default() |= was;
            let mark = match (own, other) {
                (true, true) => 'b',
                (true, false) => 'o',
                (false, true) => 'x',
                (false, false) => '-',
            };
            let row = table.entry(operation.id).or_default();
            let _ = write!(row, " {mark}");
        }
    }
    let unasked: Vec<_> = asked.iter().filter(|(_, was)| !**was).map(|(id, _)| *id).collect();
    let unknown: Vec<_> = unasked.iter().filter(|id| !NO_COMMAND.contains(id)).collect();
    assert!(unknown.is_empty(), "operations without a trace: {unknown:?}");
    let mut text = String::from(
        "o: at their own organisation; b: at another too; x: only at another; -: nowhere\n",
    );
    let names: Vec<_> = CALLERS.iter().map(|who| who.split_whitespace().next().unwrap()).collect();
    let _ = writeln!(text, "{} sam/participant ({OPEN})", names.join(" "));
    for (id, row) in &table {
        let _ = writeln!(text, "{id:32}{row}");
    }
    // A test that passes says nothing by `println!`.
    let callers = CALLERS.len() + 1;
    let operations = table.len();
    writeln!(
        std::io::stderr(),
        "matrix: {operations} operations, {callers} callers, own and other organisation: \
         {answers} answers"
    )
    .unwrap();
    assert_eq!(answers, 2 * operations * callers);
    insta::assert_snapshot!("matrix", text);
}
