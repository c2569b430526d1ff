//! What the training day teaches, as data.

use std::collections::BTreeMap;

use etablera_domain::event::{Code, Service};
use serde::Serialize;

use super::decode;
use super::topic::Topic;
use crate::rules::Standing;
use crate::template::{Names, TemplateError};

/// A part of the training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The code that sessions name it by.
    pub id: Code,
    /// For readers.
    pub name: Names,
    /// What it is about.
    pub topic: Topic,
    /// How long everybody is to be there, in minutes; at least an hour.
    pub minutes: u32,
    /// How often each service of employers is wanted in it, for a cohort.
    pub services: BTreeMap<Service, u16>,
    /// Where it stands that there is to be such a part.
    pub reference: String,
    /// Whether somebody read it there.
    pub standing: Standing,
}

/// The parts of a training, each of a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentPlan {
    pub(super) id: Code,
    pub(super) name: Names,
    pub(super) parts: Vec<Part>,
}

impl ContentPlan {
    /// Reads a plan from TOML; see `training/` for the one that is shipped.
    ///
    /// # Errors
    /// Everything that is wrong, by line.
    pub fn parse(text: &str) -> Result<Self, Vec<TemplateError>> {
        decode::content(text)
    }

    /// The plan that comes with the crate: the training day of Workplace Luleå.
    ///
    /// # Panics
    /// Never: the file is part of the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::parse(include_str!("../../training/workplace-lulea.toml"))
            .expect("the shipped file is legal")
    }

    /// Names it.
    #[must_use]
    pub fn id(&self) -> &Code {
        &self.id
    }

    /// For readers.
    #[must_use]
    pub fn name(&self) -> &Names {
        &self.name
    }

    /// Its parts, in the order they are taught; at least one.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// A part by its code.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.id.as_str() == id)
    }

    /// Its parts with the minutes each needs, as [`lay_out`](super::lay_out)
    /// takes them.
    #[must_use]
    pub fn needs(&self) -> Vec<(Code, u32)> {
        self.parts.iter().map(|part| (part.id.clone(), part.minutes)).collect()
    }

    /// The parts of civic orientation.
    pub fn orientation(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.topic.is_orientation())
    }
}
