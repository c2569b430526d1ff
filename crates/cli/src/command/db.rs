//! `etablera db`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etablera_casework::office::transfer::{FileKind, Import, Source, export, import};
use etablera_casework::office::upkeep::{self, permit};
use etablera_casework::office::{Seen, Verified, verify_store};
use etablera_casework::policy::Action;
use etablera_storage::{AcceptedClock, Address, Ends, Finding, Keyring, Store, system_random};
use serde::Serialize;

use super::desk::{Desk, address, key_file, keys, runtime};
use super::inputs::taxonomy;
use crate::args::db::{
    Db, DbAcceptClock, DbBackup, DbExport, DbImport, DbInit, DbRestore, DbVerify,
};
use crate::args::{Format, desk};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::sheet;

pub(super) fn run(args: &Db, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Db::Init(args) => init(args, io),
        Db::Status(args) => status(args, io),
        Db::Verify(args) => verify(args, io),
        Db::Backup(args) => backup(args, io),
        Db::Restore(args) => restore(args, io),
        Db::Erase(args) => super::casework::erase(args, io),
        Db::Rebuild(args) => rebuild(args, io),
        Db::Wipe(args) => wipe(args, io),
        Db::Reindex(args) => super::db_keys::reindex(args, io),
        Db::AcceptClock(args) => accept_clock(args, io),
        Db::RotateKeys(args) => super::db_keys::rotate(args, io),
        Db::Import(args) => bring_in(args, io),
        Db::Export(args) => write_out(args, io),
    }
}

fn init(args: &DbInit, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let address = address(&args.place)?;
    let keys = keys_or_new(&args.place, io)?;
    make_folder_of(&address)?;
    runtime()?.block_on(async {
        let store = Store::create(&address, Arc::new(keys), io.now).await?;
        let mut writer = store.write().await?;
        writer.set_organisation(&args.organisation).await?;
        writer.commit().await?;
        store.close().await;
        Ok::<_, CommandError>(())
    })?;
    io.remark(&format!("the store of `{}` is at `{address}`", args.organisation));
    Ok(Exit::Done)
}

/// The keys that are there, or new ones in a new file.
fn keys_or_new(place: &desk::Place, io: &mut Io<'_>) -> Result<Keyring, CommandError> {
    let of_text = place.keys.is_none() && place.surroundings.key_text.is_some();
    let file = if of_text { None } else { Some(key_file(place)?) };
    let Some(file) = file.filter(|file| !file.exists()) else { return keys(place) };
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder)?;
    }
    let keys = Keyring::generate(&mut system_random)?;
    keys.create_file(&file)?;
    io.remark(&format!(
        "new keys are in `{}`: keep a copy apart from that of the store; without them nothing \
         about a person can be read",
        file.display()
    ));
    Ok(keys)
}

fn make_folder(folder: &Path) -> Result<(), CommandError> {
    std::fs::create_dir_all(folder)
        .map_err(|source| CommandError::Unwritable { file: folder.to_owned(), source })
}

