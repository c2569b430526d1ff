//! The indicators of a fund and programme period.

use serde::{Deserialize, Serialize};

use super::check::Relation;
use super::definition::{Definition, Fund, LongTerm, Name, Standing, Target, Variable};
use super::file::{self, File};

/// How numbers of a set must stand to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Names it.
    pub name: String,
    /// The codes whose numbers are added up on the left.
    pub left: Vec<String>,
    /// How the left stands to the right.
    pub relation: Relation,
    /// The codes whose numbers are added up on the right.
    pub right: Vec<String>,
}

/// The indicators of a fund and programme period, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    id: String,
    fund: Fund,
    name: Name,
    years: (u16, u16),
    reference: String,
    standing: Standing,
    target: Option<Target>,
    mandatory: Vec<Variable>,
    window_days: u16,
    later_months: u16,
    long_term: LongTerm,
    definitions: Vec<Definition>,
    checks: Vec<Check>,
}

/// Why a text is no set, or something is not in one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetError {
    /// The text is no TOML, or a field is missing, unknown or of another kind.
    #[error("line {line}: {message}")]
    Text {
        /// From 1.
        line: usize,
        /// What was found, and what was expected.
        message: String,
    },
    /// There is no such set.
    #[error("there is no set `{id}`: expected one of {known}")]
    UnknownSet {
        /// What was asked for.
        id: String,
        /// Those there are.
        known: String,
    },
    /// There is no such indicator.
    #[error("there is no indicator `{code}` in `{set}`: expected one of {known}")]
    UnknownIndicator {
        /// What was asked for.
        code: String,
        /// In which set.
        set: String,
        /// Those there are.
        known: String,
    },
}

impl Set {
    /// Reads a set from TOML.
    ///
    /// # Errors
    /// The first thing wrong, with its line.
    pub fn parse(text: &str) -> Result<Self, SetError> {
        let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        let fault = |at, message| SetError::Text { line: line(at), message };
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            fault(at, error.message().to_owned())
        })?;
        let mut definitions: Vec<Definition> = Vec::new();
        for row in file.indicators {
            let at = row.span().start;
            let one = row.into_inner().definition().map_err(|message| fault(at, message))?;
            if definitions.iter().any(|other| other.code == one.code) {
                return Err(fault(at, format!("`{}` is there twice", one.code)));
            }
            definitions.push(one);
        }
        let mut checks = Vec::new();
        for check in file.checks {
            let at = check.span().start;
            let check = check.into_inner();
            let codes = check.left.iter().chain(&check.right);
            let is_known = |code: &&String| definitions.iter().any(|one| one.code == **code);
            if let Some(code) = codes.clone().find(|code| !is_known(code)) {
                return Err(fault(at, format!("`{}` names `{code}`: expected a code", check.name)));
            }
            if check.left.is_empty() || check.right.is_empty() {
                return Err(fault(at, format!("`{}` has an empty side", check.name)));
            }
            checks.push(check);
        }
        if file.reference.trim().is_empty() {
            return Err(fault(0, "the set has no reference: expected where it stands".to_owned()));
        }
        Ok(Self {
            id: file.id,
            fund: file.fund,
            name: file.name,
            years: (file.first_year, file.last_year),
            reference: file.reference,
            standing: file::standing(file.verified),
            target: file.target,
            mandatory: file.mandatory,
            window_days: file.window_days,
            later_months: file.later_months,
            long_term: file.long_term,
            definitions,
            checks,
        })
    }

    /// Its id, such as `esf-plus-2021-2027`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Who pays.
    #[must_use]
    pub fn fund(&self) -> Fund {
        self.fund
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The first and the last year of the programme period.
    #[must_use]
    pub fn years(&self) -> (u16, u16) {
        self.years
    }

    /// Where the set's own rules stand: what everybody must answer, the weeks
    /// after leaving, and the limit of long unemployment.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// Whether somebody read them there.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// Whom operations are for, if not for all.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        self.target
    }

    /// What must be known of somebody before they are counted.
    #[must_use]
    pub fn mandatory(&self) -> &[Variable] {
        &self.mandatory
    }

    /// How many days after leaving count as upon leaving.
    #[must_use]
    pub fn window_days(&self) -> u16 {
        self.window_days
    }

    /// How many months after leaving the later results are of.
    #[must_use]
    pub fn later_months(&self) -> u16 {
        self.later_months
    }

    /// The limit of long unemployment.
    #[must_use]
    pub fn long_term(&self) -> LongTerm {
        self.long_term
    }

    /// The indicators, in the order of the file.
    #[must_use]
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// How the numbers must stand to each other.
    #[must_use]
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// An indicator by its code.
    ///
    /// # Errors
    /// There is no such indicator.
    pub fn definition(&self, code: &str) -> Result<&Definition, SetError> {
        self.definitions.iter().find(|one| one.code == code).ok_or_else(|| self.unknown(code))
    }

    pub(super) fn unknown(&self, code: &str) -> SetError {
        let known: Vec<&str> = self.definitions.iter().map(|one| one.code.as_str()).collect();
        let (code, set) = (code.to_owned(), self.id.clone());
        SetError::UnknownIndicator { code, set, known: known.join(", ") }
    }
}
