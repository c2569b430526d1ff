//! The arguments of `etablera db`.

use std::path::PathBuf;

use clap::Subcommand;
use etablera_domain::OrganisationId;
use etablera_domain::event::Code;
use etablera_storage::Head;

use super::desk::{Desk, Place};

#[derive(Debug, Subcommand)]
pub(crate) enum Db {
    /// Makes a store, and the keys it is sealed with if there are none.
    Init(DbInit),
    /// What the store holds: version, events, the hash over them.
    Status(Desk),
    /// Checks that no byte of the log was changed, and that what is kept of
    /// it follows from it.
    #[command(after_help = SEEN)]
    Verify(DbVerify),
    /// Copies the store to a file, also while others write.
    Backup(DbBackup),
    /// Copies a backup to where there is no store, and checks every row.
    Restore(DbRestore),
    /// Erases what is known about a subject, by decision of two.
    #[command(subcommand)]
    Erase(super::casework::Erase),
    /// Makes anew what follows from the log.
    Rebuild(Desk),
    /// Wipes what erased rows leave in the files of the store; an erasure does
    /// so by itself, unless others hold the store.
    Wipe(Desk),
    /// Puts a new key for finding persons in place of the old one.
    Reindex(DbReindex),
    /// Goes on after a clock that was far ahead had written to the log.
    #[command(after_help = CLOCK)]
    AcceptClock(DbAcceptClock),
    /// Adds new keys, and seals with them whatever older ones have sealed.
    RotateKeys(DbRotate),
    /// Reads files into the store: all of them or nothing.
    #[command(after_help = FILES)]
    Import(DbImport),
    /// Writes what the store holds to files that `db import` reads.
    Export(DbExport),
}

const FILES: &str = "\
Files, plain or gzip, are known by their names, and read in this order:
  documents.jsonl     texts and records about somebody, as `db export` writes them
  events.jsonl        `etablera schema events`
  persons.jsonl       who participants are: names, numbers, contacts
  statistics.jsonl    coarse answers under pseudonyms
  employers.jsonl     `etablera schema employers`
  visits.jsonl        `etablera schema visits`
  needs.jsonl         `etablera schema needs`
  participants.jsonl  `etablera schema participants`; who is new is registered

What is in the store already and is the same is passed over, so that a file may
be imported again.";

const CLOCK: &str = "\
Moments never go back along the log. When a clock was far ahead once, nobody can
write until that time comes, unless an administrator accepts what has happened.
Set the clock right first. Until it has caught up, what happens is written as of
the last event: its day is right, and its order. Lists as of a moment in between
are refused: name so many events instead. Who accepted it, why and up to
when stands in the access log, and `db status` tells of it.";

const SEEN: &str = "\
A log whose end was cut off looks whole, and so does one whose hashes were all
made anew. Keep `seen` and `seen_access` of a `db verify` or `db backup` where who
can write to the store cannot, and name them here. Ends that receipts hold are
compared without being named.";

#[derive(Debug, clap::Args)]
pub(crate) struct DbVerify {
    #[command(flatten)]
    pub(crate) desk: Desk,
    /// An end of the log that was seen before.
    #[arg(long, value_name = "SEQ:HASH")]
    pub(crate) seen: Vec<Head>,
    /// An end of the access log that was seen before.
    #[arg(long, value_name = "SEQ:HASH")]
    pub(crate) seen_access: Vec<Head>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbAcceptClock {
    /// Why, such as `wrong_clock`; it stands in the access log.
    #[arg(long, value_name = "CODE")]
    pub(crate) reason: Code,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbInit {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The organisation that runs the store, such as `lulea`.
    #[arg(long, value_name = "ORG", env = "ETABLERA_ORGANISATION")]
    pub(crate) organisation: OrganisationId,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbBackup {
    /// The file, which is not there yet.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbRestore {
    /// The backup.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbRotate {
    #[command(flatten)]
    pub(crate) desk: Desk,
    /// Take the older keys out of the file once nothing is sealed with them.
    /// Backups from before then need the older file.
    #[arg(long)]
    pub(crate) retire: bool,
    /// Add no keys: go on where an earlier call was interrupted.
    #[arg(long)]
    pub(crate) resume: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbReindex {
    #[command(flatten)]
    pub(crate) desk: Desk,
    /// Take the key that is in the file: where an earlier call was interrupted,
    /// or after an older backup was restored. Needs `--organisation`.
    #[arg(long)]
    pub(crate) resume: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbImport {
    /// Files, or folders with such files.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) desk: Desk,
    /// A compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// Use the good rows and list the bad ones.
    #[arg(long)]
    pub(crate) keep_going: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DbExport {
    /// The folder that the files are written to.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) desk: Desk,
    /// Those with a protected identity as well, as far as the caller may read
    /// who they are.
    #[arg(long)]
    pub(crate) protected: bool,
}
