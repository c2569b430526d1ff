//! Nystartsjobb (SFS 2018:43): an employer who hires somebody long away from
//! work gets back contributions on the pay.
//!
//! `person` is who support is given for, 3 to 10, 18 and 23 §§; `extent` for
//! how long and how much, 11 to 17 and 28 §§. To whom it is given, 20 to 22 a
//! §§, is in `support::employer`, and who owns them, 3 §, here.

mod extent;
mod person;

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::employer::{Sections, employer};
use super::facts::{EmployerKind, Facts};
use super::form::Form;
use super::ownership;
use crate::decision::{Asked, Clause, Condition, Fact};
use crate::rules::{Rules, RulesError};

/// Where SFS 2018:43 speaks of employers.
const EMPLOYERS: Sections =
    Sections { is: "20", certifies: "21", rules_out: "22", discretion: "22a" };

/// Whether an employer may get nystartsjobb for a person, for how long and how
/// much, decided on `day`.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn nystartsjobb(
    rules: &Rules,
    facts: &Facts,
    day: NaiveDate,
) -> Result<Assessment, RulesError> {
    let asked = Asked { rules, statute: "nystartsjobb", facts, day };
    let ways = person::ways(&asked)?;
    let extent = extent::extent(&asked, &ways)?;
    let mut of_employer = vec![owners(&asked)?];
    of_employer.extend(employer(&asked, &EMPLOYERS)?);
    let person = Condition::any(ways.iter().map(|way| way.condition.clone()));
    let condition = Condition::all([person, Condition::all(of_employer)]);
    let notes = ways.into_iter().flat_map(|way| way.notes).chain(extent.notes);
    Ok(Assessment {
        ground: extent.ground,
        length: extent.length,
        first_decision_months: extent.first.months,
        decision_of_the_job: extent.first.of_the_job,
        factor: extent.factor,
        pay_that_counts: extent.pay_that_counts,
        ..Assessment::new(Form::Nystartsjobb, condition, notes)
    })
}

/// 3 §: what those close to the person own.
fn owners(asked: &Asked<Facts>) -> Result<Clause, RulesError> {
    let most = asked.rule("3.ownership")?;
    let kind = asked.facts.employer_kind;
    let owners = asked.facts.owners.as_deref();
    let fact = match (kind, owners) {
        (Some(kind), _) if !ownership::matters(kind) => Fact::known("owners", (kind, &[][..])),
        (Some(kind), Some(owners)) => Fact::known("owners", (kind, owners)),
        (None, Some(owners)) if ownership::is_nobodys(owners) => {
            Fact::known("owners", (EmployerKind::OtherLegalPerson, owners))
        }
        (Some(_), None) => Fact::new("owners", None),
        (None, _) => Fact::new("employer_kind", None),
    };
    Ok(most
        .judge_with([], fact, |most, [], (kind, owners)| ownership::is_within(kind, owners, most)))
}
