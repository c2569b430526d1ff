//! What a server has answered, from its log.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What a server has answered.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// How often each status was answered.
    statuses: BTreeMap<u64, u64>,
    /// What was asked, as method and path of the contract, and answered with
    /// `200`.
    done: BTreeSet<String>,
    /// Everything that was asked.
    asked: BTreeSet<String>,
    /// Why something was not answered, each cause once.
    causes: BTreeSet<String>,
}

impl Answers {
    /// Reads the lines of a log in JSON; others are passed over.
    pub(super) fn of(log: &str) -> Self {
        let mut answers = Self::default();
        for line in log.lines() {
            let Ok(line) = serde_json::from_str::<Value>(line) else { continue };
            answers.add(&line["fields"]);
        }
        answers
    }

    fn add(&mut self, fields: &Value) {
        let word = |name: &str| fields[name].as_str().unwrap_or_default();
        if let Some(status) = fields["status"].as_u64() {
            *self.statuses.entry(status).or_default() += 1;
            let asked = format!("{} {}", word("method"), word("path"));
            if status == 200 {
                self.done.insert(asked.clone());
            }
            self.asked.insert(asked);
        }
        if fields["cause"].is_string() {
            self.causes.insert(format!("{}: {}", word("kind"), word("cause")));
        }
    }

    /// How often a status was answered since `before`.
    pub(crate) fn since(&self, before: &Self) -> BTreeMap<u64, u64> {
        let earlier = |status: &u64| before.statuses.get(status).copied().unwrap_or_default();
        let later = self.statuses.iter().map(|(status, count)| (*status, count - earlier(status)));
        later.filter(|(_, count)| *count > 0).collect()
    }

    /// What was answered with `200` at least once, as `GET /api/v1/needs`.
    pub(crate) fn done(&self) -> &BTreeSet<String> {
        &self.done
    }

    /// What was asked and never answered with `200`.
    pub(crate) fn never_done(&self) -> impl Iterator<Item = &String> {
        self.asked.difference(&self.done)
    }

    /// Why something was not answered.
    pub(crate) fn causes(&self) -> &BTreeSet<String> {
        &self.causes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_counted_by_status() {
        let first = Answers::of("listening on 127.0.0.1:1\n");
        let both = Answers::of(
            r#"listening on 127.0.0.1:1
{"level":"INFO","fields":{"message":"answered","method":"GET","path":"/a","status":200}}
{"level":"INFO","fields":{"message":"answered","method":"GET","path":"/a","status":404}}
{"level":"INFO","fields":{"message":"answered","method":"POST","path":"/b","status":404}}
{"level":"ERROR","fields":{"message":"not answered","kind":"failed","cause":"the disk"}}
{"level":"#,
        );
        assert_eq!(both.since(&first), BTreeMap::from([(200, 1), (404, 2)]));
        assert!(both.since(&both).is_empty());
        assert_eq!(both.never_done().collect::<Vec<_>>(), ["POST /b"]);
        assert_eq!(both.causes().iter().collect::<Vec<_>>(), ["failed: the disk"]);
    }
}
