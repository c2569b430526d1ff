//! A newtype for each identity.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use etablera_taxonomy::text_form;

/// The text cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an id: expected 1 to 64 letters (a-z), digits, `.`, `_`, `:` or `-`, beginning \
     with a letter or digit"
)]
pub struct ParseIdError(String);

fn checked(text: &str) -> Result<Box<str>, ParseIdError> {
    let known = |b: u8| b.is_ascii_alphanumeric() || b"._:-".contains(&b);
    let well_formed = (1..=64).contains(&text.len())
        && text.bytes().all(known)
        && text.as_bytes()[0].is_ascii_alphanumeric();
    if well_formed { Ok(text.into()) } else { Err(ParseIdError(text.chars().take(80).collect())) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $example:literal) => {
        $(#[$doc])*
        ///
        /// Ids compare by bytes.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                checked(text).map(Self)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        text_form!($name, "^[0-9A-Za-z][0-9A-Za-z._:-]{0,63}$", $example);
    };
}

id!(
    /// Names one participant; says nothing about who they are.
    ParticipantId,
    "P017"
);
id!(
    /// Names one employer.
    EmployerId,
    "E03"
);
id!(
    /// Names one booking of a service under an agreement.
    BookingId,
    "B2"
);
id!(
    /// Names one plan for a competence.
    PlanId,
    "K7"
);
id!(
    /// Names one visit to an employer.
    VisitId,
    "V12"
);
id!(
    /// Names one need of an employer.
    NeedId,
    "N05"
);
id!(
    /// Names one training module.
    ModuleId,
    "M02"
);

id!(
    /// Names one agreement with an employer.
    AgreementId,
    "A04"
);
id!(
    /// Names one participant's way at one need, from the proposal on.
    PlacementId,
    "L11"
);
id!(
    /// Names one training session.
    SessionId,
    "S2026-12-04"
);
id!(
    /// Names the housing that is counted together, such as a municipality's.
    HousingId,
    "2580"
);
id!(
    /// Names one decision.
    DecisionId,
    "D2026-7"
);
id!(
    /// Names somebody who works in the system; says nothing about who they
    /// are.
    ActorId,
    "anna"
);
id!(
    /// Names an account that somebody logs in with; says nothing about who they
    /// are.
    AccountId,
    "01930d5c-0000-7000-8000-00000000000a"
);
id!(
    /// Names a token that a program proves itself by. It is not the token.
    ApiTokenId,
    "01930d5c-0000-7000-8000-00000000000b"
);
id!(
    /// Names an organisation that works in the system.
    OrganisationId,
    "lulea"
);
id!(
    /// Names a project that a funder pays for.
    OperationId,
    "22-021-S06"
);
id!(
    /// Names one thing to do in a case.
    TaskId,
    "T3"
);

/// Names one requirement inside its need.
///
/// Those that a person writes begin with a letter or digit; those that follow
/// from the need itself (reach, hours, start) begin with `@`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementId(Box<str>);

impl RequirementId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of a requirement that follows from the need itself.
    ///
    /// # Panics
    ///
    /// When `name` is not a well-formed id.
    #[must_use]
    pub fn derived(name: &str) -> Self {
        assert!(checked(name).is_ok(), "`{name}` is no id");
        Self(format!("@{name}").into())
    }

    /// Whether it follows from the need itself.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        self.0.starts_with('@')
    }
}

impl FromStr for RequirementId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        checked(text).map(Self)
    }
}

impl fmt::Display for RequirementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_form!(RequirementId, "^[0-9A-Za-z][0-9A-Za-z._:-]{0,63}$", "swedish");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_text_without_surprises() {
        for good in ["P1", "30096349", "a.b_c:d-e"] {
            assert_eq!(good.parse::<ParticipantId>().unwrap().to_string(), good);
        }
        for bad in ["", " P1", "P 1", "-P", "@reach", "Å1", &"x".repeat(65)] {
            assert!(bad.parse::<ParticipantId>().is_err(), "{bad}");
            assert!(bad.parse::<RequirementId>().is_err(), "{bad}");
        }
    }
}
