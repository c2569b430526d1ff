//! Opens the store and sits somebody down at it.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use chrono::NaiveDate;
use etablera_casework::office::{Call, CaseError, Office};
use etablera_casework::policy::{Action, Ask, Caller, Policies, Resource, Role};
use etablera_domain::ActorId;
use etablera_storage::{Address, Keyring, Store};
use tokio::runtime::{Builder, Runtime};

use crate::args::desk;
use crate::error::CommandError;
use crate::io::Io;

/// The store, opened, with who works there.
pub(super) struct Desk {
    pub(super) office: Office,
    pub(super) call: Call,
    /// The day it happened.
    pub(super) on: NaiveDate,
    pub(super) address: Address,
    runtime: Runtime,
}

impl Desk {
    /// Opens the store that the arguments name.
    pub(super) fn open(args: &desk::Desk, io: &Io<'_>) -> Result<Self, CommandError> {
        let mut desk = Self::sit(&args.seat, io)?;
        desk.call.key.clone_from(&args.request);
        desk.on = args.on.unwrap_or(io.today);
        Ok(desk)
    }

    /// Opens the store for somebody who only looks.
    pub(super) fn sit(args: &desk::Seat, io: &Io<'_>) -> Result<Self, CommandError> {
        let role = role(args)?;
        let actor = actor(args)?;
        let policies = policies(args.policies.as_deref())?;
        let address = address(&args.place)?;
        let keys = Arc::new(keys(&args.place)?);
        let runtime = runtime()?;
        let (store, own) = runtime.block_on(async {
            let store = Store::open(&address, keys, io.now).await?;
            let own = store.read().await?.organisation().await?;
            Ok::<_, CommandError>((store, own))
        })?;
        let runs = own.or_else(|| args.organisation.clone()).ok_or_else(no_organisation)?;
        let organisation = args.organisation.clone().unwrap_or_else(|| runs.clone());
        let caller = Caller { actor, role, organisation, is: args.is.clone() };
        let call = Call::new(caller, io.now, io.today);
        let office = Office { store, policies, organisation: runs };
        Ok(Self { office, call, on: io.today, address, runtime })
    }

    /// Waits for a use case.
    pub(super) fn wait<A, E: Into<CommandError>>(
        &self,
        work: impl Future<Output = Result<A, E>>,
    ) -> Result<A, CommandError> {
        let mut answer = None;
        // The runtime is compiled for one future, not for every use case.
        let work: Pin<Box<dyn Future<Output = ()> + '_>> =
            Box::pin(async { answer = Some(work.await) });
        self.runtime.block_on(work);
        let answer = answer.ok_or_else(|| CommandError::Use("nothing was answered".to_owned()))?;
        answer.map_err(Into::into)
    }

    /// Runs a use case of this office for this call.
    pub(super) fn run<A>(
        &self,
        work: impl AsyncFnOnce(&Office, &Call) -> Result<A, CaseError>,
    ) -> Result<A, CommandError> {
        self.wait(work(&self.office, &self.call))
    }
}

/// A file that is closed takes in what stands beside it; one that is not is
/// read through by every command after an import.
impl Drop for Desk {
    fn drop(&mut self) {
        self.runtime.block_on(self.office.store.close());
    }
}

/// Whether the caller may do this where there is no store yet to ask: by the
/// policies alone, as if the installation were their own.
pub(super) fn may_found(args: &desk::Seat, action: Action) -> Result<(), CommandError> {
    let organisation = args.organisation.clone().ok_or_else(no_organisation)?;
    let resource = Resource::system(organisation.clone());
    let caller = Caller { actor: actor(args)?, role: role(args)?, organisation, is: None };
    let policies = policies(args.policies.as_deref())?;
    let decided = policies.check(&Ask::new(&caller, action, &resource));
    decided.map_err(CaseError::from)?;
    Ok(())
}

fn no_organisation() -> CommandError {
    CommandError::Use("no organisation: expected `--organisation ORG`".to_owned())
}

/// The one thread that waits for the database.
pub(super) fn runtime() -> Result<Runtime, CommandError> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// Where the store is.
pub(super) fn address(place: &desk::Place) -> Result<Address, CommandError> {
    if let Some(address) = &place.db {
        return Ok(address.clone());
    }
    let folder = place.surroundings.data().ok_or_else(|| {
        CommandError::Use("no store: expected `--db sqlite:PATH` or ETABLERA_DB".to_owned())
    })?;
    Ok(Address::file(&folder.join("cases.db")))
}

/// Where the key file is or would be.
pub(super) fn key_file(place: &desk::Place) -> Result<PathBuf, CommandError> {
    if let Some(file) = &place.keys {
        return Ok(file.clone());
    }
    let folder = place.surroundings.config().ok_or_else(|| {
        CommandError::Use("no keys: expected `--keys FILE` or ETABLERA_KEY_FILE".to_owned())
    })?;
    Ok(folder.join("keys"))
}

/// The keys that the arguments name: of a file that was named, else of the
/// environment, else of the file in its usual place.
pub(super) fn keys(place: &desk::Place) -> Result<Keyring, CommandError> {
    if let (None, Some(text)) = (&place.keys, &place.surroundings.key_text) {
        return Ok(Keyring::parse(&text.0)?);
    }
    Ok(Keyring::read_file(&key_file(place)?)?)
}

fn role(args: &desk::Seat) -> Result<Role, CommandError> {
    args.role.ok_or_else(|| {
        let names: Vec<_> = Role::ALL.iter().map(|role| format!("`{role}`")).collect();
        let names = names.join(", ");
        CommandError::Use(format!("no role: expected `--role` or ETABLERA_ROLE, one of {names}"))
    })
}

fn actor(args: &desk::Seat) -> Result<ActorId, CommandError> {
    if let Some(actor) = &args.actor {
        return Ok(actor.clone());
    }
    let user = args.place.surroundings.user.as_deref().unwrap_or_default();
    user.parse().map_err(|_| {
        CommandError::Use("no name: expected `--as ACTOR` or ETABLERA_ACTOR".to_owned())
    })
}

/// The policies of a folder, or those that ship.
pub(super) fn policies(folder: Option<&std::path::Path>) -> Result<Policies, CommandError> {
    Ok(match folder {
        Some(folder) => Policies::open(folder)?,
        None => Policies::shipped(),
    })
}
