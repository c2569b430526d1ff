//! Files out: whole, or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::CommandError;

/// How many links are followed from a file to its place.
const LINKS: u32 = 40;

/// Files that belong together: each is written beside its place, and all are
/// moved there when all are whole. What is dropped before leaves nothing.
///
/// A link is followed, and stays. What is there already and is no regular
/// file, such as a pipe or `/dev/null`, is never replaced: what belongs there
/// is kept in memory, and written to it when all are whole.
#[derive(Default)]
pub(crate) struct Files {
    waiting: Vec<Waiting>,
    /// Whether only their owner may read them.
    private: bool,
}

/// What is not in its place yet.
struct Waiting {
    place: PathBuf,
    held: Held,
}

/// Where it is until then.
enum Held {
    Beside(PathBuf),
    InMemory(Vec<u8>),
}

/// What a file is filled through, and which it is.
struct Out {
    at: usize,
    to: Box<dyn Fill>,
}

/// A file or a buffer.
trait Fill: Write {
    /// Ends it; what was kept in memory, if it was.
    fn end(self: Box<Self>) -> io::Result<Option<Vec<u8>>>;
}

impl Fill for BufWriter<File> {
    fn end(self: Box<Self>) -> io::Result<Option<Vec<u8>>> {
        self.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(None)
    }
}

impl Fill for Vec<u8> {
    fn end(self: Box<Self>) -> io::Result<Option<Vec<u8>>> {
        Ok(Some(*self))
    }
}

impl Files {
    /// Files that only their owner may read: they hold what is known about
    /// people. What is there already and is no regular file stays as it is.
    pub(crate) fn private() -> Self {
        Self { waiting: Vec::new(), private: true }
    }

