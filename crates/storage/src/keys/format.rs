//! A keyring as text.
//!
//! ```text
//! etablera-keys 1
//! # a remark
//! personal k1 <44 characters of base64>
//! personal k2 <…>
//! special k1 <…>
//! personal-index k1 <…>
//! special-index k1 <…>
//! ```
//!
//! Of the keys with the same first word the last is the newest. Blank lines and
//! lines that begin with `#` are passed over.

use zeroize::Zeroizing;

use super::key::{Key, KeyId};
use super::keyring::{Keyring, KeyringError, Role};

const HEADER: &str = "etablera-keys 1";
/// No line written is longer, in bytes.
const LONGEST_LINE: usize = 80;

/// A text is not a keyring. Says where, and never what stands there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct ParseKeyringError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: KeyringFault,
}

/// What is wrong with a line of a keyring.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringFault {
    /// The text does not begin as a keyring does.
    #[error("not a file of keys: expected `{HEADER}`")]
    Header,
    /// There are fewer or more than three words.
    #[error("not a key: expected three words: a purpose, a name and the key in base64")]
    Words,
    /// The first word is unknown.
    #[error("unknown purpose: expected `personal`, `special`, `personal-index` or `special-index`")]
    Purpose,
    /// The second word cannot name a key.
    #[error("not the name of a key: expected 1 to 16 of `a` to `z`, `0` to `9` and `-`")]
    Id,
    /// The third word is no key.
    #[error("not a key: expected 32 bytes in base64, which are 44 characters")]
    Key,
    /// The purpose has a key for tokens already.
    #[error("a second key for tokens: expected one a purpose")]
    SecondIndex,
    /// The key does not go with those above.
    #[error(transparent)]
    Repeated(KeyringError),
    /// No line holds a key.
    #[error("no keys: expected at least one below the first line")]
    Empty,
}

impl Keyring {
    /// Reads a keyring from its text; see `render` for how one looks.
    ///
    /// # Errors
    ///
    /// The first line that is wrong, and how, without its content.
    pub fn parse(text: &str) -> Result<Self, ParseKeyringError> {
        let at = |line: usize, fault| ParseKeyringError { line, fault };
        let mut lines = text.lines().map(str::trim).zip(1_usize..);
        if lines.next().is_none_or(|(first, _)| first != HEADER) {
            return Err(at(1, KeyringFault::Header));
        }
        let mut keys = Self::default();
        let mut last = 1;
        for (content, line) in lines {
            last = line;
            if !content.is_empty() && !content.starts_with('#') {
                keys.take_line(content).map_err(|fault| at(line, fault))?;
            }
        }
        if keys.is_empty() { Err(at(last, KeyringFault::Empty)) } else { Ok(keys) }
    }

    fn take_line(&mut self, line: &str) -> Result<(), KeyringFault> {
        let mut words = line.split_ascii_whitespace();
        let (Some(role), Some(id), Some(key), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(KeyringFault::Words);
        };
        let role = Role::ALL.into_iter().find(|known| known.word() == role);
        let role = role.ok_or(KeyringFault::Purpose)?;
        let id: KeyId = id.parse().map_err(|_| KeyringFault::Id)?;
        let key = Key::from_text(key).ok_or(KeyringFault::Key)?;
        if matches!(role, Role::Index(_)) && self.of(role).next().is_some() {
            return Err(KeyringFault::SecondIndex);
        }
        self.add(role, id, key).map_err(KeyringFault::Repeated)
    }

    /// The keyring as the text that [`parse`](Self::parse) reads: the line
    /// `etablera-keys 1`, then for each key a line with its purpose, name and
    /// secret. Wiped when dropped.
    #[must_use]
    pub fn render(&self) -> Zeroizing<String> {
        // Growing would leave a copy behind.
        let room = LONGEST_LINE * (self.slots().len() + 1);
        let mut text = Zeroizing::new(String::with_capacity(room));
        text.push_str(HEADER);
        text.push('\n');
        for slot in self.slots() {
            text.push_str(slot.role.word());
            text.push(' ');
            text.push_str(slot.id.as_str());
            text.push(' ');
            slot.key.write(&mut text);
            text.push('\n');
        }
        debug_assert!(text.len() <= room);
        text
    }
}
