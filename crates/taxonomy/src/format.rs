//! The compiled form: one file, little endian, opened without parsing text.
//!
//! ```text
//! magic "etablera-tax" · format version (u32) · CRC-32 of the rest (u32)
//! name · similarity table · ids · kinds · replaced · relations · labels
//! ```
//!
//! Every array is its length (u32) and then its items.

use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;
use crate::csr::Csr;
use crate::label::Labels;
use crate::relation::MatchKind;
use crate::similarity::{SimilarityTable, unpack};
use crate::taxonomy::Taxonomy;

const MAGIC: &[u8; 12] = b"etablera-tax";
const VERSION: u32 = 3;
const HEADER: usize = MAGIC.len() + 8;

/// Why bytes are not a compiled taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// They begin differently.
    #[error("not a compiled taxonomy: expected the output of `etablera taxonomy import`")]
    NotATaxonomy,
    /// They were written by another version.
    #[error("compiled taxonomy of format {found}, expected {VERSION}: import the releases again")]
    Version {
        /// The version they state.
        found: u32,
    },
    /// They were cut off or changed.
    #[error("the compiled taxonomy is damaged: import the releases again")]
    Damaged,
}

impl Taxonomy {
    /// The compiled form, to write to a file. Equal taxonomies give equal
    /// bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let content = self.content();
        let mut bytes = Vec::with_capacity(HEADER + content.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&crc32fast::hash(&content).to_le_bytes());
        bytes.extend_from_slice(&content);
        bytes
    }

    /// Opens a compiled taxonomy.
    ///
    /// # Errors
    ///
    /// When the bytes are of another kind or version, cut off or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FormatError> {
        let (mut taxonomy, text) = read(bytes)?;
        taxonomy.labels.text = bytes[text..].to_vec();
        taxonomy.checked()
    }

    /// Opens a compiled taxonomy, and keeps the label texts where they are:
    /// quicker than [`Taxonomy::from_bytes`] for a file just read.
    ///
    /// # Errors
    ///
    /// As [`Taxonomy::from_bytes`].
    pub fn from_vec(mut bytes: Vec<u8>) -> Result<Self, FormatError> {
        let (mut taxonomy, text) = read(&bytes)?;
        bytes.drain(..text);
        bytes.shrink_to_fit();
        taxonomy.labels.text = bytes;
        taxonomy.checked()
    }

    fn checked(self) -> Result<Self, FormatError> {
        if self.is_sound() { Ok(self) } else { Err(FormatError::Damaged) }
    }

    pub(crate) fn content_checksum(&self) -> u32 {
        crc32fast::hash(&self.content())
    }

    fn content(&self) -> Vec<u8> {
        let mut out = Writer(Vec::new());
        out.bytes(self.name.as_bytes());
        out.bytes(&self.table.to_bytes());
        out.length(self.ids.len());
        for id in &self.ids {
            out.id(*id);
        }
        out.bytes(&self.kinds.iter().map(|kind| *kind as u8).collect::<Vec<_>>());
        out.length(self.replaced.len());
        for (id, by) in &self.replaced {
            out.id(*id);
            out.0.extend_from_slice(&by.to_le_bytes());
        }
        for plain in self.plain().into_iter().chain([&self.support]) {
            out.u32s(&plain.first);
            out.u32s(&plain.items);
        }
        out.u32s(&self.matches.first);
        out.u32s(&self.matches.items.iter().map(|item| item.0).collect::<Vec<_>>());
        out.bytes(&self.matches.items.iter().map(|item| item.1).collect::<Vec<_>>());
        out.labels(&self.labels);
        out.0
    }

    /// Relations whose items are concepts alone.
    fn plain(&self) -> [&Csr<u32>; 5] {
        [&self.broader, &self.narrower, &self.related, &self.essential, &self.optional]
    }

    /// Whether every index points at something.
    fn is_sound(&self) -> bool {
        let rows = self.len();
        let inside = |concept: &u32| (*concept as usize) < rows;
        let labels = &self.labels;
        self.kinds.len() == rows
            && self.ids.is_sorted()
            && self.replaced.iter().all(|(_, by)| inside(by))
            && self.plain().iter().all(|csr| csr.is_sound(rows) && csr.items.iter().all(inside))
            && self.support.is_sound(rows)
            && self.support.items.iter().all(|word| inside(&unpack(*word).0.0))
            && self.matches.is_sound(rows)
            && self
                .matches
                .items
                .iter()
                .all(|(to, kind)| inside(to) && usize::from(*kind) < MatchKind::ALL.len())
            && labels.first.len() == rows + 1
            && labels.first.is_sorted()
            && labels.first.last().is_some_and(|&end| end as usize == labels.len())
            && labels.start.len() == labels.len() + 1
            && labels.start.is_sorted()
            && labels.start.last().is_some_and(|&end| end as usize == labels.text.len())
    }
}

