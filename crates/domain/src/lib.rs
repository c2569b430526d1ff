//! Participants, employers, visits, needs and training: plain data, parsed
//! once into types that cannot hold what makes no sense.
//!
//! Nothing here reads a clock or a store. A person is described by what can
//! be matched: names, contacts and the grounds of discrimination law have no
//! place in any of these types.
//!
//! ```
//! use etablera_domain::{Need, jsonl};
//!
//! let row = r#"{"id":"N1","employer":"E1","origin":{"visit":"V1"},"title":"Cook","seats":1,
//!     "tasks":[{"title":"Lunch","share_permille":1000,"requirements":[{"id":"soup",
//!     "what":{"kind":"language","language":"sv","skill":"listening","level":"A2"},
//!     "strength":"must","reason":"safety"}]}]}"#;
//! let need: Need = jsonl::parse(row)?;
//! assert_eq!(need.requirements().count(), 1);
//!
//! let no_reason = row.replace(r#","reason":"safety""#, "");
//! assert!(jsonl::parse::<Need>(&no_reason).is_err());
//! # Ok::<(), jsonl::RowError>(())
//! ```

mod answer;
mod availability;
mod claim;
mod credential;
mod date;
mod education;
mod employer;
mod id;
mod identity_number;
mod language;
mod level;
mod luhn;
mod message;
mod need;
mod participant;
mod place;
mod requirement;
mod statistics;
mod tagged;
mod training;
mod visit;
mod what;
mod wish;

pub mod event;
pub mod jsonl;
#[cfg(feature = "schema")]
pub mod schema;

pub use answer::Answer;
pub use availability::{Shift, Stance, WeeklyHours, WeeklyHoursError};
pub use claim::{CompetenceClaim, ExperienceClaim, Mastery, Period, Year};
pub use credential::{
    CertificateCode, Credential, CredentialClaim, DrivingClass, ForkliftClass, Holding,
};
pub use education::{EducationClaim, EducationRequirement, Recognition};
pub use employer::{Employer, OrganisationNumber};
pub use id::{
    AccountId, ActorId, AgreementId, ApiTokenId, BookingId, DecisionId, EmployerId, HousingId,
    ModuleId, NeedId, OperationId, OrganisationId, ParseIdError, ParticipantId, PlacementId,
    PlanId, RequirementId, SessionId, TaskId, VisitId,
};
pub use identity_number::{IdentityKind, IdentityNumber, IdentityStatus, ParseIdentityNumberError};
pub use language::{LanguageClaim, LanguageSkill, LanguageSource, Proficiency};
pub use level::{Evidence, Level};
pub use need::{Import, Need, NeedError, Origin, Share, Task};
pub use participant::{DuplicateClaim, Participant};
pub use place::{Place, Position, Reach};
pub use requirement::{
    LearnBy, Learnable, Reason, Requirement, RequirementError, Rung, Strength, Weight,
};
pub use statistics::{AgeBand, EducationBand, Gender, Reply, Statistics};
pub use training::TrainingModule;
pub use visit::Visit;
pub use what::What;
pub use wish::{Target, Wishes};
