//! Time that a bench has really had, whatever else the machine does.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The processor time of this thread so far; where the system does not say,
/// the time that has passed.
pub(crate) fn running() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    // The system brings its account up to date when a thread gives way.
    std::thread::sleep(Duration::from_micros(1));
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}
