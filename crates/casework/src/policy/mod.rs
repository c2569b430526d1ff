//! Who may do what: policy as data, apart from the code.
//!
//! The rules are [Cedar](https://www.cedarpolicy.com) files in `policies/`,
//! one a role, that an organisation replaces with a folder of its own. One
//! file, `floor.cedar`, is law and always loaded. What no policy permits is
//! denied, and a `forbid` wins over every `permit`.
//!
//! ```
//! use etablera_casework::policy::{Action, Ask, Caller, Policies, Resource, Role};
//!
//! let policies = Policies::shipped();
//! let anna = Caller {
//!     actor: "anna".parse()?,
//!     role: Role::Matcher,
//!     organisation: "lulea".parse()?,
//!     is: None,
//! };
//! let person = Resource::of("participant:P017".parse()?, "lulea".parse()?);
//! let decision = policies.decide(&Ask::new(&anna, Action::ReadProfile, &person));
//! assert!(decision.is_allowed());
//! assert_eq!(decision.because(), ["matcher.case"]);
//!
//! let elsewhere = Resource::of("participant:P018".parse()?, "boden".parse()?);
//! let refusal = policies.check(&Ask::new(&anna, Action::ReadProfile, &elsewhere)).unwrap_err();
//! assert_eq!(
//!     refusal.to_string(),
//!     "`read_profile` is refused: `participant:P018` is not known to you"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod action;
mod decision;
mod engine;
mod facts;
mod index;
mod load;
mod request;
mod role;
mod source;

pub use action::{Action, ParseActionError};
pub use decision::{Decision, Refusal};
pub use engine::Policies;
pub use load::PolicyError;
pub use request::{Ask, Caller, Purpose, Resource};
pub use role::{ParseRoleError, Role};
pub use source::{PolicyFile, SCHEMA};
