//! Where the workspace is, and commands that run in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;

/// The environment variable that names the folder of public data releases.
const DATA: &str = "ETABLERA_DATA";

/// The workspace that this program was built from.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// The folder of public data releases, whether or not it exists.
    data: PathBuf,
}

impl Workspace {
    /// The workspace, with the data folder that the environment names.
    pub(crate) fn open() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = package.parent().unwrap_or(package).to_path_buf();
        let data = std::env::var_os(DATA).map_or_else(|| "../shared/data".into(), PathBuf::from);
        Self { data: root.join(data), root }
    }

    /// `program`, to be run at the root.
    ///
    /// It is told of the data folder by its full path if there is one, for
    /// tests run in their own package's folder.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        if let Ok(data) = self.data.canonicalize() {
            command.env(DATA, data);
        }
        command
    }

    /// `cargo` with these arguments, to be run at the root.
    pub(crate) fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut command = self.command(&cargo);
        command.args(arguments);
        command
    }

    /// The text of a file, named from the root.
    ///
    /// # Errors
    /// When the file cannot be read as text.
    pub(crate) fn read(&self, file: &str) -> Result<String, Error> {
        let path = self.root.join(file);
        std::fs::read_to_string(&path).map_err(|source| Error::Read { path, source })
    }

    /// Says whether the public data releases are there.
    pub(crate) fn announce_data(&self) {
        let data = self.data.display();
        if self.data.is_dir() {
            println!("{DATA}: {data}");
        } else {
            println!("{DATA}: {data} is absent: tests on public data releases are skipped");
        }
    }
}
