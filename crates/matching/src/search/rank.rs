//! Lists for all, on as many threads as there are.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::best::{Best, Row};
use super::index::Index;
use super::scan::{Scan, Workspace};
use crate::judgement::Appraisal;
use crate::prepare::PreparedNeed;
use crate::profile::Profile;
use crate::rank::{Entry, Rank, Whose, resume};

/// How many profiles a thread takes at a time.
const SHARE: usize = 64;

impl Index<'_, '_> {
    /// The same lists as [`Matcher::rank`](crate::Matcher::rank) makes of the
    /// needs that are open: a list for each place, empty where the need has
    /// been removed, or for each profile.
    #[must_use]
    pub fn rank(&self, profiles: &[Profile<'_>], how: Rank) -> Vec<Vec<Entry>> {
        match how.whose {
            Whose::Participants => self.lists_of_participants(profiles, how),
            Whose::Needs => self.lists_of_needs(profiles, how),
        }
    }

    fn lists_of_participants(&self, profiles: &[Profile<'_>], how: Rank) -> Vec<Vec<Entry>> {
        let parts = share_out(profiles.len(), how.threads.get(), |shares| {
            let mut with = Workspace::new(self);
            let mut lists = Vec::new();
            for participant in shares {
                let profile = &profiles[participant];
                let scan = Scan::new(self, profile, &mut with, how.down_to);
                let rows = scan.list(how.top).into_sorted();
                let entry = |row: Row| row.entry((row.standing.4 as usize, participant));
                lists.push((participant, rows.into_iter().map(entry).collect()));
            }
            lists
        });
        let mut lists: Vec<(usize, Vec<Entry>)> = parts.into_iter().flatten().collect();
        lists.sort_unstable_by_key(|(participant, _)| *participant);
        lists.into_iter().map(|(_, list)| list).collect()
    }

    fn lists_of_needs(&self, profiles: &[Profile<'_>], how: Rank) -> Vec<Vec<Entry>> {
        let numbers = numbers(profiles);
        let parts = share_out(profiles.len(), how.threads.get(), |shares| {
            let mut with = Workspace::new(self);
            let mut lists = vec![Best::new(how.top); self.needs.len()];
            for participant in shares {
                let number = (numbers[participant], participant as u32);
                Scan::new(self, &profiles[participant], &mut with, how.down_to)
                    .offer(&mut lists, number);
            }
            lists
        });
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_else(|| vec![Best::new(how.top); self.needs.len()]);
        for part in parts {
            all.iter_mut().zip(part).for_each(|(list, other)| list.merge(other));
        }
        let mut lists = vec![Vec::new(); self.needs.len()];
        for (list, slot) in all.into_iter().zip(0..) {
            let place = self.place_of[slot as usize] as usize;
            let entry = |row: Row| {
                let participant = row.standing.4 as usize;
                let wish = profiles[participant].wishes.rank(self.at(slot));
                Entry { wish, ..row.entry((place, participant)) }
            };
            lists[place] = list.into_sorted().into_iter().map(entry).collect();
        }
        lists
    }

    /// The open need in a slot that some run names.
    pub(super) fn at(&self, slot: u32) -> &PreparedNeed<'_> {
        self.needs[slot as usize].as_ref().expect("runs hold open needs only")
    }
}

impl Row {
    fn entry(self, (need, participant): (usize, usize)) -> Entry {
        let (tier, wish, score, _, _) = self.standing;
        let appraisal = Appraisal { tier, score: score.0, score_after: self.score_after };
        Entry { need, participant, wish, appraisal }
    }
}

/// Each profile's number in the order of ids.
fn numbers(profiles: &[Profile<'_>]) -> Vec<u64> {
    let mut order: Vec<usize> = (0..profiles.len()).collect();
    order.sort_by_key(|&at| &profiles[at].participant.id);
    let mut numbers = vec![0; profiles.len()];
    for (&at, number) in order.iter().zip(0..) {
        numbers[at] = number;
    }
    numbers
}

/// Runs `work` on so many threads, each with its share of `0..count`, a few
/// at a time as it gets to them: some take far longer than others.
fn share_out<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(&mut dyn Iterator<Item = usize>) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let run = || {
        let shares = std::iter::from_fn(|| {
            let from = next.fetch_add(SHARE, Ordering::Relaxed);
            (from < count).then(|| from..count.min(from + SHARE))
        });
        work(&mut shares.flatten())
    };
    let threads = threads.min(count.div_ceil(SHARE));
    if threads <= 1 {
        return vec![run()];
    }
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(resume)).collect()
    })
}
