//! What the peers in Python took, beside ours.
//!
//! `benches/peers/run.py` writes `peers.jsonl` into the folder that
//! `ETABLERA_PEERS` names, and the benches solve the same files there.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// A row of `peers.jsonl`.
struct Peer {
    kernel: String,
    instance: String,
    /// Who looks for whom, where lists are the answer.
    direction: Option<String>,
    filtered: bool,
    peer: String,
    /// Seconds of the processor, solving alone.
    cpu_seconds: f64,
    /// How many lists were made in that time.
    queries: Option<u64>,
    /// The total, or the checksum of the plan.
    objective: Option<u64>,
    /// Whether the answer was checked and found right.
    exact: bool,
}

impl Peer {
    fn new(row: &Value) -> Option<Self> {
        let text = |name: &str| row.get(name)?.as_str().map(str::to_owned);
        let number = |name: &str| row.get(name)?.as_u64();
        Some(Self {
            kernel: text("kernel")?,
            instance: text("instance")?,
            direction: text("direction"),
            filtered: row.get("filtered").is_some_and(|filtered| *filtered == true),
            peer: text("peer")?,
            cpu_seconds: row.get("cpu_s")?.as_f64()?,
            queries: number("queries"),
            objective: number("objective").or_else(|| number("checksum")),
            exact: row.get("exact")?.as_bool()?,
        })
    }

    /// The instance and, where lists are the answer, whose and which.
    fn name(&self) -> String {
        let Some(direction) = &self.direction else { return self.instance.clone() };
        let filters = if self.filtered { "filtered" } else { "open" };
        format!("{} {direction} {filters}", self.instance)
    }
}

/// Prints the ratio to each peer that was run on this instance of `kernel`,
/// such as `k2`, or says loudly that none was.
///
/// For `k1`, `instance` is such as `occ_400000x150000 people-needs filtered`
/// (or `needs-people`, or `open`), and our seconds are those of one query;
/// elsewhere it is such as `100k`, and the seconds are those of all of it.
/// `objective` is the total of `k2` or the checksum of `k3`, and none for `k1`.
///
/// # Panics
///
/// When an exact peer has another total or checksum, or a row is not as
/// `benches/peers/run.py` writes it.
pub(crate) fn against(kernel: &str, instance: &str, ours: f64, objective: Option<u64>) {
    let is_meant = |peer: &Peer| peer.kernel == kernel && peer.name() == instance;
    let rows: Vec<_> = read().into_iter().filter(is_meant).collect();
    if rows.is_empty() {
        say(&format!(
            "SKIPPED: {kernel} {instance}: the peers in Python were not run: \
             `python benches/peers/run.py {kernel}`, with `ETABLERA_PEERS` naming the folder"
        ));
    }
    for row in rows {
        if row.exact {
            assert_eq!(row.objective, objective, "{kernel} {instance}: ours is not {}'s", row.peer);
        }
        let theirs = row.cpu_seconds / row.queries.unwrap_or(1) as f64;
        let remark = if row.exact { "" } else { ", not exact" };
        let (peer, ratio) = (&row.peer, theirs / ours);
        let (theirs, ours) = (time(theirs), time(ours));
        say(&format!(
            "{kernel} {instance}, {peer}: {theirs}, ours {ours}, ratio {ratio:.2}{remark}"
        ));
    }
}

#[expect(clippy::print_stderr, reason = "a bench prints what it measures")]
fn say(line: &str) {
    eprintln!("{line}");
}

fn time(seconds: f64) -> String {
    if seconds < 0.01 { format!("{:.1} µs", seconds * 1e6) } else { format!("{seconds:.3} s") }
}

/// All rows; none where there is no file.
fn read() -> Vec<Peer> {
    let folder = std::env::var_os("ETABLERA_PEERS").map(PathBuf::from);
    let file = folder.map(|folder| folder.join("peers.jsonl"));
    let Some(file) = file.filter(|file| file.exists()) else { return Vec::new() };
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let rows = text.lines().enumerate();
    rows.map(|(number, line)| parse(&file, number + 1, line)).collect()
}

fn parse(file: &Path, number: usize, line: &str) -> Peer {
    let row = serde_json::from_str(line).ok();
    row.as_ref().and_then(Peer::new).unwrap_or_else(|| {
        panic!("{}:{number}: `{line}` is no row that `run.py` writes", file.display())
    })
}
