//! What `match`, `explain` and their kin work on.

use std::borrow::Cow;
use std::path::Path;

use chrono::NaiveDate;
use etablera_casework::load::{self, InputError, NamesConcepts};
use etablera_casework::office::LearntModel;
use etablera_casework::shortlist::Pool;
use etablera_casework::town;
use etablera_domain::jsonl::{Fault, RowError};
use etablera_domain::{Need, Participant};
use etablera_matching::{Catalogue, Matcher, Parameters};
use etablera_storage::Hash;
use etablera_taxonomy::{Taxonomy, starter};

use crate::args::Inputs;
use crate::error::CommandError;
use crate::io::Io;

/// Everything that a judgement depends on.
pub(super) struct Loaded {
    pub(super) taxonomy: Cow<'static, Taxonomy>,
    pub(super) needs: Vec<Need>,
    pub(super) participants: Vec<Participant>,
    pub(super) catalogue: Option<Catalogue>,
    pub(super) parameters: Parameters,
    pub(super) as_of: NaiveDate,
}

impl Loaded {
    pub(super) fn matcher(&self) -> Matcher<'_> {
        let matcher = Matcher::new(&self.taxonomy, self.parameters.clone(), self.as_of);
        match &self.catalogue {
            Some(catalogue) => matcher.with_training(catalogue),
            None => matcher,
        }
    }

    pub(super) fn pool(&self) -> Pool<'_> {
        Pool { needs: &self.needs, participants: &self.participants }
    }
}

/// The compiled taxonomy in a file, or the starter taxonomy.
pub(super) fn taxonomy(file: Option<&Path>) -> Result<Cow<'static, Taxonomy>, CommandError> {
    Ok(match file {
        Some(file) => Cow::Owned(load::taxonomy(file)?),
        None => Cow::Borrowed(starter()),
    })
}

pub(super) fn load(args: &Inputs, io: &mut Io<'_>) -> Result<Loaded, CommandError> {
    let taxonomy = taxonomy(args.taxonomy.as_deref())?;
    let parameters = parameters(args.parameters.as_deref())?;
    let (Some(needs), Some(participants)) = (&args.needs, &args.participants) else {
        return example(args, io, (taxonomy, parameters));
    };
    let mut reader = Reader { taxonomy: &taxonomy, keep_going: args.keep_going, io };
    let needs = reader.records(needs)?;
    let participants = reader.records(participants)?;
    let modules = args.training.as_ref().map(|file| reader.records(file)).transpose()?;
    let catalogue = modules.map(Catalogue::new).transpose()?;
    let faults = catalogue.as_ref().map(|known| load::training_faults(&needs, known));
    if let Some(faults) = faults.filter(|faults| !faults.is_empty()) {
        return Err(CommandError::Use(faults.join("\n")));
    }
    let as_of = args.as_of.unwrap_or(io.today);
    Ok(Loaded { taxonomy, needs, participants, catalogue, parameters, as_of })
}

/// The example town, on its own day.
fn example(
    args: &Inputs,
    io: &mut Io<'_>,
    (taxonomy, parameters): (Cow<'static, Taxonomy>, Parameters),
) -> Result<Loaded, CommandError> {
    let town = town::town();
    io.remark("no --needs and --participants: the example town");
    Ok(Loaded {
        taxonomy,
        needs: town.needs.clone(),
        participants: town.participants.clone(),
        catalogue: Some(Catalogue::new(town.training.iter().cloned())?),
        parameters,
        as_of: args.as_of.unwrap_or(town::AS_OF),
    })
}

/// The numbers in a file, or those that are built in.
pub(super) fn parameters(file: Option<&Path>) -> Result<Parameters, CommandError> {
    let Some(file) = file else { return Ok(Parameters::default()) };
    let fault = |error: serde_json::Error| {
        let (line, message) = (error.line(), error.to_string());
        let error = RowError { field: String::new(), message };
        InputError::Faults(vec![Fault { file: file.display().to_string(), line, error }])
    };
    let parameters: Parameters = serde_json::from_reader(load::open(file)?).map_err(fault)?;
    let name = file.display();
    parameters.check().map_err(|error| CommandError::Use(format!("{name}: {error}")))?;
    Ok(parameters)
}

/// The learnt model in a file, with its hash.
pub(super) fn learnt(file: &Path) -> Result<(LearntModel, Hash), CommandError> {
    let text = std::io::read_to_string(load::open(file)?)
        .map_err(|source| InputError::Unreadable { file: file.to_owned(), source })?;
    LearntModel::parse(&text).map_err(|error| {
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}"));
        let cause = cause.unwrap_or_default();
        CommandError::Use(format!("{}: {error}{cause}", file.display()))
    })
}

struct Reader<'r, 'a> {
    taxonomy: &'r Taxonomy,
    keep_going: bool,
    io: &'r mut Io<'a>,
}

impl Reader<'_, '_> {
    fn records<T: NamesConcepts>(&mut self, file: &Path) -> Result<Vec<T>, CommandError> {
        let reading = load::read(file, self.taxonomy)?;
        if !reading.faults.is_empty() {
            if !self.keep_going || reading.rows.is_empty() {
                return Err(InputError::Faults(reading.faults).into());
            }
            for fault in &reading.faults {
                self.io.remark(&format!("left out: {fault}"));
            }
        }
        Ok(reading.rows.into_iter().map(|row| row.record).collect())
    }
}
