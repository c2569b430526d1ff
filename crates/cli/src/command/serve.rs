//! `etablera serve`: the server, from its settings.

use std::path::Path;
use std::sync::Arc;

use etablera_casework::load;
use etablera_casework::office::Office;
use etablera_casework::office::account::Logins;
use etablera_domain::event::Moment;
use etablera_http::{App, Clock, Judging, ServeError, Settings, SettingsError, check, serve};
use etablera_matching::Catalogue;
use etablera_storage::{Address, Opening, Store};
use etablera_taxonomy::Taxonomy;
use tokio::runtime::{Builder, Runtime};

use super::desk;
use super::inputs::{parameters, taxonomy};
use crate::args::serve::Serve;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

/// In MiB. Whoever serves writes little at a time, and for long.
const WRITTEN_WITH: u32 = 16;

pub(super) fn run(args: &Serve, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    // What is set to be found elsewhere than in arguments.
    let variables = std::env::vars().filter(|(name, _)| name != "ETABLERA_SERVE_CONFIG");
    let settings = Settings::read(args.config.as_deref(), variables)?;
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    let office = open((args, &settings), (&runtime, io))?;
    let judging = judging(&settings)?;
    let clock = Clock::new(|| {
        let now = chrono::Local::now();
        (Moment::new(now.to_utc()), now.date_naive())
    });
    let logins = Logins::new(settings.login.clone())
        .map_err(|error| CommandError::Use(format!("`login`: {error}")))?;
    let app = App::new((office, judging), (logins, clock), settings);
    let app = app.with_sign_on().map_err(ServeError::from)?;
    if args.check {
        let told = runtime.block_on(check(&app))?;
        io.remark(&told);
        return Ok(Exit::Done);
    }
    let app = Arc::new(runtime.block_on(app.with_live())?);
    runtime.block_on(serve(app, |at| io.remark(&format!("listening on {at}"))))?;
    Ok(Exit::Done)
}

/// The store and the policies.
fn open(
    (args, settings): (&Serve, &Settings),
    (runtime, io): (&Runtime, &Io<'_>),
) -> Result<Office, CommandError> {
    let mut place = args.place.clone();
    if place.db.is_none() {
        let address = settings.db.as_deref().map(str::parse::<Address>).transpose();
        place.db = address.map_err(|error| CommandError::Use(format!("`db`: {error}")))?;
    }
    place.keys = place.keys.or_else(|| settings.keys.clone());
    let policies = desk::policies(settings.policies.as_deref())?;
    let address = desk::address(&place)?;
    let keys = Arc::new(desk::keys(&place)?);
    let opening = Opening::at(io.now).patience(settings.limits.store).memory(WRITTEN_WITH);
    let (store, own) = runtime.block_on(async {
        let store = Store::open(&address, keys, opening).await?;
        let own = store.read().await?.organisation().await?;
        Ok::<_, CommandError>((store, own))
    })?;
    let organisation = own.or_else(|| settings.organisation.clone()).ok_or_else(|| {
        let said = "no organisation: expected `organisation` in the settings";
        CommandError::Use(said.to_owned())
    })?;
    Ok(Office { store, policies, organisation })
}

/// What lists are made with. It lives as long as the process.
fn judging(settings: &Settings) -> Result<Judging, CommandError> {
    let taxonomy = Box::leak(Box::new(taxonomy(settings.taxonomy.as_deref())?));
    let taxonomy: &'static Taxonomy = &*taxonomy;
    let training = settings.training.as_deref().map(|file| training(file, taxonomy)).transpose()?;
    let training = training.map(|training| &*Box::leak(Box::new(training)));
    Ok(Judging::new(taxonomy, parameters(settings.parameters.as_deref())?, training))
}

fn training(file: &Path, taxonomy: &Taxonomy) -> Result<Catalogue, CommandError> {
    let read = load::read(file, taxonomy)?;
    if !read.faults.is_empty() {
        return Err(load::InputError::Faults(read.faults).into());
    }
    Ok(Catalogue::new(read.rows.into_iter().map(|row| row.record))?)
}

impl From<SettingsError> for CommandError {
    fn from(error: SettingsError) -> Self {
        Self::Settings(error)
    }
}

impl From<ServeError> for CommandError {
    fn from(error: ServeError) -> Self {
        Self::Serve(error)
    }
}
