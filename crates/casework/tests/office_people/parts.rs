//! Long lists in parts: together they are the list, and no more is looked at
//! than it takes.

use std::collections::BTreeMap;

use etablera_casework::office::transfer::FileKind;
use etablera_casework::office::{CaseLine, Office, list_cases};
use serde_json::{Value, json};

use crate::support::{anna, command, each};
use crate::transfer::{event, read_in};

/// More than are read from a store at a time, twice.
const PEOPLE: u32 = 430;

async fn listed(office: &Office, command_: Value) -> (Vec<CaseLine>, u64) {
    let call = anna();
    let lines = list_cases(office, &call, &command(command_)).await.unwrap();
    (lines, call.progress.rows())
}

fn ids(lines: &[CaseLine]) -> Vec<&str> {
    lines.iter().map(|line| line.participant.as_str()).collect()
}

#[test]
fn the_parts_of_a_list_are_the_list() {
    each(async |office| {
        let folder = tempfile::tempdir().unwrap();
        let what = r#"{"registered":{"organisation":"lulea"}}"#;
        let events: String =
            (0..PEOPLE).map(|n| event(n, "adam", &format!("participant:P{n}"), what)).collect();
        let files = BTreeMap::from([(FileKind::Events, events)]);
        read_in(office, folder.path(), &files).await.unwrap();

        let (all, whole) = listed(office, json!({})).await;
        assert_eq!(all.len(), PEOPLE as usize);
        assert!(ids(&all).is_sorted());
        for limit in [1, 7, 199, 200, 201, 430, 431] {
            let (mut together, mut after) = (Vec::new(), String::new());
            loop {
                let (part, _) = listed(office, json!({ "after": after, "limit": limit })).await;
                let Some(last) = part.last().filter(|_| part.len() <= limit) else { break };
                after = last.participant.to_string();
                together.extend(part);
                if limit == 1 && together.len() == 5 {
                    break;
                }
            }
            assert_eq!(ids(&together), &ids(&all)[..together.len()], "{limit}");
            assert_eq!(together.len(), if limit == 1 { 5 } else { all.len() }, "{limit}");
        }
        let (few, read) = listed(office, json!({ "limit": 7 })).await;
        assert_eq!(few.len(), 7);
        assert!(read + 200 < whole, "{read} of {whole} rows");
        // Whatever stands in it, it is only a place.
        for (after, first) in [("", 0), ("P", 0), ("Z", 430), ("P99\u{0}x", 430), ("P\u{0}", 0)] {
            let (part, _) = listed(office, json!({ "after": after })).await;
            assert_eq!(ids(&part), &ids(&all)[first..], "{after:?}");
        }
    });
}
