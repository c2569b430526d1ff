//! Sealing rows.

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::keys::{Context, Keyring, Purpose, SealError};

/// Where a sealed row stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) purpose: Purpose,
    pub(super) table: &'static str,
    pub(super) id: &'a str,
}

impl Place<'_> {
    fn context(&self) -> Context<'_> {
        Context { table: self.table, id: self.id }
    }

    fn failed(&self, source: SealError) -> StoreError {
        StoreError::Sealed { table: self.table, id: self.id.to_owned(), source }
    }

    pub(super) fn seal(&self, keys: &Keyring, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        keys.seal(self.purpose, &self.context(), plain).map_err(|error| self.failed(error))
    }

    pub(super) fn open(
        &self,
        keys: &Keyring,
        bytes: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        keys.open(self.purpose, &self.context(), bytes).map_err(|error| self.failed(error))
    }

    pub(super) fn reseal(
        &self,
        keys: &Keyring,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, StoreError> {
        keys.reseal(self.purpose, &self.context(), bytes).map_err(|error| self.failed(error))
    }

    pub(super) fn seal_json(
        &self,
        keys: &Keyring,
        value: &impl Serialize,
    ) -> Result<Vec<u8>, StoreError> {
        let plain = Zeroizing::new(serde_json::to_vec(value).map_err(|_| self.unreadable())?);
        self.seal(keys, &plain)
    }

    pub(super) fn open_json<T: DeserializeOwned>(
        &self,
        keys: &Keyring,
        bytes: &[u8],
    ) -> Result<T, StoreError> {
        // What the parser says may repeat what it read.
        serde_json::from_slice(&self.open(keys, bytes)?).map_err(|_| self.unreadable())
    }

    pub(super) fn unreadable(&self) -> StoreError {
        let Self { table, id, .. } = self;
        StoreError::Corrupt(format!("`{id}` of `{table}` is not what it should be"))
    }
}
