//! Norwegian measures that a person and a workplace can be helped with.
//!
//! Nobody here has read the regulation. The lengths are shown as they were heard
//! of, and the answer is always that there is too little data.

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::facts::Facts;
use super::form::Form;
use crate::calendar::{add_days, last_day};
use crate::decision::{Asked, Clause, Condition, Fact, whole};
use crate::rules::{Amount, Held, Rules, RulesError, Unit};

/// What is heard of whether a measure may last as it is meant to, on `day`;
/// `measure` is its name in the rules. Where it may last longer for some, both
/// lengths are asked for, since it is not known for whom.
pub(super) fn measure(
    rules: &Rules,
    (form, measure): (Form, &str),
    facts: &Facts,
    day: NaiveDate,
) -> Result<Assessment, RulesError> {
    let asked = Asked { rules, statute: "norway", facts, day };
    let mut lengths = vec![fits(&asked.rule(&format!("{measure}.length"))?, facts)];
    let longer = format!("norway.{measure}.length.reduced");
    if rules.get(&longer).is_some() {
        lengths.push(fits(&rules.on(&longer, day)?, facts));
    }
    Ok(Assessment::new(form, Condition::any(lengths), []))
}

/// Whether the days of the measure are no more than the longest.
fn fits(longest: &Held, facts: &Facts) -> Clause {
    let in_weeks = longest.ground().unit == Unit::Week;
    let fact = match (facts.from, facts.to) {
        (Some(from), Some(to)) => Fact::known("to", (from, to)),
        (None, _) => Fact::new("from", None),
        (_, None) => Fact::new("to", None),
    };
    longest.judge_with([], fact, |most, [], (from, to)| {
        let last = last(from, most, in_weeks)?;
        (from <= to).then_some(to <= last)
    })
}

fn last(from: NaiveDate, most: Amount, in_weeks: bool) -> Option<NaiveDate> {
    let most = whole(most)?.max(1);
    let weeks = add_days(from, u64::from(most) * 7 - 1);
    Some(if in_weeks { weeks } else { last_day(from, most) })
}
