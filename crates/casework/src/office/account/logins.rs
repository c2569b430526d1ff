//! How passwords are compared.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use etablera_storage::system_random;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::error::LogInError;
use super::password::Password;
use super::settings::{Hashing, Settings, SettingsError};

/// How many bytes a salt has.
const SALT: usize = 16;
/// How many bytes a hash has.
const OUTPUT: usize = 32;

/// How logging in is set up: one for as long as the program runs. Passwords
/// are hashed on threads for such work, a few at a time, so that others are
/// answered meanwhile; hence it needs a runtime of tokio.
pub struct Logins {
    settings: Settings,
    argon2: Argon2<'static>,
    /// What a password is compared with where there is none: nobody's.
    nobody: String,
    /// What every hash of this cost begins with.
    cost: String,
    turns: Arc<Semaphore>,
    hashed: AtomicU64,
}

impl Logins {
    /// Logging in under these settings.
    ///
    /// # Errors
    ///
    /// When they make no sense, or the system gives no random bytes.
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        settings.check()?;
        let Hashing { memory_kib, passes, lanes, at_once } = settings.hashing;
        let params = Params::new(memory_kib, passes, lanes, Some(OUTPUT))
            .map_err(|error| SettingsError::Hashing(error.to_string()))?;
        let mut drawn = [0; SALT + OUTPUT];
        system_random(&mut drawn)?;
        let (salt, output) = drawn.split_at(SALT);
        let (salt, output) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(output));
        let cost = format!("$argon2id$v=19$m={memory_kib},t={passes},p={lanes}$");
        let nobody = format!("{cost}{salt}${output}");
        Ok(Self {
            settings,
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            nobody,
            cost,
            turns: Arc::new(Semaphore::new(at_once as usize)),
            hashed: AtomicU64::new(0),
        })
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How many passwords were hashed since the program began: one each time
    /// somebody tries to log in, whether there is such an account or not.
    #[must_use]
    pub fn passwords_hashed(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    /// What a password is kept as.
    pub(super) async fn hash(&self, password: &Password) -> Result<String, LogInError> {
        let mut salt = [0; SALT];
        system_random(&mut salt)?;
        let argon2 = self.argon2.clone();
        let password = Zeroizing::new(password.bytes().to_vec());
        let hashed = self.on_a_thread(move || argon2.hash_password_with_salt(&password, &salt));
        let hashed = hashed.await?.map_err(|error| LogInError::Hashing(error.to_string()))?;
        Ok(hashed.to_string())
    }

    /// Whether a password was kept at another cost than it would be now.
    pub(super) fn is_dated(&self, kept: &str) -> bool {
        !kept.starts_with(&self.cost)
    }

    /// Whether it is the password that was kept as this. Where nothing was, it
    /// is as much work, and is not.
    pub(super) async fn is_right(
        &self,
        password: &Password,
        kept: Option<&str>,
    ) -> Result<bool, LogInError> {
        let kept = kept.filter(|_| !password.is_too_long());
        let is_nobodys = kept.is_none();
        let kept = PasswordHash::new(kept.unwrap_or(&self.nobody))
            .map_err(|error| LogInError::Hashing(error.to_string()))?;
        let argon2 = self.argon2.clone();
        let length = password.bytes().len().min(Password::LONGEST);
        let password = Zeroizing::new(password.bytes()[..length].to_vec());
        let compared = self.on_a_thread(move || argon2.verify_password(&password, &kept)).await?;
        match compared {
            Ok(()) => Ok(!is_nobodys),
            Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(LogInError::Hashing(error.to_string())),
        }
    }

    /// Does work on a thread for it, when it is its turn. Whoever goes away
    /// meanwhile keeps the turn until it is done.
    async fn on_a_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, LogInError> {
        let failed = |error: &dyn std::fmt::Display| LogInError::Hashing(error.to_string());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|error| failed(&error))?;
        self.hashed.fetch_add(1, Ordering::Relaxed);
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(|error| failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheap(hashing: Hashing) -> Result<Logins, SettingsError> {
        Logins::new(Settings { hashing, ..Settings::default() })
    }

    const CHEAP: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1, at_once: 2 };

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
    }

    #[test]
    fn a_password_is_right_for_its_hash_and_for_no_other() {
        let logins = cheap(CHEAP).unwrap();
        let (one, other) = (Password::new("correct horse"), Password::new("correct horsf"));
        let kept = run(logins.hash(&one)).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{kept}");
        assert_ne!(kept, run(logins.hash(&one)).unwrap(), "a salt is drawn each time");
        for (password, kept, expected) in
            [(&one, Some(&kept), true), (&other, Some(&kept), false), (&one, None, false)]
        {
            let kept = kept.map(String::as_str);
            assert_eq!(run(logins.is_right(password, kept)).unwrap(), expected);
        }
        assert_eq!(logins.passwords_hashed(), 5);
        // One made at another cost is compared at that cost.
        let dear = cheap(Hashing { passes: 3, ..CHEAP }).unwrap();
        assert!(run(dear.is_right(&one, Some(&kept))).unwrap());
        assert!(dear.is_dated(&kept) && !logins.is_dated(&kept));
    }

    #[test]
    fn a_password_that_is_too_long_is_nobodys_and_as_much_work() {
        let logins = cheap(CHEAP).unwrap();
        let longest = "a".repeat(Password::LONGEST);
        let kept = run(logins.hash(&Password::new(&longest))).unwrap();
        assert!(run(logins.is_right(&Password::new(&longest), Some(&kept))).unwrap());
        // Its beginning is right.
        let longer = Password::new(&(longest + "b"));
        assert!(!run(logins.is_right(&longer, Some(&kept))).unwrap());
        assert_eq!(logins.passwords_hashed(), 3);
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        for (hashing, expected) in [
            (Hashing { at_once: 0, ..CHEAP }, "`hashing.at_once` is 0: expected 1 or more"),
            (Hashing { memory_kib: 7, ..CHEAP }, "passwords cannot be hashed so: "),
            (Hashing { passes: 0, ..CHEAP }, "passwords cannot be hashed so: "),
        ] {
            let said = cheap(hashing).err().unwrap().to_string();
            assert!(said.starts_with(expected), "{said}");
        }
        for issuer in ["", " ", "a:b"] {
            let settings = Settings { issuer: issuer.to_owned(), ..Settings::default() };
            assert_eq!(Logins::new(settings).err(), Some(SettingsError::Issuer));
        }
        let some: Settings = serde_json::from_str(r#"{"lock_out":{"failures":9}}"#).unwrap();
        assert_eq!((some.lock_out.failures, some.lock_out.delay_seconds), (9, 60));
        assert!(serde_json::from_str::<Settings>(r#"{"lockout":{}}"#).is_err());
    }
}
