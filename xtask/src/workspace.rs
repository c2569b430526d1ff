//! Where the workspace is, and commands that run in it.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::process::Command;

use etablera_test_store::{Cluster, Durability, SERVER};

use crate::error::Error;
use crate::install;

/// The environment variable that names the folder of public data releases.
const DATA: &str = "ETABLERA_DATA";

/// The workspace that this program was built from.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// The folder of public data releases, whether or not it exists.
    data: PathBuf,
    /// The server that all tests of this run share, once one has been started.
    cluster: OnceCell<Cluster>,
}

impl Workspace {
    /// The workspace, with the data folder that the environment names.
    pub(crate) fn open() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = package.parent().unwrap_or(package).to_path_buf();
        let data = std::env::var_os(DATA).map_or_else(|| "../shared/data".into(), PathBuf::from);
        Self { data: root.join(data), root, cluster: OnceCell::new() }
    }

    /// `program`, to be run at the root.
    ///
    /// It is told of the data folder by its full path if there is one, for
    /// tests run in their own package's folder; and of the shared server if
    /// one was started.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        if let Ok(data) = self.data.canonicalize() {
            command.env(DATA, data);
        }
        if let Some(cluster) = self.cluster.get() {
            command.env(SERVER, cluster.url("postgres"));
        }
        command
    }

    /// Starts one PostgreSQL server for all tests of this run, unless the
    /// environment names one, and installs PostgreSQL if it is absent.
    ///
    /// # Errors
    /// When it cannot be installed or does not start.
    pub(crate) fn share_server(&self) -> Result<(), Error> {
        if self.cluster.get().is_some() || std::env::var_os(SERVER).is_some() {
            return Ok(());
        }
        install::postgres(self)?;
        let cluster = Cluster::start(Durability::None).map_err(Error::Server)?;
        println!("{SERVER}: {}", cluster.url("postgres"));
        self.cluster.get_or_init(|| cluster);
        Ok(())
    }

    /// `cargo` with these arguments, to be run at the root.
    pub(crate) fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut command = self.command(&cargo);
        // What cargo tells of this package is not of those that are built now.
        // Some look at it, and would be built anew for each way of being asked.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        command.args(arguments);
        command
    }

    /// The folder that everything is built in.
    ///
    /// # Errors
    /// When this program does not lie in one.
    pub(crate) fn target(&self) -> Result<PathBuf, Error> {
        // `target/debug/xtask`: what cargo was told elsewhere holds here too.
        let program = std::env::current_exe()
            .map_err(|source| Error::Start { program: "xtask".to_owned(), source })?;
        let target = program.parent().and_then(Path::parent);
        let lost = || Error::Usage("`xtask` does not lie in a target folder".to_owned());
        target.map(Path::to_path_buf).ok_or_else(lost)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step;

    #[test]
    fn commands_are_told_of_the_shared_server() {
        let workspace = Workspace::open();
        workspace.share_server().unwrap();
        let told = step::output(workspace.command("printenv").arg(SERVER)).unwrap();
        assert!(told.starts_with("postgres://"), "{told}");
        workspace.share_server().unwrap();
        assert_eq!(step::output(workspace.command("printenv").arg(SERVER)).unwrap(), told);
    }
}
