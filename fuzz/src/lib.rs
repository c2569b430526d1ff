//! What the fuzz targets do with bytes, as plain functions: an ordinary test
//! gives them the bytes in `seeds/`, and needs no fuzzer.

mod stability;

use std::fmt::Debug;

use etablera_domain::jsonl::{self, Record};
use etablera_domain::{Need, Participant};
use etablera_taxonomy::{ConceptId, Taxonomy};

pub use stability::stability;

/// Reads a file of participants.
pub fn parse_participant(data: &[u8]) {
    read::<Participant>(data);
}

/// Reads a file of needs.
pub fn parse_need(data: &[u8]) {
    read::<Need>(data);
}

/// Reads a file; what was read is printed and read as the same, and what was
/// not is told on one line of decent length.
fn read<T: Record + PartialEq + Debug>(data: &[u8]) {
    let reading = jsonl::read::<T>("file", data).expect("memory can be read");
    for row in &reading.rows {
        let mut printed = Vec::new();
        jsonl::write([&row.record], &mut printed).expect("memory can be written");
        let printed = std::str::from_utf8(&printed).expect("JSON is UTF-8");
        assert_eq!(jsonl::parse::<T>(printed).as_ref(), Ok(&row.record));
    }
    for fault in &reading.faults {
        let message = fault.to_string();
        assert!(message.chars().count() < 1_000, "{message}");
        assert!(!message.contains(char::is_control), "{message}");
    }
}

/// Opens a compiled taxonomy, once as it is and once with the right header and
/// checksum in front, which chance would never find; and asks it everything.
pub fn open_taxonomy(data: &[u8]) {
    ask(data);
    let mut sealed = b"etablera-tax".to_vec();
    sealed.extend(1_u32.to_le_bytes());
    sealed.extend(crc32fast::hash(data).to_le_bytes());
    sealed.extend(data);
    ask(&sealed);
}

fn ask(bytes: &[u8]) {
    let Ok(taxonomy) = Taxonomy::from_bytes(bytes) else { return };
    let mut labels = Vec::new();
    for concept in taxonomy.concepts() {
        let _ = taxonomy.concept(taxonomy.id(concept));
        let _ = taxonomy.kind(concept);
        let _ = taxonomy.is_top_level(concept);
        let _ = taxonomy.display_label(concept, "sv");
        labels.extend(taxonomy.labels(concept).map(|(_, _, text)| text));
        let relatives = taxonomy
            .broader(concept)
            .chain(taxonomy.narrower(concept))
            .chain(taxonomy.related(concept))
            .chain(taxonomy.essential(concept))
            .chain(taxonomy.optional(concept))
            .chain(taxonomy.matches(concept).map(|(relative, _)| relative))
            .chain(taxonomy.supports(concept).map(|(relative, _)| relative));
        for relative in relatives {
            let _ = taxonomy.similarity(concept, relative);
        }
    }
    for label in labels {
        let _ = taxonomy.by_label(label);
    }
    let again = Taxonomy::from_bytes(&taxonomy.to_bytes()).expect("what was written can be read");
    assert_eq!(again.len(), taxonomy.len());
}

/// Reads a concept id, which is printed as what is read as the same.
pub fn parse_concept_id(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(id) = text.parse::<ConceptId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
}