/// What the store holds, in figures.
#[derive(Serialize)]
struct Status {
    store: String,
    organisation: String,
    version: u64,
    events: u64,
    hash: String,
    accesses: u64,
    /// While what happens is written as of a clock that was ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted_clock: Option<AcceptedClock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

fn status(args: &desk::Desk, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(args, io)?;
    desk.run(async |office, call| permit(office, call, Action::VerifyStore).await)?;
    let (version, ends, clock) = desk.wait::<_, CommandError>(async {
        let mut reader = desk.office.store.read().await?;
        let version = reader.store_version().await?;
        Ok((version, reader.ends().await?, reader.accepted_clock().await?))
    })?;
    let status = Status {
        store: desk.address.to_string(),
        organisation: desk.office.organisation.to_string(),
        version,
        events: ends.log.seq,
        hash: ends.log.hash.to_string(),
        accesses: ends.accesses.seq,
        accepted_clock: clock.filter(|clock| io.now < clock.last),
        bytes: size(&desk.address),
    };
    sheet::record(&status, args.format, io)?;
    Ok(Exit::Done)
}

/// The bytes of a store in a file, with what is not yet moved into it.
fn size(address: &Address) -> Option<u64> {
    let Address::Sqlite(file) = address else { return None };
    let mut wal = file.clone().into_os_string();
    wal.push("-wal");
    let of = |file: &Path| std::fs::metadata(file).map(|found| found.len()).unwrap_or(0);
    Some(of(file) + of(Path::new(&wal)))
}

/// Where the logs end. `seen` and `seen_access` are to be noted elsewhere: rows
/// cut off the end show only against such a note.
#[derive(Serialize)]
struct End {
    events: u64,
    hash: String,
    accesses: u64,
    access_hash: String,
    seen: String,
    seen_access: String,
}

impl From<Ends> for End {
    fn from(Ends { log, accesses }: Ends) -> Self {
        Self {
            events: log.seq,
            hash: log.hash.to_string(),
            accesses: accesses.seq,
            access_hash: accesses.hash.to_string(),
            seen: log.to_string(),
            seen_access: accesses.to_string(),
        }
    }
}

/// What a look at everything found.
#[derive(Serialize)]
struct Checked {
    #[serde(flatten)]
    end: End,
    /// How many receipts pin an end of the log, which was compared.
    pinned: u64,
    findings: Vec<String>,
    #[serde(skip_serializing_if = "is_none")]
    left_out: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

fn verify(args: &DbVerify, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(&args.desk, io)?;
    let progress = Progress::spinner(io, "checking every row");
    let seen = Seen { log: args.seen.clone(), accesses: args.seen_access.clone() };
    let found = desk.run(async |office, call| verify_store(office, call, &seen).await);
    drop(progress);
    let Verified { ends, pinned, findings, left_out } = found?;
    let findings = findings.iter().map(Finding::without_names).collect();
    let checked = Checked { end: ends.into(), pinned, findings, left_out };
    sheet::record(&checked, args.desk.format, io)?;
    let clean = checked.findings.is_empty();
    io.remark(if clean { "every row is as it was written" } else { "the store is damaged" });
    Ok(if clean { Exit::Done } else { Exit::No })
}

fn backup(args: &DbBackup, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(&args.desk, io)?;
    desk.run(async |office, call| permit(office, call, Action::Backup).await)?;
    let progress = Progress::spinner(io, "copying");
    let ends = desk.wait(desk.office.store.backup(&args.out, io.now));
    drop(progress);
    sheet::record(&End::from(ends?), args.desk.format, io)?;
    let file = args.out.display();
    io.remark(&format!("`{file}` is a store by itself; the keys are not in it"));
    Ok(Exit::Done)
}

fn restore(args: &DbRestore, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let address = address(&args.desk.seat.place)?;
    super::desk::may_found(&args.desk.seat, Action::Restore)?;
    make_folder_of(&address)?;
    let progress = Progress::spinner(io, "copying");
    let checked = runtime()?.block_on(Store::restore(&args.file, &address, io.now));
    drop(progress);
    checked?;
    // From here on there is a log of who did what, and keys are checked.
    let desk = Desk::open(&args.desk, io)?;
    desk.run(async |office, call| permit(office, call, Action::Restore).await)?;
    let ends = desk.wait(async { desk.office.store.read().await?.ends().await })?;
    sheet::record(&End::from(ends), args.desk.format, io)?;
    Ok(Exit::Done)
}

fn make_folder_of(address: &Address) -> Result<(), CommandError> {
    match address {
        Address::Sqlite(file) => match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => make_folder(folder),
            _ => Ok(()),
        },
        Address::Postgres(_) => Ok(()),
    }
}

fn rebuild(args: &desk::Desk, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(args, io)?;
    desk.run(async |office, call| permit(office, call, Action::Restore).await)?;
    let progress = Progress::spinner(io, "folding the log");
    let done = desk.wait::<_, CommandError>(async {
        let mut writer = desk.office.store.write().await?;
        writer.rebuild().await?;
        Ok(writer.commit().await?)
    });
    drop(progress);
    done?;
    io.remark("what follows from the log is made anew");
    Ok(Exit::Done)
}

fn wipe(args: &desk::Desk, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(args, io)?;
    desk.run(async |office, call| permit(office, call, Action::Restore).await)?;
    desk.wait(desk.office.store.wipe())?;
    io.remark("what was erased is wiped; backups and archives of a server keep what they hold");
    Ok(Exit::Done)
}

fn accept_clock(args: &DbAcceptClock, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(&args.desk, io)?;
    let accepted =
        desk.run(async |office, call| upkeep::accept_clock(office, call, &args.reason).await)?;
    sheet::record(&accepted, args.desk.format, io)?;
    let last = accepted.last;
    io.remark(&format!("until {last} what happens is written as of then, in its order"));
    Ok(Exit::Done)
}

fn bring_in(args: &DbImport, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let sources = sources(&args.paths)?;
    let taxonomy = taxonomy(args.taxonomy.as_deref())?;
    let desk = Desk::open(&args.desk, io)?;
    let command = Import { sources, taxonomy: &taxonomy, keep_going: args.keep_going, on: desk.on };
    let progress = Progress::spinner(io, "reading");
    let mut say = |kind: &str, rows: u64| progress.say(format!("{kind}: {rows}"));
    let imported = desk.wait(import(&desk.office, &desk.call, command, &mut say));
    drop(progress);
    let imported = imported?;
    for fault in &imported.faults {
        io.remark(&format!("passed over: {fault}"));
    }
    let columns = [("file", "/file"), ("written", "/written"), ("there", "/same"), ("bad", "/bad")];
    sheet::list(&imported.files, &columns, args.desk.format, io)?;
    if imported.files.iter().all(|file| file.written == 0) {
        io.remark("nothing was written: all good rows were in the store already");
    }
    Ok(Exit::Done)
}

/// The files that paths name, those in folders by their names.
fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, CommandError> {
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = sources.len();
            let unreadable = |source| etablera_casework::load::InputError::Unreadable {
                file: path.clone(),
                source,
            };
            for entry in std::fs::read_dir(path).map_err(unreadable)? {
                let file = entry.map_err(unreadable)?.path();
                sources.extend(FileKind::of(&file).map(|kind| Source { kind, file }));
            }
            if sources.len() == before {
                return Err(unnamed(path));
            }
        } else {
            let kind = FileKind::of(path).ok_or_else(|| unnamed(path))?;
            sources.push(Source { kind, file: path.clone() });
        }
    }
    Ok(sources)
}

