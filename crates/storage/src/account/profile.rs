//! Who has an account.

use std::collections::BTreeSet;
use std::fmt;

use etablera_domain::AccountId;
use serde::{Deserialize, Serialize};

use super::login_name::LoginName;
use crate::error::StoreError;
use crate::keys::{Keyring, Purpose};
use crate::register::Place;

/// Who has an account. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What they log in as.
    pub login: LoginName,
    /// What they are called.
    pub name: String,
    /// Where mail reaches them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Who they are to providers of sign-on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub external: BTreeSet<ExternalIdentity>,
}

/// Who somebody is to a provider of sign-on. `Debug` shows nothing of it: the
/// subject may be an identity number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExternalIdentity {
    /// The provider, as it calls itself: `iss`.
    pub issuer: String,
    /// What it calls them, to the letter: `sub`.
    pub subject: String,
}

macro_rules! masked {
    ($($name:ident),+) => {$(
        /// Nothing of it.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

masked!(Profile, ExternalIdentity);

/// Where the profile of an account stands.
pub(crate) fn place(id: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "account", id }
}

/// The name that a login name is found by.
pub(super) fn login_token(keys: &Keyring, login: &LoginName) -> Result<String, StoreError> {
    token(keys, "account login", login.as_str())
}

/// The name that an external identity is found by.
pub(super) fn external_token(
    keys: &Keyring,
    external: &ExternalIdentity,
) -> Result<String, StoreError> {
    let ExternalIdentity { issuer, subject } = external;
    // The length parts the two, whatever stands in them.
    token(keys, "account external", &format!("{}:{issuer}{subject}", issuer.len()))
}

fn token(keys: &Keyring, kind: &str, text: &str) -> Result<String, StoreError> {
    let token = keys.token(Purpose::Personal, kind, text).map_err(StoreError::Token)?;
    Ok(token.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Profile {
    /// Every name that the account is found by.
    pub(super) fn tokens(&self, keys: &Keyring) -> Result<BTreeSet<String>, StoreError> {
        let external = self.external.iter().map(|one| external_token(keys, one));
        external.chain([login_token(keys, &self.login)]).collect()
    }

    pub(super) fn seal(&self, keys: &Keyring, id: &AccountId) -> Result<Vec<u8>, StoreError> {
        place(id.as_str()).seal_json(keys, self)
    }
}
