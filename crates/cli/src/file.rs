//! Files out: whole, or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::CommandError;

/// Files that belong together: each is written beside its place, and all are
/// moved there when all are whole. What is dropped before leaves nothing.
#[derive(Default)]
pub(crate) struct Files {
    /// Where each is, and where it belongs.
    partial: Vec<(PathBuf, PathBuf)>,
}

impl Files {
    /// Writes one of the files.
    pub(crate) fn write(
        &mut self,
        file: &Path,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        let written = self.create(file).and_then(|mut out| {
            fill(&mut out)?;
            close(out)
        });
        written.map_err(|source| CommandError::Unwritable { file: file.to_owned(), source })
    }

    /// Writes two of the files side by side.
    pub(crate) fn write_pair(
        &mut self,
        files: [&Path; 2],
        fill: impl FnOnce(&mut dyn Write, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        let written = (|| {
            let (mut one, mut other) = (self.create(files[0])?, self.create(files[1])?);
            fill(&mut one, &mut other)?;
            close(one)?;
            close(other)
        })();
        written.map_err(|source| CommandError::Unwritable { file: files[0].to_owned(), source })
    }

    fn create(&mut self, file: &Path) -> io::Result<BufWriter<File>> {
        if file.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let partial = file.with_file_name(format!(".{name}.partial"));
        self.partial.push((partial.clone(), file.to_owned()));
        Ok(BufWriter::new(File::create(partial)?))
    }

    /// Moves all files to their places.
    pub(crate) fn finish(mut self) -> Result<(), CommandError> {
        for (partial, file) in std::mem::take(&mut self.partial) {
            fs::rename(&partial, &file)
                .map_err(|source| CommandError::Unwritable { file, source })?;
        }
        Ok(())
    }
}

fn close(out: BufWriter<File>) -> io::Result<()> {
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

impl Drop for Files {
    fn drop(&mut self) {
        for (partial, _) in &self.partial {
            let _ = fs::remove_file(partial);
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
