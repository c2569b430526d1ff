//! Which documents a query may have at all.

/// Where a document lies, and what it asks of a query.
///
/// The default lies in shard 0 and asks nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Gate {
    /// The label that a query must open, such as a region; any number.
    pub shard: u32,
    /// The least level that a query must have.
    pub level: u32,
    /// The bits that a query must have, all of them.
    pub bits: u64,
}

/// The gates that a query opens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which shards.
    pub opens: Opens,
    /// Its level: opens gates up to this one.
    pub level: u32,
    /// Its bits: opens gates whose bits are among them.
    pub bits: u64,
}

/// The shards that a query opens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Opens {
    /// Every one.
    All,
    /// These, in any order; one that stands twice counts once, and one that
    /// no document lies in opens nothing.
    Shards(Vec<u32>),
}

impl Key {
    /// The key to every gate: a search without filters.
    pub const MASTER: Self = Self { opens: Opens::All, level: u32::MAX, bits: u64::MAX };

    /// Whether a document behind this gate may be had.
    #[must_use]
    pub fn fits(&self, gate: &Gate) -> bool {
        let opens = match &self.opens {
            Opens::All => true,
            Opens::Shards(shards) => shards.contains(&gate.shard),
        };
        opens && gate.level <= self.level && gate.bits & !self.bits == 0
    }
}
