//! What an event is about.

use std::fmt;
use std::str::FromStr;

use etablera_taxonomy::text_form;

use crate::id::{
    AgreementId, DecisionId, EmployerId, HousingId, NeedId, ParseIdError, ParticipantId,
    PlacementId, SessionId, VisitId,
};

macro_rules! subjects {
    ($($(#[$doc:meta])* $kind:ident($id:ident) = $word:literal,)+) => {
        /// Whoever or whatever things happen to; also names the stream of
        /// events that it owns. As text: `participant:P017`.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Subject {
            $($(#[$doc])* $kind($id),)+
            /// The system itself: its switches and settings.
            System,
        }

        /// The kind of a [`Subject`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the names are those of the subjects")]
        pub enum SubjectKind {
            $($kind,)+
            System,
        }

        impl SubjectKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+ Self::System];

            /// The word that the text of such a subject begins with.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)+
                    Self::System => "system",
                }
            }
        }

        impl Subject {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> SubjectKind {
                match self {
                    $(Self::$kind(_) => SubjectKind::$kind,)+
                    Self::System => SubjectKind::System,
                }
            }

            /// Its id without the kind.
            #[must_use]
            pub fn id(&self) -> &str {
                match self {
                    $(Self::$kind(id) => id.as_str(),)+
                    Self::System => "etablera",
                }
            }

            fn read(kind: &str, id: &str) -> Result<Option<Self>, ParseIdError> {
                Ok(Some(match kind {
                    $($word => Self::$kind(id.parse()?),)+
                    "system" if id == "etablera" => Self::System,
                    _ => return Ok(None),
                }))
            }
        }

        $(impl From<$id> for Subject {
            fn from(id: $id) -> Self {
                Self::$kind(id)
            }
        })+
    };
}

subjects! {
    /// A person in the programme.
    Participant(ParticipantId) = "participant",
    /// An employer.
    Employer(EmployerId) = "employer",
    /// A visit to an employer.
    Visit(VisitId) = "visit",
    /// A need of an employer.
    Need(NeedId) = "need",
    /// An agreement with an employer.
    Agreement(AgreementId) = "agreement",
    /// One participant at one need: from the proposal to the end.
    Placement(PlacementId) = "placement",
    /// A training session.
    Session(SessionId) = "session",
    /// The housing of a municipality.
    Housing(HousingId) = "housing",
    /// A decision of the organisation.
    Decision(DecisionId) = "decision",
}

/// The text names nothing that things happen to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseSubjectError {
    /// The kind is unknown.
    #[error("`{0}` is not a subject: expected a kind and an id, such as `participant:P017`")]
    Kind(String),
    /// The id is not one.
    #[error(transparent)]
    Id(#[from] ParseIdError),
}

impl FromStr for Subject {
    type Err = ParseSubjectError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || ParseSubjectError::Kind(text.chars().take(80).collect());
        let (kind, id) = text.split_once(':').ok_or_else(unknown)?;
        Self::read(kind, id)?.ok_or_else(unknown)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind().name(), self.id())
    }
}

text_form!(
    Subject,
    "^((participant|employer|visit|need|agreement|placement|session|housing|decision):\
     [0-9A-Za-z][0-9A-Za-z._:-]{0,63}|system:etablera)$",
    "participant:P017"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "schema")]
    #[test]
    fn the_schema_knows_every_kind() {
        let schema = schemars::schema_for!(Subject).to_value();
        let pattern = schema["pattern"].as_str().unwrap();
        let kinds = pattern.split_once(')').unwrap().0.trim_start_matches("^((");
        let kinds: Vec<_> = kinds.split('|').chain(["system"]).collect();
        assert_eq!(kinds, SubjectKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>());
    }

    #[test]
    fn a_subject_reads_as_it_is_written() {
        for good in ["participant:P017", "housing:2580", "need:jobsearch:1", "system:etablera"] {
            assert_eq!(good.parse::<Subject>().unwrap().to_string(), good);
        }
        for bad in ["", "P017", "person:P017", "participant:", "participant:Å", "system:other"] {
            assert!(bad.parse::<Subject>().is_err(), "{bad}");
        }
    }
}
