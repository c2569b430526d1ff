//! In which form and language answers are written.

use clap::ValueEnum;
use etablera_casework::receipt;
use etablera_casework::words::Tongue;

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading.
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values, one row each.
    Csv,
}

/// The language of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Swedish.
    Sv,
    /// Plain Swedish.
    SvPlain,
    /// English.
    En,
}

impl From<Format> for receipt::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Table,
            Format::Json => Self::Json,
            Format::Jsonl => Self::Jsonl,
            Format::Csv => Self::Csv,
        }
    }
}

impl From<receipt::Format> for Format {
    fn from(format: receipt::Format) -> Self {
        match format {
            receipt::Format::Table => Self::Table,
            receipt::Format::Json => Self::Json,
            receipt::Format::Jsonl => Self::Jsonl,
            receipt::Format::Csv => Self::Csv,
        }
    }
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Swedish => Self::Sv,
            Tongue::PlainSwedish => Self::SvPlain,
            Tongue::English => Self::En,
        }
    }
}

impl From<Language> for Tongue {
    fn from(language: Language) -> Self {
        match language {
            Language::Sv => Self::Swedish,
            Language::SvPlain => Self::PlainSwedish,
            Language::En => Self::English,
        }
    }
}
