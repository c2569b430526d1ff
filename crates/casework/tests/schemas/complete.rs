//! No use case without a schema: the table against the source.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::table::use_cases;

/// Use cases that no request asks for, and why.
const NO_REQUEST: [(&str, &str); 2] = [
    ("export", "writes files, and is given a way to write them"),
    ("import", "reads files, and is given a way to read them"),
];

/// The names of free functions `pub fn … (office: &Office …) -> UseCase<…>`
/// in a folder, and of those that are `async`.
fn declared(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let is_async = text.split("\npub async fn ").skip(1).map(|after| (after, true));
        let others = text.split("\npub fn ").skip(1).map(|after| (after, false));
        for (after, is_async) in is_async.chain(others) {
            let (name, rest) = after.split_once('(').unwrap();
            let (head, _) = rest.split_once('{').unwrap();
            let of_office = ["office: &Office", "office: &'a Office"]
                .iter()
                .any(|first| head.trim_start().starts_with(first));
            if of_office && (is_async || head.contains("-> UseCase<")) {
                found.insert(name.split('<').next().unwrap_or_default().to_owned());
            }
        }
    }
}

#[test]
fn every_use_case_stands_in_the_table() {
    let mut found = BTreeSet::new();
    declared(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/office"), &mut found);
    assert!(found.len() > 150, "{}", found.len());
    for (name, _) in NO_REQUEST {
        assert!(found.remove(name), "`{name}` is gone");
    }
    let table: BTreeSet<String> = use_cases().into_iter().map(|one| one.name.to_owned()).collect();
    assert_eq!(found, table);
}
