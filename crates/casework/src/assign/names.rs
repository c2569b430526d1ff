//! Ids and their numbers.

use std::hash::{DefaultHasher, Hasher};

/// Ids, numbered in the order in which they came, each text held once.
///
/// One run of text and two numbers an id, so that millions of ids need little
/// more than their own bytes.
#[derive(Clone, Debug, Default)]
pub struct Names {
    text: String,
    /// Where each id ends in the text.
    ends: Vec<usize>,
    /// Open addressing: a number and one; 0 is free. At most half is taken.
    slots: Vec<u32>,
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
            self.slots[free] = number + 1;
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
        let mut at = hash(id) as usize & mask;
        loop {
            match self.slots[at].checked_sub(1) {
                None => return Err(at),
                Some(number) if self.name(number as usize).as_bytes() == id => return Ok(number),
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(16)];
        let mask = self.slots.len() - 1;
        for number in 0..self.ends.len() {
            let mut at = hash(self.name(number).as_bytes()) as usize & mask;
            while self.slots[at] != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = number as u32 + 1;
        }
    }
}

fn hash(id: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(id);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(names.number(""), None);
        let mut sorted = ids.clone();
        sorted.sort();
        let numbers = names.sorted();
        assert!(numbers.iter().map(|n| names.name(*n as usize)).eq(sorted.iter()));
    }
}
