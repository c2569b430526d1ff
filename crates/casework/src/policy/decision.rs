//! What was decided, and what of it may be said.

use std::fmt;

use etablera_domain::event::Subject;

use super::action::Action;

/// The answer to one question, in full: for the log, not for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub(super) because: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) refusal: Option<Refusal>,
}

impl Decision {
    /// Whether it may be done.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.refusal.is_none()
    }

    /// The ids of the policies that decided, sorted: those that permit, or
    /// those that forbid. None if nothing permits.
    #[must_use]
    pub fn because(&self) -> &[String] {
        &self.because
    }

    /// What those policies give as their reasons, in the same order.
    #[must_use]
    pub fn reasons(&self) -> &[String] {
        &self.reasons
    }

    /// What the caller may be told, if it is refused.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }
}

/// A refusal as the caller may read it.
///
/// About a subject that the caller may not even know of, it is the same as
/// about one that does not exist, by `==` and to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(super) action: Action,
    pub(super) subject: Subject,
    pub(super) told: Told,
}

/// How much may be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Not even that the subject exists.
    Nothing,
    /// That it is done to no subject of the kind, whether it exists or not.
    Unfit,
    /// What forbids it.
    Forbidden(Vec<String>),
    /// What would permit it.
    Missing(Vec<String>),
}

impl Refusal {
    /// What was refused.
    #[must_use]
    pub fn action(&self) -> Action {
        self.action
    }

    /// Whether it says no more than that such a subject is not known. A use
    /// case that was not given the subject must then not name it either.
    #[must_use]
    pub fn tells_nothing(&self) -> bool {
        self.told == Told::Nothing
    }

    /// About whom or what.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        &self.subject
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, subject, told } = self;
        match told {
            Told::Nothing => write!(f, "`{action}` is refused: `{subject}` is not known to you"),
            Told::Unfit => {
                write!(f, "`{action}` is refused: it is done to no {}", subject.kind().name())
            }
            Told::Forbidden(reasons) => {
                write!(f, "`{action}` is refused for `{subject}`: {}", reasons.join("; "))
            }
            Told::Missing(permits) if permits.is_empty() => {
                write!(f, "`{action}` is refused for `{subject}`: no policy permits it to anybody")
            }
            Told::Missing(permits) => write!(
                f,
                "`{action}` is refused for `{subject}`: expected one of: {}",
                permits.join("; ")
            ),
        }
    }
}

impl std::error::Error for Refusal {}
