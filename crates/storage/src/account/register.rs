//! Accounts: who has one, and what it may act as.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use etablera_domain::event::{Moment, Subject};
use etablera_domain::{AccountId, ActorId};

use super::login_name::LoginName;
use super::profile::{self, ExternalIdentity, Profile, external_token, login_token};
use super::seat::StoredSeat;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::keys::Keyring;
use crate::store::{Reader, Writer};

/// An account. `Debug` does not show who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Names it.
    pub id: AccountId,
    /// What stands in the log for whoever has it; no two have the same.
    pub actor: ActorId,
    /// Whether it may log in.
    pub state: AccountState,
    /// When it was made.
    pub made_at: Moment,
    /// Who has it.
    pub profile: Profile,
    /// What it may act as.
    pub seats: BTreeSet<StoredSeat>,
}

macro_rules! states {
    ($($(#[$doc:meta])* $state:ident = $name:literal,)+) => {
        /// Whether an account may log in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AccountState {
            $($(#[$doc])* $state,)+
        }

        impl AccountState {
            /// Every state.
            pub const ALL: [Self; 3] = [$(Self::$state,)+];

            /// Its word.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$state => $name,)+
                }
            }
        }
    };
}

states! {
    /// Nobody has taken it yet.
    Invited = "invited",
    /// It may log in.
    Active = "active",
    /// It may not.
    Disabled = "disabled",
}

/// The text is no state of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an account: expected `invited`, `active` or `disabled`")]
pub struct ParseAccountStateError;

impl FromStr for AccountState {
    type Err = ParseAccountStateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|state| state.name() == text);
        found.ok_or(ParseAccountStateError)
    }
}

impl fmt::Display for AccountState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The account in a row of `id, actor, state, made_at, profile`, without its
/// seats.
fn opened(keys: &Keyring, row: &Row) -> Result<Account, StoreError> {
    Ok(Account {
        id: row.parsed(0)?,
        actor: row.parsed(1)?,
        state: row.parsed(2)?,
        made_at: row.parsed(3)?,
        profile: profile::place(row.text(0)?).open_json(keys, row.bytes(4)?)?,
        seats: BTreeSet::new(),
    })
}

impl Reader {
    /// An account.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the row not be opened.
    pub async fn account(&mut self, id: &AccountId) -> Result<Option<Account>, StoreError> {
        let sql = "SELECT id, actor, state, made_at, profile FROM account WHERE id = $1";
        self.one_account(sql, Value::text(id)).await
    }

    /// The account of whoever stands in the log as this.
    ///
    /// # Errors
    ///
    /// As [`Reader::account`].
    pub async fn account_of(&mut self, actor: &ActorId) -> Result<Option<Account>, StoreError> {
        let sql = "SELECT id, actor, state, made_at, profile FROM account WHERE actor = $1";
        self.one_account(sql, Value::text(actor)).await
    }

    /// The account that logs in as this.
    ///
    /// # Errors
    ///
    /// As [`Reader::account`].
    pub async fn account_by_login(
        &mut self,
        login: &LoginName,
    ) -> Result<Option<Account>, StoreError> {
        let name = login_token(&self.keys, login)?;
        self.account_by_name(name).await
    }

    /// The account that is tied to who somebody is to a provider of sign-on.
    ///
    /// # Errors
    ///
    /// As [`Reader::account`].
    pub async fn account_by_external(
        &mut self,
        external: &ExternalIdentity,
    ) -> Result<Option<Account>, StoreError> {
        let name = external_token(&self.keys, external)?;
        self.account_by_name(name).await
    }

    async fn account_by_name(&mut self, name: String) -> Result<Option<Account>, StoreError> {
        let sql = "SELECT id, actor, state, made_at, profile FROM account \
                   WHERE id = (SELECT account FROM account_name WHERE name = $1)";
        self.one_account(sql, name.into()).await
    }

    async fn one_account(
        &mut self,
        sql: &'static str,
        which: Value,
    ) -> Result<Option<Account>, StoreError> {
        let Some(row) = self.tx.fetch_one(sql, vec![which]).await? else { return Ok(None) };
        let mut account = opened(&self.keys, &row)?;
        let sql = "SELECT role, organisation, record FROM seat WHERE account = $1";
        let rows = self.tx.fetch(sql, vec![Value::text(&account.id)]).await?;
        account.seats =
            rows.iter().map(|row| StoredSeat::read(row, 0)).collect::<Result<_, _>>()?;
        Ok(Some(account))
    }

