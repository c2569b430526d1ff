//! Special categories of personal data: sealed with a key of their own, read
//! only for a purpose.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::Reply;
use etablera_domain::event::Code;
use serde::{Deserialize, Serialize};

use super::access::{Access, Warrant};
use super::sealed::Place;
use super::special_view::{SpecialPurpose, SpecialView};
use crate::db::Value;
use crate::error::StoreError;
use crate::keys::Purpose;
use crate::store::Writer;

/// What a participant has said of themselves where nobody has to answer. It is
/// written whole, and read so only by whom it is about. `Debug` shows nothing
/// of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Special {
    /// Who.
    pub participant: ParticipantId,
    /// The day on which they were asked.
    pub asked_on: NaiveDate,
    /// Whether they have a disability, by the national definition (EECO12).
    #[serde(default)]
    pub disability: Reply<bool>,
    /// Whether they belong to a minority (EECO15).
    #[serde(default)]
    pub minority: Reply<bool>,
    /// Whether their capacity to work is found to be reduced.
    #[serde(default)]
    pub reduced_capacity: Reply<bool>,
    /// The support agreed on for their health, such as `interpreter`.
    #[serde(default)]
    pub support: Reply<BTreeSet<Code>>,
}

/// Nothing of it.
impl fmt::Debug for Special {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Special(…)")
    }
}

/// Where a row stands.
pub(super) fn place(id: &str) -> Place<'_> {
    Place { purpose: Purpose::Special, table: "special", id }
}

impl Writer {
    /// Keeps what a participant has said, in place of what they said before.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or the keyring may not seal it.
    pub async fn put_special(&mut self, special: &Special) -> Result<(), StoreError> {
        let id = &special.participant;
        let sealed = place(id.as_str()).seal_json(&self.keys, special)?;
        let sql = "INSERT INTO special (participant, sealed) VALUES ($1, $2) \
                   ON CONFLICT (participant) DO UPDATE SET sealed = excluded.sealed";
        self.tx.execute(sql, vec![Value::text(id), sealed.into()]).await.map(|_| ())
    }

    /// What may be seen for a purpose of what a participant has said. That it
    /// was looked at stands in the access log once this writer is committed,
    /// also where there was nothing: commit before anything is shown.
    ///
    /// # Errors
    ///
    /// When the database cannot be read or written, or the keyring may not
    /// open it.
    pub async fn special(
        &mut self,
        participant: &ParticipantId,
        purpose: SpecialPurpose,
        warrant: &Warrant,
    ) -> Result<Option<SpecialView>, StoreError> {
        let sql = "SELECT participant, sealed FROM special WHERE participant = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(participant)]).await?;
        self.log_access(vec![Access {
            subject: Some(participant.clone().into()),
            purpose: Some(purpose.name().to_owned()),
            ..warrant.access("read_special")
        }])
        .await?;
        let Some(row) = row else { return Ok(None) };
        let place = place(row.text(0)?);
        let special: Special = place.open_json(&self.keys, row.bytes(1)?)?;
        if special.participant != *participant {
            return Err(place.unreadable());
        }
        Ok(Some(special.seen_for(purpose)))
    }
}
