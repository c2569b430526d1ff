//! The arguments of `etablera policy`.

use std::path::PathBuf;

use clap::Subcommand;
use etablera_casework::policy::{Action, Purpose, Role};
use etablera_domain::event::Subject;

use super::Format;
use super::desk::{Desk, role};

#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    /// Every policy with its reason.
    Show(PolicyShow),
    /// Whether somebody may do something to a subject of the store, and
    /// because of which policies.
    Check(Box<PolicyCheck>),
    /// Checks a folder of policies.
    Validate(PolicyValidate),
    /// Asks questions with known answers; for policies of your own.
    #[command(after_help = QUESTIONS)]
    Test(PolicyTest),
}

const QUESTIONS: &str = "\
Each line of the file is a question:
  {\"role\":\"matcher\",\"action\":\"read_profile\",\"subject\":\"participant:P1\",\"expect\":\"allow\"}
`expect` is `allow` or `deny`. As far as they are not given: `actor` is `anna`, `organisation`
and `responsible` (for the subject) are `own`, `holder` is nobody, `protected` is false,
`shared_with` (others that are let in on it) is empty, and `is` and `purpose` are absent.";

#[derive(Debug, clap::Args)]
pub(crate) struct PolicyShow {
    /// A folder of policies in place of those that ship.
    #[arg(long, value_name = "DIR", env = "ETABLERA_POLICIES")]
    pub(crate) policies: Option<PathBuf>,
    /// The policies themselves.
    #[arg(long)]
    pub(crate) source: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PolicyCheck {
    /// In which role somebody would act.
    #[arg(id = "checked", value_name = "ROLE", value_parser = role())]
    pub(crate) role: Role,
    /// What they would do, such as `read_profile`.
    pub(crate) action: Action,
    /// To whom or what, such as `participant:P017` or `system:etablera`.
    pub(crate) subject: Subject,
    /// What for: special categories of data need it.
    #[arg(long, value_name = "PURPOSE", value_parser = purpose)]
    pub(crate) purpose: Option<Purpose>,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PolicyValidate {
    /// The folder.
    pub(crate) dir: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PolicyTest {
    /// The questions, JSON Lines.
    pub(crate) file: PathBuf,
    /// A folder of policies in place of those that ship.
    #[arg(long, value_name = "DIR", env = "ETABLERA_POLICIES")]
    pub(crate) policies: Option<PathBuf>,
}

fn purpose(text: &str) -> Result<Purpose, String> {
    let named = Purpose::ALL.iter().find(|purpose| purpose.name() == text);
    named.copied().ok_or_else(|| {
        format!("`{text}` is not a purpose: expected `indicator`, `subsidy` or `audit`")
    })
}
