//! Reads official releases into a [`Builder`](crate::Builder) and compiles
//! them.
//!
//! | release | files |
//! |---|---|
//! | ESCO | `occupations_en.csv`, `skills_en.csv`, `ISCOGroups_en.csv`, `broaderRelationsOccPillar_en.csv` … as published |
//! | JobTech | `skills.json`, `the-ssyk-hierarchy-with-occupations.json` … as published |
//! | crosswalks | tables, known by their columns |
//!
//! Each may be gzipped (`.gz`) and may lie in subfolders. The first ESCO
//! release gives the structure; later ones add labels to it. Its pillar says
//! whether a concept is a skill or knowledge, else its row. A row that finds
//! no place is never dropped silently: the [`ImportReport`] counts it, says
//! why and shows the first ones.
//!
//! ```no_run
//! use etablera_taxonomy::import::read_dirs;
//!
//! let imported = read_dirs(&["esco/1.2.0", "esco/1.0.8", "jobtech-taxonomy", "crosswalks"])?;
//! println!("{:?}", imported.report.totals.concepts);
//! std::fs::write("full.taxonomy", imported.taxonomy.to_bytes())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod crosswalk;
mod draft;
mod error;
mod esco;
mod find;
mod jobtech;
mod legacy;
mod pillar;
mod report;
mod table;

use std::path::Path;

use crate::taxonomy::Taxonomy;
use draft::Draft;
use find::{Found, Kind};

pub use error::ImportError;
pub use report::{Example, FileReport, ImportReport, Problem, Totals, Unread};

/// A compiled taxonomy, and what became of every file it was made from.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What the releases make together.
    pub taxonomy: Taxonomy,
    /// What was read, and what found no place.
    pub report: ImportReport,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress<'p> {
    /// A file is about to be read.
    Reading {
        /// The file.
        file: &'p Path,
        /// Which one it is, from 1.
        number: usize,
        /// How many files there are to read.
        of: usize,
    },
    /// Every file is read; similarities are being compiled.
    Compiling,
}

/// Reads the releases in `dirs` and compiles them.
///
/// The order matters for ESCO alone: the first release gives the concepts and
/// relations, and the first preferred label in a language stays preferred.
/// Equal files in equally named folders give equal bytes.
///
/// # Errors
///
/// When a folder or file cannot be read, an ESCO release lacks a file or a
/// file lacks a column, a file is no well-formed UTF-8, CSV, JSON or gzip, or
/// broader concepts form a cycle.
pub fn read_dirs(dirs: &[impl AsRef<Path>]) -> Result<Imported, ImportError> {
    read_dirs_with(dirs, &mut |_| {})
}

/// Like [`read_dirs`], and tells `progress` before each step.
///
/// # Errors
///
/// As [`read_dirs`].
pub fn read_dirs_with(
    dirs: &[impl AsRef<Path>],
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Imported, ImportError> {
    let dirs: Vec<&Path> = dirs.iter().map(AsRef::as_ref).collect();
    let (files, unread) = find::files(&dirs)?;
    if files.is_empty() {
        return Err(ImportError::nothing_to_read(&dirs));
    }
    esco::check_releases(&files)?;
    let mut draft = Draft::new(edition(&files), unread);
    for (file, number) in files.iter().zip(1..) {
        progress(Progress::Reading { file: &file.path, number, of: files.len() });
        read(&mut draft, file)?;
    }
    progress(Progress::Compiling);
    draft.finish()
}

fn read(draft: &mut Draft, file: &Found) -> Result<(), ImportError> {
    draft.log.begin(&file.path, file.kind.name());
    let text = table::read_text(&file.path)?;
    match file.kind {
        Kind::Esco(kind) => esco::read(draft, file, kind, &text),
        Kind::JobTech => jobtech::read(draft, &file.path, &text),
        Kind::Legacy => legacy::read(draft, &file.path, &text),
        Kind::Crosswalk(kind) => crosswalk::read(draft, &file.path, kind, &text),
    }
}

/// What the taxonomy is made from: each release once, in the order read.
fn edition(files: &[Found]) -> String {
    let mut names: Vec<String> = Vec::new();
    for file in files {
        let name = match file.kind {
            Kind::Esco(_) => format!("ESCO {}", file.version()).trim_end().to_owned(),
            Kind::JobTech | Kind::Legacy => "JobTech".to_owned(),
            Kind::Crosswalk(_) => "crosswalks".to_owned(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" + ")
}
