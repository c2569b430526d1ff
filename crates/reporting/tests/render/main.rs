//! Documents drawn: every value is there, in the right form, and no text is
//! taken for anything else.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod browser;
mod csv;
mod fixture;
mod html;
mod json;
mod laws;
mod markup;
mod monthly;
#[cfg(feature = "pdf")]
mod pdf;
mod text;
mod workbook;
