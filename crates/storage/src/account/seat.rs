//! What an account may act as.

use etablera_domain::event::Subject;
use etablera_domain::{AccountId, OrganisationId};

use crate::db::{Row, Value};
use crate::error::StoreError;

/// What an account may act as. The store knows no roles: each is a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoredSeat {
    /// The role.
    pub role: String,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Which record is their own, if any.
    pub is: Option<Subject>,
}

impl StoredSeat {
    /// The seat in three columns that begin at one.
    pub(super) fn read(row: &Row, at: usize) -> Result<Self, StoreError> {
        let is = match row.text(at + 2)? {
            "" => None,
            _ => Some(row.parsed(at + 2)?),
        };
        Ok(Self { role: row.text(at)?.to_owned(), organisation: row.parsed(at + 1)?, is })
    }

    /// The account and its seat, as columns hold them.
    pub(super) fn values(&self, account: &AccountId) -> Vec<Value> {
        let record = self.is.as_ref().map(ToString::to_string).unwrap_or_default();
        let role = Value::from(self.role.as_str());
        vec![Value::text(account), role, Value::text(&self.organisation), record.into()]
    }
}
