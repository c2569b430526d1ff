//! What an employer must be and have done: the same in SFS 2018:42 and 2018:43,
//! under other sections.

use super::facts::{EmployerKind, Facts, Insolvency};
use crate::calendar::months_before;
use crate::decision::{Asked, Clause, Fact, whole};
use crate::rules::RulesError;

/// The sections of a statute on employers.
pub(super) struct Sections {
    /// What an employer is.
    pub(super) is: &'static str,
    /// What it certifies.
    pub(super) certifies: &'static str,
    /// What rules it out.
    pub(super) rules_out: &'static str,
    /// What lets the authority refrain.
    pub(super) discretion: &'static str,
}

/// What the employer must be and have done.
pub(super) fn employer(
    asked: &Asked<Facts>,
    sections: &Sections,
) -> Result<Vec<Clause>, RulesError> {
    let mut clauses = is_one(asked, sections.is)?;
    clauses.extend(certifies(asked, sections.certifies)?);
    clauses.extend(is_not_ruled_out(asked, sections.rules_out)?);
    if !asked.facts.refusal_grounds.is_empty() {
        // The authority may refrain, and may not: nobody else can say.
        let name = format!("{}.discretion", sections.discretion);
        clauses.push(asked.asks(&name, "agency_choice", None)?);
    }
    Ok(clauses)
}

fn is_one(asked: &Asked<Facts>, section: &str) -> Result<Vec<Clause>, RulesError> {
    let asks = |name, fact, known| asked.asks(&format!("{section}.{name}"), fact, known);
    let facts = asked.facts;
    let natural = facts.employer_kind.map(|kind| kind != EmployerKind::PrivatePerson);
    Ok(vec![
        asks("registered_employer", "registered_employer", facts.registered_employer)?,
        asks("employer_person", "employer_kind", natural)?,
    ])
}

fn certifies(asked: &Asked<Facts>, section: &str) -> Result<Vec<Clause>, RulesError> {
    let asks = |name, fact, known| asked.asks(&format!("{section}.{name}"), fact, known);
    let facts = asked.facts;
    let is_right = Some(!facts.certificate_known_false);
    Ok(vec![
        asks("pay_level", "certifies_pay", facts.certifies_pay)?,
        no_layoffs(asked, section)?,
        asks("electronic_pay", "certifies_electronic_pay", facts.certifies_electronic_pay)?,
        asks("certificate", "certificate_known_false", is_right)?,
    ])
}

fn is_not_ruled_out(asked: &Asked<Facts>, section: &str) -> Result<Vec<Clause>, RulesError> {
    let asks = |name, fact, known| asked.asks(&format!("{section}.{name}"), fact, known);
    let facts = asked.facts;
    let solvent = facts.insolvency.map(|is| is == Insolvency::None);
    let mut clauses = vec![
        asks("trading_ban", "trading_ban", facts.trading_ban.map(|ban| !ban))?,
        asks("insolvency", "insolvency", solvent)?,
        asks("taxes", "taxes_paid", facts.taxes_paid)?,
    ];
    if facts.employer_kind != Some(EmployerKind::SoleTrader) {
        let none = facts.representative_trading_ban.map(|ban| !ban);
        clauses.push(asks("representative", "representative_trading_ban", none)?);
    }
    Ok(clauses)
}

/// No notice for lack of work at the unit in the months before.
fn no_layoffs(asked: &Asked<Facts>, section: &str) -> Result<Clause, RulesError> {
    let facts = asked.facts;
    let months = asked.rule(&format!("{section}.no_layoffs"))?;
    let Some(last) = facts.last_layoff else {
        let certified = Fact::new("certifies_no_layoffs", facts.certifies_no_layoffs);
        return Ok(months.judge(certified, |_, certified| certified));
    };
    // With both days known only the certificate can be missing.
    let name = match (facts.employment_from, facts.certifies_no_layoffs) {
        (Some(_), None) => "certifies_no_layoffs",
        _ => "employment_from",
    };
    let fact = Fact::new(name, facts.employment_from);
    let known = months.judge_with([], fact, |months, [], from| {
        let long_ago = last <= months_before(from, whole(months)?);
        // A certificate says what is not known; what is known goes before it.
        if long_ago { facts.certifies_no_layoffs } else { Some(false) }
    });
    Ok(known)
}
