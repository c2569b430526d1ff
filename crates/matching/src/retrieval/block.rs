//! Some documents of a shard, with the postings of their terms.

use super::accumulators::{Accumulators, BLOCK};
use super::directory::Directory;
use super::posting::Posting;
use super::queries::Query;
use super::rows::Entry;
use super::top::Top;
use super::{Gate, Hit};

/// A document in a block.
#[derive(Clone, Copy, Debug)]
struct Resident {
    id: u32,
    level: u32,
    bits: u64,
}

impl Resident {
    /// A place that is free: it has no postings, so that it is never found,
    /// and changes neither the least of levels nor the common bits.
    const VACANT: Self = Self { id: u32::MAX, level: u32::MAX, bits: u64::MAX };

    const fn new(id: u32, gate: Gate) -> Self {
        Self { id, level: gate.level, bits: gate.bits }
    }

    fn is_open_to(&self, query: &Query<'_>) -> bool {
        self.level <= query.level && self.bits & !query.bits == 0
    }
}

/// A document on its way into a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival<'a> {
    pub(super) id: u32,
    pub(super) row: &'a [Entry],
    pub(super) gate: Gate,
}

/// Documents of one shard, at most [`BLOCK`], and their postings by term.
#[derive(Clone, Debug)]
pub(super) struct Block {
    directory: Directory,
    postings: Vec<Posting>,
    residents: Vec<Resident>,
    vacant: Vec<u16>,
    /// The least level and the bits that all residents ask for: who lacks
    /// them need not come in.
    least_level: u32,
    common_bits: u64,
}

/// What a thread searches with.
#[derive(Debug)]
pub(super) struct Scratch {
    sums: Accumulators,
    /// The runs of postings that a query reads in a block: where they begin
    /// and end, and the strength.
    runs: Vec<(u32, u32, u32)>,
    /// The postings read so far, in all.
    read: u64,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self { sums: Accumulators::new(), runs: Vec::new(), read: 0 }
    }

    pub(super) const fn read(&self) -> u64 {
        self.read
    }

    /// Finds the runs of a query's terms, all before any is read, so that
    /// waiting for one does not hold up the others; and without a branch for
    /// those that are empty.
    fn find(&mut self, directory: &Directory, row: &[Entry]) {
        self.runs.resize(row.len(), (0, 0, 0));
        let (mut count, mut read) = (0, 0);
        for &(term, strength) in row {
            let run = directory.run(term);
            self.runs[count] = (run.start, run.end, strength);
            count += usize::from(run.start != run.end);
            read += u64::from(run.end - run.start);
        }
        self.read += read;
        self.runs.truncate(count);
    }
}

