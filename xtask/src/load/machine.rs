//! The machine that is measured on.

use crate::error::Error;

/// Files that a process has open beside its connections.
const BESIDE: u64 = 200;

/// Lets this process, and those that it starts, open so many connections, or as
/// many as the system allows; how many that are.
///
/// # Errors
/// When the system does not say.
pub(super) fn allow_connections(count: u32) -> Result<u32, Error> {
    let allowed = rlimit::increase_nofile_limit(u64::from(count) + BESIDE);
    let allowed = allowed.map_err(|error| {
        Error::Service(format!("the system does not tell how many files may be open: {error}"))
    })?;
    let open = u32::try_from(allowed.saturating_sub(BESIDE)).unwrap_or(u32::MAX);
    if open < count {
        println!("the system allows {open} connections of {count}: see `ulimit -Hn`");
    }
    Ok(open)
}

/// How busy it is, in the last minute.
pub(super) fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("unknown").to_owned()
}

/// What it is.
pub(super) fn described() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let models = text.lines().filter_map(|line| line.strip_prefix("model name"));
    let model = models.filter_map(|rest| rest.split_once(':')).map(|(_, name)| name.trim()).next();
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{count} processors, {}, which the load generator shares", model.unwrap_or("unknown"))
}