/// Everything but the label texts, and where they begin: they run to the end.
fn read(bytes: &[u8]) -> Result<(Taxonomy, usize), FormatError> {
    let after_magic = bytes.strip_prefix(MAGIC).ok_or(FormatError::NotATaxonomy)?;
    let mut reader = Reader(after_magic);
    let found = reader.u32()?;
    if found != VERSION {
        return Err(FormatError::Version { found });
    }
    let checksum = reader.u32()?;
    if crc32fast::hash(reader.0) != checksum {
        return Err(FormatError::Damaged);
    }
    let taxonomy = reader.taxonomy(checksum)?;
    let length = reader.u32()? as usize;
    if reader.0.len() == length {
        Ok((taxonomy, bytes.len() - length))
    } else {
        Err(FormatError::Damaged)
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn length(&mut self, length: usize) {
        self.0.extend_from_slice(&(length as u32).to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.length(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn u32s(&mut self, items: &[u32]) {
        self.length(items.len());
        self.0.extend(items.iter().flat_map(|item| item.to_le_bytes()));
    }

    fn id(&mut self, id: ConceptId) {
        self.bytes(id.to_string().as_bytes());
    }

    fn labels(&mut self, labels: &Labels) {
        self.length(labels.languages.len());
        for language in &labels.languages {
            self.bytes(language.as_bytes());
        }
        self.u32s(&labels.first);
        self.length(labels.tag.len());
        self.0.extend(labels.tag.iter().flat_map(|tag| tag.to_le_bytes()));
        self.u32s(&labels.start);
        self.bytes(&labels.text);
    }
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn taxonomy(&mut self, checksum: u32) -> Result<Taxonomy, FormatError> {
        let name = self.text()?;
        let table = self.bytes()?.try_into().map_err(|_| FormatError::Damaged)?;
        let ids = (0..self.u32()?).map(|_| self.id()).collect::<Result<_, _>>()?;
        let kinds = self.kinds()?;
        let replaced = (0..self.u32()?)
            .map(|_| Ok((self.id()?, self.u32()?)))
            .collect::<Result<_, FormatError>>()?;
        Ok(Taxonomy {
            name,
            checksum,
            table: SimilarityTable::from_bytes(table),
            ids,
            kinds,
            replaced,
            broader: self.plain()?,
            narrower: self.plain()?,
            related: self.plain()?,
            essential: self.plain()?,
            optional: self.plain()?,
            support: self.plain()?,
            matches: self.tagged()?,
            labels: self.labels()?,
            ..Taxonomy::default()
        })
    }

    fn take(&mut self, length: usize) -> Result<&'b [u8], FormatError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(FormatError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn u32(&mut self) -> Result<u32, FormatError> {
        let bytes = self.take(4)?.try_into().map_err(|_| FormatError::Damaged)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn bytes(&mut self) -> Result<&'b [u8], FormatError> {
        let length = self.u32()? as usize;
        self.take(length)
    }

    fn text(&mut self) -> Result<String, FormatError> {
        let bytes = self.bytes()?.to_vec();
        String::from_utf8(bytes).map_err(|_| FormatError::Damaged)
    }

    fn u32s(&mut self) -> Result<Vec<u32>, FormatError> {
        let length = self.u32()? as usize;
        let bytes = self.take(length.checked_mul(4).ok_or(FormatError::Damaged)?)?;
        let (items, _) = bytes.as_chunks::<4>();
        Ok(items.iter().map(|item| u32::from_le_bytes(*item)).collect())
    }

    fn u16s(&mut self) -> Result<Vec<u16>, FormatError> {
        let length = self.u32()? as usize;
        let bytes = self.take(length.checked_mul(2).ok_or(FormatError::Damaged)?)?;
        let (items, _) = bytes.as_chunks::<2>();
        Ok(items.iter().map(|item| u16::from_le_bytes(*item)).collect())
    }

    fn id(&mut self) -> Result<ConceptId, FormatError> {
        let text = std::str::from_utf8(self.bytes()?).map_err(|_| FormatError::Damaged)?;
        text.parse().map_err(|_| FormatError::Damaged)
    }

    fn kinds(&mut self) -> Result<Vec<ConceptKind>, FormatError> {
        let known = |byte: &u8| ConceptKind::ALL.get(usize::from(*byte)).copied();
        self.bytes()?.iter().map(known).collect::<Option<_>>().ok_or(FormatError::Damaged)
    }

    fn plain(&mut self) -> Result<Csr<u32>, FormatError> {
        Ok(Csr { first: self.u32s()?, items: self.u32s()? })
    }

    fn tagged(&mut self) -> Result<Csr<(u32, u8)>, FormatError> {
        let first = self.u32s()?;
        let concepts = self.u32s()?;
        let tags = self.bytes()?;
        if tags.len() != concepts.len() {
            return Err(FormatError::Damaged);
        }
        Ok(Csr { first, items: concepts.into_iter().zip(tags.iter().copied()).collect() })
    }

    fn labels(&mut self) -> Result<Labels, FormatError> {
        let count = self.u32()?;
        Ok(Labels {
            languages: (0..count).map(|_| self.text()).collect::<Result<_, _>>()?,
            first: self.u32s()?,
            tag: self.u16s()?,
            start: self.u32s()?,
            text: Vec::new(),
        })
    }
}
