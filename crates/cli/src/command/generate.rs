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
use crate::file::write_whole;
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
    people(&generator, args, io)?;
    let mut file = File { folder: &args.out, io };
    file.rows("needs", args.needs, |at| generator.need(at))?;
    file.rows("employers", visits, |at| generator.employer(at))?;
    file.rows("visits", visits, |at| generator.visit(at))?;
    let modules = generator.training();
    file.rows("training", modules.len(), |at| modules[at].clone())?;
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

/// People and the truth about them are made together.
fn people(generator: &Generator<'_>, args: &Generate, io: &Io<'_>) -> Result<(), CommandError> {
    let progress = Progress::steps(io, "participants", args.participants as u64);
    write_whole(&args.out.join("truth.jsonl"), |truths| {
        let write = write_whole(&args.out.join("participants.jsonl"), |seen| {
            for index in 0..args.participants {
                let (truth, participant) = generator.person(index);
                row(truths, &truth)?;
                row(seen, &participant)?;
                progress.step();
            }
            Ok(())
        });
        write.map_err(io::Error::other)
    })
}

fn row(out: &mut dyn Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

struct File<'f, 'a> {
    folder: &'f Path,
    io: &'f Io<'a>,
}

impl File<'_, '_> {
    fn rows<T: Serialize>(
        &mut self,
        name: &str,
        rows: usize,
        make: impl Fn(usize) -> T,
    ) -> Result<(), CommandError> {
        let progress = Progress::steps(self.io, name.to_owned(), rows as u64);
        write_whole(&self.folder.join(format!("{name}.jsonl")), |out| {
            (0..rows).try_for_each(|index| {
                progress.step();
                row(out, &make(index))
            })
        })
    }
}
