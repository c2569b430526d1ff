//! Stores to test, and events to put into them.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use etablera_domain::event::{Event, EventId, Happening, Moment, Subject};
use etablera_storage::{Address, Keyring, Store};
use etablera_test_store::Database;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{Connection as _, Row as _, SqliteConnection};
use uuid::Uuid;

pub(crate) const REGISTERED: &str = r#"{"registered":{"organisation":"lulea"}}"#;
pub(crate) const CLOSED: &str = r#"{"closed":{"reason":"moved_away"}}"#;
pub(crate) const RETRACTED: &str = r#"{"retracted":{"reason":"wrong_person"}}"#;

/// The moment that tests begin at.
pub(crate) fn moment() -> Moment {
    "2026-12-01T08:00:00.000000Z".parse().unwrap()
}

/// The same keys each time.
pub(crate) fn keyring() -> Arc<Keyring> {
    Arc::new(ring())
}

/// The same, to be changed.
pub(crate) fn ring() -> Keyring {
    let mut next = 0;
    let keys = Keyring::generate(&mut |bytes| {
        next += 1;
        bytes.fill(next);
        Ok(())
    });
    keys.unwrap()
}

/// Runs a test on a new store in a file, and on one in a new database of a
/// real server.
pub(crate) fn each<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    each_place(|place| test(place.store));
}

/// A store, where it is, and a door for those who go round it.
pub(crate) struct Place {
    pub(crate) store: Store,
    pub(crate) address: Address,
    raw: Raw,
}

#[derive(Clone)]
enum Raw {
    File(PathBuf),
    Server(Rc<Database>),
}

impl Place {
    /// Runs statements as an administrator could, and returns what is printed.
    pub(crate) fn run(&self, statement: &str) -> Result<String, String> {
        match &self.raw {
            Raw::File(path) => sqlite(path, statement),
            Raw::Server(database) => database.run(statement).map_err(|error| error.to_string()),
        }
    }

    /// The words for either database.
    pub(crate) fn either<'a>(&self, sqlite: &'a str, postgres: &'a str) -> &'a str {
        match self.raw {
            Raw::File(_) => sqlite,
            Raw::Server(_) => postgres,
        }
    }
}

/// As [`each`], with the place.
pub(crate) fn each_place<F: Future<Output = ()>>(test: impl Fn(Place) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cases.db");
        let database = Rc::new(etablera_test_store::database().unwrap());
        let url: Address = database.url().parse().unwrap();
        let places =
            [(Address::file(&path), Raw::File(path)), (url, Raw::Server(database.clone()))];
        for (address, raw) in places {
            let store = Store::create(&address, keyring(), moment()).await.unwrap();
            test(Place { store: store.clone(), address, raw }).await;
            store.close().await;
        }
    });
}

/// Runs statements on a file past the store, with a program of its own.
pub(crate) fn sqlite(path: &Path, statement: &str) -> Result<String, String> {
    let options = SqliteConnectOptions::new().filename(path).foreign_keys(false);
    let rows = std::thread::scope(|scope| {
        let run = || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let mut raw = SqliteConnection::connect_with(&options).await?;
                let sql = sqlx::AssertSqlSafe(statement.to_owned());
                let rows = sqlx::raw_sql(sql).fetch_all(&mut raw).await;
                raw.close().await?;
                rows
            })
        };
        scope.spawn(run).join().unwrap()
    });
    let shown = |row: &SqliteRow| {
        let cell = |at| row.try_get_unchecked::<Option<String>, _>(at).unwrap().unwrap_or_default();
        (0..row.len()).map(cell).collect::<Vec<_>>().join("|")
    };
    let rows = rows.map_err(|error| error.to_string())?;
    Ok(rows.iter().map(shown).collect::<Vec<_>>().join("\n"))
}

/// A participant.
pub(crate) fn participant(number: u64) -> Subject {
    format!("participant:P{number}").parse().unwrap()
}

/// An event with this number in a participant's stream.
pub(crate) fn event(number: u128, stream: &Subject, day: &str, what: &str) -> Event {
    let what: Happening = serde_json::from_str(what).unwrap();
    Event {
        id: EventId::new(Uuid::from_u128(number)),
        stream: stream.clone(),
        about: [stream.clone()].into(),
        occurred_on: day.parse().unwrap(),
        recorded_at: moment(),
        by: "anna".parse().unwrap(),
        corrects: None,
        what,
    }
}
