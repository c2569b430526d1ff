//! Where a store is.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where a store is: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A file.
    Sqlite(PathBuf),
    /// A server's database. The text may hold a password.
    Postgres(String),
}

/// The text is not the address of a store.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a store: expected `sqlite:PATH` or `postgres://USER@HOST/DATABASE`")]
pub struct ParseAddressError;

impl Address {
    /// A file.
    #[must_use]
    pub fn file(path: &Path) -> Self {
        Self::Sqlite(path.to_owned())
    }
}

impl FromStr for Address {
    type Err = ParseAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            // `sqlite://file` and `sqlite:///file` are written as well.
            let path = path.strip_prefix("//").unwrap_or(path);
            let path = (!path.is_empty()).then_some(path).ok_or(ParseAddressError)?;
            return Ok(Self::Sqlite(path.into()));
        }
        let postgres = ["postgres://", "postgresql://"];
        if postgres.iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme)) {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(ParseAddressError)
    }
}

/// Without the password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
                let (user, place) = before.rsplit_once('@').unwrap_or(("", before));
                let user = user.split(':').next().unwrap_or_default();
                let at = if user.is_empty() { "" } else { "@" };
                // Parameters may hold a password as well.
                let more = if query.is_empty() { "" } else { "?…" };
                write!(f, "{scheme}://{user}{at}{place}{more}")
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (text, shown) in [
            ("sqlite:cases.db", "sqlite:cases.db"),
            ("sqlite:///srv/cases.db", "sqlite:/srv/cases.db"),
            ("postgres://anna:secret@db:5432/e", "postgres://anna@db:5432/e"),
            ("postgresql://db/e?password=secret", "postgresql://db/e?…"),
            ("postgres://a:b@c@db/e", "postgres://a@db/e"),
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.to_string(), shown);
            assert_eq!(format!("{address:?}"), shown);
        }
        for bad in ["", "cases.db", "sqlite:", "mysql://x", "postgres://"] {
            assert!(bad.parse::<Address>().is_err(), "{bad}");
        }
    }
}
