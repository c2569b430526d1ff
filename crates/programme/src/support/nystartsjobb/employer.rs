//! To whom support is given.

use super::super::facts::{EmployerKind, Insolvency};
use super::super::ownership;
use super::{Asked, whole};
use crate::calendar::months_before;
use crate::decision::{Clause, Condition, Fact};
use crate::rules::RulesError;

/// What the employer must be and have done.
pub(super) fn employer(asked: &Asked) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let natural = facts.employer_kind.map(|kind| kind != EmployerKind::PrivatePerson);
    let mut clauses = vec![
        ownership(asked)?,
        asked.asks("20.registered_employer", "registered_employer", facts.registered_employer)?,
        asked.asks("20.employer_person", "employer_kind", natural)?,
        asked.asks("21.pay_level", "certifies_pay", facts.certifies_pay)?,
        no_layoffs(asked)?,
        asked.asks(
            "21.electronic_pay",
            "certifies_electronic_pay",
            facts.certifies_electronic_pay,
        )?,
        asked.asks(
            "21.certificate",
            "certificate_known_false",
            Some(!facts.certificate_known_false),
        )?,
        asked.asks("22.trading_ban", "trading_ban", facts.trading_ban.map(|ban| !ban))?,
        asked.asks(
            "22.insolvency",
            "insolvency",
            facts.insolvency.map(|is| is == Insolvency::None),
        )?,
        asked.asks("22.taxes", "taxes_paid", facts.taxes_paid)?,
    ];
    if facts.employer_kind != Some(EmployerKind::SoleTrader) {
        let ban = facts.representative_trading_ban.map(|ban| !ban);
        clauses.push(asked.asks("22.representative", "representative_trading_ban", ban)?);
    }
    if !facts.refusal_grounds.is_empty() {
        // The authority may refrain, and may not: nobody else can say.
        clauses.push(asked.asks("22a.discretion", "agency_choice", None)?);
    }
    Ok(Condition::all(clauses))
}

/// 3 §: what those close to the person own.
fn ownership(asked: &Asked) -> Result<Clause, RulesError> {
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

/// 21 § 2: no notice for lack of work at the unit in the months before.
fn no_layoffs(asked: &Asked) -> Result<Clause, RulesError> {
    let facts = asked.facts;
    let months = asked.rule("21.no_layoffs")?;
    let Some(last) = facts.last_layoff else {
        let certified = Fact::new("certifies_no_layoffs", facts.certifies_no_layoffs);
        return Ok(months.judge(certified, |_, certified| certified));
    };
    let fact = Fact::new("employment_from", facts.employment_from);
    let known = months.judge_with([], fact, |months, [], from| {
        let long_ago = last <= months_before(from, whole(months));
        // A certificate says what is not known; what is known goes before it.
        if long_ago { facts.certifies_no_layoffs } else { Some(false) }
    });
    Ok(known)
}
