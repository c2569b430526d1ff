//! What became of every file and row.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::taxonomy::Taxonomy;

/// How many rows a [`Problem`] shows; it counts all.
const EXAMPLES: usize = 5;

/// What an import read, and what found no place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Every file that was read, in that order.
    pub files: Vec<FileReport>,
    /// Files that were not read, and why.
    pub unread: Vec<Unread>,
    /// Rows that were left out or taken otherwise than stated, by file and
    /// reason.
    pub problems: Vec<Problem>,
    /// What the taxonomy holds.
    pub totals: Totals,
}

impl ImportReport {
    /// How many rows all problems count together.
    #[must_use]
    pub fn problem_rows(&self) -> usize {
        self.problems.iter().map(|problem| problem.rows).sum()
    }
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The file, under the folder as it was given.
    pub file: String,
    /// What it is, such as `ESCO occupations`.
    pub kind: &'static str,
    /// Rows of a table, without its header; concepts and relations of a JSON
    /// file.
    pub rows: usize,
    /// How many of them found a place.
    pub used: usize,
}

/// One file that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The file, under the folder as it was given.
    pub file: String,
    /// Why it was not read.
    pub why: &'static str,
}

/// Rows of one file with the same problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, under the folder as it was given.
    pub file: String,
    /// What is the matter with them.
    pub what: &'static str,
    /// How many there are.
    pub rows: usize,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// One row with a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The line where the row begins, from 1; none in JSON.
    pub line: Option<u64>,
    /// What the row is about.
    pub text: String,
}

/// What a taxonomy holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Concepts by kind.
    pub concepts: BTreeMap<&'static str, usize>,
    /// Labels by language.
    pub labels: BTreeMap<String, usize>,
    /// Relations by kind; a symmetric one counts once.
    pub relations: BTreeMap<&'static str, usize>,
    /// Mappings by SKOS's name, read from the smaller id to the larger.
    pub mappings: BTreeMap<&'static str, usize>,
    /// Ids that stand for another concept.
    pub replaced: usize,
}

impl Totals {
    pub(super) fn of(taxonomy: &Taxonomy) -> Self {
        let mut totals = Self { replaced: taxonomy.replaced.len(), ..Self::default() };
        for concept in taxonomy.concepts() {
            *totals.concepts.entry(taxonomy.kind(concept).name()).or_default() += 1;
            for (language, ..) in taxonomy.labels(concept) {
                *totals.labels.entry(language.to_owned()).or_default() += 1;
            }
            for (_, kind) in taxonomy.matches(concept).filter(|(to, _)| concept < *to) {
                *totals.mappings.entry(kind.name()).or_default() += 1;
            }
        }
        totals.relations = BTreeMap::from([
            ("broader", taxonomy.broader.items.len()),
            ("related", taxonomy.related.items.len() / 2),
            ("essential", taxonomy.essential.items.len()),
            ("optional", taxonomy.optional.items.len()),
        ]);
        totals
    }
}

/// Writes the report while files are read.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) report: ImportReport,
}

impl Log {
    /// From here on, rows are of this file.
    pub(super) fn begin(&mut self, file: &Path, kind: &'static str) {
        let file = file.display().to_string();
        self.report.files.push(FileReport { file, kind, rows: 0, used: 0 });
    }

    /// The place of the file being read, for [`Log::problem_in`].
    pub(super) fn file(&self) -> usize {
        self.report.files.len().saturating_sub(1)
    }

    pub(super) fn row(&mut self) {
        if let Some(file) = self.report.files.last_mut() {
            file.rows += 1;
        }
    }

    pub(super) fn used(&mut self) {
        if let Some(file) = self.report.files.last_mut() {
            file.used += 1;
        }
    }

    /// Says that a row of the file being read has a problem.
    pub(super) fn problem(&mut self, line: Option<u64>, what: &'static str, text: &str) {
        self.problem_in(self.file(), line, what, text);
    }

    /// Says that a row of an earlier file has a problem.
    pub(super) fn problem_in(
        &mut self,
        file: usize,
        line: Option<u64>,
        what: &'static str,
        text: &str,
    ) {
        let file = &self.report.files[file].file;
        let known = &mut self.report.problems;
        let at = known.iter().position(|problem| problem.what == what && problem.file == *file);
        let at = at.unwrap_or_else(|| {
            known.push(Problem { file: file.clone(), what, rows: 0, examples: Vec::new() });
            known.len() - 1
        });
        known[at].rows += 1;
        if known[at].examples.len() < EXAMPLES {
            known[at].examples.push(Example { line, text: text.chars().take(200).collect() });
        }
    }
}
