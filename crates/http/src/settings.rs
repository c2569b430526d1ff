//! How a server is set up: a file in TOML, and the environment over it.

mod over;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use etablera_casework::office::account::Settings as LogIn;
use etablera_domain::OrganisationId;
use serde::Deserialize;

pub use over::SettingsError;

/// How a server is set up. What is not said is as in [`Settings::default`].
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where health and figures are told, for those who run the server;
    /// nowhere unless said.
    pub operate: Option<SocketAddr>,
    /// Proxies that are trusted to say where a request comes from.
    pub proxies: Vec<IpAddr>,
    /// The store: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.
    pub db: Option<String>,
    /// The file with the keys that the store is sealed with.
    pub keys: Option<PathBuf>,
    /// A folder of policies instead of those that ship.
    pub policies: Option<PathBuf>,
    /// A compiled taxonomy instead of the starter one.
    pub taxonomy: Option<PathBuf>,
    /// Numbers that matching goes by instead of the shipped ones.
    pub parameters: Option<PathBuf>,
    /// Training modules.
    pub training: Option<PathBuf>,
    /// The organisation that runs it, where the store does not say yet.
    pub organisation: Option<OrganisationId>,
    /// Encryption.
    pub tls: Option<Tls>,
    /// How strict logging in is.
    pub login: LogIn,
    /// Where people log in elsewhere.
    pub sign_on: Option<SignOn>,
    /// How much may be asked at once.
    pub limits: Limits,
    /// What is written to the log.
    pub log: Log,
}

/// The certificate that the server shows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The file with the certificate and those it hangs on, in PEM.
    pub certificate: PathBuf,
    /// The file with its key, in PEM.
    pub key: PathBuf,
}

/// Where people log in elsewhere: a provider of OpenID Connect.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOn {
    /// The address that the provider names itself by, such as
    /// `https://login.example.org`.
    pub issuer: String,
    /// What the provider knows this server as.
    pub client: String,
    /// The file with what this server proves that with, if it does.
    pub secret: Option<PathBuf>,
    /// Where browsers reach this server, such as `https://etablera.example.org`.
    pub here: String,
    /// A file of certificates, in PEM, that are trusted beside those of the
    /// system.
    pub authorities: Option<PathBuf>,
}

/// How much may be asked at once.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// How large a body, or a line of a bulk body, may be, in bytes.
    pub body: usize,
    /// How long a part of a body may take to come, in seconds.
    #[serde(deserialize_with = "seconds")]
    pub wait: Duration,
    /// How long the headers of a request may take to come, in seconds.
    #[serde(deserialize_with = "seconds")]
    pub headers: Duration,
    /// How long an answer may take, in seconds; longer work is told of as
    /// events.
    #[serde(deserialize_with = "seconds")]
    pub request: Duration,
    /// How long the store may take to be reached, or another writer to end, in
    /// seconds.
    #[serde(deserialize_with = "seconds")]
    pub store: Duration,
    /// How many requests a minute each caller may send.
    pub per_minute: u32,
    /// How many log-ins a minute may be tried from one address.
    pub logins_per_minute: u32,
    /// How long requests that are under way are waited for at the end, in
    /// seconds.
    #[serde(deserialize_with = "seconds")]
    pub farewell: Duration,
}

/// What is written to the log.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// What is worth a line, such as `info` or `etablera_http=debug,warn`.
    pub level: String,
    /// One JSON object a line, for a collector; else lines for people.
    pub json: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            operate: None,
            proxies: Vec::new(),
            db: None,
            keys: None,
            policies: None,
            taxonomy: None,
            parameters: None,
            training: None,
            organisation: None,
            tls: None,
            login: LogIn::default(),
            sign_on: None,
            limits: Limits::default(),
            log: Log::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1 << 20,
            wait: Duration::from_secs(20),
            headers: Duration::from_secs(10),
            request: Duration::from_secs(60),
            store: Duration::from_secs(5),
            per_minute: 1200,
            logins_per_minute: 10,
            farewell: Duration::from_secs(30),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), json: false }
    }
}

impl Settings {
    /// Reads a file, and over it the variables whose names begin with
    /// `ETABLERA_SERVE_`: `ETABLERA_SERVE_LIMITS__BODY=65536` is `body` of
    /// `[limits]`.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or anything in it or in a variable is
    /// unknown or cannot be; the error tells where, and what was expected.
    pub fn read(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        over::read(file, variables)
    }
}

fn seconds<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let seconds = f64::deserialize(from)?;
    let duration = Duration::try_from_secs_f64(seconds).ok().filter(|time| !time.is_zero());
    duration.ok_or_else(|| serde::de::Error::custom("expected a number of seconds above 0"))
}
