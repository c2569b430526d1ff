//! Work across a border: what was done together, what came of it, and which
//! tasks a person may do in the neighbour country.
//!
//! `counts` and `count` recompute from the log what a funder asks for:
//! coaching groups and trips by the countries that held them, participations
//! and persons apart, offers and jobs by country pair. `profession` is which
//! professions are regulated in which country, and `gate` which tasks that
//! closes to whom. `period` is the days that are counted.
//!
//! Finnish citizens who work in Sweden and live near the border have a right to
//! Swedish for immigrants, and those whose Danish or Norwegian is enough have
//! none: see [`rights::sfi`](crate::rights::sfi).
//!
//! ```
//! use etablera_domain::CredentialClaim;
//! use etablera_programme::cross_border::{Gate, Holder, Needs, Professions, Task};
//!
//! let tasks = [
//!     Task { id: "give-medicine".parse()?, needs: Needs::Activity },
//!     Task { id: "keep-company".parse()?, needs: Needs::Nothing },
//! ];
//! let day = "2026-12-01".parse()?;
//! let none: Vec<CredentialClaim> = serde_json::from_str(r#"[{"credential": {"kind":
//!     "professional_licence", "occupation": "isco:2221", "country": "FI"}, "answer": "no"}]"#)?;
//! let nurse = Holder { credentials: &none, exempt: Some(false) };
//! let professions = Professions::shipped();
//! let in_finland = professions.on("nurse", "FI".parse()?, day).gate(&nurse, &tasks);
//! assert_eq!(in_finland[0].gate, Gate::Closed);
//! assert_eq!(in_finland[1].gate, Gate::Open);
//! // Sweden protects the title: whether the task is open is asked.
//! let in_sweden = professions.on("nurse", "SE".parse()?, day).gate(&nurse, &tasks);
//! assert_eq!(in_sweden[0].gate, Gate::Ask);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod count;
mod counts;
mod gate;
mod period;
mod profession;

pub use count::Count;
pub use counts::{Action, Counts, NORDIC, NOT_JOINT, Pair};
pub use gate::{Gate, Gated, Holder, Needs, Task, Why};
pub use period::{Period, PeriodError};
pub use profession::{Profession, ProfessionError, Professions, Protects, Regulated, Regulation};
