//! Which files of some folders are to be read, in which order.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::ImportError;
use super::report::Unread;
use super::table;
use crate::code::Language;

const NOT_NEEDED: &str = "not needed for a taxonomy";
const LATER: &str = "relations of a later ESCO release: the first gives the structure";
const UNKNOWN: &str = "not a file that an official release has";
/// Longer than the header row of any table that is read.
const HEADER_LIMIT: u64 = 4096;

/// What a file is; files are read in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Esco(Esco),
    JobTech,
    Legacy,
    Crosswalk(Crosswalk),
}

/// A file of an ESCO release: concepts before relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Esco {
    Occupations,
    Skills,
    SkillGroups,
    IscoGroups,
    OccupationPillar,
    SkillPillar,
    OccupationSkills,
    SkillSkills,
}

/// A table between two systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Crosswalk {
    SsykIsco,
    EscoJobTech,
    EscoStyrk,
    StyrkLabels,
}

/// ESCO's files: how the name begins, what it is in a report.
pub(super) const ESCO: [(Esco, &str, &str); 8] = [
    (Esco::Occupations, "occupations", "ESCO occupations"),
    (Esco::Skills, "skills", "ESCO skills"),
    (Esco::SkillGroups, "skillGroups", "ESCO skill groups"),
    (Esco::IscoGroups, "ISCOGroups", "ISCO-08 groups"),
    (Esco::OccupationPillar, "broaderRelationsOccPillar", "ESCO occupation hierarchy"),
    (Esco::SkillPillar, "broaderRelationsSkillPillar", "ESCO skill hierarchy"),
    (Esco::OccupationSkills, "occupationSkillRelations", "ESCO skills of occupations"),
    (Esco::SkillSkills, "skillSkillRelations", "ESCO related skills"),
];

const JOBTECH: [&str; 8] = [
    "skills",
    "ssyk-level-1-groups",
    "ssyk-level-2-groups",
    "ssyk-level-4-groups",
    "ssyk-level-4-groups-with-related-occupations",
    "the-ssyk-hierarchy-with-occupations",
    "substitutability-relations-between-occupations",
    "ssyk-level-4-with-related-isco-level-4-groups",
];
const JOBTECH_ISCO: &str = "isco-level-4-groups";
const JOBTECH_LEGACY: &str = "concept-to-taxonomy";
const JOBTECH_NOT_NEEDED: [&str; 12] = [
    "concept-types",
    "concepts-describing-",
    "countries",
    "eu-regions",
    "keyword-concepts",
    "languages",
    "occupations-with-no-",
    "self-employment-",
    "sni-",
    "sun-",
    "taxonomy-to-concept",
    "wage-type-",
];

impl Kind {
    /// What it is in a report.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Esco(kind) => ESCO.iter().find(|row| row.0 == kind).map_or("ESCO", |row| row.2),
            Self::JobTech => "JobTech concepts",
            Self::Legacy => "JobTech ids of 2020",
            Self::Crosswalk(Crosswalk::SsykIsco) => "SSYK 2012 to ISCO-08",
            Self::Crosswalk(Crosswalk::EscoJobTech) => "ESCO skills to JobTech skills",
            Self::Crosswalk(Crosswalk::EscoStyrk) => "ESCO occupations to STYRK-08",
            Self::Crosswalk(Crosswalk::StyrkLabels) => "STYRK-08 labels",
        }
    }
}

/// A file to read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    /// ISO 639 code, from the file name; empty where it says none.
    pub(super) language: String,
    /// The place of the file's ESCO release among all, from 0.
    pub(super) release: usize,
}

impl Found {
    /// Whether it holds relations of an ESCO release other than the first.
    fn is_later_structure(&self) -> bool {
        matches!(self.kind, Kind::Esco(kind) if kind >= Esco::OccupationPillar) && self.release > 0
    }

    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The version in the name of the file's folder, such as `1.2.0`; empty
    /// where there is none.
    pub(super) fn version(&self) -> String {
        let name = self.folder().file_name().unwrap_or_default().to_string_lossy();
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let found = name.split(|c| !is_part(c)).map(|word| word.trim_matches('.'));
        found.filter(|word| word.contains('.')).map(str::to_owned).next().unwrap_or_default()
    }
}

