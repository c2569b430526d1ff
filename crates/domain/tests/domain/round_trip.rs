//! What is printed is read back as the same.

use std::fmt::Debug;

use etablera_domain::jsonl::{self, Record};
use etablera_domain::{Need, Participant, Visit};
use proptest::prelude::*;
use serde_json::Value;

use crate::strategies;

/// Prints a record as one line, reads it, and reads it again with the fields
/// of every object in another order.
fn comes_back<T: Record + PartialEq + Debug>(record: &T) -> Result<(), TestCaseError> {
    let mut line = Vec::new();
    jsonl::write([record], &mut line).unwrap();
    let line = String::from_utf8(line).unwrap();
    prop_assert_eq!(line.matches('\n').count(), 1);
    prop_assert_eq!(&jsonl::parse::<T>(&line).unwrap(), record);

    // Sorts the fields by name, so that `kind` no longer comes first.
    let sorted = line.parse::<Value>().unwrap().to_string();
    prop_assert_eq!(&jsonl::parse::<T>(&sorted).unwrap(), record);
    Ok(())
}

proptest! {
    #[test]
    fn participants_come_back(record in strategies::participant()) {
        comes_back(&record)?;
    }

    #[test]
    fn needs_come_back(record in strategies::need()) {
        comes_back(&record)?;
    }

    #[test]
    fn employers_come_back(record in strategies::employer()) {
        comes_back(&record)?;
    }

    #[test]
    fn visits_come_back(record in strategies::visit()) {
        comes_back(&record)?;
    }

    #[test]
    fn training_comes_back(record in strategies::training()) {
        comes_back(&record)?;
    }

    #[test]
    fn events_come_back(record in crate::event_strategies::event()) {
        comes_back(&record)?;
    }

    #[test]
    fn a_file_comes_back(records in proptest::collection::vec(strategies::visit(), 1..8)) {
        let mut seen = std::collections::BTreeSet::new();
        let records: Vec<_> =
            records.into_iter().filter(|record| seen.insert(record.id.clone())).collect();
        let mut file = Vec::new();
        jsonl::write(&records, &mut file).unwrap();
        let reading = jsonl::read::<Visit>("visits.jsonl", file.as_slice()).unwrap();
        prop_assert_eq!(reading.faults, []);
        prop_assert_eq!(reading.rows.into_iter().map(|row| row.record).collect::<Vec<_>>(), records);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>()) {
        let _ = jsonl::parse::<Need>(&text);
        let _ = jsonl::parse::<Participant>(&text);
    }
}
