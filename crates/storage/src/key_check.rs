//! The keys that a store is sealed with.
//!
//! For each key that any row may be sealed with there is a check. A keyring
//! that lacks one of them, or has another of its name, may neither open nor
//! write: so no row is sealed with a key that others have retired.

use std::collections::BTreeSet;

use crate::db::{Tx, Value};
use crate::error::StoreError;
use crate::keys::{KeyId, Keyring, Purpose, SealError, key_of};

/// A purpose's word in the store.
fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Personal => "personal",
        Purpose::Special => "special",
    }
}

/// What to make of another key for tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherIndex {
    Refuse,
    /// The tokens are about to be made anew.
    Accept,
}

/// Checks a keyring against the store. Purposes that it has no key for are
/// passed over: not everybody may read everything.
pub(crate) async fn verify(
    tx: &mut Tx,
    keys: &Keyring,
    other: OtherIndex,
) -> Result<(), StoreError> {
    known(tx, keys, other).await.map(|_| ())
}

/// The keys that the store knows, all of which the keyring has.
async fn known(
    tx: &mut Tx,
    keys: &Keyring,
    other: OtherIndex,
) -> Result<BTreeSet<(Purpose, KeyId)>, StoreError> {
    let mut known = BTreeSet::new();
    for row in tx.fetch("SELECT purpose, value FROM key_check", Vec::new()).await? {
        let word_of = row.text(0)?;
        let purpose = Purpose::ALL.into_iter().find(|purpose| word(*purpose) == word_of);
        let (Some(purpose), Some(id)) = (purpose, key_of(row.bytes(1)?)) else {
            return Err(StoreError::Corrupt("the check of a key is unreadable".to_owned()));
        };
        if keys.newest(purpose).is_some() {
            match keys.verify_check(purpose, row.bytes(1)?) {
                Err(SealError::OtherIndexKey(_)) if other == OtherIndex::Accept => {}
                checked => checked.map_err(StoreError::WrongKeys)?,
            }
        }
        known.insert((purpose, id));
    }
    Ok(known)
}

/// Checks a keyring before anything is written with it, and lets the store
/// know its newest keys.
pub(crate) async fn admit(
    tx: &mut Tx,
    keys: &Keyring,
    other: OtherIndex,
) -> Result<(), StoreError> {
    let known = known(tx, keys, other).await?;
    for purpose in Purpose::ALL {
        if let Some(newest) = keys.newest(purpose)
            && !known.contains(&(purpose, newest.clone()))
        {
            let values = vec![word(purpose).into(), Value::text(newest), check(keys, purpose)?];
            let sql = "INSERT INTO key_check (purpose, key, value) VALUES ($1, $2, $3)";
            tx.execute(sql, values).await?;
        }
    }
    Ok(())
}

fn check(keys: &Keyring, purpose: Purpose) -> Result<Value, StoreError> {
    keys.check_value(purpose).map(Value::from).map_err(StoreError::WrongKeys)
}

/// Lets the store know the newest key of a purpose alone, when no row is
/// sealed with any other.
pub(crate) async fn keep_newest(
    tx: &mut Tx,
    keys: &Keyring,
    purpose: Purpose,
) -> Result<(), StoreError> {
    let newest = keys.newest(purpose).ok_or(StoreError::WrongKeys(SealError::NoKey(purpose)))?;
    let values = vec![word(purpose).into()];
    tx.execute("DELETE FROM key_check WHERE purpose = $1", values).await?;
    let values = vec![word(purpose).into(), Value::text(newest), check(keys, purpose)?];
    let sql = "INSERT INTO key_check (purpose, key, value) VALUES ($1, $2, $3)";
    tx.execute(sql, values).await.map(|_| ())
}

/// What everything sealed with the newest key begins with.
pub(crate) fn newest_head(keys: &Keyring, purpose: Purpose) -> Result<Vec<u8>, StoreError> {
    let mut check = keys.check_value(purpose).map_err(StoreError::WrongKeys)?;
    let length = keys.newest(purpose).map_or(0, |id| id.as_str().len());
    check.truncate(2 + length);
    Ok(check)
}
