//! Some rows of a file at a time, so that no file has to fit into memory.

use std::collections::HashMap;
use std::io::{self, BufRead, Read};
use std::path::Path;

use etablera_domain::jsonl::{self, Fault, MAX_LINE, Record, Row, RowError};

use crate::load::{self, InputError};

/// About how many bytes are read at a time.
const CHUNK: usize = 4 << 20;

/// A file that is read some rows at a time.
pub(super) struct Batches {
    pub(super) file: String,
    input: Box<dyn BufRead>,
    /// How many lines were read.
    lines: usize,
    /// On which line each key stood.
    keys: HashMap<Box<str>, usize>,
    chunk: Vec<u8>,
}

impl Batches {
    pub(super) fn open(file: &Path) -> Result<Self, InputError> {
        let input = load::open(file)?;
        let file = file.display().to_string();
        Ok(Self { file, input, lines: 0, keys: HashMap::new(), chunk: Vec::new() })
    }

    /// A fault of this file.
    pub(super) fn fault(&self, line: usize, field: &str, message: impl Into<String>) -> Fault {
        let error = RowError { field: field.to_owned(), message: message.into() };
        Fault { file: self.file.clone(), line, error }
    }

    /// The next rows that are records; none at the end. The faults of the
    /// others are added to those given.
    pub(super) fn next<T: Record>(&mut self, faults: &mut Vec<Fault>) -> Option<Vec<Row<T>>> {
        let before = self.lines;
        match self.fill() {
            Ok(false) => return None,
            Ok(true) => {}
            Err(error) => {
                // Whatever was read before is not used: the end is missing.
                let message = format!("cannot be read to its end: {error}");
                faults.push(self.fault(self.lines + 1, "", message));
                return None;
            }
        }
        let mut rows = Vec::new();
        let chunk = std::mem::take(&mut self.chunk);
        let mut bad = Vec::new();
        let read = jsonl::lines(&self.file, &chunk[..], |line, text| {
            let line = before + line;
            match text.and_then(jsonl::parse::<T>) {
                Ok(record) => rows.push(Row { line, record }),
                Err(error) => bad.push(Fault { file: self.file.clone(), line, error }),
            }
        });
        self.chunk = chunk;
        bad.extend(read.err());
        rows.retain(|row| match self.keys.get(&*row.record.key()) {
            None => {
                self.keys.insert(row.record.key().into(), row.line);
                true
            }
            Some(first) => {
                let message = format!("`{}` stands on line {first} already", row.record.key());
                bad.push(self.fault(row.line, "id", message));
                false
            }
        });
        bad.sort_by_key(|fault| fault.line);
        faults.append(&mut bad);
        Some(rows)
    }

    /// Reads whole lines; `false` at the end. Of a line that is too long only
    /// as much is kept as shows it.
    fn fill(&mut self) -> io::Result<bool> {
        self.chunk.clear();
        while self.chunk.len() < CHUNK {
            let limit = MAX_LINE as u64 + 1;
            let read = self.input.by_ref().take(limit).read_until(b'\n', &mut self.chunk)?;
            if read == 0 {
                break;
            }
            self.lines += 1;
            if self.chunk.last() != Some(&b'\n') && read > MAX_LINE {
                self.input.skip_until(b'\n')?;
                self.chunk.push(b'\n');
            }
        }
        Ok(!self.chunk.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use etablera_domain::Employer;

    use super::*;

    #[test]
    fn lines_keep_their_numbers_across_chunks_and_twins_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("employers.jsonl");
        let long = "x".repeat(1000);
        let mut text: String =
            (0..9000).map(|at| format!("{{\"id\":\"E{at}\",\"name\":\"{long}\"}}\n")).collect();
        text.push_str("\n{\"id\":\"E0\",\"name\":\"again\"}\nnot json\n{\"id\":\"E9\"}");
        std::fs::write(&file, &text).unwrap();
        let (mut batches, mut faults) = (Batches::open(&file).unwrap(), Vec::new());
        let (mut count, mut calls) = (0, 0);
        while let Some(rows) = batches.next::<Employer>(&mut faults) {
            for row in rows {
                assert_eq!(row.record.id.as_str(), format!("E{}", row.line - 1));
                count += 1;
            }
            calls += 1;
        }
        assert_eq!(count, 9000);
        assert!(calls > 1, "{calls}");
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [9002, 9003, 9004]);
        assert!(faults[0].to_string().contains("`E0` stands on line 1 already"), "{}", faults[0]);
    }
}
