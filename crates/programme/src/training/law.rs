//! What the ordinance on civic orientation asks of a content plan.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::content::ContentPlan;
use crate::decision::{Condition, Decision, Fact};
use crate::rules::{Amount, Rules, RulesError};

/// The shipped rules on civic orientation, SFS 2010:1138.
///
/// # Panics
/// Never: the file is part of the program.
#[must_use]
pub fn shipped_rules() -> Rules {
    Rules::parse(include_str!("../../rules/samhallsorientering.toml"))
        .expect("the shipped file is legal")
}

impl ContentPlan {
    /// Whether the plan is what the ordinance asks on a day: all parts of civic
    /// orientation, and hours enough in them together.
    ///
    /// # Errors
    /// A rule is missing.
    pub fn judge(&self, rules: &Rules, day: NaiveDate) -> Result<Decision, RulesError> {
        let parts = rules.on("samhallsorientering.3.parts", day)?;
        let hours = rules.on("samhallsorientering.5.hours", day)?;
        let topics: BTreeSet<_> = self.orientation().map(|part| part.topic).collect();
        let there = Fact::known("orientation_parts", topics.len());
        let minutes: u64 = self.orientation().map(|part| u64::from(part.minutes)).sum();
        let long = Fact::known("orientation_minutes", minutes);
        let at_least = |most: Amount, have: u64, each: i128| {
            // Below the line there is at least 1, so that both sides can be multiplied.
            let have = i128::from(have) * i128::from(most.denominator());
            have >= i128::from(most.numerator()) * each
        };
        let clauses = [
            parts.judge(there, |least, there| at_least(least, there as u64, 1)),
            hours.judge(long, |least, minutes| at_least(least, minutes, 60)),
        ];
        Ok(Decision::from(Condition::all(clauses)))
    }
}
