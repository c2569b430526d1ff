//! A shell that outlives this process just long enough to clean up.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A shell script with a folder of its own.
///
/// It makes the folder and prints its path, then answers each line with an
/// exit status. When its input ends it undoes everything: that is how it is
/// stopped, and also what the system does to it when this process dies, by
/// SIGKILL too. All that is started is started by the shell, one after the
/// other, so that there is no moment at which something could be left over.
#[derive(Debug)]
pub(crate) struct Keeper {
    /// The shell.
    child: Child,
    /// Its input; `None` once it was told to finish.
    input: Option<ChildStdin>,
    /// Its answers.
    output: BufReader<ChildStdout>,
    /// The folder that it made and will remove.
    folder: PathBuf,
}

impl Keeper {
    /// Starts a script: its first argument is where to make its folder, then come these.
    pub(crate) fn start(script: &str, arguments: &[&str]) -> io::Result<Self> {
        let mut child = Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(base(&std::env::temp_dir()))
            .args(arguments)
            .current_dir("/")
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Its own group, so that Ctrl-C reaches us and not what cleans up after us.
            .process_group(0)
            .spawn()?;
        let input = child.stdin.take();
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut keeper =
            Self { child, input, output: BufReader::new(output), folder: PathBuf::new() };
        keeper.folder = keeper.line()?.into();
        Ok(keeper)
    }

    /// The folder that the script made.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tells the script to do something, and waits until it has.
    ///
    /// Returns what was said if that failed.
    pub(crate) fn ask(&mut self, order: &str) -> io::Result<Result<(), String>> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(input, "{order}")?;
        if self.line()? == "0" {
            return Ok(Ok(()));
        }
        let read = |name| std::fs::read(self.folder.join(name)).unwrap_or_default();
        let said = [read("said"), read("log")].concat();
        Ok(Err(String::from_utf8_lossy(&said).into_owned()))
    }

    /// One line of the script's output.
    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        match line.strip_suffix('\n') {
            Some(line) => Ok(line.to_owned()),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.input = None;
        // Nothing useful can be done about a failure while dropping.
        let _ = self.child.wait();
    }
}

/// The folder for temporary files, or one that other users can enter too.
///
/// The server does not run as root, so a root's private folder is of no use.
fn base(preferred: &Path) -> PathBuf {
    let open = |folder: &Path| {
        let mode = |path: &Path| path.metadata().map_or(0, |m| m.permissions().mode());
        folder.ancestors().all(|ancestor| mode(ancestor) & 0o001 != 0)
    };
    let candidates = [preferred, Path::new("/tmp"), Path::new("/var/tmp")];
    candidates.into_iter().find(|folder| open(folder)).unwrap_or(preferred).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ECHO: &str = r#"
        folder=$(mktemp -d "$1/etablera-keeper.XXXXXX") && echo "$folder"
        while read -r order; do echo "$order" >"$folder/said"; [ "$order" = "$2" ]; echo $?; done
        rm -r "$folder"
    "#;

    #[test]
    fn a_keeper_answers_and_leaves_nothing() {
        let mut keeper = Keeper::start(ECHO, &["yes"]).unwrap();
        let folder = keeper.folder().to_path_buf();
        assert!(folder.is_dir());
        assert_eq!(keeper.ask("yes").unwrap(), Ok(()));
        assert_eq!(keeper.ask("no").unwrap(), Err("no\n".to_owned()));
        drop(keeper);
        assert!(!folder.exists());
    }

    #[test]
    fn a_keeper_that_ends_early_is_an_error_not_a_hang() {
        assert!(Keeper::start("exit 1", &[]).is_err());
        let mut keeper = Keeper::start("echo /nowhere; read -r order", &[]).unwrap();
        assert!(keeper.ask("anything").is_err());
    }

    #[test]
    fn a_private_folder_is_not_for_servers() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("inner");
        std::fs::create_dir(&inner).unwrap();
        for (mode, kept) in [(0o700, false), (0o711, true)] {
            std::fs::set_permissions(root.path(), std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(base(&inner) == inner, kept, "{mode:o}");
        }
    }
}
