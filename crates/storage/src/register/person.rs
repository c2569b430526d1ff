//! Who somebody is and how to reach them.

use std::fmt;

use chrono::NaiveDate;
use etablera_domain::{IdentityNumber, IdentityStatus, ParticipantId};
use etablera_taxonomy::Language;
use serde::{Deserialize, Serialize};

use super::sealed::Place;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::keys::{Keyring, Purpose};
use crate::store::{Reader, Writer};

/// Who a participant is. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// What everything else calls them.
    pub participant: ParticipantId,
    /// Given names, as they write them.
    pub given: String,
    /// Family names, as they write them.
    pub family: String,
    /// Every identity number they have had, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Numbered>,
    /// The day of birth, where it is known otherwise than by a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<NaiveDate>,
    /// How to reach them.
    #[serde(default)]
    pub contacts: Contacts,
    /// The language to talk in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// An identity number that somebody has or had.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Numbered {
    /// The number.
    pub number: IdentityNumber,
    /// How sure the authority is of who has it.
    pub status: IdentityStatus,
    /// The day from which it is theirs.
    pub since: NaiveDate,
}

/// How to reach somebody. `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Contacts {
    /// An email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where post reaches them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<PostalAddress>,
}

/// Where post reaches somebody. `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PostalAddress {
    /// Street and number, and what else stands above the town.
    pub street: String,
    /// The postal code.
    pub code: String,
    /// The town.
    pub town: String,
}

macro_rules! masked {
    ($($name:ident),+) => {$(
        /// Nothing of it.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

masked!(Person, Numbered, Contacts, PostalAddress);

impl Person {
    /// The identity number they have now: the one since the latest day, of
    /// several of that day the last.
    #[must_use]
    pub fn number(&self) -> Option<Numbered> {
        self.numbers.iter().copied().max_by_key(|numbered| numbered.since)
    }
}

/// Where the row of a person stands.
pub(super) fn place(id: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "person", id }
}

/// The person in a row of `participant, sealed`.
fn opened(keys: &Keyring, row: &Row) -> Result<Person, StoreError> {
    let place = place(row.text(0)?);
    let person: Person = place.open_json(keys, row.bytes(1)?)?;
    if person.participant.as_str() == place.id { Ok(person) } else { Err(place.unreadable()) }
}

impl Reader {
    /// Who a participant is.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the row not be opened.
    pub async fn person(&mut self, id: &ParticipantId) -> Result<Option<Person>, StoreError> {
        let sql = "SELECT participant, sealed FROM person WHERE participant = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(id)]).await?;
        row.map(|row| opened(&self.keys, &row)).transpose()
    }

    /// Who these participants are, ordered by id; those who are not there are
    /// left out.
    ///
    /// # Errors
    ///
    /// As [`Reader::person`].
    pub async fn persons_among(
        &mut self,
        ids: impl IntoIterator<Item = ParticipantId>,
    ) -> Result<Vec<Person>, StoreError> {
        let sql = ("SELECT participant, sealed FROM person WHERE participant", "");
        let ids = ids.into_iter().map(|id| id.to_string()).collect();
        let rows = self.fetch_among(sql, ids).await?;
        let opened = rows.iter().map(|row| opened(&self.keys, row));
        let mut persons = opened.collect::<Result<Vec<_>, _>>()?;
        persons.sort_by(|one, other| one.participant.cmp(&other.participant));
        Ok(persons)
    }

    /// Everybody, ordered by id.
    ///
    /// # Errors
    ///
    /// As [`Reader::person`].
    pub async fn persons(&mut self) -> Result<Vec<Person>, StoreError> {
        let sql = "SELECT participant, sealed FROM person ORDER BY participant";
        let rows = self.tx.fetch(sql, Vec::new()).await?;
        rows.iter().map(|row| opened(&self.keys, row)).collect()
    }
}

impl Writer {
    /// Enters a person, or enters them anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be written, or a key is missing.
    pub async fn put_person(&mut self, person: &Person) -> Result<(), StoreError> {
        self.put_persons(std::slice::from_ref(person)).await
    }

    /// Enters many persons at once, or enters them anew; of several with one
    /// id the last counts.
    ///
    /// # Errors
    ///
    /// As [`Writer::put_person`].
    pub async fn put_persons(&mut self, persons: &[Person]) -> Result<(), StoreError> {
        let latest: std::collections::BTreeMap<_, _> =
            persons.iter().map(|person| (&person.participant, person)).collect();
        let mut rows = Vec::with_capacity(latest.len());
        for (id, person) in &latest {
            let sealed = place(id.as_str()).seal_json(&self.keys, person)?;
            rows.push(vec![Value::text(id), Value::from(sealed)]);
        }
        let replace = "ON CONFLICT (participant) DO UPDATE SET sealed = excluded.sealed";
        self.tx.insert("person (participant, sealed)", rows, replace).await?;
        self.put_tokens(latest.into_values()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_newest_number_is_the_current_one_and_debug_is_silent() {
        let numbered = |number: &str, since| Numbered {
            number: number.parse().unwrap(),
            status: IdentityStatus::Confirmed,
            since: day(since),
        };
        let mut person = Person {
            participant: "P1".parse().unwrap(),
            given: "Sara".to_owned(),
            family: "Ek".to_owned(),
            numbers: Vec::new(),
            birth: Some(day("1970-10-03")),
            contacts: Contacts {
                email: Some("sara@example.org".to_owned()),
                ..Contacts::default()
            },
            language: None,
        };
        assert!(person.number().is_none());
        let old = numbered("197010632391", "2020-01-01");
        let new = numbered("198112289874", "2024-01-01");
        for numbers in [vec![old, new], vec![new, old]] {
            person.numbers = numbers;
            assert!(person.number() == Some(new));
        }
        assert_eq!(
            format!("{person:?} {:?} {new:?}", person.contacts),
            "Person(…) Contacts(…) Numbered(…)"
        );
    }
}
