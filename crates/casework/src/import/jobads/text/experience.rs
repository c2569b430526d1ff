//! Time in an occupation.

use std::ops::Range;

use etablera_domain::What;

use super::super::labels::Sort as Label;
use super::super::pattern::Table;
use super::super::phrases::{DURATION, EXPERIENCE, KNOWLEDGE, NUMBERS, OWN_OCCUPATION};
use super::super::weigh::Sort;
use super::{Said, Sight, TextReader};

/// The least that can be asked, where the ad does not say how long.
pub(in super::super) const LEAST_MONTHS: u16 = 1;
const LENGTH_ASSUMED: &str = "no length is named: taken for 1 month";
/// How many words after *erfarenhet* may lead to the name of an occupation.
const WITHIN: usize = 6;

#[derive(Clone, Debug)]
pub(super) struct Tables {
    experience: Table<()>,
    knowledge: Table<()>,
    own: Table<()>,
    units: Table<u16>,
    numbers: Table<u16>,
}

impl Tables {
    pub(super) fn new() -> Self {
        Self {
            experience: Table::new(EXPERIENCE),
            knowledge: Table::new(KNOWLEDGE),
            own: Table::new(OWN_OCCUPATION),
            units: Table::new(DURATION),
            numbers: Table::new(NUMBERS),
        }
    }

    pub(super) fn find(&self, sight: &Sight<'_>, reader: &TextReader<'_>, said: &mut Said) {
        let words = &sight.clause.tokens;
        for (_, place) in &self.experience.all(words) {
            let duration = self.duration(sight, place);
            if let (Some((months, _)), Some(_)) = (&duration, self.asks(sight)) {
                said.months = Some(said.months.map_or(*months, |least| least.min(*months)));
            }
            let named = self.named(sight, reader, place.end);
            let own = || self.own.all(words).into_iter().map(|(_, place)| place).next();
            let (occupation, at) = match (named, sight.own) {
                (Some(found), _) => found,
                (None, Some(own_occupation)) => match own() {
                    Some(at) => (own_occupation, at),
                    None => continue,
                },
                _ => continue,
            };
            let mut whole = place.start.min(at.start)..place.end.max(at.end);
            if let Some((_, length)) = &duration {
                whole = whole.start.min(length.start)..whole.end.max(length.end);
            }
            let months = duration.as_ref().map_or(LEAST_MONTHS, |(months, _)| *months);
            let what = What::Experience { occupation, months };
            let hit = sight.hit(what, &whole, Sort::Formal);
            said.hits.extend(hit.map(|mut hit| {
                hit.assumed = duration.is_none().then_some(LENGTH_ASSUMED);
                hit
            }));
        }
    }

    /// The occupation that *som …* names soon after `from`.
    fn named(
        &self,
        sight: &Sight<'_>,
        reader: &TextReader<'_>,
        from: usize,
    ) -> Option<(etablera_taxonomy::ConceptId, Range<usize>)> {
        let words = &sight.clause.tokens;
        let to = (from + WITHIN).min(words.len());
        let leads = |at: &usize| matches!(words[*at].word.as_str(), "som" | "as");
        let som = (from..to).find(leads)?;
        (som + 1..(som + 4).min(words.len())).find_map(|at| {
            let key = (Label::Occupation, sight.speech);
            let (concept, end) = reader.labels.at(key, sight.text, words, at)?;
            Some((reader.taxonomy.id(concept), at..end))
        })
    }

    /// Where the clause asks for experience of something.
    pub(super) fn asks(&self, sight: &Sight<'_>) -> Option<Range<usize>> {
        let (_, place) = self.experience.all(&sight.clause.tokens).into_iter().next()?;
        let end = sight.clause.tokens.len();
        sight.cues.weigh(sight.clause.section, &place, Sort::Formal)?;
        Some(place.start..end)
    }

    /// Whether a word of knowing or experience stands shortly before `at`.
    pub(super) fn announces(&self, sight: &Sight<'_>, at: usize) -> Option<usize> {
        let words = &sight.clause.tokens;
        let before = at.saturating_sub(8);
        (before..at).find(|&start| {
            self.experience.at(words, start).is_some() || self.knowledge.at(words, start).is_some()
        })
    }

    /// A length of time beside a word for experience: "minst två års
    /// erfarenhet", "6–12 månaders". Of a range the lower end counts.
    fn duration(
        &self,
        sight: &Sight<'_>,
        experience: &Range<usize>,
    ) -> Option<(u16, Range<usize>)> {
        let words = &sight.clause.tokens;
        let number = |at: usize| {
            let word = &words[at].word;
            word.parse().ok().or_else(|| self.numbers.at(words, at).map(|(number, _)| number))
        };
        let least = |place: &Range<usize>| {
            let before = &words[place.start.saturating_sub(4)..place.start];
            before.iter().any(|token| matches!(token.word.as_str(), "minst" | "än" | "least" | "i"))
        };
        let near = |place: &Range<usize>| {
            let before = place.end <= experience.start && experience.start - place.end <= 2;
            let after = place.start >= experience.end && place.start - experience.end <= WITHIN;
            before || after && least(place)
        };
        let (unit, place) = self.units.all(words).into_iter().find(|(_, place)| near(place))?;
        let from = place.start.saturating_sub(2);
        let first = (from..place.start).find(|&at| number(at).is_some())?;
        let months = number(first)?.checked_mul(unit)?;
        (1..=240).contains(&months).then_some((months, first..place.end))
    }
}
