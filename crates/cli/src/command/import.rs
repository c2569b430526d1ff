//! `etablera import`: job ads and tables.

use std::fs;
use std::io;
use std::path::Path;

use etablera_casework::import::jobads::{self, Ads, ProblemKind};
use etablera_casework::import::table::{self, Mapping, Outcome, Sheet};
use etablera_casework::load::{self, InputError};
use etablera_domain::jsonl::{self, Record};

use super::inputs::taxonomy;
use crate::args::{Import, ImportAds, ImportTable};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_whole;
use crate::io::Io;
use crate::render::ads;

pub(super) fn run(args: &Import, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Import::Jobads(args) => ads(args, io),
        Import::Participants(args) => table(args, table::participants, io),
        Import::Needs(args) => table(args, table::needs, io),
    }
}

fn ads(args: &ImportAds, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let taxonomy = taxonomy(args.taxonomy.as_deref())?;
    let name = args.file.display().to_string();
    let ads = jobads::read(&name, load::open(&args.file)?, &taxonomy)
        .map_err(|fault| InputError::Faults(vec![fault]))?;
    let faults = not_ads(&ads);
    if !faults.is_empty() && !args.keep_going {
        return Err(InputError::Faults(faults).into());
    }
    if ads.needs.is_empty() {
        let problems = ads.problems.into_iter().map(|problem| problem.fault).collect::<Vec<_>>();
        return Err(match problems.is_empty() {
            true => CommandError::Use(format!("`{name}` is empty: expected an ad a line")),
            false => InputError::Faults(problems).into(),
        });
    }
    write(&args.out, &ads.needs)?;
    for problem in &ads.problems {
        io.remark(&format!("{}: {}", ads::kind(problem.kind), problem.fault));
    }
    ads::summary(&ads, args.format, io)?;
    io.remark(&format!("{} needs in `{}`", ads.needs.len(), args.out.display()));
    Ok(Exit::Done)
}

/// Lines that are no ads at all: bad input, unlike an ad that is thin.
fn not_ads(ads: &Ads) -> Vec<jsonl::Fault> {
    let wrong = ads.problems.iter().filter(|problem| problem.kind == ProblemKind::NotAnAd);
    wrong.map(|problem| problem.fault.clone()).collect()
}

type Convert<T> =
    fn(&Sheet, &Mapping, &etablera_taxonomy::Taxonomy) -> Result<Outcome<T>, jsonl::Fault>;

fn table<T: Record>(
    args: &ImportTable,
    convert: Convert<T>,
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    let taxonomy = taxonomy(args.taxonomy.as_deref())?;
    let bytes = fs::read(&args.file)
        .map_err(|source| InputError::Unreadable { file: args.file.clone(), source })?;
    let faulty = |fault| InputError::Faults(vec![fault]);
    let sheet = Sheet::read(&args.file.display().to_string(), &bytes).map_err(faulty)?;
    let mapping =
        Mapping::from_pairs(args.map.iter().map(String::as_str)).map_err(CommandError::Use)?;
    let outcome = convert(&sheet, &mapping, &taxonomy).map_err(faulty)?;
    account(&outcome, io);
    if !outcome.faults.is_empty() && (!args.keep_going || outcome.records.is_empty()) {
        return Err(InputError::Faults(outcome.faults).into());
    }
    for fault in &outcome.faults {
        io.remark(&format!("left out: {fault}"));
    }
    for remark in &outcome.remarks {
        io.remark(&format!("look at: {remark}"));
    }
    match &args.out {
        Some(out) if !args.dry_run => {
            write(out, &outcome.records)?;
            io.remark(&format!("{} {} in `{}`", outcome.records.len(), T::NAME, out.display()));
        }
        _ => {
            jsonl::write(&outcome.records, &mut *io.out)?;
            io.remark(&format!("{} {}, not written", outcome.records.len(), T::NAME));
        }
    }
    Ok(Exit::Done)
}

/// Which columns were read as what, and which were not read.
fn account<T>(outcome: &Outcome<T>, io: &mut Io<'_>) {
    let how =
        if outcome.guessed { "guessed from the headers where not mapped" } else { "as mapped" };
    io.remark(&format!("columns {how}:"));
    for (field, column) in &outcome.read {
        io.remark(&format!("  {field} = {column}"));
    }
    if !outcome.not_read.is_empty() {
        io.remark(&format!("  not read: {}", outcome.not_read.join(", ")));
    }
}

fn write<T: Record>(out: &Path, records: &[T]) -> Result<(), CommandError> {
    write_whole(out, |file| -> io::Result<()> {
        jsonl::write(records, &mut *file)?;
        file.flush()
    })
}