    /// Every account, ordered by id.
    ///
    /// # Errors
    ///
    /// As [`Reader::account`].
    pub async fn accounts(&mut self) -> Result<Vec<Account>, StoreError> {
        let sql = "SELECT account, role, organisation, record FROM seat";
        let mut seats: BTreeMap<String, BTreeSet<StoredSeat>> = BTreeMap::new();
        for row in &self.tx.fetch(sql, Vec::new()).await? {
            let seat = StoredSeat::read(row, 1)?;
            seats.entry(row.text(0)?.to_owned()).or_default().insert(seat);
        }
        let sql = "SELECT id, actor, state, made_at, profile FROM account ORDER BY id";
        let rows = self.tx.fetch(sql, Vec::new()).await?;
        let mut accounts = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut account = opened(&self.keys, row)?;
            account.seats = seats.remove(account.id.as_str()).unwrap_or_default();
            accounts.push(account);
        }
        Ok(accounts)
    }

    /// The accounts with a seat whose own record is a subject, ordered by id.
    ///
    /// # Errors
    ///
    /// As [`Reader::account`].
    pub async fn accounts_about(&mut self, subject: &Subject) -> Result<Vec<Account>, StoreError> {
        let sql = "SELECT DISTINCT account FROM seat WHERE record = $1 ORDER BY account";
        let rows = self.tx.fetch(sql, vec![Value::text(subject)]).await?;
        let mut accounts = Vec::with_capacity(rows.len());
        for row in &rows {
            accounts.extend(self.account(&row.parsed(0)?).await?);
        }
        Ok(accounts)
    }

    /// Whether there is any account.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn has_accounts(&mut self) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM account LIMIT 1";
        Ok(self.tx.fetch_one(sql, Vec::new()).await?.is_some())
    }
}

impl Writer {
    /// Enters an account, or enters it anew. Sessions and tokens of seats that
    /// it has no more are over.
    ///
    /// # Errors
    ///
    /// [`StoreError::Taken`] when another has its actor, login name or external
    /// identity; when the database cannot be written, or a key is missing.
    pub async fn put_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let Account { id, actor, state, made_at, profile, seats } = account;
        let sealed = profile.seal(&self.keys, id)?;
        let sql = "INSERT INTO account (id, actor, state, made_at, profile) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE \
                   SET actor = excluded.actor, state = excluded.state, \
                       profile = excluded.profile";
        let values = vec![
            Value::text(id),
            Value::text(actor),
            Value::text(state),
            Value::text(made_at),
            Value::from(sealed),
        ];
        self.tx.execute(sql, values).await?;
        self.put_account_names(account).await?;
        self.put_seats(id, seats).await
    }

    /// Makes the names that an account is found by those it has.
    pub(crate) async fn put_account_names(&mut self, account: &Account) -> Result<(), StoreError> {
        let id = Value::text(&account.id);
        let mut wanted = account.profile.tokens(&self.keys)?;
        let sql = "SELECT name FROM account_name WHERE account = $1";
        for row in &self.tx.fetch(sql, vec![id.clone()]).await? {
            let name = row.text(0)?;
            if !wanted.remove(name) {
                let sql = "DELETE FROM account_name WHERE name = $1";
                self.tx.execute(sql, vec![name.into()]).await?;
            }
        }
        let rows = wanted.into_iter().map(|name| vec![name.into(), id.clone()]).collect();
        self.tx.insert("account_name (name, account)", rows, "").await
    }

    async fn put_seats(
        &mut self,
        id: &AccountId,
        seats: &BTreeSet<StoredSeat>,
    ) -> Result<(), StoreError> {
        let sql = "SELECT role, organisation, record FROM seat WHERE account = $1";
        let rows = self.tx.fetch(sql, vec![Value::text(id)]).await?;
        let before = rows.iter().map(|row| StoredSeat::read(row, 0));
        let before = before.collect::<Result<BTreeSet<_>, _>>()?;
        for gone in before.difference(seats) {
            let sql = "DELETE FROM seat \
                       WHERE account = $1 AND role = $2 AND organisation = $3 AND record = $4";
            self.tx.execute(sql, gone.values(id)).await?;
        }
        let new = seats.difference(&before).map(|seat| seat.values(id)).collect();
        self.tx.insert("seat (account, role, organisation, record)", new, "").await
    }
}
