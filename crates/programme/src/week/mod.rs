//! The plan of one person's week.
//!
//! `wish` is what somebody asks of the week, and `travel` how long ways take;
//! `limit` is what the rules ask, and `sfi` how much teaching. `day` puts
//! blocks in order within a day, `rest` is where the long rest lies, and
//! `search` finds days for them, exactly; `oracle` remembers which wishes go
//! together, and `conflict` is the fewest that do not; `plan` joins them; `file`
//! is a week as it stands in a file.

mod conflict;
mod day;
mod file;
mod limit;
mod oracle;
mod plan;
mod problem;
mod rest;
mod search;
mod sfi;
mod travel;
mod wish;

pub use conflict::Conflict;
pub use file::{FileError, WeekFile};
pub use limit::{Check, Limits, shipped_rules};
pub use plan::{Block, Outcome, Refused, WeekPlan, plan_week};
pub use search::TooHard;
pub use sfi::sfi_needed;
pub use travel::{Place, Travel};
pub use wish::{Kind, Sessions, Strength, Week, WeekError, What, Window, Wish, WishId};
