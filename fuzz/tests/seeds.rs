//! Gives every file in `seeds/` to its target.

use std::fs;
use std::path::Path;

/// Gives a target its seeds, of which there are some, and what is left of each
/// when it is cut off anywhere in its first bytes.
fn replay(target: &str, function: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let mut seeds = 0;
    for entry in fs::read_dir(&folder).expect("a folder of seeds") {
        let bytes = fs::read(entry.expect("a readable folder").path()).expect("a readable seed");
        function(&bytes);
        (0..bytes.len().min(1_000)).for_each(|end| function(&bytes[..end]));
        seeds += 1;
    }
    assert!(seeds > 0, "{} is empty", folder.display());
}

#[test]
fn participants() {
    replay("parse_participant", etablera_fuzz::parse_participant);
}

#[test]
fn needs() {
    replay("parse_need", etablera_fuzz::parse_need);
}

#[test]
fn taxonomies() {
    replay("open_taxonomy", etablera_fuzz::open_taxonomy);
}

#[test]
fn concept_ids() {
    replay("parse_concept_id", etablera_fuzz::parse_concept_id);
}

#[test]
fn stable_plans() {
    replay("stability", etablera_fuzz::stability);
}
