//! Sets of indicators as they stand in files.

use serde::Deserialize;

use super::definition::{
    Breakdown, Definition, Fund, LongTerm, Moment, Name, Rule, Standing, Target, Variable,
};
use super::set::Check;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) id: String,
    pub(super) fund: Fund,
    pub(super) name: Name,
    pub(super) first_year: u16,
    pub(super) last_year: u16,
    pub(super) reference: String,
    pub(super) verified: bool,
    #[serde(default)]
    pub(super) target: Option<Target>,
    pub(super) mandatory: Vec<Variable>,
    pub(super) window_days: u16,
    pub(super) later_months: u16,
    pub(super) long_term: LongTerm,
    #[serde(rename = "indicator")]
    pub(super) indicators: Vec<toml::Spanned<Row>>,
    #[serde(default, rename = "check")]
    pub(super) checks: Vec<toml::Spanned<Check>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    code: String,
    name: Name,
    moment: Moment,
    rule: Rule,
    #[serde(default)]
    breakdowns: Vec<Breakdown>,
    reference: String,
    verified: bool,
}

impl Row {
    /// The definition, or what is wrong with it.
    pub(super) fn definition(self) -> Result<Definition, String> {
        let legal = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '.';
        let Self { code, name, moment, rule, breakdowns, reference, verified } = self;
        if code.is_empty() || !code.chars().all(legal) {
            return Err(format!("`{code}` is no code: expected A-Z, 0-9 and `.`"));
        }
        if reference.trim().is_empty() {
            return Err(format!("`{code}` has no reference: expected where it stands"));
        }
        if name.sv.trim().is_empty() || name.en.trim().is_empty() {
            return Err(format!("`{code}` has no name: expected one in Swedish and in English"));
        }
        let standing = standing(verified);
        Ok(Definition { code, name, moment, rule, breakdowns, reference, standing })
    }
}

pub(super) fn standing(verified: bool) -> Standing {
    if verified { Standing::Verified } else { Standing::Unverified }
}
