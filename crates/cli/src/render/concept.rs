//! One concept of a taxonomy, for reading and as comma-separated values.

use std::io;

use etablera_taxonomy::{Concept, LabelKind, Taxonomy};

use super::style::{heading, paint};
use super::wrap::wrap;
use crate::error::CommandError;
use crate::io::Io;

/// How many of a kind of relation are shown.
const SHOWN: usize = 12;

/// A concept with its labels and relations.
pub(crate) fn text(taxonomy: &Taxonomy, concept: Concept, io: &mut Io<'_>) -> io::Result<()> {
    let name = taxonomy.display_label(concept, "sv").unwrap_or_default();
    writeln!(io.out, "{}", paint(name, heading(), io.screen))?;
    writeln!(io.out, "  {} · {}", taxonomy.id(concept), taxonomy.kind(concept).name())?;
    for language in taxonomy.languages() {
        labels(taxonomy, concept, language, io)?;
    }
    let relations = [
        ("broader", taxonomy.broader(concept).collect()),
        ("narrower", taxonomy.narrower(concept).collect()),
        ("related", taxonomy.related(concept).collect()),
        ("essential", taxonomy.essential(concept).collect()),
        ("optional", taxonomy.optional(concept).collect()),
    ];
    for (relation, others) in relations {
        self::relation(taxonomy, (relation, others), io)?;
    }
    for (other, kind) in taxonomy.matches(concept) {
        relation(taxonomy, (kind.name(), vec![other]), io)?;
    }
    writeln!(io.out)
}

fn labels(
    taxonomy: &Taxonomy,
    concept: Concept,
    language: &str,
    io: &mut Io<'_>,
) -> io::Result<()> {
    let own = |kind: LabelKind| {
        let labels = taxonomy.labels(concept);
        labels.filter(move |(l, k, _)| *l == language && *k == kind).map(|(.., text)| text)
    };
    let preferred: Vec<_> = own(LabelKind::Preferred).collect();
    let others: Vec<_> = own(LabelKind::Alternative).collect();
    if preferred.is_empty() && others.is_empty() {
        return Ok(());
    }
    let mut text = preferred.join(", ");
    if !others.is_empty() {
        text.push_str(&format!(" ({})", others.join(", ")));
    }
    line(&format!("  {language:<12} "), &text, io)
}

fn relation(
    taxonomy: &Taxonomy,
    (relation, others): (&str, Vec<Concept>),
    io: &mut Io<'_>,
) -> io::Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    let named = |concept: &Concept| {
        let label = taxonomy.display_label(*concept, "sv").unwrap_or_default();
        format!("{label} <{}>", taxonomy.id(*concept))
    };
    for (at, other) in others.iter().take(SHOWN).enumerate() {
        let heading = if at == 0 { relation } else { "" };
        line(&format!("  {heading:<12} "), &named(other), io)?;
    }
    match others.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => line("               ", &format!("… and {more} more"), io),
    }
}

fn line(first: &str, text: &str, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out, "{}", wrap(text, first, usize::from(io.screen.width)))
}

/// One row a concept.
pub(crate) fn csv(
    taxonomy: &Taxonomy,
    concepts: &[Concept],
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let mut table = csv::Writer::from_writer(&mut *io.out);
    table.write_record(["id", "kind", "label_sv", "label_en"])?;
    for &concept in concepts {
        let label = |language| taxonomy.label(concept, language).unwrap_or_default().to_owned();
        table.write_record([
            taxonomy.id(concept).to_string(),
            taxonomy.kind(concept).name().to_owned(),
            label("sv"),
            label("en"),
        ])?;
    }
    table.flush()?;
    Ok(())
}
