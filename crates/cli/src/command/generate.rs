//! `etablera generate`.

use std::io::{self, Write};
use std::path::Path;

use etablera_casework::generate::{Generator, NEEDS_A_VISIT, Plan};
use etablera_casework::town;
use serde::Serialize;

use super::inputs::taxonomy;
use crate::args::Generate;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;
use crate::progress::Progress;

pub(super) fn run(args: &Generate, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let taxonomy = taxonomy(args.taxonomy.as_deref())?;
    // Not today: the same arguments give the same bytes on any day.
    let as_of = args.as_of.unwrap_or(town::AS_OF);
    let plan = Plan::new(args.participants, args.needs, args.seed, as_of);
    let generator =
        Generator::new(&taxonomy, &plan).map_err(|e| CommandError::Use(e.to_string()))?;
    let visits = args.needs.div_ceil(NEEDS_A_VISIT);
    let mut set = Set { folder: &args.out, files: Files::default(), io };
    set.people(&generator, args.participants)?;
    set.rows("needs", args.needs, |at| generator.need(at))?;
    set.rows("employers", visits, |at| generator.employer(at))?;
    set.rows("visits", visits, |at| generator.visit(at))?;
    let modules = generator.training();
    set.rows("training", modules.len(), |at| modules[at].clone())?;
    set.files.finish()?;
    io.remark(&format!(
        "{} participants and {} needs in `{}`, seed {}, as of {as_of}; what is seen of the truth: {}",
        args.participants,
        args.needs,
        args.out.display(),
        args.seed,
        serde_json::to_string(&plan.rates)?,
    ));
    Ok(Exit::Done)
}

/// The files of one population, in one folder.
struct Set<'s, 'a> {
    folder: &'s Path,
    files: Files,
    io: &'s Io<'a>,
}

impl Set<'_, '_> {
    /// People and the truth about them are made together.
    fn people(&mut self, generator: &Generator<'_>, people: usize) -> Result<(), CommandError> {
        let progress = Progress::steps(self.io, "participants", people as u64);
        let files = ["truth.jsonl", "participants.jsonl"].map(|name| self.folder.join(name));
        self.files.write_pair([&files[0], &files[1]], |truths, seen| {
            (0..people).try_for_each(|index| {
                progress.step();
                let (truth, participant) = generator.person(index);
                row(truths, &truth)?;
                row(seen, &participant)
            })
        })
    }

    fn rows<T: Serialize>(
        &mut self,
        name: &str,
        rows: usize,
        make: impl Fn(usize) -> T,
    ) -> Result<(), CommandError> {
        self.files.write(&self.folder.join(format!("{name}.jsonl")), |out| {
            (0..rows).try_for_each(|index| row(out, &make(index)))
        })
    }
}

fn row(out: &mut dyn Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
