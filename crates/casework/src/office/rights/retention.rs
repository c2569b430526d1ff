//! How long what is known about a person is kept: rules as data.

use chrono::{Datelike, NaiveDate};
use etablera_domain::ParticipantId;
use etablera_domain::event::Case;
use serde::{Deserialize, Serialize};

use crate::office::facts::of_case;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// The rules that ship.
const SHIPPED: &str = include_str!("../../../data/retention.json");

/// What a time of keeping begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// The case was closed.
    Closed,
    /// An operation was left; for those who were never in one the rule does
    /// not hold, and for those still in one it never ends.
    LeftOperation,
}

/// One rule: so many years after something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Names the rule, and the kind of record.
    pub record: String,
    /// Years to keep it.
    pub years: u16,
    /// What they begin with.
    pub after: After,
    /// Whether they begin with 31 December of that year.
    #[serde(default)]
    pub from_year_end: bool,
    /// Where the rule stands.
    pub source: String,
    /// Whether somebody has checked it against the source. One that is not is
    /// a proposal to look at.
    pub verified: bool,
}

/// The rules of an organisation; a case is due when all that hold for it are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// The rules.
    pub rules: Vec<Rule>,
}

/// The text is no set of rules.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// It is not of the form.
    #[error("the rules of retention cannot be read: {0}")]
    Form(#[from] serde_json::Error),
    /// Nothing says when a closed case is due.
    #[error("the rules of retention have none after `closed`: expected at least one")]
    NoEnd,
}

/// A case that is due for erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DueErasure {
    /// Whose.
    pub participant: ParticipantId,
    /// Since which day.
    pub due: NaiveDate,
    /// By which rules, the last to end first.
    pub rules: Vec<String>,
    /// Whether all of these rules are verified; if not, it is a proposal.
    pub verified: bool,
}

impl Retention {
    /// The rules that ship. None of them is verified.
    ///
    /// # Panics
    ///
    /// Never: a test reads them.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
    pub fn shipped() -> Self {
        Self::parse(SHIPPED).expect("the rules that ship can be read")
    }

    /// Reads an organisation's own rules.
    ///
    /// # Errors
    ///
    /// When the text is not of the form, or has no rule after `closed`.
    pub fn parse(text: &str) -> Result<Self, RetentionError> {
        let rules: Self = serde_json::from_str(text)?;
        match rules.rules.iter().any(|rule| rule.after == After::Closed) {
            true => Ok(rules),
            false => Err(RetentionError::NoEnd),
        }
    }

    /// When a case is due and by which rules; none if it is kept without end
    /// for now.
    #[must_use]
    pub fn due(&self, case: &Case) -> Option<(NaiveDate, Vec<&Rule>)> {
        let mut ends = Vec::new();
        for rule in &self.rules {
            match rule.begins(case) {
                Begin::Never => {}
                Begin::NotYet => return None,
                Begin::On(day) => ends.push((rule.ends(day)?, rule)),
            }
        }
        ends.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
        let last = ends.first()?.0;
        Some((last, ends.into_iter().map(|(_, rule)| rule).collect()))
    }
}

/// When a rule begins to count.
enum Begin {
    /// It does not hold for the case.
    Never,
    /// What it counts from has not happened.
    NotYet,
    /// On this day.
    On(NaiveDate),
}

impl Rule {
    fn begins(&self, case: &Case) -> Begin {
        match self.after {
            After::Closed => match &case.closed {
                Some(closed) => Begin::On(closed.on),
                None => Begin::NotYet,
            },
            After::LeftOperation => {
                let times = || case.enrolments.values().flatten();
                if times().any(|time| time.left.is_none()) {
                    return Begin::NotYet;
                }
                let last = times().filter_map(|time| time.left.as_ref()).map(|left| left.on).max();
                last.map_or(Begin::Never, Begin::On)
            }
        }
    }

    /// The first day on which it need not be kept any more; none beyond the
    /// calendar.
    fn ends(&self, begin: NaiveDate) -> Option<NaiveDate> {
        let year = begin.year().checked_add(i32::from(self.years))?;
        if self.from_year_end {
            return NaiveDate::from_ymd_opt(year, 12, 31)?.succ_opt();
        }
        // The 29th of February ends with the 28th.
        let same = NaiveDate::from_ymd_opt(year, begin.month(), begin.day());
        same.or_else(|| NaiveDate::from_ymd_opt(year, begin.month(), 28))?.succ_opt()
    }
}

/// The closed cases that are due for erasure on a day, of those whose erasure
/// the caller may prepare: by the day they are due, then id. Nothing is ever
/// erased by this alone.
///
/// # Errors
///
/// When the store fails.
pub fn due_for_erasure<'a>(
    office: &'a Office,
    call: &'a Call,
    (rules, as_of): (&'a Retention, NaiveDate),
) -> UseCase<'a, Vec<DueErasure>> {
    office.look(call, async move |work| {
        work.log_list("due_for_erasure");
        let mut list = Vec::new();
        for (subject, case) in work.cases().await? {
            let Some((due, rules)) = rules.due(&case).filter(|(due, _)| *due <= as_of) else {
                continue;
            };
            let may =
                work.may_silently(Action::PrepareErasure, &of_case((&subject, &case), call.today));
            if may && case.erased.is_none() {
                let verified = rules.iter().all(|rule| rule.verified);
                let rules = rules.iter().map(|rule| rule.record.clone()).collect();
                list.push(DueErasure { participant: case.id.clone(), due, rules, verified });
            }
        }
        list.sort_by(|a, b| (a.due, &a.participant).cmp(&(b.due, &b.participant)));
        Ok(list)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_that_ship_can_be_read_and_promise_nothing() {
        let rules = Retention::shipped();
        assert!(rules.rules.iter().all(|rule| !rule.verified));
        assert!(matches!(Retention::parse(r#"{"rules":[]}"#), Err(RetentionError::NoEnd)));
        assert!(matches!(Retention::parse("{"), Err(RetentionError::Form(_))));
    }

    #[test]
    fn years_end_on_the_day_after_and_in_leap_years_too() {
        let rule = |years, from_year_end| Rule {
            record: "case".to_owned(),
            years,
            after: After::Closed,
            from_year_end,
            source: String::new(),
            verified: true,
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (begin, years, year_end, end) in [
            ("2026-03-02", 2, false, "2028-03-03"),
            ("2028-02-29", 1, false, "2029-03-01"),
            ("2028-02-29", 4, false, "2032-03-01"),
            ("2026-03-02", 5, true, "2032-01-01"),
            ("2026-12-31", 0, true, "2027-01-01"),
        ] {
            assert_eq!(rule(years, year_end).ends(day(begin)), Some(day(end)), "{begin} {years}");
        }
        assert_eq!(rule(1, true).ends(NaiveDate::MAX), None);
    }
}
