//! The same work for many indices, shared out between threads.

use std::panic::resume_unwind;
use std::thread;

/// Fewer than so many are not worth a thread.
const FEWEST: usize = 256;

/// What `make` gives for 0 up to `count`, in that order whatever the number
/// of threads.
pub(crate) fn collect<T: Send>(count: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = count.div_ceil(threads).max(FEWEST);
    let make = &make;
    let mut all = Vec::with_capacity(count);
    thread::scope(|scope| {
        let parts: Vec<_> = (0..count)
            .step_by(share)
            .map(|first| {
                let part = first..count.min(first + share);
                scope.spawn(move || part.map(make).collect::<Vec<T>>())
            })
            .collect();
        for part in parts {
            all.extend(part.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
    });
    all
}

#[cfg(test)]
mod tests {
    #[test]
    fn order_is_kept() {
        for count in [0, 1, 255, 256, 257, 5000] {
            assert_eq!(
                super::collect(count, |at| at * 2),
                (0..count).map(|at| at * 2).collect::<Vec<_>>()
            );
        }
    }
}
