//! Rules as dated data.
//!
//! `dated` is a value that changes on given days, `amount` what a rule sets,
//! `rule` one rule with its values and sources, `set` the rules of some files,
//! and `held` what a rule holds on one day: the only door to a judgement.

mod amount;
mod dated;
mod file;
mod held;
mod rule;
mod set;
mod shipped;

pub use amount::{Amount, AmountError};
pub use dated::{Dated, DatedError};
pub use held::Held;
pub use rule::{Reference, Rule, RuleName, Standing, Unit, Value};
pub use set::{Rules, RulesError};
pub use shipped::shipped;
