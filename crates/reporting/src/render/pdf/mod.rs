//! A document as PDF/UA-1.

mod content;
mod fonts;
mod world;

use chrono::{Datelike, NaiveDate};
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::document::Document;

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// The document could not be set on pages, or the pages do not conform.
    #[error("the document cannot be set as PDF/UA-1: {0}")]
    Typeset(String),
}

/// A document as PDF/UA-1, for paper and archives: tagged, with its language
/// and title, headings, tables with named rows and columns, and charts with
/// their words. It says that it was made on the day that is given, if any; the
/// same document and day give the same bytes.
///
/// No text is read as markup. A letter that the fonts that are built in do not
/// have is shown as `\u{fffd}`; they have Latin, Greek and Cyrillic letters.
///
/// # Errors
///
/// When the pages do not conform to PDF/UA-1.
pub fn pdf(document: &Document, made: Option<NaiveDate>) -> Result<Vec<u8>, PdfError> {
    let world = world::World::new(content::of(document));
    let pages = typst::compile::<PagedDocument>(&world).output.map_err(refused)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| PdfError::Typeset(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(document.title.clone()),
        timestamp: made.and_then(midnight).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(refused)
}

fn midnight(on: NaiveDate) -> Option<Datetime> {
    let (month, day) = (u8::try_from(on.month()).ok()?, u8::try_from(on.day()).ok()?);
    Datetime::from_ymd_hms(on.year(), month, day, 0, 0, 0)
}

#[expect(clippy::needless_pass_by_value, reason = "the form that `map_err` asks for")]
fn refused(errors: EcoVec<SourceDiagnostic>) -> PdfError {
    let errors: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    PdfError::Typeset(errors.join("; "))
}
