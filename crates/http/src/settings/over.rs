//! Reading a file, and the environment over it.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IntoDeserializer;
use toml::{Table, Value};

use super::Settings;

/// What the names of the variables begin with.
const PREFIX: &str = "ETABLERA_SERVE_";

/// The settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("`{file}` cannot be read")]
    File {
        /// Which.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no TOML, or says what is unknown.
    #[error("`{file}`: {said}")]
    Text {
        /// Which.
        file: PathBuf,
        /// What is wrong, where, and what was expected.
        said: String,
    },
    /// A variable says what is unknown.
    #[error("{PREFIX}… says what cannot be: {0}")]
    Variable(String),
}

pub(super) fn read(
    file: Option<&Path>,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Settings, SettingsError> {
    let mut table = Table::new();
    if let Some(file) = file {
        let named = |said: toml::de::Error| SettingsError::Text {
            file: file.to_owned(),
            said: said.to_string(),
        };
        let text = std::fs::read_to_string(file)
            .map_err(|source| SettingsError::File { file: file.to_owned(), source })?;
        // Once for the place of what is wrong in it, once to be written over.
        toml::from_str::<Settings>(&text).map_err(named)?;
        table = toml::from_str(&text).map_err(named)?;
    }
    let mut variables: Vec<_> = variables.into_iter().collect();
    variables.sort();
    for (name, text) in variables {
        if let Some(path) = name.strip_prefix(PREFIX) {
            write(&mut table, &name, (path, &text))?;
        }
    }
    let settings = Settings::deserialize(table.into_deserializer());
    settings.map_err(|error| SettingsError::Variable(error.to_string()))
}

/// Writes a variable over what the table says.
fn write(table: &mut Table, name: &str, (path, text): (&str, &str)) -> Result<(), SettingsError> {
    let path = path.to_lowercase();
    let mut at = table;
    let mut parts: Vec<&str> = path.split("__").collect();
    let Some(last) = parts.pop() else { return Ok(()) };
    for part in parts {
        let inner = at.entry(part).or_insert_with(|| Value::Table(Table::new()));
        at = inner
            .as_table_mut()
            .ok_or_else(|| SettingsError::Variable(format!("`{name}`: `{part}` has no parts")))?;
    }
    at.insert(last.to_owned(), value(text));
    Ok(())
}

/// A number or truth where the text is one, else the text.
fn value(text: &str) -> Value {
    if let Ok(number) = text.parse() {
        return Value::Integer(number);
    }
    match text {
        "true" => Value::Boolean(true),
        "false" => Value::Boolean(false),
        _ => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Float),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::time::Duration;

    use super::*;

    fn of(text: &str, variables: &[(&str, &str)]) -> Result<Settings, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let variables = variables.iter().map(|(name, text)| ((*name).into(), (*text).into()));
        read(Some(file.path()), variables).map_err(|error| error.to_string())
    }

    #[test]
    fn a_variable_stands_over_the_file() {
        let file = "listen = \"127.0.0.1:1\"\n[limits]\nbody = 7\nwait = 0.5\n";
        let variables = [("ETABLERA_SERVE_LIMITS__BODY", "9"), ("ETABLERA_ROLE", "matcher")];
        let settings = of(file, &variables).unwrap();
        assert_eq!(settings.limits.body, 9);
        assert_eq!(settings.limits.wait, Duration::from_millis(500));
        assert_eq!(settings.listen.port(), 1);
        assert_eq!(settings.limits.per_minute, 1200);
    }

    #[test]
    fn what_is_unknown_is_told_with_its_place() {
        let said = of("listen = \"127.0.0.1:1\"\nlisen = 3\n", &[]).unwrap_err();
        assert!(said.contains("line 2") && said.contains("`lisen`"), "{said}");
        let said = of("", &[("ETABLERA_SERVE_LIMITS__BODIES", "9")]).unwrap_err();
        assert!(said.contains("bodies") && said.contains("per_minute"), "{said}");
        let said = of("", &[("ETABLERA_SERVE_LISTEN__PORT", "9")]).unwrap_err();
        assert!(said.contains("listen"), "{said}");
        let said = of("[limits]\nwait = 0\n", &[]).unwrap_err();
        assert!(said.contains("above 0"), "{said}");
    }
}
