//! The arguments of `etablera rules`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;
use etablera_programme::support::Form;

use super::desk::Desk;
use super::{Format, day};

#[derive(Debug, Subcommand)]
pub(crate) enum Rules {
    /// What rules set on a day, and where that stands; of one rule, every
    /// value it has had.
    Show(RulesShow),
    /// A question asked of the rules, with every clause that was looked at.
    #[command(after_help = FACTS)]
    Trace(RulesTrace),
    /// What a person has a right to without a job: Swedish for immigrants, the
    /// establishment programme, and what its participants are paid.
    #[command(after_help = RIGHTS)]
    Rights(RulesRights),
    /// Whether the support of a month may still be paid, and when.
    #[command(after_help = PAYMENT)]
    Payment(RulesRights),
    /// Lets the organisation that runs the store go by rules of its own, beside
    /// those that ship or in place of them.
    Adopt(Box<RulesAdopt>),
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesAdopt {
    /// The rules, TOML.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

pub(super) const FACTS: &str = "\
The facts are TOML, a key each, such as
  born = \"1990-05-04\"
  unemployed = true
What is absent is not known. The answer is `may_apply`, `too_little_data` or `probably_not`,
and never a promise: an authority decides. A rule that nobody has read in its source decides
nothing.";

const RIGHTS: &str = "\
The facts are TOML, a table for each right that is asked about, such as
  [sfi]
  born = \"1990-05-04\"
  resident = true
  [etableringsprogrammet]
  covered_by_2017_584 = true
  [etableringsersattning]
  establishment_programme = true
What is absent is not known, and a right without a table is not asked about.";

const PAYMENT: &str = "\
The facts are TOML:
  subsidy = \"nystartsjobb\"       # or \"introduktionsjobb\"
  [papers]
  support_month = \"2026-10\"
  documents_in = \"2026-12-01\"
  special_reasons = false
  already_available = false
What is absent is not known.";

#[derive(Debug, clap::Args)]
pub(crate) struct RulesRights {
    /// The facts.
    pub(crate) facts: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RuleFiles,
    /// How the answer is written; CSV has the clauses.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// Where rules come from.
#[derive(Debug, clap::Args)]
pub(crate) struct RuleFiles {
    /// Rules of your own, TOML; of one name they count before those that ship.
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The day to ask about [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesShow {
    /// One rule, such as `nystartsjobb.17.pay`, or the beginning of several
    /// names [default: all].
    #[arg(default_value = "")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) rules: RuleFiles,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesTrace {
    /// The form of support that is asked about, such as `nystartsjobb`.
    #[arg(value_parser = form)]
    pub(crate) form: Form,
    #[command(flatten)]
    pub(crate) case: Case,
}

/// The facts that rules are asked about, and how the answer is written.
#[derive(Debug, clap::Args)]
pub(crate) struct Case {
    /// The facts.
    pub(crate) facts: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RuleFiles,
    /// Only what the employer may see: nothing of why.
    #[arg(long)]
    pub(crate) for_employer: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

fn form(text: &str) -> Result<Form, String> {
    let known = |form: &&Form| form.name() == text;
    Form::ALL.iter().find(known).copied().ok_or_else(|| {
        let names: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
        format!("`{text}` is no form of support: expected one of {}", names.join(", "))
    })
}