/// The files to read, in the order to read them, and those that are not read.
pub(super) fn files(dirs: &[&Path]) -> Result<(Vec<Found>, Vec<Unread>), ImportError> {
    let mut all = Vec::new();
    for dir in dirs {
        collect(dir, &mut all)?;
    }
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for path in all {
        match recognise(&path)? {
            Ok((kind, language)) => found.push(Found { path, kind, language, release: 0 }),
            Err(why) => unread.push(Unread { file: path.display().to_string(), why }),
        }
    }
    number_releases(&mut found);
    let (later, mut found): (Vec<_>, Vec<_>) =
        found.into_iter().partition(Found::is_later_structure);
    unread.extend(
        later.iter().map(|file| Unread { file: file.path.display().to_string(), why: LATER }),
    );
    // Stable: files of one kind stay in the order of folders and names.
    found.sort_by_key(|file| (!matches!(file.kind, Kind::Esco(_)), file.release, file.kind));
    Ok((found, unread))
}

/// All files below `path`, by name, so that the order on disk plays no part.
fn collect(path: &Path, into: &mut Vec<PathBuf>) -> Result<(), ImportError> {
    let failed = |source| ImportError::read(path, source);
    if !fs::metadata(path).map_err(failed)?.is_dir() {
        into.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(failed)?.collect::<Result<Vec<_>, _>>();
    let mut entries = entries.map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type().map_err(failed)?;
        // A link to a folder may lead in a circle: it stays in the list and
        // is reported as unread.
        if kind.is_dir() {
            collect(&entry.path(), into)?;
        } else {
            into.push(entry.path());
        }
    }
    Ok(())
}

/// Files of one ESCO release lie in one folder; the first folder is release 0.
fn number_releases(found: &mut [Found]) {
    let mut folders: Vec<PathBuf> = Vec::new();
    for file in found.iter_mut().filter(|file| matches!(file.kind, Kind::Esco(_))) {
        let known = folders.iter().position(|folder| folder == file.folder());
        file.release = known.unwrap_or_else(|| {
            folders.push(file.folder().to_owned());
            folders.len() - 1
        });
    }
}

type Recognised = Result<(Kind, String), &'static str>;

/// What a file is and its language, or why it is not read.
fn recognise(path: &Path) -> Result<Recognised, ImportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    if path.is_dir() {
        return Ok(Err("a link to a folder"));
    }
    match name.rsplit_once('.') {
        Some((stem, "csv")) => match esco(stem) {
            Some(known) => Ok(known),
            None => crosswalk(path),
        },
        Some((stem, "json")) => Ok(jobtech(stem)),
        _ => Ok(Err(UNKNOWN)),
    }
}

fn esco(stem: &str) -> Option<Recognised> {
    let (name, language) = stem.split_once('_').unwrap_or((stem, ""));
    let is_language = language.parse::<Language>().is_ok();
    if let Some((kind, ..)) = ESCO.iter().find(|row| row.1 == name) {
        let relations = *kind >= Esco::OccupationPillar;
        let known = is_language || (relations && language.is_empty());
        return known.then(|| Ok((Kind::Esco(*kind), language.to_owned())));
    }
    let other =
        name.ends_with("Collection") || matches!(name, "conceptSchemes" | "skillsHierarchy");
    (other || stem == "taxonomy-2019").then_some(Err(NOT_NEEDED))
}

fn jobtech(stem: &str) -> Recognised {
    if stem == JOBTECH_LEGACY {
        Ok((Kind::Legacy, String::new()))
    } else if stem == JOBTECH_ISCO || JOBTECH.contains(&stem) {
        Ok((Kind::JobTech, "sv".to_owned()))
    } else if JOBTECH_NOT_NEEDED.iter().any(|start| stem.starts_with(start)) {
        Err(NOT_NEEDED)
    } else {
        Err(UNKNOWN)
    }
}

/// Crosswalks have no official names: their columns tell.
fn crosswalk(path: &Path) -> Result<Recognised, ImportError> {
    let header = table::first_line(path, HEADER_LIMIT)?;
    let separator = char::from(table::separator(&header));
    let cells: Vec<&str> = header.split(separator).map(|cell| cell.trim_matches('"')).collect();
    let has = |columns: &[&str]| columns.iter().all(|column| cells.contains(column));
    let kind = if has(&["ssyk2012", "isco08"]) {
        Crosswalk::SsykIsco
    } else if has(&["esco_skill_uri", "jobtech_concept_id"]) {
        Crosswalk::EscoJobTech
    } else if has(&["esco_uri", "national_uri_or_code"]) {
        Crosswalk::EscoStyrk
    } else if has(&["Styrk code", "Styrk description"]) {
        Crosswalk::StyrkLabels
    } else if has(&["onet_code"]) || header.contains("O*NET") || header.starts_with("Mapping ") {
        return Ok(Err(NOT_NEEDED));
    } else {
        return Ok(Err("a table with columns that are not known"));
    };
    Ok(Ok((Kind::Crosswalk(kind), String::new())))
}