fn unnamed(path: &Path) -> CommandError {
    let names: Vec<_> =
        FileKind::ALL.iter().map(|kind| format!("`{}.jsonl`", kind.name())).collect();
    let (path, names) = (path.display(), names.join(", "));
    CommandError::Use(format!("`{path}` is nothing to import: expected {names}"))
}

/// How many rows a file got.
#[derive(Serialize)]
struct Written {
    file: String,
    rows: u64,
}

fn write_out(args: &DbExport, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(&args.desk, io)?;
    let names = FileKind::ALL.iter().map(|kind| args.out.join(format!("{}.jsonl", kind.name())));
    let names: Vec<PathBuf> = names.collect();
    let progress = Progress::spinner(io, "writing");
    let mut files = Files::private();
    let mut rows = Vec::new();
    files.write_many::<CommandError>(&names, |outs| {
        let mut lines = 0_u64;
        let mut sink = |kind: FileKind, line: &[u8]| {
            lines += 1;
            if lines.is_multiple_of(10_000) {
                progress.say(format!("{}: {lines} rows in all", kind.name()));
            }
            let out = &mut outs[kind as usize];
            out.write_all(line)?;
            out.write_all(b"\n")
        };
        let done = export(&desk.office, &desk.call, args.protected, &mut sink);
        rows = desk.wait(done)?.rows;
        Ok(())
    })?;
    files.finish()?;
    drop(progress);
    let written: Vec<Written> = FileKind::ALL
        .iter()
        .zip(&names)
        .map(|(kind, file)| {
            let of = rows.iter().find(|(of, _)| of == kind).map_or(0, |(_, rows)| *rows);
            Written { file: file.display().to_string(), rows: of }
        })
        .collect();
    sheet::list(&written, &[("file", "/file"), ("rows", "/rows")], args.desk.format, io)?;
    if args.desk.format == Format::Table {
        io.remark("not in the files: special categories, receipts, the access log");
    }
    Ok(Exit::Done)
}
