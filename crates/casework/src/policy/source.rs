//! Where policies come from.

use std::fs;
use std::path::Path;

use super::load::PolicyError;

/// A file of policies in Cedar's language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PolicyFile {
    /// The name in errors, without a folder.
    pub name: String,
    /// The policies.
    pub text: String,
}

impl PolicyFile {
    /// A file from its name and text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// What is always loaded.
    pub(super) fn floor() -> Self {
        Self::new(FLOOR, include_str!("../../policies/floor.cedar"))
    }

    /// The files that ship, without the floor, by name.
    #[must_use]
    pub fn shipped() -> Vec<Self> {
        SHIPPED.iter().map(|&(name, text)| Self::new(name, text)).collect()
    }

    /// Reads every `*.cedar` of a folder, by name. Other files and folders in
    /// it are passed over.
    ///
    /// # Errors
    ///
    /// If the folder or a file cannot be read, or is not UTF-8.
    pub fn read_folder(folder: &Path) -> Result<Vec<Self>, PolicyError> {
        let failed = |path: &Path, source| PolicyError::Read { path: path.to_owned(), source };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(|e| failed(folder, e))? {
            let path = entry.map_err(|e| failed(folder, e))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            if let Some(name) = name
                && name.ends_with(".cedar")
            {
                let text = fs::read_to_string(&path).map_err(|e| failed(&path, e))?;
                files.push(Self { name, text });
            }
        }
        files.sort();
        Ok(files)
    }
}

/// The name of the file that is always loaded.
pub(super) const FLOOR: &str = "floor.cedar";

/// The schema that policies are checked against.
pub const SCHEMA: &str = include_str!("../../policies/etablera.cedarschema");

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        const SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../policies/", $name)))),+];
    };
}

shipped! {
    "administrator.cedar",
    "auditor.cedar",
    "coach.cedar",
    "employer.cedar",
    "matcher.cedar",
    "participant.cedar",
    "partner_agency.cedar",
    "pedagogue.cedar",
    "project_leader.cedar",
}
