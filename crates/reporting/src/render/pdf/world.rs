//! All that the typesetter may read: its template and one document.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use super::fonts::FONTS;

/// The page, which holds no text of a document.
const TEMPLATE: &str = include_str!("template.typ");

/// A world with a template, a document, and the fonts that are built in. There
/// is no clock in it and no way out.
pub(super) struct World {
    library: LazyHash<Library>,
    main: Source,
    /// The document, as JSON.
    data: Bytes,
}

impl World {
    pub(super) fn new(data: String) -> Self {
        Self {
            library: LazyHash::new(library()),
            main: Source::new(id("main.typ"), TEMPLATE.to_owned()),
            data: Bytes::from_string(data),
        }
    }
}

/// The library with what names the rows of tables, which is not on by itself.
fn library() -> Library {
    let features = std::iter::once(Feature::A11yExtras).collect();
    Library::builder().with_features(features).build()
}

/// The id of a file of this world.
fn id(name: &str) -> FileId {
    // These names are fixed, and are paths.
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("`{name}` is a path"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, file: FileId) -> FileResult<Source> {
        if file == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, file: FileId) -> FileResult<Bytes> {
        if file == id("document.json") {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
