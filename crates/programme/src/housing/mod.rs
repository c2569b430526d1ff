//! Homes for newcomers: how many may be given, who waits, and where somebody
//! lives from when.
//!
//! A municipality gives newcomers up to a share of the homes that become
//! vacant. The share and the length of a rolling window are rules
//! (`housing.share`, `housing.window`), so that another municipality lays its
//! own over them.
//!
//! # The windows
//!
//! On each day on which a home is given, these windows end, and in each of
//! them the homes given are at most the share of those that became vacant:
//!
//! - the rolling window: so many months back from that day, the day included
//!   and the same day number at the other end not;
//! - one from the day after each earlier count of homes, so that every period
//!   between two counts is held to the share from its first day on, and so is
//!   every row of such periods.
//!
//! What a count found beyond what was recorded home by home is taken to have
//! come about on the day of the count. A window is judged on days when homes
//! are given and on no others, since nobody can hold what goes over by itself:
//! on a day without a gift the oldest vacant homes leave the rolling window,
//! and [`Stock::used`] may then show more than the share. Nothing more is
//! given until it shows less.
//!
//! A vacant home recorded late makes room, unless a count already had it on a
//! later day. A gift recorded late, on a day before others, is held to their
//! windows too. [`Stock::over`] lists what corrections put over the share.
//!
//! `policy` is the share and the length, `stock` what became vacant and what
//! was given, `window` the share in a window, `queue` who waits, `home` homes
//! and where they are, and `outlook` who gets which and why the others wait.
//!
//! ```
//! use etablera_programme::housing::{Policy, Stock};
//! use etablera_programme::rules::{Rules, shipped};
//!
//! // Nobody has decided on the length that comes with the crate.
//! let day = "2027-03-01".parse()?;
//! assert!(Policy::on(&shipped(), day).is_err());
//! let own = Rules::parse(r#"
//!     [[rule]]
//!     name = "housing.window"
//!     description = "Length of a rolling window"
//!     unit = "month"
//!     value = [{ from = 2027-01-01, amount = 12, reference = "KS 2027/1", verified = true }]
//! "#)?;
//! let policy = Policy::on(&shipped().with(own), day)?;
//!
//! let mut stock = Stock::default();
//! stock.vacated("2027-02-01".parse()?, 7);
//! assert_eq!(stock.room(&policy, day), 1);
//! stock.gave(day, 1);
//! let broken = stock.may_allocate(&policy, day).unwrap_err();
//! assert_eq!(
//!     broken.to_string(),
//!     "2 of 7 homes from 2026-03-02 to 2027-03-01 would go to newcomers: expected at most 1/4"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod home;
mod outlook;
mod policy;
mod queue;
mod stock;
mod window;

pub use home::{Allocation, Home, PermanentHome, from_home};
pub use outlook::{Offer, Outlook, Wait, Why, outlook};
pub use policy::{Policy, PolicyError};
pub use queue::{Household, Queue, QueueError, Waiting};
pub use stock::Stock;
pub use window::{OverShare, Start, Window};
