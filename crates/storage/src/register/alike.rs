//! Finding persons by what is sealed: tokens of numbers, names and birth days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::{IdentityNumber, ParticipantId};

use super::person::Person;
use super::spelling::folded;
use crate::db::Value;
use crate::error::StoreError;
use crate::keys::{Keyring, Purpose};
use crate::store::{Reader, Writer};

/// Somebody in the register who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// Who.
    pub participant: ParticipantId,
    /// Why they may be the same.
    pub because: SameAs,
}

/// Why two may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SameAs {
    /// Both have or had one identity number.
    Number,
    /// Both have one name, in whatever spelling and order, and one day of
    /// birth; the day in a number counts as one.
    NameAndBirth,
}

impl SameAs {
    /// What the token is of.
    fn kind(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::NameAndBirth => "name-birth",
        }
    }
}

/// A kind with the token, as it is kept: in hexadecimal.
type Token = (SameAs, String);

fn token(keys: &Keyring, of: SameAs, text: &str) -> Result<Token, StoreError> {
    let token = keys.token(Purpose::Personal, of.kind(), text).map_err(StoreError::Token)?;
    Ok((of, token.iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// By what a person is found.
fn tokens(keys: &Keyring, person: &Person) -> Result<BTreeSet<Token>, StoreError> {
    let mut tokens = BTreeSet::new();
    let mut births: BTreeSet<NaiveDate> = person.birth.into_iter().collect();
    for numbered in &person.numbers {
        tokens.insert(token(keys, SameAs::Number, &numbered.number.to_string())?);
        births.insert(numbered.number.date_in_number());
    }
    let name = folded(&person.given, &person.family);
    // Persons without a name are not alike for that.
    for birth in births.iter().filter(|_| !name.is_empty()) {
        tokens.insert(token(keys, SameAs::NameAndBirth, &format!("{name} {birth}"))?);
    }
    Ok(tokens)
}

impl Reader {
    /// Those who have or had an identity number, ordered by id: one, unless
    /// something is wrong.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the key for tokens is missing.
    pub async fn find_by_number(
        &mut self,
        number: IdentityNumber,
    ) -> Result<Vec<ParticipantId>, StoreError> {
        let (_, token) = token(&self.keys, SameAs::Number, &number.to_string())?;
        let sql = "SELECT participant FROM token WHERE token = $1 ORDER BY participant";
        let rows = self.tx.fetch(sql, vec![Value::from(token)]).await?;
        rows.iter().map(|row| row.parsed(0)).collect()
    }

    /// Who has or had each of many identity numbers; numbers that nobody has
    /// are left out.
    ///
    /// # Errors
    ///
    /// As [`Reader::find_by_number`].
    pub async fn find_by_numbers(
        &mut self,
        numbers: impl IntoIterator<Item = IdentityNumber>,
    ) -> Result<Vec<(IdentityNumber, ParticipantId)>, StoreError> {
        let mut of: BTreeMap<String, IdentityNumber> = BTreeMap::new();
        for number in numbers {
            of.insert(token(&self.keys, SameAs::Number, &number.to_string())?.1, number);
        }
        let sql = ("SELECT token, participant FROM token WHERE token", "");
        let rows = self.fetch_among(sql, of.keys().cloned().collect()).await?;
        let mut found = Vec::new();
        for row in &rows {
            let token = row.text(0)?;
            let number = of.get(token).copied();
            let number = number.ok_or_else(|| StoreError::Corrupt(format!("token `{token}`")))?;
            found.push((number, row.parsed(1)?));
        }
        Ok(found)
    }

    /// Those in the register who may be this person under another id, ordered
    /// by id; each once, with the stronger reason.
    ///
    /// # Errors
    ///
    /// As [`Reader::find_by_number`].
    pub async fn find_alike(&mut self, person: &Person) -> Result<Vec<Alike>, StoreError> {
        let tokens: BTreeMap<String, SameAs> =
            tokens(&self.keys, person)?.into_iter().map(|(of, token)| (token, of)).collect();
        let sql = ("SELECT token, participant FROM token WHERE token", "");
        let rows = self.fetch_among(sql, tokens.keys().cloned().collect()).await?;
        let mut found: BTreeMap<ParticipantId, SameAs> = BTreeMap::new();
        for row in &rows {
            let of = tokens.get(row.text(0)?).copied().unwrap_or(SameAs::NameAndBirth);
            let known = found.entry(row.parsed(1)?).or_insert(of);
            *known = of.min(*known);
        }
        found.remove(&person.participant);
        let alike = found.into_iter();
        Ok(alike.map(|(participant, because)| Alike { participant, because }).collect())
    }
}

impl Writer {
    /// Writes by what persons are found, in place of what there was.
    pub(super) async fn put_tokens(
        &mut self,
        persons: impl Iterator<Item = &Person>,
    ) -> Result<(), StoreError> {
        let (mut ids, mut rows) = (Vec::new(), Vec::new());
        for person in persons {
            ids.push(person.participant.to_string());
            for (_, token) in tokens(&self.keys, person)? {
                rows.push(vec![Value::from(token), Value::text(&person.participant)]);
            }
        }
        for some in ids.chunks(5000) {
            let sql = ("DELETE FROM token WHERE participant", "");
            self.tx.execute_in(sql, some.to_vec()).await?;
        }
        self.tx.insert("token (token, participant)", rows, "").await
    }
}
