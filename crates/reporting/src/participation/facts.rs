//! What some indicators ask besides days and statuses.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::Reply;
use etablera_domain::event::{Improvement, Measure};
use etablera_taxonomy::Cefr;
use serde::{Deserialize, Serialize};

/// The answers of special categories (Art. 9), from a register of their own.
/// Silence, a refusal and a no are three things here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Special {
    /// Whether with a disability.
    pub disability: Reply<bool>,
    /// Whether of a minority, such as the Roma.
    pub minority: Reply<bool>,
}

/// The level of the language before and after the course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageLevels {
    /// Before; none inside is below A1.
    pub before: Reply<Option<Cefr>>,
    /// After, and the day of the test.
    pub after: Reply<(NaiveDate, Option<Cefr>)>,
}

impl LanguageLevels {
    /// How many levels it rose, below 0 where it fell, if both are known. From
    /// below A1 to A1 is one.
    #[must_use]
    pub fn steps(&self) -> Option<i8> {
        let height = |level: Option<Cefr>| level.map_or(0, |level| level as i8 + 1);
        let (before, (_, after)) = (self.before.known()?, self.after.known()?);
        Some(height(*after) - height(*before))
    }
}

/// What some indicators ask besides days and statuses. What is absent is not
/// known of the person; whether anybody asks at all is a [`Source`] of the
/// cohort.
///
/// [`Source`]: super::Source
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// Since when out of work, before entering.
    pub unemployed_since: Option<NaiveDate>,
    /// Whether below 25 on the day of entering, which age bands do not tell.
    pub below_25: Reply<bool>,
    /// The day on which a competent body found that the person has reached a
    /// qualification; the first, if there are several.
    pub qualified: Option<NaiveDate>,
    /// How work changed since entering, by the day it was so.
    pub improvements: BTreeMap<NaiveDate, Improvement>,
    /// What the person got, by its first day.
    pub measures: BTreeMap<Measure, NaiveDate>,
    /// The level of the language.
    pub language: LanguageLevels,
    /// Whether the person says that it helped with integration.
    pub helpful: Reply<bool>,
    /// When the person applied for the recognition of a qualification from a
    /// third country, or for an assessment of skills.
    pub recognition_applied: Option<NaiveDate>,
    /// When the person applied for residence of long term.
    pub residence_applied: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_count_from_below_a1_and_only_what_is_known() {
        let on = "2024-06-01".parse().expect("a day");
        let steps = |before, after| {
            let after = Reply::Known((on, after));
            LanguageLevels { before: Reply::Known(before), after }.steps()
        };
        assert_eq!(steps(None, Some(Cefr::A1)), Some(1));
        assert_eq!(steps(None, None), Some(0));
        assert_eq!(steps(Some(Cefr::A2), Some(Cefr::B1)), Some(1));
        assert_eq!(steps(Some(Cefr::B1), Some(Cefr::B1)), Some(0));
        assert_eq!(steps(Some(Cefr::C2), Some(Cefr::A1)), Some(-5));
        let before = Reply::Declined;
        let declined = LanguageLevels { before, after: Reply::Known((on, Some(Cefr::C1))) };
        assert_eq!(declined.steps(), None);
        assert_eq!(LanguageLevels::default().steps(), None);
    }
}
