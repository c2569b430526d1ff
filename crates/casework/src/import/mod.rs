//! What comes from elsewhere: job ads and spreadsheets.

pub mod jobads;
pub mod table;

mod near;
mod shown;
mod slug;
