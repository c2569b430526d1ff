//! What judges: the taxonomy, the numbers and the training that a command was
//! given.

use std::borrow::Cow;
use std::path::Path;

use etablera_casework::explain::Speaker;
use etablera_casework::load;
use etablera_casework::office::{Call, Engine, Office, UseCase};
use etablera_casework::words::Tongue;
use etablera_matching::{Catalogue, Parameters};
use etablera_taxonomy::Taxonomy;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{of, say};
use crate::args::engine::{self, Judged};
use crate::command::inputs::{parameters, taxonomy};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

/// What an engine is made of.
pub(super) struct Parts {
    taxonomy: Cow<'static, Taxonomy>,
    parameters: Parameters,
    training: Option<Catalogue>,
}

impl Parts {
    /// Reads the files that were named.
    pub(super) fn read(args: &engine::Engine) -> Result<Self, CommandError> {
        let parameters = parameters(args.parameters.as_deref())?;
        Self::of((args.taxonomy.as_deref(), args.training.as_deref()), parameters)
    }

    /// Reads a taxonomy and training modules.
    pub(super) fn of(
        (tax, training): (Option<&Path>, Option<&Path>),
        parameters: Parameters,
    ) -> Result<Self, CommandError> {
        let taxonomy = taxonomy(tax)?;
        let modules = training.map(|file| load::read(file, &taxonomy)).transpose()?;
        let training = match modules {
            None => None,
            Some(reading) if reading.faults.is_empty() => {
                Some(Catalogue::new(reading.rows.into_iter().map(|row| row.record))?)
            }
            Some(reading) => return Err(load::InputError::Faults(reading.faults).into()),
        };
        Ok(Self { taxonomy, parameters, training })
    }

    /// Who says it in words.
    pub(super) fn speaker(&self, tongue: Tongue) -> Speaker<'_> {
        Speaker { tongue, taxonomy: &self.taxonomy, catalogue: self.training.as_ref() }
    }

    pub(super) fn engine(&self) -> Engine<'_> {
        let engine = Engine::new(&self.taxonomy, self.parameters.clone());
        match &self.training {
            Some(training) => engine.with_training(training),
            None => engine,
        }
    }
}

/// Runs a use case that judges, on the record of a verb.
pub(super) fn judged<C: DeserializeOwned, A: Serialize>(
    (args, id): (&Judged, &'static str),
    io: &mut Io<'_>,
    work: impl for<'a> FnOnce(&'a Office, &'a Call, &'a Engine<'_>, &'a C) -> UseCase<'a, A>,
) -> Result<Exit, CommandError> {
    let parts = Parts::read(&args.engine)?;
    let engine = parts.engine();
    let verb = &args.verb;
    say((Some(&verb.id), &verb.said, of(id)), io, async |office, call, command| {
        work(office, call, &engine, command).await
    })
}
