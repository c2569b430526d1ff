//! How many will be needed, by occupation and year.
//!
//! [`forecast`] takes the staff of today by year of birth through the coming
//! years: retirements by a [`Retirement`] around an age that a dated rule sets,
//! other exits by a rate, a demand that grows by the [`Scenario`], and those
//! who can be hired. Each number is a mean; those that chance moves most, who
//! leaves and what is then lacking, have 90 % intervals. [`backtest`] says how
//! good a forecast of a public series would have been beside two naive ones.
//!
//! `people` are means, `staff` is what goes in, `retirement` when people
//! retire, `project` the years, `interval` chance, and `backtest` the test.
//!
//! Intervals hold chance alone, not that the rates may be wrong: that is what
//! scenarios are for. No person stands in any of it.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use etablera_programme::forecast::{Retirement, Scenario, Staff, forecast};
//! use etablera_programme::rules::Standing;
//!
//! let nurses = Staff {
//!     occupation: "ssyk:2221".parse()?,
//!     born: BTreeMap::from([(1960, 10), (1985, 30)]),
//!     vacancies: 2,
//!     other_exits: 0,
//!     inflow: 3,
//! };
//! let scenario = Scenario::unchanged("as_today".parse()?);
//! let outlook = forecast(&[nurses], &scenario, &Retirement::guess(), (2026, 10))?;
//! let last = outlook.total[9];
//! // Who is born in 1960 turns 76 in 2036, and so they and two are needed.
//! assert_eq!(last.need.to_string(), "12.000");
//! assert_eq!(last.gap.to_string(), "0.000");
//! // Nobody has verified the age that retirement is set for.
//! assert_eq!(outlook.standing(), Standing::Unverified);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod backtest;
mod interval;
mod people;
mod project;
mod retirement;
mod staff;

pub use backtest::{Backtest, Errors, Series, SeriesError, Trend, YEARS, backtest, trend};
pub use interval::{Between, EXACT, Method, leavers};
pub use people::People;
pub use project::{Forecast, HIRED_AT, Outlook, Year, forecast};
pub use retirement::{Retirement, TargetAge, shipped_rules};
pub use staff::{ForecastError, Scenario, Staff};
