//! What became of job ads.

use std::io;

use etablera_casework::import::jobads::{Ads, ProblemKind, Source};
use serde_json::json;

use crate::args::Format;
use crate::error::CommandError;
use crate::io::Io;

/// How grave a problem is, in a word or two.
pub(crate) fn kind(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::NotAnAd => "not an ad",
        ProblemKind::NoNeed => "no need",
        ProblemKind::NotPlaced => "not placed",
        ProblemKind::Assumed => "assumed",
    }
}

/// The figures of an import.
pub(crate) fn summary(ads: &Ads, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    let it = &ads.summary;
    let shares = [Source::Structure, Source::Text, Source::Occupation].map(|of| it.percent(of));
    let figures = [
        ("ads", it.ads),
        ("needs", it.needs),
        ("not_ads", it.not_ads),
        ("no_need", it.no_need),
        ("requirements", it.requirements),
        ("musts", it.musts),
        ("not_placed", it.not_placed),
        ("assumed", it.assumed),
        ("percent_from_structure", shares[0]),
        ("percent_from_text", shares[1]),
        ("percent_from_occupation", shares[2]),
    ];
    match format {
        Format::Table => Ok(text(ads, shares, io)?),
        Format::Csv => {
            let mut table = csv::Writer::from_writer(&mut *io.out);
            table.write_record(figures.map(|(name, _)| name))?;
            table.write_record(figures.map(|(_, figure)| figure.to_string()))?;
            Ok(table.flush()?)
        }
        Format::Json | Format::Jsonl => {
            let object: serde_json::Map<_, _> =
                figures.iter().map(|(name, figure)| ((*name).to_owned(), json!(figure))).collect();
            let text = if format == Format::Json {
                serde_json::to_string_pretty(&object)?
            } else {
                serde_json::to_string(&object)?
            };
            Ok(writeln!(io.out, "{text}")?)
        }
    }
}

fn text(ads: &Ads, [structure, text, occupation]: [usize; 3], io: &mut Io<'_>) -> io::Result<()> {
    let it = &ads.summary;
    let (whole, tenth) = (it.tenths_a_need() / 10, it.tenths_a_need() % 10);
    writeln!(
        io.out,
        "{} ads: {} needs, {} without, {} not ads",
        it.ads, it.needs, it.no_need, it.not_ads
    )?;
    writeln!(
        io.out,
        "{} requirements, {whole}.{tenth} a need, {} of them musts that nobody has confirmed",
        it.requirements, it.musts
    )?;
    writeln!(
        io.out,
        "from the structure {structure} %, from the text {text} %, from the occupation {occupation} %"
    )?;
    writeln!(io.out, "{} things not placed, {} assumed: see the list", it.not_placed, it.assumed)
}
