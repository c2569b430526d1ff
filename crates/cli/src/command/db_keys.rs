//! New keys for a store.

use std::path::PathBuf;
use std::sync::Arc;

use etablera_casework::office::upkeep::permit;
use etablera_casework::policy::Action;
use etablera_storage::{Key, KeyId, Keyring, KeyringError, Purpose, Store, system_random};
use serde::Serialize;

use super::desk::{Desk, address, key_file, may_found, runtime};
use crate::args::db::{DbReindex, DbRotate};
use crate::args::desk::Place;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::sheet;

/// The key file, if keys come from one and not from the environment.
fn changeable(place: &Place) -> Result<PathBuf, CommandError> {
    if place.keys.is_none() && place.surroundings.key_text.is_some() {
        let said = "keys are changed in their file: expected `--keys FILE`, not ETABLERA_KEYS";
        return Err(CommandError::Use(said.to_owned()));
    }
    key_file(place)
}

/// How many rows were sealed anew.
#[derive(Serialize)]
struct Rotated {
    personal: u64,
    special: u64,
}

pub(super) fn rotate(args: &DbRotate, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let file = changeable(&args.desk.seat.place)?;
    let desk = Desk::open(&args.desk, io)?;
    desk.run(async |office, call| permit(office, call, Action::ManageKeys).await)?;
    let mut keys = Keyring::read_file(&file)?;
    if !args.resume {
        for purpose in held(&keys) {
            let key = Key::generate(&mut system_random).map_err(KeyringError::from)?;
            keys.add_key(purpose, next_id(keys.ids(purpose))?, key)?;
        }
        // Before anything is sealed with them.
        keys.replace_file(&file)?;
        io.remark(&format!("new keys are in `{}`: keep a copy of it", file.display()));
    }
    let progress = Progress::spinner(io, "sealing anew");
    let rotated = desk.wait::<_, CommandError>(async {
        let keys = Arc::new(Keyring::read_file(&file)?);
        let store = Store::open(&desk.address, Arc::clone(&keys), io.now).await?;
        let mut rotated = Rotated { personal: 0, special: 0 };
        for purpose in held(&keys) {
            let count = store.rotate(purpose).await?;
            match purpose {
                Purpose::Personal => rotated.personal = count,
                Purpose::Special => rotated.special = count,
            }
        }
        Ok(rotated)
    });
    drop(progress);
    let rotated = rotated?;
    if args.retire {
        retire(&mut keys)?;
        keys.replace_file(&file)?;
    }
    sheet::record(&rotated, args.desk.format, io)?;
    Ok(Exit::Done)
}

/// The purposes that the keyring has keys for: whoever lacks one does not get
/// a key of their own for it, which the store would not know.
fn held(keys: &Keyring) -> Vec<Purpose> {
    Purpose::ALL.into_iter().filter(|purpose| keys.newest(*purpose).is_some()).collect()
}

/// The first name from `k1` on that none of the keys has or comes before.
fn next_id<'k>(ids: impl Iterator<Item = &'k KeyId>) -> Result<KeyId, CommandError> {
    let number = |id: &KeyId| id.as_str().strip_prefix('k').and_then(|n| n.parse::<u64>().ok());
    let last = ids.filter_map(number).max().unwrap_or(0);
    let id = format!("k{}", last.saturating_add(1)).parse();
    id.map_err(|_| CommandError::Use("the keys have too high numbers".to_owned()))
}

fn retire(keys: &mut Keyring) -> Result<(), CommandError> {
    for purpose in Purpose::ALL {
        let newest = keys.newest(purpose).cloned();
        let older: Vec<KeyId> =
            keys.ids(purpose).filter(|id| Some(*id) != newest.as_ref()).cloned().collect();
        for id in older {
            keys.retire(purpose, &id)?;
        }
    }
    Ok(())
}

/// Puts a new key for finding persons in place of the old one, and makes anew
/// by what they are found. The file has the new key before the store: where
/// this is interrupted, `resume` goes on, and nobody else opens the store
/// before.
pub(super) fn reindex(args: &DbReindex, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let file = changeable(&args.desk.seat.place)?;
    if args.resume {
        // The store does not open with a key that it does not know yet.
        may_found(&args.desk.seat, Action::ManageKeys)?;
    } else {
        let desk = Desk::open(&args.desk, io)?;
        desk.run(async |office, call| permit(office, call, Action::ManageKeys).await)?;
        let mut keys = Keyring::read_file(&file)?;
        let id = next_id(keys.index(Purpose::Personal).into_iter())?;
        let key = Key::generate(&mut system_random).map_err(KeyringError::from)?;
        keys.set_index(Purpose::Personal, id, key)?;
        keys.replace_file(&file)?;
        io.remark(&format!("a new key is in `{}`: keep a copy of it", file.display()));
    }
    let keys = Arc::new(Keyring::read_file(&file)?);
    let address = address(&args.desk.seat.place)?;
    let progress = Progress::spinner(io, "making anew by what persons are found");
    let done = runtime()?.block_on(async {
        let store = Store::reindex(&address, keys, io.now).await?;
        store.close().await;
        Ok::<_, CommandError>(())
    });
    drop(progress);
    done?;
    if args.resume {
        let desk = Desk::open(&args.desk, io)?;
        desk.run(async |office, call| permit(office, call, Action::ManageKeys).await)?;
    }
    io.remark("persons are found by the new key; older backups need the older file");
    Ok(Exit::Done)
}