    /// Makes the file that is written beside its place.
    fn make(&self, partial: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        if self.private {
            // One that was left behind would keep its mode.
            let _ = fs::remove_file(partial);
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        options.open(partial)
    }

    /// Writes one of the files.
    pub(crate) fn write(
        &mut self,
        file: &Path,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        let mut out = self.create(file)?;
        let written = fill(&mut out.to).and_then(|()| self.close(out));
        written.map_err(|source| unwritable(file, source))
    }

    /// Writes any number of the files side by side; `fill` gets them in the
    /// order given.
    pub(crate) fn write_many<E: From<CommandError>>(
        &mut self,
        files: &[PathBuf],
        fill: impl FnOnce(&mut [&mut dyn Write]) -> Result<(), E>,
    ) -> Result<(), E> {
        let made = files.iter().map(|file| self.create(file)).collect::<Result<Vec<_>, _>>();
        let mut outs = made.map_err(E::from)?;
        let mut to: Vec<&mut dyn Write> = outs.iter_mut().map(|out| &mut *out.to as _).collect();
        fill(&mut to)?;
        for (out, file) in outs.into_iter().zip(files) {
            self.close(out).map_err(|source| E::from(unwritable(file, source)))?;
        }
        Ok(())
    }

    /// Writes two of the files side by side.
    pub(crate) fn write_pair(
        &mut self,
        files: [&Path; 2],
        fill: impl FnOnce(&mut dyn Write, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        let (mut one, mut other) = (self.create(files[0])?, self.create(files[1])?);
        let written = fill(&mut one.to, &mut other.to)
            .and_then(|()| self.close(one))
            .and_then(|()| self.close(other));
        written.map_err(|source| unwritable(files[0], source))
    }

    fn create(&mut self, file: &Path) -> Result<Out, CommandError> {
        let waiting = Waiting::new(file).map_err(|source| unwritable(file, source))?;
        let at = self.waiting.len();
        let to: Box<dyn Fill> = match &waiting.held {
            Held::InMemory(_) => Box::new(Vec::new()),
            Held::Beside(partial) => {
                if self.waiting.iter().any(|other| other.place == waiting.place) {
                    let file = file.display();
                    let said = format!("`{file}` would be written twice: expected another file");
                    return Err(CommandError::Use(said));
                }
                let made = self.make(partial).map_err(|source| unwritable(file, source))?;
                Box::new(BufWriter::new(made))
            }
        };
        self.waiting.push(waiting);
        Ok(Out { at, to })
    }

    fn close(&mut self, out: Out) -> io::Result<()> {
        if let Some(bytes) = out.to.end()? {
            self.waiting[out.at].held = Held::InMemory(bytes);
        }
        Ok(())
    }

    /// Moves all files to their places. What is no regular file is written
    /// first: there more can go wrong than where a file is moved.
    pub(crate) fn finish(mut self) -> Result<(), CommandError> {
        self.waiting.sort_by_key(|waiting| matches!(waiting.held, Held::Beside(_)));
        while let Some(waiting) = self.waiting.first() {
            waiting.put().map_err(|source| unwritable(&waiting.place, source))?;
            self.waiting.remove(0);
        }
        Ok(())
    }
}

impl Waiting {
    fn new(file: &Path) -> io::Result<Self> {
        match fs::metadata(file) {
            Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => {
                return Ok(Self { place: file.to_owned(), held: Held::InMemory(Vec::new()) });
            }
            _ => {}
        }
        let place = place(file)?;
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let partial = place.with_file_name(format!(".{name}.partial"));
        Ok(Self { place, held: Held::Beside(partial) })
    }

    fn put(&self) -> io::Result<()> {
        match &self.held {
            Held::Beside(partial) => fs::rename(partial, &self.place),
            Held::InMemory(bytes) => {
                let mut there = OpenOptions::new().write(true).open(&self.place)?;
                there.write_all(bytes)
            }
        }
    }
}

/// Where a file is or will be, by one name, with no link on the way. Makes the
/// folder.
fn place(file: &Path) -> io::Result<PathBuf> {
    if file.exists() {
        return file.canonicalize();
    }
    // Links may lead to what is not there yet.
    let mut file = file.to_owned();
    let mut links = 0;
    while let Ok(to) = fs::read_link(&file) {
        file = folder(&file).join(to);
        links += 1;
        if links > LINKS {
            return Err(io::Error::other("the links go in a circle: expected a file at their end"));
        }
    }
    let folder = folder(&file);
    fs::create_dir_all(folder)?;
    let name = file.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    Ok(folder.canonicalize()?.join(name))
}

fn folder(file: &Path) -> &Path {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn unwritable(file: &Path, source: io::Error) -> CommandError {
    CommandError::Unwritable { file: file.to_owned(), source }
}

impl Drop for Files {
    fn drop(&mut self) {
        for waiting in &self.waiting {
            if let Held::Beside(partial) = &waiting.held {
                let _ = fs::remove_file(partial);
            }
        }
    }
}

/// Writes one file.
pub(crate) fn write_whole(
    file: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CommandError> {
    let mut files = Files::default();
    files.write(file, fill)?;
    files.finish()
}

/// Writes one file that only its owner may read.
pub(crate) fn write_private(
    file: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CommandError> {
    let mut files = Files::private();
    files.write(file, fill)?;
    files.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_moved_leaves_no_part_of_itself_or_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let mut files = Files::default();
        for name in ["a", "b", "c"] {
            files.write(&file(name), |out| out.write_all(b"new")).unwrap();
        }
        // Somebody is faster.
        fs::create_dir(file("b")).unwrap();
        assert!(matches!(files.finish(), Err(CommandError::Unwritable { .. })));
        let mut left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["a", "b"]);
        assert_eq!(fs::read(file("a")).unwrap(), b"new");
    }

    #[test]
    fn one_place_has_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path().canonicalize().unwrap();
        for name in ["x", "./x", "new/../x"] {
            assert_eq!(place(&folder.path().join(name)).unwrap(), there.join("x"), "{name}");
        }
        assert!(Waiting::new(Path::new("/")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_private_is_for_its_owner_also_where_others_could_read_it_before() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.html");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        write_private(&file, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
