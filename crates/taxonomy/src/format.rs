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
use crate::similarity::SimilarityTable;
use crate::taxonomy::Taxonomy;

const MAGIC: &[u8; 12] = b"etablera-tax";
const VERSION: u32 = 1;
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
        let after_magic = bytes.strip_prefix(MAGIC).ok_or(FormatError::NotATaxonomy)?;
        let mut header = Reader(after_magic);
        let found = header.u32()?;
        if found != VERSION {
            return Err(FormatError::Version { found });
        }
        let checksum = header.u32()?;
        let content = header.0;
        if crc32fast::hash(content) != checksum {
            return Err(FormatError::Damaged);
        }
        let taxonomy = read_content(content, checksum)?;
        if taxonomy.is_sound() { Ok(taxonomy) } else { Err(FormatError::Damaged) }
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
        for plain in [&self.broader, &self.narrower, &self.related, &self.essential, &self.optional]
        {
            out.u32s(&plain.first);
            out.u32s(&plain.items);
        }
        for tagged in [&self.matches, &self.support] {
            out.u32s(&tagged.first);
            out.u32s(&tagged.items.iter().map(|item| item.0).collect::<Vec<_>>());
            out.bytes(&tagged.items.iter().map(|item| item.1).collect::<Vec<_>>());
        }
        out.labels(&self.labels);
        out.0
    }

    /// Whether every index points at something.
    fn is_sound(&self) -> bool {
        let rows = self.len();
        let inside = |concept: &u32| (*concept as usize) < rows;
        let plain = [&self.broader, &self.narrower, &self.related, &self.essential, &self.optional];
        let labels = &self.labels;
        self.kinds.len() == rows
            && self.ids.is_sorted()
            && self.replaced.iter().all(|(_, by)| inside(by))
            && plain.iter().all(|csr| csr.is_sound(rows) && csr.items.iter().all(inside))
            && [&self.matches, &self.support]
                .iter()
                .all(|csr| csr.is_sound(rows) && csr.items.iter().all(|item| inside(&item.0)))
            && self.matches.items.iter().all(|item| usize::from(item.1) < MatchKind::ALL.len())
            && labels.first.len() == rows + 1
            && labels.first.is_sorted()
            && labels.first.last().is_some_and(|&end| end as usize == labels.len())
            && labels.start.len() == labels.len() + 1
            && labels.start.is_sorted()
            && labels.start.last().is_some_and(|&end| end as usize == labels.text.len())
    }
}

fn read_content(content: &[u8], checksum: u32) -> Result<Taxonomy, FormatError> {
    let mut reader = Reader(content);
    let name = reader.text()?;
    let table = reader.bytes()?.try_into().map_err(|_| FormatError::Damaged)?;
    let ids = (0..reader.u32()?).map(|_| reader.id()).collect::<Result<_, _>>()?;
    let kinds = reader.kinds()?;
    let replaced = (0..reader.u32()?)
        .map(|_| Ok((reader.id()?, reader.u32()?)))
        .collect::<Result<_, FormatError>>()?;
    Ok(Taxonomy {
        name,
        checksum,
        table: SimilarityTable::from_bytes(table),
        ids,
        kinds,
        replaced,
        broader: reader.plain()?,
        narrower: reader.plain()?,
        related: reader.plain()?,
        essential: reader.plain()?,
        optional: reader.plain()?,
        matches: reader.tagged()?,
        support: reader.tagged()?,
        labels: reader.labels()?,
        ..Taxonomy::default()
    })
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
        self.u32s(&labels.tag.iter().map(|tag| u32::from(*tag)).collect::<Vec<_>>());
        self.u32s(&labels.start);
        self.bytes(&labels.text);
    }
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
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
            tag: self.u32s()?.into_iter().map(|tag| tag as u16).collect(),
            start: self.u32s()?,
            text: self.bytes()?.to_vec(),
        })
    }
}
