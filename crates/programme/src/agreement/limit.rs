//! How long a measure may last, by dated rules.

use chrono::NaiveDate;
use etablera_domain::event::PlacementTerms;

use crate::decision::{Clause, Fact, Finding};
use crate::rules::{Amount, Held, Rules, Unit};
use crate::template::Length;

/// How the length of a placement stands to the rule of its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LengthFinding {
    /// No rule says how long it may last.
    NoRule,
    /// It is not longer than the verified rule allows.
    Within(Clause),
    /// It is longer: a reason to refuse.
    Beyond(Clause),
    /// Nobody has verified the rule, so that it only warns.
    Unverified {
        /// What it rests on.
        clause: Clause,
        /// Whether it would be longer than the rule says.
        would_be_beyond: bool,
    },
}

impl LengthFinding {
    /// Whether it is a reason to refuse.
    #[must_use]
    pub fn refuses(&self) -> bool {
        matches!(self, Self::Beyond(_))
    }

    /// Whether somebody should look at it.
    #[must_use]
    pub fn warns(&self) -> bool {
        matches!(self, Self::NoRule | Self::Unverified { .. })
    }
}

/// Compares the length of a placement with the rule `measure.NAME.longest`, in
/// days, weeks or months, as it holds on the day it is asked.
#[must_use]
pub fn length(rules: &Rules, terms: &PlacementTerms, day: NaiveDate) -> LengthFinding {
    let Ok(held) = rules.on(&format!("measure.{}.longest", terms.measure), day) else {
        return LengthFinding::NoRule;
    };
    let unit = held.ground().unit;
    let fits =
        |most: Amount| last_day(most, unit, terms.from).is_some_and(|last| terms.until <= last);
    let clause = held.judge(Fact::known("until", terms.until), |most, _| fits(most));
    match clause.finding() {
        Finding::Met => LengthFinding::Within(clause),
        Finding::Unmet => LengthFinding::Beyond(clause),
        Finding::NotKnown | Finding::NotVerified => unverified(&held, clause, fits),
    }
}

fn unverified(held: &Held, clause: Clause, fits: impl Fn(Amount) -> bool) -> LengthFinding {
    match held.shown() {
        Some(value) => LengthFinding::Unverified { clause, would_be_beyond: !fits(value.amount) },
        None => LengthFinding::NoRule,
    }
}

/// The last day of what begins on a day and lasts as long as a rule says; none
/// where it counts no time.
pub(crate) fn last_day(most: Amount, unit: Unit, from: NaiveDate) -> Option<NaiveDate> {
    let number = u16::try_from(most.whole()?).ok().filter(|number| (1..=1200).contains(number))?;
    let length = match unit {
        Unit::Day => Length::Days(number),
        Unit::Week => Length::Weeks(number),
        Unit::Month => Length::Months(number),
        Unit::Year => Length::Months(number.checked_mul(12)?),
        _ => return None,
    };
    Some(length.last_day(from))
}
