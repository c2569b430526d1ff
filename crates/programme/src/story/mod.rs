//! The stories of the shipped templates: what became of invented people under
//! each, and the facts that follow.
//!
//! A [`Story`] is data: events as a store has them, and beside them what is no
//! event, such as whom the staff of a forecast are. Nothing is told that was
//! not counted from one or the other, and [`Story::told`] refuses a story with
//! an event that its template refuses. What the source of the programme says in
//! numbers stands beside what was counted, as a [`Quote`].
//!
//! `read` are the stories, `inputs` what is no event, `fold` the journeys, and
//! `way` what is told of each person; `told`, `cell` and `quote` are the
//! answer. One programme a file: `workplace` with `time`, `homes` and
//! `outcome`, `borders`, `hidden` with `need`, and `competence`.
//!
//! ```
//! use etablera_programme::story::Story;
//!
//! let story = Story::shipped("arctic-labour").expect("is shipped");
//! let told = story.told()?;
//! let offers = told.quotes.iter().find(|quote| quote.id.as_str() == "offers");
//! let offers = offers.expect("the source says how many");
//! assert_eq!((offers.said, offers.counted), (22, 22));
//! # Ok::<(), etablera_programme::story::StoryError>(())
//! ```

mod borders;
mod cell;
mod competence;
mod error;
mod fold;
mod hidden;
mod homes;
mod inputs;
mod need;
mod outcome;
mod quote;
mod read;
mod time;
mod told;
mod way;
mod workplace;

pub use cell::{Cell, Said, Table};
pub use error::StoryError;
pub use inputs::Relation;
pub use quote::Quote;
pub use read::Story;
pub use told::Told;
pub use way::{Step, Way};
