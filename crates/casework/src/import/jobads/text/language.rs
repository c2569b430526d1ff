//! Languages and their levels.

use std::ops::Range;

use etablera_domain::{LanguageSkill, What};
use etablera_taxonomy::Cefr;

use super::super::pattern::Table;
use super::super::phrases::{LANGUAGES, LEVELS, SKILLS};
use super::super::weigh::Sort;
use super::{Hit, Sight};

/// How many words before and after the name of a language speak of it.
const BEFORE: usize = 7;
const AFTER: usize = 7;

#[derive(Clone, Debug)]
pub(super) struct Tables {
    languages: Table<&'static str>,
    levels: Table<Cefr>,
    skills: Table<&'static [LanguageSkill]>,
}

impl Tables {
    pub(super) fn new() -> Self {
        Self {
            languages: Table::new(LANGUAGES),
            levels: Table::new(LEVELS),
            skills: Table::new(SKILLS),
        }
    }

    pub(super) fn find(&self, sight: &Sight<'_>, hits: &mut Vec<Hit>) {
        let words = &sight.clause.tokens;
        for (code, name) in self.languages.all(words) {
            let from = name.start.saturating_sub(BEFORE);
            let to = (name.end + AFTER).min(words.len());
            let near = |place: &Range<usize>| place.start >= from && place.end <= to;
            let levels = self.levels.all(words);
            // What stands nearest before the name counts, else what follows.
            let levels = || levels.iter().filter(|(_, place)| near(place));
            let level = levels()
                .filter(|(_, place)| place.start < name.start)
                .max_by_key(|(level, place)| (*level, place.end))
                .or_else(|| levels().max_by_key(|(level, _)| *level));
            let skills = self
                .skills
                .all(words)
                .into_iter()
                .filter(|(_, place)| near(place))
                .max_by_key(|(skills, _)| skills.len());
            if level.is_none() && skills.is_none() {
                continue;
            }
            let Ok(language) = code.parse() else { continue };
            let mut place = name.clone();
            for other in level.iter().map(|(_, place)| place).chain(skills.iter().map(|(_, p)| p)) {
                place = place.start.min(other.start)..place.end.max(other.end);
            }
            let level = level.map_or(Cefr::B1, |(level, _)| *level);
            let default = &[LanguageSkill::Reading, LanguageSkill::Interaction][..];
            for &skill in skills.map_or(default, |(skills, _)| skills) {
                let what = What::Language { language, skill, level };
                hits.extend(sight.hit(what, &place, Sort::Formal));
            }
        }
    }
}
