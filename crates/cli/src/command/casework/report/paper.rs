//! A report as a file.

use std::path::Path;

use etablera_reporting::document::Document;
use etablera_reporting::render::{self, XlsxError};

use crate::error::CommandError;
use crate::file::write_private;
use crate::io::Io;

/// The width of a report as plain text, in characters.
const WIDTH: usize = 80;

/// A form that a report is written in.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Xlsx,
    Csv,
    Json,
    Text,
    Markdown,
    Pdf,
}

/// Every form by the end of a file's name.
const FORMS: [(&str, Form); 7] = [
    ("html", Form::Html),
    ("xlsx", Form::Xlsx),
    ("csv", Form::Csv),
    ("json", Form::Json),
    ("txt", Form::Text),
    ("md", Form::Markdown),
    ("pdf", Form::Pdf),
];

/// Writes a report to a file that only its owner may read, in the form that
/// the name ends with, whole or not at all.
pub(super) fn write(document: &Document, to: &Path, io: &mut Io<'_>) -> Result<(), CommandError> {
    let bytes = match form(to)? {
        Form::Html => render::html(document).into_bytes(),
        Form::Xlsx => render::xlsx(document).map_err(unwritten)?,
        Form::Csv => render::csv(document).into_bytes(),
        Form::Json => render::json(document).into_bytes(),
        Form::Text => render::text(document, WIDTH).into_bytes(),
        Form::Markdown => render::markdown(document).into_bytes(),
        Form::Pdf => pdf(document)?,
    };
    write_private(to, |out| out.write_all(&bytes))?;
    io.remark(&format!("the report is in `{}`", to.display()));
    Ok(())
}

/// The form that the name of a file ends with.
fn form(file: &Path) -> Result<Form, CommandError> {
    let end = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let known = FORMS.iter().find(|(name, _)| *name == end);
    known.map(|(_, form)| *form).ok_or_else(|| {
        let names = FORMS.map(|(name, _)| format!("`.{name}`")).join(", ");
        let file = file.display();
        CommandError::Use(format!("`{file}` has no known form: expected one of {names} at its end"))
    })
}

#[expect(clippy::needless_pass_by_value, reason = "the form that `map_err` asks for")]
fn unwritten(error: XlsxError) -> CommandError {
    CommandError::Use(error.to_string())
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document) -> Result<Vec<u8>, CommandError> {
    // No day is said: the same report gives the same bytes on any.
    render::pdf(document, None).map_err(|error| CommandError::Use(error.to_string()))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Document) -> Result<Vec<u8>, CommandError> {
    let said =
        "PDF was not built in: expected `etablera` built with the feature `pdf`, or another form";
    Err(CommandError::Use(said.to_owned()))
}