impl Block {
    /// A block of these documents, in the places that they have in the list.
    pub(super) fn new(arrivals: &[Arrival<'_>]) -> Self {
        debug_assert!(arrivals.len() <= BLOCK, "a place has 12 bits");
        let (directory, postings) = transpose(arrivals);
        let residents = arrivals.iter().map(|one| Resident::new(one.id, one.gate)).collect();
        let mut block = Self {
            directory,
            postings,
            residents,
            vacant: Vec::new(),
            least_level: 0,
            common_bits: 0,
        };
        block.summarise();
        block
    }

    fn summarise(&mut self) {
        let levels = self.residents.iter().map(|resident| resident.level);
        self.least_level = levels.min().unwrap_or(u32::MAX);
        let bits = self.residents.iter().map(|resident| resident.bits);
        self.common_bits = bits.fold(u64::MAX, |common, bits| common & bits);
    }

    /// Offers what a query finds in the block.
    pub(super) fn search(&self, query: &Query<'_>, top: &mut Top, scratch: &mut Scratch) {
        if self.least_level > query.level || self.common_bits & !query.bits != 0 {
            return;
        }
        scratch.find(&self.directory, query.row);
        for &(start, end, strength) in &scratch.runs {
            scratch.sums.add(&self.postings[start as usize..end as usize], strength);
        }
        scratch.sums.drain(self.residents.len(), top.least(), |place, score| {
            let resident = &self.residents[place];
            if resident.is_open_to(query) {
                top.offer(Hit { score, id: resident.id });
            }
            top.least()
        });
    }

    /// How many documents it has.
    pub(super) fn len(&self) -> usize {
        self.residents.len() - self.vacant.len()
    }

    /// Whether one more document fits.
    pub(super) fn has_room(&self, most: usize) -> bool {
        !self.vacant.is_empty() || self.residents.len() < most
    }

    /// Takes a document in and says its place; there must be room.
    pub(super) fn insert(&mut self, arrival: Arrival<'_>) -> u16 {
        let place = self.vacant.pop().unwrap_or_else(|| {
            self.residents.push(Resident::VACANT);
            (self.residents.len() - 1) as u16
        });
        self.replace(place, arrival);
        place
    }

    /// Puts a document into the place of another, or into a vacant one.
    pub(super) fn replace(&mut self, place: u16, arrival: Arrival<'_>) {
        self.rewrite(place, arrival.row);
        self.residents[usize::from(place)] = Resident::new(arrival.id, arrival.gate);
        self.summarise();
    }

    /// Takes a document out.
    pub(super) fn remove(&mut self, place: u16) {
        self.rewrite(place, &[]);
        self.residents[usize::from(place)] = Resident::VACANT;
        self.vacant.push(place);
        self.summarise();
    }

    /// Replaces the postings of one place, in one pass over all of them.
    fn rewrite(&mut self, place: u16, row: &[Entry]) {
        let place = usize::from(place);
        let mut directory = Directory::new();
        let mut postings = Vec::with_capacity(self.postings.len() + row.len());
        let mut fresh = row.iter().copied().peekable();
        let mut add = |postings: &mut Vec<Posting>, (term, weight): Entry, old: &[Posting]| {
            let begin = postings.len();
            postings.extend(old.iter().filter(|posting| posting.place() != place));
            postings.extend((weight != 0).then(|| Posting::new(place, weight)));
            directory.push(term, postings.len() - begin);
        };
        for (term, run) in self.directory.terms() {
            while let Some(entry) = fresh.next_if(|(other, _)| *other < term) {
                add(&mut postings, entry, &[]);
            }
            let weight = fresh.next_if(|(other, _)| *other == term).map_or(0, |(_, weight)| weight);
            add(&mut postings, (term, weight), &self.postings[run]);
        }
        fresh.for_each(|entry| add(&mut postings, entry, &[]));
        (self.directory, self.postings) = (directory, postings);
    }

    /// The postings and the bytes that they and all else take.
    pub(super) fn size(&self) -> (usize, usize) {
        let bytes = size_of_val(&*self.postings)
            + size_of_val(&*self.residents)
            + size_of_val(&*self.vacant)
            + self.directory.bytes();
        (self.postings.len(), bytes)
    }
}

/// Turns rows of terms into postings by term and then by place.
fn transpose(arrivals: &[Arrival<'_>]) -> (Directory, Vec<Posting>) {
    let highest = arrivals.iter().filter_map(|one| one.row.last()).map(|(term, _)| *term).max();
    let mut counts = vec![0_usize; highest.map_or(0, |term| term as usize + 1)];
    let entries =
        || arrivals.iter().enumerate().flat_map(|(n, one)| one.row.iter().map(move |e| (n, *e)));
    entries().for_each(|(_, (term, _))| counts[term as usize] += 1);
    let mut directory = Directory::new();
    let mut next = 0;
    for (term, count) in (0..).zip(&mut counts) {
        directory.push(term, *count);
        next += std::mem::replace(count, next);
    }
    let mut postings = vec![Posting::new(0, 0); next];
    for (place, (term, weight)) in entries() {
        let at = &mut counts[term as usize];
        postings[*at] = Posting::new(place, weight);
        *at += 1;
    }
    (directory, postings)
}
