//! Who a caller can be.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)+) => {
        /// In which role somebody acts. Who has two acts in one at a time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Role {
            $($(#[$doc])* $kind,)+
        }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The name in policies, logs and on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }
        }
    };
}

roles! {
    /// Visits employers and matches (*matchare*).
    Matcher = "matcher",
    /// Supports participants through trial and employment (*jobbcoach*).
    Coach = "coach",
    /// Leads training (*pedagog*).
    Pedagogue = "pedagogue",
    /// Answers for an operation and its reports (*projektledare*).
    ProjectLeader = "project_leader",
    /// Works at another agency that a case is shared with, such as
    /// Arbetsförmedlingen.
    PartnerAgency = "partner_agency",
    /// Works at an employer.
    Employer = "employer",
    /// Is the participant.
    Participant = "participant",
    /// Audits: a funder, or the data protection officer.
    Auditor = "auditor",
    /// Runs the installation.
    Administrator = "administrator",
}

/// The text names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a role: expected one of {list}", list = list())]
pub struct ParseRoleError(String);

fn list() -> String {
    let names: Vec<_> = Role::ALL.iter().map(|role| format!("`{role}`")).collect();
    names.join(", ")
}

impl FromStr for Role {
    type Err = ParseRoleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.iter().find(|role| role.name() == text);
        named.copied().ok_or_else(|| ParseRoleError(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_one_name_everywhere() {
        for &role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.name());
        }
        let error = "boss".parse::<Role>().unwrap_err().to_string();
        assert!(error.starts_with("`boss` is not a role: expected one of `matcher`, "), "{error}");
    }
}
