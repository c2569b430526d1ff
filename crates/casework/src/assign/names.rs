//! Ids and their numbers.

use std::hash::{DefaultHasher, Hasher};

/// The longest id that a slot holds, in bytes.
const SHORT: usize = 11;

/// Stands where the length of a short id would.
const LONG: u8 = u8::MAX;

/// Ids, numbered in the order in which they came, each text held once.
///
/// One run of text, a number and a few slots of 16 bytes an id, so that
/// millions of ids need little more than their own bytes.
#[derive(Clone, Debug, Default)]
pub struct Names {
    text: String,
    /// Where each id ends in the text.
    ends: Vec<usize>,
    /// Open addressing. At most half is taken.
    slots: Vec<Slot>,
}

/// A place for an id. To look a short id up takes one random access instead
/// of three, which is what reading millions of pairs waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Slot {
    /// A short id and its length, or the hash of a longer one and [`LONG`].
    key: [u8; 12],
    /// The id's number and one; 0 is free.
    number: u32,
}

impl Slot {
    /// The key of an id, and where to look first.
    fn key(id: &[u8]) -> ([u8; 12], usize) {
        let hash = hash(id);
        let mut key = [0; 12];
        if id.len() <= SHORT {
            key[..id.len()].copy_from_slice(id);
            key[SHORT] = id.len() as u8;
        } else {
            key[..8].copy_from_slice(&hash.to_le_bytes());
            key[SHORT] = LONG;
        }
        (key, hash as usize)
    }
}

impl Names {
    /// How many ids there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The id with a number.
    ///
    /// # Panics
    ///
    /// When there is no such number.
    #[must_use]
    pub fn name(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }

    /// The number of an id.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.find(id.as_bytes()).ok() }
    }

    /// The number of an id that may not be text.
    pub(super) fn number_of(&self, id: &[u8]) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.find(id).ok() }
    }

    /// Adds an id that is not there yet; its number.
    pub(crate) fn add(&mut self, id: &str) -> u32 {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let number = self.ends.len() as u32;
        if let Err(free) = self.find(id.as_bytes()) {
            self.slots[free] = Slot { key: Slot::key(id.as_bytes()).0, number: number + 1 };
        }
        self.text.push_str(id);
        self.ends.push(self.text.len());
        number
    }

    /// The numbers of all ids, by the bytes of the ids.
    #[must_use]
    pub fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..self.len() as u32).collect();
        numbers.sort_unstable_by_key(|number| self.name(*number as usize));
        numbers
    }

    /// The number of an id, or the slot that is free for it.
    fn find(&self, id: &[u8]) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let (key, first) = Slot::key(id);
        let mut at = first & mask;
        loop {
            let slot = &self.slots[at];
            let Some(number) = slot.number.checked_sub(1) else { return Err(at) };
            if slot.key == key && (id.len() <= SHORT || self.name(number as usize).as_bytes() == id)
            {
                return Ok(number);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![Slot::default(); (self.slots.len() * 2).max(16)];
        let mask = self.slots.len() - 1;
        for number in 0..self.ends.len() {
            let (key, first) = Slot::key(self.name(number).as_bytes());
            let mut at = first & mask;
            while self.slots[at].number != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = Slot { key, number: number as u32 + 1 };
        }
    }
}

/// The same on every run and machine.
fn hash(id: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(id);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_ids_and_beginnings_of_others_are_told_apart() {
        let mut names = Names::default();
        let long = "x".repeat(200);
        let ids: Vec<&str> = (1..=200).map(|length| &long[..length]).collect();
        for (id, number) in ids.iter().zip(0..) {
            assert_eq!((names.number(id), names.add(id)), (None, number));
        }
        assert!(ids.iter().zip(0..).all(|(id, number)| names.number(id) == Some(number)));
        for other in ["x\0", "xxxxxxxxxx\0", "\0", "yyyyyyyyyyyyy"] {
            assert_eq!(names.number(other), None, "{other:?}");
        }
    }

    #[test]
    fn every_id_keeps_its_number() {
        let mut names = Names::default();
        assert_eq!((names.number("P0"), names.len()), (None, 0));
        let ids: Vec<String> = (0..5000).map(|n| format!("P{}", n * 7919 % 5000)).collect();
        for (id, number) in ids.iter().zip(0..) {
            assert_eq!((names.number(id), names.add(id)), (None, number));
        }
        for (id, number) in ids.iter().zip(0..) {
            assert_eq!((names.number(id), names.name(number as usize)), (Some(number), &id[..]));
        }
        assert_eq!((names.number(""), names.number("\0")), (None, None));
        let mut sorted = ids.clone();
        sorted.sort();
        let numbers = names.sorted();
        assert!(numbers.iter().map(|n| names.name(*n as usize)).eq(sorted.iter()));
    }
}
