//! An office to log in at, and people with accounts there.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use etablera_casework::office::account::{
    AcceptInvitation, Accepted, ConfirmFactor, Hashing, Invitation, InviteAccount, LockOut, LogIn,
    LogInError, Logins, Password, Seat, Secret, SessionStarted, SessionTimes, Settings,
    accept_invitation, confirm_factor, invite_account, log_in,
};
use etablera_casework::office::{Call, Office};
use etablera_casework::policy::{Caller, Policies, Role};
use etablera_domain::AccountId;
use etablera_domain::event::Moment;
use etablera_storage::{Access, Address, Key, Keyring, Purpose, Store};
use totp_rs::Totp;

pub(crate) const PASSWORD: &str = "a horse, a battery, a staple";

/// An office, how one logs in there, and where it is.
pub(crate) struct Room {
    pub(crate) office: Office,
    pub(crate) logins: Logins,
    pub(crate) address: Address,
}

/// Somebody who can log in.
pub(crate) struct Person {
    pub(crate) account: AccountId,
    pub(crate) login: String,
    pub(crate) uri: Option<Secret>,
    pub(crate) recovery: Vec<Secret>,
}

/// Cheap hashes, and times that are easy to count with.
pub(crate) fn settings() -> Settings {
    Settings {
        invitation_minutes: 60,
        confirmation_minutes: 10,
        token_days: 30,
        session: SessionTimes { idle_minutes: 30, longest_minutes: 120 },
        lock_out: LockOut {
            failures: 3,
            window_minutes: 10,
            delay_seconds: 60,
            longest_delay_seconds: 200,
        },
        hashing: Hashing { memory_kib: 8, passes: 1, lanes: 1, at_once: 2 },
        ..Settings::default()
    }
}

/// So many seconds after the beginning.
pub(crate) fn at(seconds: i64) -> Moment {
    let start: Moment = "2026-12-01T08:00:00.000000Z".parse().unwrap();
    Moment::new(start.utc() + TimeDelta::seconds(seconds))
}

/// The same keys each time; with a newer one, too.
pub(crate) fn keyring(newer: bool) -> Arc<Keyring> {
    let mut next = 0;
    let mut keys = Keyring::generate(&mut |bytes| {
        next += 1;
        bytes.fill(next);
        Ok(())
    })
    .unwrap();
    if newer {
        let name = "k2".parse().unwrap();
        keys.add_key(Purpose::Personal, name, Key::from_bytes(&[77; 32])).unwrap();
    }
    Arc::new(keys)
}

/// Runs a test in an office on a new file, and in one on a new database of a
/// real server.
#[expect(clippy::needless_pass_by_value, reason = "a closure reads better without `&`")]
pub(crate) fn each(test: impl AsyncFn(&Room)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let file = Address::file(&folder.path().join("cases.db"));
        let database = etablera_test_store::database().unwrap();
        for address in [file, database.url().parse().unwrap()] {
            let store = Store::create(&address, keyring(false), at(0)).await.unwrap();
            let room = Room::of(store.clone(), address);
            test(&room).await;
            store.close().await;
        }
    });
}

/// A call by somebody in a role.
pub(crate) fn call(actor: &str, role: Role) -> Call {
    let (actor, organisation) = (actor.parse().unwrap(), "lulea".parse().unwrap());
    let caller = Caller { actor, role, organisation, is: None };
    Call::new(caller, at(0), "2026-12-01".parse().unwrap())
}

/// Adam manages accounts.
pub(crate) fn adam() -> Call {
    call("adam", Role::Administrator)
}

pub(crate) fn seat(role: Role) -> Seat {
    let is = match role {
        Role::Participant => Some("participant:P1".parse().unwrap()),
        Role::Employer => Some("employer:E1".parse().unwrap()),
        _ => None,
    };
    Seat { role, organisation: "lulea".parse().unwrap(), is }
}

pub(crate) fn seats(roles: &[Role]) -> BTreeSet<Seat> {
    roles.iter().map(|role| seat(*role)).collect()
}

