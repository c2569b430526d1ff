//! What a token may be used for.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One thing that a token may be used for. As text: `read`, `write`,
/// `tag:needs`, `operation:list_needs`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Operations that only read.
    Read,
    /// Operations that write.
    Write,
    /// Of them only those with this tag, and with others that are named.
    Tag(Box<str>),
    /// Of them only this operation, and others that are named.
    Operation(Box<str>),
}

/// The text says nothing that a token may be used for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseScopeError {
    /// One of them is none.
    #[error(
        "`{0}` is not a scope: expected `read`, `write`, `tag:NAME` or `operation:NAME`, with a name \
         of 1 to 64 of `a` to `z`, `0` to `9`, `_`, `-` and `.`"
    )]
    Scope(String),
    /// Neither reading nor writing is among them.
    #[error("the scopes allow nothing: expected `read`, `write` or both among them")]
    Nothing,
}

/// What a token may be used for: reading, writing or both, of everything that
/// its seat may do or of what is named. As text with spaces between, sorted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend(
    "pattern" = "^((tag|operation):[a-z0-9_.-]{1,64} )*(read|write)( (read|write|(tag|operation):[a-z0-9_.-]{1,64}))*$",
    "examples" = ["read", "read tag:needs write"],
))]
pub struct Scopes(BTreeSet<Scope>);

impl Scope {
    fn is_named(&self) -> bool {
        matches!(self, Self::Tag(_) | Self::Operation(_))
    }
}

impl Scopes {
    /// The scopes, if they allow anything.
    ///
    /// # Errors
    ///
    /// [`ParseScopeError::Nothing`] without reading and writing.
    pub fn new(scopes: BTreeSet<Scope>) -> Result<Self, ParseScopeError> {
        if scopes.contains(&Scope::Read) || scopes.contains(&Scope::Write) {
            return Ok(Self(scopes));
        }
        Err(ParseScopeError::Nothing)
    }

    /// Whether a token may be used for an operation that writes, or only reads,
    /// by its name and tag.
    #[must_use]
    pub fn allows(&self, operation: &str, tag: &str, writes: bool) -> bool {
        let wanted = if writes { Scope::Write } else { Scope::Read };
        let is_named = |scope: &Scope| match scope {
            Scope::Tag(name) => **name == *tag,
            Scope::Operation(name) => **name == *operation,
            Scope::Read | Scope::Write => false,
        };
        let names = self.0.iter().any(Scope::is_named);
        self.0.contains(&wanted) && (!names || self.0.iter().any(is_named))
    }

    /// The scopes, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Scope> {
        self.0.iter()
    }
}

impl FromStr for Scope {
    type Err = ParseScopeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseScopeError::Scope(text.chars().take(80).collect());
        let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-.".contains(&b);
        let is_name = |name: &str| (1..=64).contains(&name.len()) && name.bytes().all(legal);
        match text.split_once(':') {
            None if text == "read" => Ok(Self::Read),
            None if text == "write" => Ok(Self::Write),
            Some(("tag", name)) if is_name(name) => Ok(Self::Tag(name.into())),
            Some(("operation", name)) if is_name(name) => Ok(Self::Operation(name.into())),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read => f.write_str("read"),
            Self::Write => f.write_str("write"),
            Self::Tag(name) => write!(f, "tag:{name}"),
            Self::Operation(name) => write!(f, "operation:{name}"),
        }
    }
}

impl FromStr for Scopes {
    type Err = ParseScopeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, scope) in self.0.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            write!(f, "{space}{scope}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Scopes {
    type Error = ParseScopeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Scopes> for String {
    fn from(scopes: Scopes) -> Self {
        scopes.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn allowed(scopes: &str) -> Vec<(&'static str, bool)> {
        let scopes: Scopes = scopes.parse().unwrap();
        let operations = [("list_needs", "needs"), ("record_need", "needs"), ("match", "lists")];
        let all = operations.iter().flat_map(|(name, tag)| {
            [false, true].map(|writes| (*name, writes, scopes.allows(name, tag, writes)))
        });
        all.filter(|(.., is)| *is).map(|(name, writes, _)| (name, writes)).collect()
    }

    #[test]
    fn names_narrow_and_never_widen() {
        let all = ["list_needs", "record_need", "match"];
        assert_eq!(allowed("read"), all.map(|name| (name, false)));
        assert_eq!(allowed("write"), all.map(|name| (name, true)));
        assert_eq!(allowed("read write").len(), 6);
        assert_eq!(allowed("read tag:needs"), [("list_needs", false), ("record_need", false)]);
        assert_eq!(allowed("write operation:match"), [("match", true)]);
        assert_eq!(
            allowed("write operation:match tag:needs"),
            [("list_needs", true), ("record_need", true), ("match", true)]
        );
        assert_eq!(allowed("read tag:other"), []);
    }

    #[test]
    fn what_allows_nothing_is_no_scope() {
        for bad in ["", "  ", "tag:needs", "operation:match tag:needs"] {
            assert_eq!(bad.parse::<Scopes>(), Err(ParseScopeError::Nothing), "{bad}");
        }
        for bad in ["all", "READ", "read,write", "read tag:", "read tag:Å", "read other:x", "read:"]
        {
            assert!(matches!(bad.parse::<Scopes>(), Err(ParseScopeError::Scope(_))), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_has_one_spelling(text in "[a-z:_ -]{0,40}|(read|write|tag:[a-z]{1,3}| ){1,6}") {
            if let Ok(scopes) = text.parse::<Scopes>() {
                prop_assert_eq!(scopes.to_string().parse(), Ok(scopes));
            }
        }
    }
}
