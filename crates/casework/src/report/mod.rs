//! One page of a matching: for whom the work is open now, for whom after
//! training, whom to ask, and why.
//!
//! The page is a single HTML file without script and without anything from
//! elsewhere. It shows no personal data but ids, says nothing by colour alone,
//! prints with every list open, and has the same bytes for the same matching.
//!
//! ```
//! use etablera_casework::explain::Speaker;
//! use etablera_casework::report::{Report, html, survey};
//! use etablera_casework::shortlist::Pool;
//! use etablera_casework::words::Tongue;
//! use etablera_domain::{Need, Participant, jsonl};
//! use etablera_matching::{Matcher, Parameters};
//! use etablera_taxonomy::starter;
//!
//! let needs: [Need; 1] = [jsonl::parse(
//!     r#"{"id":"N1","employer":"E1","origin":{"visit":"V1"},"title":"Lager","seats":1,
//!     "tasks":[{"title":"Truck","share_permille":1000,"requirements":[{"id":"truck",
//!     "what":{"kind":"credential","credential":{"kind":"forklift","class":"B"}},
//!     "strength":"must","reason":"safety"}]}]}"#,
//! )?];
//! let participants: [Participant; 1] = [jsonl::parse(r#"{"id":"P1"}"#)?];
//! let pool = Pool { needs: &needs, participants: &participants };
//! let matcher = Matcher::new(starter(), Parameters::default(), "2026-12-01".parse()?);
//!
//! let page = html(&Report {
//!     speaker: Speaker { tongue: Tongue::English, taxonomy: starter(), catalogue: None },
//!     title: "Example town",
//!     as_of: matcher.as_of(),
//!     notes: &[],
//!     pool,
//!     employers: &[],
//!     survey: &survey(&matcher, pool, 10)?,
//!     featured: &[needs[0].id.clone()],
//!     round: None,
//! });
//! assert!(page.contains("Example town"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod survey;

mod frame;
mod overview;

mod featured;
mod findings;
mod network;
mod others;
mod round;

mod chart;
mod wording;

use chrono::NaiveDate;
use etablera_domain::{Employer, NeedId};

pub(crate) use etablera_reporting::render::markup;
pub use survey::{Counts, Outlook, Survey, survey};

use crate::explain::Speaker;
use crate::plan::Told;
use crate::shortlist::Pool;

/// What a page is made of. Needs, participants and employers have one id each.
#[derive(Clone, Copy, Debug)]
pub struct Report<'r> {
    /// Who speaks: the language, and where names come from.
    pub speaker: Speaker<'r>,
    /// The heading of the page.
    pub title: &'r str,
    /// The day the answers hold on.
    pub as_of: NaiveDate,
    /// What else the reader should know, a paragraph each, shown below the
    /// heading.
    pub notes: &'r [String],
    /// What was matched.
    pub pool: Pool<'r>,
    /// The employers, for their names; an id stands where one is missing.
    pub employers: &'r [Employer],
    /// The answers, of this pool.
    pub survey: &'r Survey,
    /// The needs that are shown in full, in this order; what is not in the
    /// pool is left out.
    pub featured: &'r [NeedId],
    /// The plan of the round, of this pool.
    pub round: Option<Told<'r>>,
}

/// The page.
#[must_use]
pub fn html(report: &Report<'_>) -> String {
    frame::page(report)
}
