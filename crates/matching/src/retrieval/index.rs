//! Documents that can be searched and changed.

use std::collections::BTreeMap;

use super::accumulators::BLOCK;
use super::block::{Arrival, Block};
use super::documents::next_id;
use super::{Documents, Gate, RetrievalError};

/// Documents that can be searched and changed.
///
/// Each shard is cut into blocks of at most 4,096 documents. See the
/// [module](super) for what it costs.
#[derive(Clone, Debug)]
pub struct Index {
    pub(super) blocks: Vec<Block>,
    /// The blocks of each shard.
    pub(super) shards: BTreeMap<u32, Vec<usize>>,
    /// Where each document is; none if it was removed.
    places: Vec<Option<Place>>,
    /// The most documents in a block.
    block: usize,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    shard: u32,
    block: u32,
    place: u16,
}

impl Index {
    /// An index of these documents, which keep their numbers as ids.
    #[must_use]
    pub fn build(documents: &Documents) -> Self {
        Self::with_blocks(documents, BLOCK)
    }

    /// An index with smaller blocks, so that a test has many.
    pub(super) fn with_blocks(documents: &Documents, block: usize) -> Self {
        assert!((1..=BLOCK).contains(&block), "a block has 1 to {BLOCK} documents");
        let places = vec![None; documents.len()];
        let mut index = Self { blocks: Vec::new(), shards: BTreeMap::new(), places, block };
        let mut shards = BTreeMap::<u32, Vec<u32>>::new();
        for (gate, id) in documents.gates.iter().zip(0..) {
            shards.entry(gate.shard).or_default().push(id);
        }
        for (shard, mut ids) in shards {
            // Alike gates together, so that whole blocks are passed over.
            ids.sort_by_key(|id| {
                let gate = &documents.gates[*id as usize];
                (gate.level, gate.bits)
            });
            let share = ids.len().div_ceil(ids.len().div_ceil(block));
            for part in ids.chunks_mut(share) {
                part.sort_unstable();
                index.add_block(shard, part, documents);
            }
        }
        index
    }

    fn add_block(&mut self, shard: u32, ids: &[u32], documents: &Documents) {
        let arrivals = ids.iter().map(|&id| {
            let (row, gate) = (documents.rows.row(id as usize), documents.gates[id as usize]);
            Arrival { id, row, gate }
        });
        let block = self.blocks.len();
        self.blocks.push(Block::new(&arrivals.collect::<Vec<_>>()));
        self.shards.entry(shard).or_default().push(block);
        for (id, place) in ids.iter().zip(0..) {
            self.places[*id as usize] = Some(Place { shard, block: block as u32, place });
        }
    }

    /// How many documents can be found; those that were removed cannot.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.iter().map(Block::len).sum()
    }

    /// Whether no document can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many ids have been given out.
    pub(super) fn ids(&self) -> usize {
        self.places.len()
    }

    /// Adds a document and says its id, one more than the last that was given
    /// out. Only one block is written anew.
    ///
    /// # Errors
    ///
    /// As [`Documents::push`]. Nothing is changed then.
    pub fn insert(&mut self, row: &[(u32, u32)], gate: Gate) -> Result<u32, RetrievalError> {
        let id = next_id(self.places.len())?;
        let document = one_document(row, gate)?;
        self.places.push(None);
        self.put(Arrival { id, row: document.rows.row(0), gate });
        Ok(id)
    }

    /// Gives a document another row and gate; one that was removed is back.
    /// At most two blocks are written anew.
    ///
    /// # Errors
    ///
    /// When the id was never given out, and as [`Documents::push`]. Nothing is
    /// changed then.
    pub fn replace(
        &mut self,
        id: u32,
        row: &[(u32, u32)],
        gate: Gate,
    ) -> Result<(), RetrievalError> {
        let Some(place) = self.places.get(id as usize).copied() else {
            return Err(RetrievalError::NoSuchDocument { id, ids: self.places.len() as u32 });
        };
        let document = one_document(row, gate)?;
        let arrival = Arrival { id, row: document.rows.row(0), gate };
        match place {
            Some(Place { shard, block, place }) if shard == gate.shard => {
                self.blocks[block as usize].replace(place, arrival);
            }
            _ => {
                self.remove(id);
                self.put(arrival);
            }
        }
        Ok(())
    }

    /// Removes a document and says whether there was one. Its id is not given
    /// to another. Only one block is written anew.
    pub fn remove(&mut self, id: u32) -> bool {
        let place = self.places.get_mut(id as usize).and_then(Option::take);
        if let Some(Place { block, place, .. }) = place {
            self.blocks[block as usize].remove(place);
        }
        place.is_some()
    }

    /// Puts a document that has no place into the first block with room.
    fn put(&mut self, arrival: Arrival<'_>) {
        let blocks = self.shards.entry(arrival.gate.shard).or_default();
        let with_room = blocks.iter().copied().find(|b| self.blocks[*b].has_room(self.block));
        let block = with_room.unwrap_or_else(|| {
            blocks.push(self.blocks.len());
            self.blocks.push(Block::new(&[]));
            self.blocks.len() - 1
        });
        let place = self.blocks[block].insert(arrival);
        let shard = arrival.gate.shard;
        self.places[arrival.id as usize] = Some(Place { shard, block: block as u32, place });
    }

    /// How many postings there are, and the bytes of memory that the index
    /// takes with all its tables.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let sum = |(a, b), (c, d)| (a + c, b + d);
        let blocks = self.blocks.iter().map(Block::size).fold((0, 0), sum);
        let tables = size_of_val(&*self.places) + size_of_val(&*self.blocks);
        sum(blocks, (0, tables))
    }
}

/// A row and gate, checked.
fn one_document(row: &[(u32, u32)], gate: Gate) -> Result<Documents, RetrievalError> {
    let mut document = Documents::new();
    document.push(row, gate)?;
    Ok(document)
}
