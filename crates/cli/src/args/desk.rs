//! Where the cases are and who works there, as every command of casework asks
//! it.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use etablera_casework::policy::Role;
use etablera_domain::event::Subject;
use etablera_domain::{ActorId, OrganisationId};
use etablera_storage::Address;

use super::{Format, Language, day};

/// The store and its keys.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Place {
    /// The store: `sqlite:PATH` or `postgres://USER@HOST/DATABASE` [default:
    /// `etablera/cases.db` in the folder for data].
    #[arg(long, value_name = "STORE", env = "ETABLERA_DB", hide_env_values = true)]
    pub(crate) db: Option<Address>,
    /// The file with the keys that the store is sealed with; `ETABLERA_KEYS`
    /// may hold its text instead [default: `etablera/keys` in the folder for
    /// configuration].
    #[arg(long, value_name = "FILE", env = "ETABLERA_KEY_FILE")]
    pub(crate) keys: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) surroundings: Surroundings,
}

/// What only the environment gives: hidden arguments, so that one definition
/// reads all of it and tests can set it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Surroundings {
    /// The text of a key file. A command line is seen by others, so that it
    /// has no place there.
    #[arg(long, hide = true, env = "ETABLERA_KEYS", hide_env_values = true)]
    pub(crate) key_text: Option<Secret>,
    #[arg(long, hide = true, env = "XDG_DATA_HOME")]
    data_home: Option<PathBuf>,
    #[arg(long, hide = true, env = "XDG_CONFIG_HOME")]
    config_home: Option<PathBuf>,
    #[arg(long, hide = true, env = "HOME")]
    home: Option<PathBuf>,
    #[arg(long, hide = true, env = "USER")]
    pub(crate) user: Option<String>,
}

/// A text that `Debug` does not show.
#[derive(Clone)]
pub(crate) struct Secret(pub(crate) String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl std::str::FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl Surroundings {
    /// The folder for data, if the environment names one.
    pub(crate) fn data(&self) -> Option<PathBuf> {
        let of_home = || Some(set(self.home.as_ref())?.join(".local/share"));
        Some(set(self.data_home.as_ref()).cloned().or_else(of_home)?.join("etablera"))
    }

    /// The folder for configuration, if the environment names one.
    pub(crate) fn config(&self) -> Option<PathBuf> {
        let of_home = || Some(set(self.home.as_ref())?.join(".config"));
        Some(set(self.config_home.as_ref()).cloned().or_else(of_home)?.join("etablera"))
    }
}

/// A variable that is empty or no absolute path counts as not set.
fn set(folder: Option<&PathBuf>) -> Option<&PathBuf> {
    folder.filter(|folder| folder.is_absolute())
}

/// The store, and who works with it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Seat {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Who works [default: the user of the system].
    #[arg(long = "as", value_name = "ACTOR", env = "ETABLERA_ACTOR")]
    pub(crate) actor: Option<ActorId>,
    /// In which role; there is no default.
    #[arg(long, value_name = "ROLE", env = "ETABLERA_ROLE", value_parser = role())]
    pub(crate) role: Option<Role>,
    /// For which organisation [default: the one that runs the store].
    #[arg(long, value_name = "ORG", env = "ETABLERA_ORGANISATION")]
    pub(crate) organisation: Option<OrganisationId>,
    /// The record of the caller, for an employer or a participant, such as
    /// `employer:E03`.
    #[arg(long, value_name = "SUBJECT", env = "ETABLERA_IS")]
    pub(crate) is: Option<Subject>,
    /// A folder of policies in place of those that ship.
    #[arg(long, value_name = "DIR", env = "ETABLERA_POLICIES")]
    pub(crate) policies: Option<PathBuf>,
}

/// The store, who works with it, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Desk {
    #[command(flatten)]
    pub(crate) seat: Seat,
    /// Names the request, so that it is done once however often it is sent.
    #[arg(long, value_name = "KEY")]
    pub(crate) request: Option<String>,
    /// The day it happened [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// The language of the texts.
    #[arg(long, value_enum, default_value_t = Language::Sv)]
    pub(crate) language: Language,
}

/// One of the roles, by its name.
pub(crate) fn role() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.iter().map(|role| role.name()))
        .try_map(|name| name.parse::<Role>())
}
