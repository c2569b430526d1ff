//! JSON Schema of every kind of file.

use schemars::Schema;

use crate::employer::Employer;
use crate::event::Event;
use crate::jsonl::Record;
use crate::need::Need;
use crate::participant::Participant;
use crate::training::TrainingModule;
use crate::visit::Visit;

/// The kinds of file that have a schema.
pub const NAMES: [&str; 6] =
    [Employer::NAME, Event::NAME, Need::NAME, Participant::NAME, TrainingModule::NAME, Visit::NAME];

/// The JSON Schema of one row of a kind of file, by its name.
#[must_use]
pub fn schema(name: &str) -> Option<Schema> {
    Some(match name {
        Employer::NAME => schemars::schema_for!(Employer),
        Event::NAME => schemars::schema_for!(Event),
        Need::NAME => schemars::schema_for!(Need),
        Participant::NAME => schemars::schema_for!(Participant),
        TrainingModule::NAME => schemars::schema_for!(TrainingModule),
        Visit::NAME => schemars::schema_for!(Visit),
        _ => return None,
    })
}
