//! What is asked: who wants to do what to whom, and what for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use etablera_domain::event::{Code, Subject};
use etablera_domain::{ActorId, OrganisationId};
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::role::Role;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Caller {
    /// Whose login it is.
    pub actor: ActorId,
    /// In which role they act.
    pub role: Role,
    /// Where they work, or whose services they use.
    pub organisation: OrganisationId,
    /// Which record is their own, for an employer's or participant's login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Subject>,
}

/// What special categories of data are read for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The indicators that a funder asks for.
    Indicator,
    /// A support that depends on such data, such as a wage subsidy.
    Subsidy,
    /// An audit, also of disparate impact.
    Audit,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: &'static [Self] = &[Self::Indicator, Self::Subsidy, Self::Audit];

    /// The name in policies and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Subsidy => "subsidy",
            Self::Audit => "audit",
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a decision needs to know of the subject, whoever asks.
///
/// What is left empty never allows anything: a subject that does not exist is
/// [`Resource::absent`], and nobody but a caller asking about the system may
/// do anything with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// What is asked about.
    pub subject: Subject,
    /// Which organisation is responsible.
    pub responsible: Option<OrganisationId>,
    /// Which others were let in on it, and what for: the purposes of
    /// `case_shared`.
    pub shared: BTreeMap<OrganisationId, BTreeSet<Code>>,
    /// To which others the person was referred, where these can read it now.
    pub referred: BTreeSet<OrganisationId>,
    /// Who holds the case, or leads the session.
    pub holder: Option<ActorId>,
    /// Who leads sessions that the participant attends, or is to attend with
    /// their cohort; asked for pedagogues only.
    pub teachers: BTreeSet<ActorId>,
    /// Whether the identity of anybody it concerns is protected.
    pub protected: bool,
    /// Whom else it concerns: the participant and the employer of a placement,
    /// the employer of a need or agreement, the participants of a session.
    pub concerns: BTreeSet<Subject>,
    /// To whom it was disclosed, and still is: a placement, never a person.
    pub disclosed_to: BTreeSet<Subject>,
    /// Who prepared the decision.
    pub prepared_by: Option<ActorId>,
    /// Who approved the decision.
    pub approved_by: Option<ActorId>,
}

impl Resource {
    /// A subject that does not exist, or of which nothing is known.
    #[must_use]
    pub fn absent(subject: Subject) -> Self {
        Self {
            subject,
            responsible: None,
            shared: BTreeMap::new(),
            referred: BTreeSet::new(),
            holder: None,
            teachers: BTreeSet::new(),
            protected: false,
            concerns: BTreeSet::new(),
            disclosed_to: BTreeSet::new(),
            prepared_by: None,
            approved_by: None,
        }
    }

    /// A subject for which an organisation is responsible, and no more facts.
    #[must_use]
    pub fn of(subject: Subject, responsible: OrganisationId) -> Self {
        Self { responsible: Some(responsible), ..Self::absent(subject) }
    }

    /// The installation of an organisation: its log, reports, keys, switches.
    #[must_use]
    pub fn system(responsible: OrganisationId) -> Self {
        Self::of(Subject::System, responsible)
    }

    /// Whether it is the caller's own record.
    #[must_use]
    pub fn is_own(&self, caller: &Caller) -> bool {
        caller.is.as_ref() == Some(&self.subject)
    }

    /// Whether it is the caller's own record, or concerns them.
    #[must_use]
    pub fn is_related(&self, caller: &Caller) -> bool {
        caller.is.as_ref().is_some_and(|is| *is == self.subject || self.concerns.contains(is))
    }

    /// Whether it was disclosed to the caller.
    #[must_use]
    pub fn is_disclosed(&self, caller: &Caller) -> bool {
        caller.is.as_ref().is_some_and(|is| self.disclosed_to.contains(is))
    }
}

/// One question: may this caller do this?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask<'a> {
    /// Who asks.
    pub caller: &'a Caller,
    /// To do what.
    pub action: Action,
    /// To whom or what.
    pub resource: &'a Resource,
    /// What for; only special categories of data need it.
    pub purpose: Option<Purpose>,
}

impl<'a> Ask<'a> {
    /// A question without a purpose.
    #[must_use]
    pub fn new(caller: &'a Caller, action: Action, resource: &'a Resource) -> Self {
        Self { caller, action, resource, purpose: None }
    }

    /// The same question for a purpose.
    #[must_use]
    pub fn with_purpose(self, purpose: Purpose) -> Self {
        Self { purpose: Some(purpose), ..self }
    }
}
