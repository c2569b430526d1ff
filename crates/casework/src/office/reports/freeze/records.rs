//! The records that a frozen answer is made of.
//!
//! | key | record |
//! |---|---|
//! | `reading` | set, operation, the reading, and with what |
//! | a code, such as `EECO01` | the number and its parts, or what nobody collects |
//! | `EECO01 participant:P1` | the days that count, and the clauses that do not |
//! | `incomplete participant:P1` | what is missing |
//!
//! Nothing tells more of a person than the id, which stays in the log when
//! they are erased. Of a number that needs special categories of data, who is
//! behind it is not kept: the number would tell it of them.

use std::collections::BTreeSet;

use etablera_domain::ParticipantId;
use etablera_reporting::freeze::Records;
use etablera_reporting::indicator::{Answer, Count, Outcome, Report, Subject};
use serde_json::{Value, json};

/// The records of a report; of the codes in `secret` without who is behind
/// the number. `reading` is its record.
pub(super) fn records(report: &Report<'_>, reading: Value, secret: &BTreeSet<String>) -> Records {
    let mut all = Records::from([("reading".to_owned(), reading)]);
    for answer in report.answers() {
        let code = &answer.definition.code;
        all.insert(code.clone(), number(answer));
        if let Some(count) = answer.count().filter(|_| !secret.contains(code)) {
            proof(code, count, &mut all);
        }
    }
    for one in report.incomplete() {
        all.insert(format!("incomplete {}", name(one.subject)), json!(one.missing));
    }
    all
}

fn number(answer: &Answer<'_>) -> Value {
    let count = match &answer.outcome {
        Outcome::NoSource(source) => return json!({ "no_source": source }),
        Outcome::Counted(count) => count,
    };
    let mut parts = serde_json::Map::new();
    for breakdown in &answer.definition.breakdowns {
        let all = count.by(*breakdown).into_iter().flatten();
        let all: Vec<Value> = all.map(|part| json!([part.group(), part.number()])).collect();
        let word = serde_json::to_value(breakdown).unwrap_or_default();
        parts.insert(word.as_str().unwrap_or_default().to_owned(), all.into());
    }
    json!({ "number": count.number(), "parts": parts })
}

/// Who is behind a number, by subject: somebody may stand there several times.
fn proof(code: &str, count: &Count<'_>, all: &mut Records) {
    let mut add = |subject, field: &str, found: Value| {
        let record = all.entry(format!("{code} {}", name(subject))).or_insert_with(|| json!({}));
        let list = &mut record[field];
        match list {
            Value::Array(list) => list.push(found),
            _ => *list = json!([found]),
        }
    };
    for (subject, on) in count.who() {
        add(subject, "counts", json!(on));
    }
    for (subject, clause, on) in count.who_not() {
        add(subject, "not", json!([clause, on]));
    }
}

/// Who or what counts, by kind and id.
fn name(subject: Subject<'_>) -> String {
    match subject {
        Subject::Participation(id, _) => format!("participant:{id}"),
        Subject::Taking(taking) => format!("participant:{}", taking.person),
        Subject::Work(work) => format!("work:{}", work.id),
        Subject::Entity(entity) => format!("entity:{}", entity.id),
    }
}

/// The participant whom a record is of.
pub(super) fn whose(key: &str) -> Option<ParticipantId> {
    key.rsplit_once(" participant:").and_then(|(_, id)| id.parse().ok())
}

/// Whether a record tells who is behind a number.
pub(super) fn is_proof(key: &str) -> bool {
    key.contains(' ')
}
