//! A document's place in its block and its weight for a term.

/// Four bytes: the weight above, the place below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting(u32);

impl Posting {
    /// The parts are at most 16 and 15 bits.
    pub(super) const fn new(place: usize, weight: u32) -> Self {
        Self(weight << 16 | place as u32)
    }

    pub(super) const fn place(self) -> usize {
        (self.0 & 0xffff) as usize
    }

    pub(super) const fn weight(self) -> u32 {
        self.0 >> 16
    }
}
