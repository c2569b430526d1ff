//! `etablera taxonomy`.

use etablera_casework::load::hint;
use etablera_taxonomy::import::{Imported, Progress as Step, read_dirs_with};
use etablera_taxonomy::{Concept, ConceptId, LabelKind, Taxonomy as Concepts};
use serde_json::{Value, json};

use super::inputs::taxonomy;
use crate::args::{Format, Taxonomy, TaxonomyImport, TaxonomyShow};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_whole;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::{account, concept};

pub(super) fn run(args: &Taxonomy, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Taxonomy::Import(args) => import(args, io),
        Taxonomy::Show(args) => show(args, io),
    }
}

fn import(args: &TaxonomyImport, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let bar = Progress::spinner(io, "reading");
    let imported = read_dirs_with(&args.dirs, &mut |step| match step {
        Step::Reading { file, number, of } => {
            bar.say(format!("{number} of {of}: {}", file.display()));
        }
        Step::Compiling => bar.say("compiling"),
    });
    drop(bar);
    let Imported { taxonomy, report } = imported?;
    let bytes = taxonomy.to_bytes();
    write_whole(&args.out, |out| out.write_all(&bytes))?;
    match args.format {
        Format::Table => account::text(&report, io)?,
        Format::Csv => account::csv(&report, io)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *io.out, &report)?;
            writeln!(io.out)?;
        }
        Format::Jsonl => writeln!(io.out, "{}", serde_json::to_string(&report)?)?,
    }
    let megabytes = bytes.len() / 1_000_000;
    let name = taxonomy.edition().name;
    io.remark(&format!("{name}: {megabytes} MB in `{}`", args.out.display()));
    Ok(Exit::Done)
}

fn show(args: &TaxonomyShow, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let taxonomy = taxonomy(args.taxonomy.as_deref())?;
    let found = find(&taxonomy, &args.concept)?;
    match args.format {
        Format::Table => {
            for concept in found {
                concept::text(&taxonomy, concept, io)?;
            }
        }
        Format::Json => {
            let all: Vec<_> = found.iter().map(|concept| to_json(&taxonomy, *concept)).collect();
            serde_json::to_writer_pretty(&mut *io.out, &all)?;
            writeln!(io.out)?;
        }
        Format::Jsonl => {
            for concept in found {
                writeln!(io.out, "{}", to_json(&taxonomy, concept))?;
            }
        }
        Format::Csv => concept::csv(&taxonomy, &found, io)?,
    }
    Ok(Exit::Done)
}

/// The concepts that an id or a label names; never none.
fn find(taxonomy: &Concepts, text: &str) -> Result<Vec<Concept>, CommandError> {
    let found = match text.parse::<ConceptId>() {
        Ok(id) => taxonomy.concept(id).into_iter().collect(),
        Err(_) => taxonomy.by_label(text),
    };
    if found.is_empty() {
        let hint = hint(taxonomy, text);
        return Err(CommandError::Use(format!("`{text}` is not in the taxonomy{hint}")));
    }
    Ok(found)
}

fn to_json(taxonomy: &Concepts, concept: Concept) -> Value {
    let ids = |of: Vec<Concept>| of.iter().map(|c| taxonomy.id(*c).to_string()).collect::<Vec<_>>();
    let labels: Vec<_> = taxonomy
        .labels(concept)
        .map(|(language, kind, text)| {
            let kind = match kind {
                LabelKind::Preferred => "preferred",
                LabelKind::Alternative => "alternative",
                LabelKind::Hidden => "hidden",
            };
            json!({ "language": language, "kind": kind, "text": text })
        })
        .collect();
    let matches: Vec<_> = taxonomy
        .matches(concept)
        .map(|(to, kind)| json!({ "kind": kind.name(), "concept": taxonomy.id(to) }))
        .collect();
    json!({
        "id": taxonomy.id(concept),
        "kind": taxonomy.kind(concept).name(),
        "labels": labels,
        "broader": ids(taxonomy.broader(concept).collect()),
        "narrower": ids(taxonomy.narrower(concept).collect()),
        "related": ids(taxonomy.related(concept).collect()),
        "essential": ids(taxonomy.essential(concept).collect()),
        "optional": ids(taxonomy.optional(concept).collect()),
        "matches": matches,
    })
}
