//! Files in: records with every fault named, and the taxonomy.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use etablera_domain::jsonl::{self, Fault, Reading, Record, RowError};
use etablera_domain::{LearnBy, Need, Participant, Target, TrainingModule, What};
use etablera_matching::Catalogue;
use etablera_taxonomy::{ConceptId, FormatError, Taxonomy};
use flate2::read::MultiGzDecoder;

/// How many faults a message shows; the number of the others follows.
const SHOWN: usize = 20;

/// Why input cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// A file cannot be opened or read.
    #[error("`{}` cannot be read", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Rows that are not what they should be.
    #[error("{}", Shown(.0))]
    Faults(Vec<Fault>),
    /// A file is not a compiled taxonomy.
    #[error("`{}` cannot be used as a taxonomy", file.display())]
    Taxonomy {
        /// The file.
        file: PathBuf,
        /// Why.
        source: FormatError,
    },
}

struct Shown<'f>(&'f [Fault]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().take(SHOWN).enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            write!(f, "{separator}{fault}")?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n… and {more} more"),
        }
    }
}

/// Opens a file for reading, gzip or plain, whatever its name says.
///
/// # Errors
///
/// When it cannot be opened, or not read at all.
pub fn open(file: &Path) -> Result<Box<dyn BufRead>, InputError> {
    let unreadable = |source| InputError::Unreadable { file: file.to_owned(), source };
    let mut plain = BufReader::new(File::open(file).map_err(unreadable)?);
    let start = plain.fill_buf().map_err(unreadable)?;
    if start.starts_with(&[0x1f, 0x8b]) {
        Ok(Box::new(BufReader::new(MultiGzDecoder::new(plain))))
    } else {
        Ok(Box::new(plain))
    }
}

/// Reads a file of records and checks that every concept they name is in the
/// taxonomy. All faults are found, none stops the reading of other rows.
///
/// # Errors
///
/// When the file cannot be read to its end.
pub fn read<T: NamesConcepts>(file: &Path, taxonomy: &Taxonomy) -> Result<Reading<T>, InputError> {
    let name = file.display().to_string();
    let mut reading: Reading<T> =
        jsonl::read(&name, open(file)?).map_err(|fault| InputError::Faults(vec![fault]))?;
    let mut faults = Vec::new();
    reading.rows.retain(|row| {
        let unknown = unknown_concept(&row.record, taxonomy);
        faults.extend(unknown.into_iter().map(|error| Fault {
            file: name.clone(),
            line: row.line,
            error,
        }));
        faults.last().is_none_or(|fault: &Fault| fault.line != row.line)
    });
    reading.faults.extend(faults);
    reading.faults.sort_by_key(|fault| fault.line);
    Ok(reading)
}

pub(crate) fn unknown_concept(
    record: &impl NamesConcepts,
    taxonomy: &Taxonomy,
) -> Option<RowError> {
    let unknown = record.concepts().into_iter().find(|(_, id)| taxonomy.concept(*id).is_none())?;
    let (field, id) = unknown;
    let hint = hint(taxonomy, &id.to_string());
    Some(RowError { field, message: format!("`{id}` is not in the taxonomy{hint}") })
}

/// What somebody may have meant, as the end of a sentence; empty where
/// nothing is near.
#[must_use]
pub fn hint(taxonomy: &Taxonomy, text: &str) -> String {
    taxonomy.nearest(text).map_or_else(String::new, |near| {
        let label = taxonomy.display_label(near, "sv").unwrap_or_default();
        format!("; nearest is `{}` ({label})", taxonomy.id(near))
    })
}

/// Opens a compiled taxonomy.
///
/// # Errors
///
/// When it cannot be read, or is not one.
pub fn taxonomy(file: &Path) -> Result<Taxonomy, InputError> {
    let bytes = fs::read(file)
        .map_err(|source| InputError::Unreadable { file: file.to_owned(), source })?;
    Taxonomy::from_vec(bytes)
        .map_err(|source| InputError::Taxonomy { file: file.to_owned(), source })
}

/// A record that may name concepts of a taxonomy.
pub trait NamesConcepts: Record {
    /// Every concept that it names, with the path to the field.
    fn concepts(&self) -> Vec<(String, ConceptId)>;
}

impl NamesConcepts for Participant {
    fn concepts(&self) -> Vec<(String, ConceptId)> {
        let competences = self.competences.iter().zip(0..);
        let occupations = self.occupations.iter().zip(0..);
        let mut named: Vec<_> = competences
            .map(|(claim, at)| (format!("competences[{at}].concept"), claim.concept))
            .chain(occupations.map(|(c, at)| (format!("occupations[{at}].concept"), c.concept)))
            .collect();
        for (claim, at) in self.credentials.iter().zip(0..) {
            let what = What::Credential { credential: claim.credential.clone() };
            named.extend(what.concept().map(|id| (format!("credentials[{at}].credential"), id)));
        }
        let wishes = [("refuses", &self.wishes.refuses), ("prefers", &self.wishes.prefers)];
        for (field, targets) in wishes {
            for (target, at) in targets.iter().zip(0..) {
                if let Target::Occupation(id) = target {
                    named.push((format!("wishes.{field}[{at}].occupation"), *id));
                }
            }
        }
        named
    }
}

impl NamesConcepts for Need {
    fn concepts(&self) -> Vec<(String, ConceptId)> {
        let mut named: Vec<_> =
            self.occupation.iter().map(|id| ("occupation".to_owned(), *id)).collect();
        for (task, t) in self.tasks.iter().zip(0..) {
            for (requirement, r) in task.requirements.iter().zip(0..) {
                let field = || format!("tasks[{t}].requirements[{r}].what");
                named.extend(requirement.what.concept().map(|id| (field(), id)));
            }
        }
        named
    }
}

impl NamesConcepts for TrainingModule {
    fn concepts(&self) -> Vec<(String, ConceptId)> {
        let lists = [("gives", &self.gives), ("prerequisites", &self.prerequisites)];
        let all = lists.into_iter().flat_map(|(field, list)| {
            list.iter().zip(0..).map(move |(what, at)| (format!("{field}[{at}]"), what))
        });
        all.filter_map(|(field, what)| what.concept().map(|id| (field, id))).collect()
    }
}

/// What needs say of training modules and a catalogue does not bear out: a
/// module that it does not have, or that gives something else.
#[must_use]
pub fn training_faults(needs: &[Need], catalogue: &Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    for need in needs {
        for requirement in need.requirements() {
            let Some(LearnBy::Module(id)) = requirement.learnable.as_ref().map(|way| &way.by)
            else {
                continue;
            };
            let wrong = match catalogue.get(id) {
                None => "which is not in the catalogue",
                Some(module) if !module.leads_to(requirement) => {
                    "which does not give what the requirement asks for"
                }
                Some(_) => continue,
            };
            faults.push(format!(
                "need `{}`: requirement `{}` names training module `{id}`, {wrong}",
                need.id, requirement.id
            ));
        }
    }
    faults
}