pub(crate) fn inviting(who: &str, roles: &[Role]) -> InviteAccount {
    InviteAccount {
        login: format!("{who}@example.org").parse().unwrap(),
        actor: who.parse().unwrap(),
        name: format!("{who} testdotter"),
        email: Some(format!("{who}@mail.example.org")),
        seats: seats(roles),
    }
}

/// A code that is good at a moment.
pub(crate) fn code(uri: &Secret, now: Moment) -> Secret {
    let totp = Totp::from_url(uri.expose()).unwrap();
    Secret::from(totp.generate(now.utc().timestamp() as u64).to_string())
}

/// The code, or 000000, which it is not.
pub(crate) fn wrong_code(uri: &Secret, now: Moment) -> Secret {
    let good: Vec<_> = [-30, 0, 30]
        .map(|by| code(uri, Moment::new(now.utc() + TimeDelta::seconds(by))).expose().to_owned())
        .to_vec();
    let wrong = ["000000", "111111", "222222", "333333"];
    let wrong = wrong.into_iter().find(|wrong| !good.iter().any(|one| one == wrong));
    Secret::from(wrong.unwrap().to_owned())
}

impl Room {
    pub(crate) fn of(store: Store, address: Address) -> Self {
        let (policies, organisation) = (Policies::shipped(), "lulea".parse().unwrap());
        let office = Office { store, policies, organisation };
        Self { office, logins: Logins::new(settings()).unwrap(), address }
    }

    pub(crate) async fn invite(&self, who: &str, roles: &[Role]) -> Invitation {
        let command = inviting(who, roles);
        invite_account(&self.office, &self.logins, &adam(), &command).await.unwrap()
    }

    pub(crate) async fn accept(&self, token: &Secret, now: Moment) -> Result<Accepted, LogInError> {
        let (token, password) = (token.clone(), Password::new(PASSWORD));
        let command = AcceptInvitation { token, password, factor: false };
        accept_invitation(&self.office, &self.logins, now, &command).await
    }

    /// Somebody with an account that they took when the day began.
    pub(crate) async fn person(&self, who: &str, roles: &[Role]) -> Person {
        let Invitation { account, token, .. } = self.invite(who, roles).await;
        self.take(who, account, &token).await
    }

    /// Takes an account with the second factor that it needs.
    pub(crate) async fn take(&self, who: &str, account: AccountId, token: &Secret) -> Person {
        let login = format!("{who}@example.org");
        match self.accept(token, at(0)).await.unwrap() {
            Accepted::Active {} => Person { account, login, uri: None, recovery: Vec::new() },
            Accepted::Confirm { token, uri, .. } => {
                // The code of a minute ago would be too old.
                let command = ConfirmFactor { token, code: code(&uri, at(0)) };
                let done = confirm_factor(&self.office, at(0), &command).await.unwrap();
                Person { account, login, uri: Some(uri), recovery: done.recovery }
            }
        }
    }

    /// Logs in with everything right.
    pub(crate) async fn enter(
        &self,
        who: &Person,
        now: Moment,
    ) -> Result<SessionStarted, LogInError> {
        self.try_in(&who.log_in(now), now).await
    }

    pub(crate) async fn try_in(
        &self,
        command: &LogIn,
        now: Moment,
    ) -> Result<SessionStarted, LogInError> {
        log_in(&self.office, &self.logins, now, command).await
    }

    /// The access log.
    pub(crate) async fn accesses(&self) -> Vec<Access> {
        let rows = self.office.store.read().await.unwrap().all_accesses(0, 10_000).await.unwrap();
        rows.into_iter().map(|row| row.access).collect()
    }

    pub(crate) async fn last_access(&self) -> Access {
        self.accesses().await.pop().unwrap()
    }
}

impl Person {
    /// Everything that is right at a moment.
    pub(crate) fn log_in(&self, now: Moment) -> LogIn {
        LogIn {
            login: self.login.parse().unwrap(),
            password: Password::new(PASSWORD),
            code: self.uri.as_ref().map(|uri| code(uri, now)),
            seat: None,
        }
    }
}
