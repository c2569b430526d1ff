//! Competences that the taxonomy has a name for.

use etablera_domain::{Level, What};

use super::super::labels::Sort as Label;
use super::super::weigh::Sort;
use super::{Said, Sight, TextReader};

pub(super) fn find(sight: &Sight<'_>, reader: &TextReader<'_>, said: &mut Said) {
    let words = &sight.clause.tokens;
    let taken: Vec<_> = said.hits.iter().map(|hit| hit.place.clone()).collect();
    let mut at = 0;
    while at < words.len() {
        let key = (Label::Competence, sight.speech);
        let Some((concept, end)) = reader.labels.at(key, sight.text, words, at) else {
            at += 1;
            continue;
        };
        // What is a licence or an education already is not a competence too.
        let place = sight.place(&(at..end));
        if taken.iter().any(|other| other.start <= place.start && place.end <= other.end) {
            at = end;
            continue;
        }
        let announced = reader.experience.announces(sight, at);
        let sort = if announced.is_some() { Sort::Announced } else { Sort::Named };
        let what = What::Competence {
            concept: reader.taxonomy.id(concept),
            level: level(sight, announced.unwrap_or(at), at),
        };
        said.hits.extend(sight.hit(what, &(at..end), sort));
        at = end;
    }
}

/// *Grundläggande* and the like ask for less than doing it alone.
fn level(sight: &Sight<'_>, from: usize, to: usize) -> Level {
    let words = &sight.clause.tokens[from.saturating_sub(1)..to];
    let low = |word: &str| ["grundläggande", "viss", "vissa", "basic", "enklare"].contains(&word);
    if words.iter().any(|token| low(&token.word)) { Level::WithSupport } else { Level::Independent }
}
