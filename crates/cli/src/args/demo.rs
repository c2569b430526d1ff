//! The arguments of `etablera demo`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use etablera_programme::story::Story;

use super::Language;

#[derive(Debug, clap::Args)]
pub(crate) struct Demo {
    /// The story of a programme that ships, and no town and no report.
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "out",
        value_parser = PossibleValuesParser::new(Story::shipped_names())
    )]
    pub(crate) programme: Option<String>,
    /// The folder that the report is written to.
    #[arg(long, value_name = "DIR", default_value = "etablera-demo")]
    pub(crate) out: PathBuf,
    /// The language of the texts.
    #[arg(long, value_enum, default_value_t = Language::Sv)]
    pub(crate) language: Language,
}
