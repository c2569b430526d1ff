//! Education.

use etablera_domain::{EducationRequirement, What};

use super::super::pattern::Table;
use super::super::phrases::{EDUCATIONS, FIELDS};
use super::super::weigh::Sort;
use super::{Hit, Sight};

/// How many words after an education may name its field.
const FIELD_WITHIN: usize = 4;

#[derive(Clone, Debug)]
pub(super) struct Tables {
    educations: Table<(&'static str, &'static str)>,
    fields: Table<&'static str>,
}

impl Tables {
    pub(super) fn new() -> Self {
        Self { educations: Table::new(EDUCATIONS), fields: Table::new(FIELDS) }
    }

    pub(super) fn find(&self, sight: &Sight<'_>, hits: &mut Vec<Hit>) {
        let words = &sight.clause.tokens;
        for ((level, field), mut place) in self.educations.all(words) {
            let Ok(level) = level.parse() else { continue };
            let mut field = field.parse().ok();
            let to = (place.end + FIELD_WITHIN).min(words.len());
            let named = (place.end..to).find_map(|at| self.fields.at(&words[..to], at));
            if let (None, Some((code, end))) = (field, named) {
                field = code.parse().ok();
                place.end = end;
            }
            let education = EducationRequirement { level, seqf: None, field, recognised: false };
            hits.extend(sight.hit(What::Education { education }, &place, Sort::Formal));
        }
    }
}
