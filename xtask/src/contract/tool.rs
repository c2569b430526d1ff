//! schemathesis, in an environment of its own below the target folder.

use std::path::PathBuf;
use std::process::Command;

use super::visit::{Extent, Visit};
use crate::error::Error;
use crate::install;
use crate::service::Server;
use crate::step;
use crate::workspace::Workspace;

/// What is installed, with everything that it stands on.
const REQUIREMENTS: &str = "tests/contract/requirements.txt";

/// How it asks, and what it looks at in each answer.
const SETTINGS: &str = "tests/contract/schemathesis.toml";

/// schemathesis, installed.
pub(super) struct Tool {
    program: PathBuf,
}

impl Tool {
    /// Installs it, unless the same is there already.
    ///
    /// # Errors
    /// When there is no Python, or it cannot be installed.
    pub(super) fn install(workspace: &Workspace) -> Result<Self, Error> {
        let folder = workspace.target()?.join("contract-tool");
        let tool = Self { program: folder.join("bin/schemathesis") };
        let wanted = workspace.read(REQUIREMENTS)?;
        let stamp = folder.join("installed.txt");
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(tool);
        }
        install::python(workspace)?;
        step::run(workspace.command("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let pip = folder.join("bin/pip");
        let install = ["install", "--quiet", "--disable-pip-version-check", "--requirement"];
        let pip = pip.to_string_lossy();
        step::run(workspace.command(&pip).args(install).arg(REQUIREMENTS))?;
        std::fs::write(&stamp, wanted).map_err(|source| Error::Write { path: stamp, source })?;
        Ok(tool)
    }

    /// Asks everything once.
    pub(super) fn command(
        &self,
        workspace: &Workspace,
        server: &Server,
        (visit, token): (&Visit, Option<&str>),
        extent: Extent,
    ) -> Command {
        let mut command = workspace.command(&self.program.to_string_lossy());
        let Extent { examples, seed } = extent;
        command
            .args(["--config-file", SETTINGS, "run", "--phases", visit.phases])
            .args(["--continue-on-failure", "--no-shrink"])
            .args(["--workers", "2", "--generation-database", "none", "--no-color"])
            .args(["--max-examples", &examples.to_string(), "--seed", &seed.to_string()])
            .arg(server.url("/api/v1/openapi.json"));
        if let Some(token) = token {
            command.arg("--header").arg(format!("Authorization: Bearer {token}"));
        }
        command
    }
}
