//! The shipped stories, and how one is read.

use etablera_domain::event::{Event, EventId, Recorded};
use etablera_domain::jsonl;

use super::error::StoryError;
use super::inputs::Inputs;
use crate::template::Template;

/// The shipped stories: name, events and inputs.
const SHIPPED: [(&str, &str, &str); 4] = [
    (
        "arctic-labour",
        include_str!("../../stories/arctic-labour.jsonl"),
        include_str!("../../stories/arctic-labour.toml"),
    ),
    (
        "den-glomda-resursen",
        include_str!("../../stories/den-glomda-resursen.jsonl"),
        include_str!("../../stories/den-glomda-resursen.toml"),
    ),
    (
        "kompetenscentrum",
        include_str!("../../stories/kompetenscentrum.jsonl"),
        include_str!("../../stories/kompetenscentrum.toml"),
    ),
    (
        "workplace-lulea",
        include_str!("../../stories/workplace-lulea.jsonl"),
        include_str!("../../stories/workplace-lulea.toml"),
    ),
];

/// What became of invented people under a template.
#[derive(Clone, Debug)]
pub struct Story {
    pub(super) template: Template,
    pub(super) log: Vec<Recorded>,
    pub(super) inputs: Inputs,
}

impl Story {
    /// The names of the shipped stories, in order: those of the templates.
    pub fn shipped_names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, ..)| *name)
    }

    /// A shipped story by the name of its template.
    ///
    /// # Panics
    /// Never: a test reads each.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        let (_, events, inputs) = SHIPPED.iter().find(|(known, ..)| *known == name)?;
        match Self::parse(Template::shipped(name)?, events, inputs) {
            Ok(story) => Some(story),
            Err(error) => unreachable!("the story `{name}`: {error}"),
        }
    }

    /// Reads a story: one event a line, in the order in which they happened,
    /// and what is no event as TOML.
    ///
    /// # Errors
    /// The first line that is no event, comes before the day of the line above,
    /// or has the id of another; or the inputs do not read.
    pub fn parse(template: Template, events: &str, inputs: &str) -> Result<Self, StoryError> {
        let mut log: Vec<Recorded> = Vec::new();
        for (line, text) in (1..).zip(events.lines()) {
            let wrong = |why: String| StoryError::Line { line, why };
            let event: Event = jsonl::parse(text).map_err(|error| wrong(error.to_string()))?;
            event.check().map_err(|error| wrong(error.to_string()))?;
            in_order(&log, &event).map_err(wrong)?;
            log.push(Recorded { seq: line as u64, event });
        }
        let inputs =
            toml::from_str(inputs).map_err(|error| StoryError::Inputs(error.to_string()))?;
        Ok(Self { template, log, inputs })
    }

    /// Its events, in order.
    #[must_use]
    pub fn events(&self) -> &[Recorded] {
        &self.log
    }

    /// The template that it goes by.
    #[must_use]
    pub fn template(&self) -> &Template {
        &self.template
    }
}

fn in_order(log: &[Recorded], event: &Event) -> Result<(), String> {
    let day = event.occurred_on;
    if let Some(last) = log.last().map(|last| last.event.occurred_on).filter(|last| day < *last) {
        return Err(format!("{day} lies before {last}: expected that day or later"));
    }
    let same = |id: EventId| log.iter().any(|one| one.event.id == id);
    if same(event.id) {
        return Err(format!("event `{}` is there twice: expected each once", event.id));
    }
    Ok(())
}
