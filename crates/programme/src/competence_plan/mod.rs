//! Plans for new competences of employees.
//!
//! Whoever is trained gets a plan for how the new competence is used, with
//! whom it is shared and how it is topped up; only with all three is a plan
//! complete. For any day a [`Plan`] says what is due, late or lapsed, by codes
//! that a frontend puts words to. Lapsed is a question: nobody has written
//! down a use for months, and somebody is to ask.
//!
//! `plan` is what a plan says, `every` how often, `error` why one cannot be,
//! `status` where it stands on a day, and `unit` all plans together: what is
//! due, what one person alone can, and what goes with those who go.
//!
//! ```
//! use etablera_programme::competence_plan::{Act, Done, Duty, Part, Phase, Plan, Terms};
//!
//! let plan: Plan = serde_json::from_str(r#"{
//!     "holder": "P1", "unit": "home_care", "competence": "isco:5120", "owner": "anna",
//!     "made_on": "2026-01-15",
//!     "uses": [{"task": "meals", "place": "kitchen_a", "every": "2 weeks"}],
//!     "refresh": {"what": "food_hygiene", "when": {"every": "12 months"}}
//! }"#)?;
//! assert_eq!(plan.complete(), Err(vec![Part::Network]));
//!
//! let used = plan.with(Done { on: "2026-02-01".parse()?, act: Act::Used })?;
//! let status = used.status("2026-02-20".parse()?, Terms::default()).expect("the plan is made");
//! assert_eq!((status.phase, status.items[0].duty), (Phase::Late, Duty::Use));
//! let status = used.status("2026-08-01".parse()?, Terms::default()).expect("the plan is made");
//! assert_eq!(status.phase, Phase::Lapsed);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod every;
mod plan;
mod status;
mod unit;

pub use error::PlanError;
pub use every::Every;
pub use plan::{Act, Complete, Done, Draft, Part, Plan, Refresh, Tie, Use, When};
pub use status::{Duty, Item, Phase, Status, Terms};
pub use unit::{Holdings, Loss, Risk, due};
