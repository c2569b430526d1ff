//! One form of bytes for a value.

use serde_json::Value;

/// The value as JSON with the names of every object in order of their bytes
/// and no space. Equal values give equal bytes, others do not; lists keep
/// their order. `1` and `1.0` are two values.
///
/// Not by `serde_json` alone: another crate may switch on its feature that
/// keeps names in the order they came in.
#[must_use]
pub fn canonical(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    write(&mut out, value);
    out.into_bytes()
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Object(map) => {
            let mut names: Vec<_> = map.iter().collect();
            names.sort_unstable_by_key(|(name, _)| *name);
            list(out, ('{', '}'), names, |out, (name, value)| {
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write(out, value);
            });
        }
        Value::Array(values) => list(out, ('[', ']'), values, write),
        plain => out.push_str(&plain.to_string()),
    }
}

fn list<T>(
    out: &mut String,
    (open, close): (char, char),
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    out.push(open);
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(close);
}
