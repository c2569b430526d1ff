//! The keys that somebody holds.

use std::fmt;

use super::key::{Key, KeyId, NoRandom, Purpose};

/// The keys that somebody holds: for each purpose any number that seal, the
/// newest last, and at most one for tokens.
///
/// The newest seals, all open. Whoever may not read special-category data has
/// a keyring without keys for it. Keys are wiped when dropped and never shown.
///
/// ```
/// use etablera_storage::{Context, Key, Keyring, Purpose, key_of, system_random};
///
/// let mut keys = Keyring::generate(&mut system_random)?;
/// let context = Context { table: "person", id: "P17" };
/// let sealed = keys.seal(Purpose::Personal, &context, b"Sara")?;
/// assert_eq!(keys.open(Purpose::Personal, &context, &sealed)?.as_slice(), b"Sara");
///
/// keys.add_key(Purpose::Personal, "k2".parse()?, Key::generate(&mut system_random)?)?;
/// let resealed = keys.reseal(Purpose::Personal, &context, &sealed)?.expect("a newer key");
/// assert_eq!(key_of(&resealed), Some("k2".parse()?));
/// keys.retire(Purpose::Personal, &"k1".parse()?)?;
/// assert!(keys.open(Purpose::Personal, &context, &sealed).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Keyring {
    /// In the order of the file, so that what is read is written again.
    slots: Vec<Slot>,
}

/// One key with its place.
pub(super) struct Slot {
    pub(super) role: Role,
    pub(super) id: KeyId,
    pub(super) key: Key,
}

/// What a key does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Seal(Purpose),
    /// Makes tokens. Apart from the keys that seal, so that changing those
    /// leaves the tokens alone; and one a purpose, since whoever holds it can
    /// try out values, and special categories have few of them.
    Index(Purpose),
}

impl Role {
    pub(super) const ALL: [Self; 4] = [
        Self::Seal(Purpose::Personal),
        Self::Seal(Purpose::Special),
        Self::Index(Purpose::Personal),
        Self::Index(Purpose::Special),
    ];

    /// The first word of a line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Seal(Purpose::Personal) => "personal",
            Self::Seal(Purpose::Special) => "special",
            Self::Index(Purpose::Personal) => "personal-index",
            Self::Index(Purpose::Special) => "special-index",
        }
    }
}

/// Why a keyring cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// Another key for the same has the name.
    #[error("there is a key `{0}` already: expected a new name")]
    RepeatedId(KeyId),
    /// The same secret stands under another name or purpose.
    #[error("key `{0}` is the same as `{1}`: expected a key of its own")]
    RepeatedKey(KeyId, KeyId),
    /// There is no such key.
    #[error("there is no key `{id}` for {purpose}")]
    Unknown {
        /// What it would be for.
        purpose: Purpose,
        /// Its name.
        id: KeyId,
    },
    /// The newest key seals, and cannot be retired.
    #[error("key `{0}` is the newest and seals: expected a newer one to be added before")]
    Newest(KeyId),
    /// No key could be made.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
}

impl Keyring {
    /// A keyring with a key `k1` for each purpose and its tokens, out of a
    /// random source such as [`system_random`](super::system_random).
    ///
    /// # Errors
    ///
    /// If the source has no random bytes, or repeats itself.
    pub fn generate(
        random: &mut dyn FnMut(&mut [u8]) -> Result<(), NoRandom>,
    ) -> Result<Self, KeyringError> {
        let mut keys = Self::default();
        for role in Role::ALL {
            keys.add(role, KeyId::first(), Key::generate(random)?)?;
        }
        Ok(keys)
    }

    /// Adds a key, which from now on seals; the others go on opening.
    ///
    /// # Errors
    ///
    /// If the name or the secret is there already.
    pub fn add_key(&mut self, purpose: Purpose, id: KeyId, key: Key) -> Result<(), KeyringError> {
        self.add(Role::Seal(purpose), id, key)
    }

    /// Puts a key for tokens in the place of the one there is, if any. Tokens
    /// made before must then be made anew.
    ///
    /// # Errors
    ///
    /// If the name is that of the present one, or the secret is there already;
    /// the keyring is as before.
    pub fn set_index(&mut self, purpose: Purpose, id: KeyId, key: Key) -> Result<(), KeyringError> {
        let role = Role::Index(purpose);
        let old = self.slots.iter().position(|slot| slot.role == role);
        self.add(role, id, key)?;
        if let Some(old) = old {
            self.slots.remove(old);
        }
        Ok(())
    }

    /// Takes away a key when nothing is sealed with it any more.
    ///
    /// # Errors
    ///
    /// If there is no such key, or it is the newest.
    pub fn retire(&mut self, purpose: Purpose, id: &KeyId) -> Result<(), KeyringError> {
        let role = Role::Seal(purpose);
        let at = self.slots.iter().position(|slot| slot.role == role && slot.id == *id);
        let at = at.ok_or_else(|| KeyringError::Unknown { purpose, id: id.clone() })?;
        if self.newest(purpose) == Some(id) {
            return Err(KeyringError::Newest(id.clone()));
        }
        self.slots.remove(at);
        Ok(())
    }

    /// Takes away all keys for a purpose, such as to make the keyring of a
    /// worker who may not read special-category data.
    pub fn forget(&mut self, purpose: Purpose) {
        self.slots
            .retain(|slot| slot.role != Role::Seal(purpose) && slot.role != Role::Index(purpose));
    }

    /// Whether there is no key at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The names of the keys that open what was sealed for a purpose, oldest
    /// first.
    #[must_use]
    pub fn ids(&self, purpose: Purpose) -> impl DoubleEndedIterator<Item = &KeyId> {
        self.of(Role::Seal(purpose)).map(|slot| &slot.id)
    }

    /// The name of the key that seals for a purpose, if there is one.
    #[must_use]
    pub fn newest(&self, purpose: Purpose) -> Option<&KeyId> {
        self.ids(purpose).next_back()
    }

    /// The name of the key that makes tokens for a purpose, if there is one.
    #[must_use]
    pub fn index(&self, purpose: Purpose) -> Option<&KeyId> {
        self.of(Role::Index(purpose)).next().map(|slot| &slot.id)
    }

    pub(super) fn add(&mut self, role: Role, id: KeyId, key: Key) -> Result<(), KeyringError> {
        if self.of(role).any(|slot| slot.id == id) {
            return Err(KeyringError::RepeatedId(id));
        }
        if let Some(same) = self.slots.iter().find(|slot| slot.key.bytes() == key.bytes()) {
            return Err(KeyringError::RepeatedKey(id, same.id.clone()));
        }
        self.slots.push(Slot { role, id, key });
        Ok(())
    }

    /// The keys of a role, oldest first.
    pub(super) fn of(&self, role: Role) -> impl DoubleEndedIterator<Item = &Slot> {
        self.slots.iter().filter(move |slot| slot.role == role)
    }

    pub(super) fn slots(&self) -> &[Slot] {
        &self.slots
    }
}

/// The names, without the secrets.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.slots.iter().map(|slot| format!("{} {}", slot.role.word(), slot.id));
        f.write_str("Keyring ")?;
        f.debug_set().entries(names).finish()
    }
}
