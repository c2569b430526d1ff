//! What the fuzz targets do with bytes, as plain functions: an ordinary test
//! gives them the bytes in `seeds/`, and needs no fuzzer.

mod assignment;
mod stability;

use std::fmt::Debug;

use etablera_domain::jsonl::{self, Record};
use etablera_domain::{Need, Participant};
use etablera_matching::retrieval::{Documents, Gate, Hit, Index, Key, Opens};
use etablera_taxonomy::{ConceptId, Taxonomy};

pub use assignment::assign;
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

/// Builds an index of documents, changes it, and finds in it what a loop over
/// all documents finds.
///
/// Three bytes begin a step: what to do, with which document, behind which
/// gate. The row follows, a byte an entry, up to one that is 0.
pub fn retrieve(data: &[u8]) {
    let mut bytes = data.iter().copied();
    let mut pool: Vec<(Row, Gate)> = Vec::new();
    let mut index = Index::build(&Documents::new());
    while let [Some(what), Some(which), Some(gate)] = [(); 3].map(|()| bytes.next()) {
        let row = row(&mut bytes);
        let gate = Gate {
            shard: u32::from(gate % 3),
            level: u32::from(gate / 3 % 4),
            bits: u64::from(gate / 64),
        };
        let id = u32::from(which);
        let known = pool.get_mut(usize::from(which));
        match what % 4 {
            0 => {
                let Ok(id) = index.insert(&row, gate) else { continue };
                assert_eq!(id as usize, pool.len());
                pool.push((row, gate));
            }
            1 => {
                if let (Ok(()), Some(document)) = (index.replace(id, &row, gate), known) {
                    *document = (row, gate);
                }
            }
            2 => {
                index.remove(id);
                known.into_iter().for_each(|(row, _)| row.clear());
            }
            _ => find(&index, &pool, (&row, gate, usize::from(which))),
        }
    }
}

type Row = Vec<(u32, u32)>;

/// Entries up to a 0 or the end; a term may stand twice, which is refused.
fn row(bytes: &mut impl Iterator<Item = u8>) -> Row {
    let entries = bytes.take_while(|byte| *byte != 0);
    entries.map(|byte| (u32::from(byte % 32), u32::from(byte / 32) + 1)).collect()
}

/// Asserts the definition. The key opens one shard or all, and has the level
/// and the bits of the gate.
fn find(index: &Index, pool: &[(Row, Gate)], (row, gate, k): (&Row, Gate, usize)) {
    let opens = if k % 2 == 0 { Opens::All } else { Opens::Shards(vec![gate.shard, 9]) };
    let key = Key { opens, level: gate.level, bits: gate.bits };
    let Ok(found) = index.search(row, &key, k) else { return };
    let score = |document: &Row| -> u32 {
        let pairs = document.iter().flat_map(|one| row.iter().map(move |other| (one, other)));
        pairs.filter(|((a, _), (b, _))| a == b).map(|((_, weight), (_, s))| weight * s).sum()
    };
    let mut hits: Vec<_> = pool
        .iter()
        .zip(0..)
        .filter(|((_, gate), _)| key.fits(gate))
        .map(|((row, _), id)| Hit { score: score(row), id })
        .filter(|hit| hit.score > 0)
        .collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.id));
    hits.truncate(k);
    assert_eq!(found, hits);
}
