//! A store of a test's own, and people who may use it.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

use chrono::TimeDelta;
use etablera_casework::office::account::{IssueToken, Logins, Settings, issue_token};
use etablera_casework::office::{Call, Office};
use etablera_casework::policy::{Caller, Policies, Role};
use etablera_domain::event::Moment;
use etablera_storage::{
    Account, AccountState, ExternalIdentity, Keyring, Profile, Store, StoredSeat,
};
use etablera_test_store::Database;
use tempfile::TempDir;

/// The program.
const ETABLERA: &str = env!("CARGO_BIN_EXE_etablera");

/// A store with its keys, in a folder of its own.
pub(crate) struct Place {
    folder: TempDir,
    db: String,
    /// Dropped with the store.
    _database: Option<Database>,
}

impl Place {
    /// A store in a file.
    pub(crate) fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = format!("sqlite:{}", folder.path().join("cases.db").display());
        Self::new(folder, db, None)
    }

    /// A store in a database of a server.
    pub(crate) fn database(database: Database) -> Self {
        let db = database.url();
        Self::new(tempfile::tempdir().unwrap(), db, Some(database))
    }

    /// A store of each kind.
    pub(crate) fn each() -> [Self; 2] {
        [Self::file(), Self::database(etablera_test_store::database().unwrap())]
    }

    fn new(folder: TempDir, db: String, database: Option<Database>) -> Self {
        let place = Self { folder, db, _database: database };
        place.run(&["db", "init", "--organisation", "lulea"]);
        place
    }

    /// The store of a file that [`Place::run`] has copied this one to.
    pub(crate) fn copy(&self, name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(self.path("keys"), folder.path().join("keys")).unwrap();
        let db = format!("sqlite:{}", self.path(name).display());
        Self { folder, db, _database: None }
    }

    /// Where the server of its database listens.
    pub(crate) fn server(&self) -> SocketAddr {
        let (_, rest) = self.db.split_once('@').unwrap();
        rest.split('/').next().unwrap().parse().unwrap()
    }

    /// The same store, reached by way of another address.
    pub(crate) fn by_way_of(self, address: SocketAddr) -> Self {
        let db = self.db.replace(&self.server().to_string(), &address.to_string());
        Self { db, ..self }
    }

    /// A file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command on this store.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(ETABLERA);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ETABLERA_")) {
            command.env_remove(name);
        }
        command.args(args).args(["--db", &self.db, "--keys"]).arg(self.path("keys"));
        command
    }

    /// Runs a command that is to succeed.
    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        let output = self.command(args).output().unwrap();
        let texts = [&output.stderr, &output.stdout].map(|text| String::from_utf8_lossy(text));
        assert!(output.status.success(), "{args:?}: {}", texts.concat());
        output
    }

    /// Checks that every row is as it was written.
    #[track_caller]
    pub(crate) fn verify(&self) {
        self.run(&["db", "verify", "--as", "root", "--role", "administrator"]);
    }

    /// A token for whatever somebody in a role may do.
    pub(crate) fn token(&self, actor: &str, role: Role) -> String {
        let caller = Caller {
            actor: actor.parse().unwrap(),
            role,
            organisation: "lulea".parse().unwrap(),
            is: None,
        };
        run(async {
            let office = self.office().await;
            let token = issued(&office, caller).await;
            office.store.close().await;
            token
        })
    }

    async fn office(&self) -> Office {
        let keys = Arc::new(Keyring::read_file(&self.path("keys")).unwrap());
        let store = Store::open(&self.db.parse().unwrap(), keys, now()).await.unwrap();
        Office { store, policies: Policies::shipped(), organisation: "lulea".parse().unwrap() }
    }
}

fn run<T>(task: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(task)
}

fn now() -> Moment {
    Moment::new(chrono::Utc::now())
}

/// Makes an account, and a token of it.
async fn issued(office: &Office, caller: Caller) -> String {
    let actor = caller.actor.as_str();
    let seat = StoredSeat {
        role: caller.role.to_string(),
        organisation: caller.organisation.clone(),
        is: None,
    };
    let account = Account {
        id: format!("A-{actor}").parse().unwrap(),
        actor: caller.actor.clone(),
        state: AccountState::Active,
        made_at: now(),
        profile: Profile {
            login: actor.parse().unwrap(),
            name: actor.to_owned(),
            email: None,
            // An account that nobody can log in to is a fault of the store.
            external: [ExternalIdentity {
                issuer: "https://i.example".to_owned(),
                subject: actor.to_owned(),
            }]
            .into(),
        },
        seats: [seat].into(),
    };
    let mut writer = office.store.write().await.unwrap();
    writer.put_account(&account).await.unwrap();
    writer.commit().await.unwrap();
    let call = Call::new(caller, now(), chrono::Utc::now().date_naive());
    let expires = Moment::new(now().utc() + TimeDelta::days(1));
    let scopes = "read write".parse().unwrap();
    let command = IssueToken { scopes, expires, label: "test".to_owned() };
    let logins = Logins::new(Settings::default()).unwrap();
    let issued = issue_token(office, &logins, &call, &command).await.unwrap();
    issued.token.expose().to_owned()
}
