//! Password rules and hashes (security bar AUTH-1 to AUTH-8).

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use serde::{Deserialize, Deserializer, de};
use tokio::task::spawn_blocking;
use utoipa::ToSchema;

use super::queue::{Lane, Queue};
use crate::{config::PasswordConfig, context::Caller};

/// NIST SP 800-63B-4 asks for at least 8 and advises 15; at most 128 so that a
/// hash cannot be made costly.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=128;

/// 12 to 128 characters.
#[derive(ToSchema)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() > 4 * LENGTH.end() {
            return Err(de::Error::custom("must have at most 128 characters"));
        }
        Ok(Self(text))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than 12 or more than 128 characters.
    Length,
    /// Easy to guess, or made of the person's own name or address.
    Guessable,
}

impl Password {
    /// A password of the program’s own making, for samples.
    pub fn fixed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Checks a new password; `about` are words that others connect with the person.
    pub fn check_new(&self, about: &[&str]) -> Result<(), Weakness> {
        if !LENGTH.contains(&self.0.chars().count()) {
            return Err(Weakness::Length);
        }
        let lower = self.0.to_lowercase();
        let local = about.iter().flat_map(|word| word.split(['@', ' ']));
        if local.filter(|part| part.chars().count() > 3).any(|part| lower.contains(&part.to_lowercase())) {
            return Err(Weakness::Guessable);
        }
        // The estimator knows 30,000 common passwords and the usual disguises.
        let estimate = zxcvbn::zxcvbn(&self.0, about);
        if estimate.score() < zxcvbn::Score::Two { Err(Weakness::Guessable) } else { Ok(()) }
    }
}

/// Makes and verifies hashes on blocking threads, at most one per core at a time, each lane in turn.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    queue: Queue,
    dummy: Arc<str>,
    shared: Arc<Mutex<Option<Shared>>>,
}

/// The one password of all people of a sample, with its hash.
struct Shared {
    password: String,
    hash: String,
}

/// While this lives, the shared password costs no hashing.
#[must_use]
pub struct Sharing<'a>(&'a Passwords);

impl Drop for Sharing<'_> {
    fn drop(&mut self) {
        *self.0.shared() = None;
    }
}

impl Passwords {
    /// Hashes with these parameters.
    pub fn new(config: &PasswordConfig) -> anyhow::Result<Self> {
        anyhow::ensure!(
            config.memory_kib >= 19_456 && config.passes >= 2,
            "password.memory_kib must be at least 19456 and password.passes at least 2"
        );
        let params =
            Params::new(config.memory_kib, config.passes, 1, None).map_err(|e| anyhow::anyhow!("{e}"))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let PasswordConfig { memory_kib, passes } = config;
        // Zeros, of which nobody knows a password: to verify it costs the same, and to make it nothing.
        let (salt, hash) = ("A".repeat(22), "A".repeat(43));
        let dummy = format!("$argon2id$v=19$m={memory_kib},t={passes},p=1${salt}${hash}");
        let cores = thread::available_parallelism().map_or(2, usize::from);
        Ok(Self { argon2, queue: Queue::new(cores), dummy: dummy.into(), shared: Arc::default() })
    }

    /// Hashes a password once for all people of a sample: whoever has it gets this hash. Hundreds
    /// of hashes would take longer than all the rest.
    pub async fn share(&self, password: &Password) -> anyhow::Result<Sharing<'_>> {
        let hash = self.hash(Lane::Of(Caller::Unknown), password).await?;
        *self.shared() = Some(Shared { password: password.0.clone(), hash });
        Ok(Sharing(self))
    }

    fn shared(&self) -> MutexGuard<'_, Option<Shared>> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shared_hash(&self, password: &Password) -> Option<String> {
        let shared = self.shared();
        shared.as_ref().filter(|shared| shared.password == password.0).map(|shared| shared.hash.clone())
    }

    /// The hash of a password, in PHC form.
    pub async fn hash(&self, lane: Lane, password: &Password) -> anyhow::Result<String> {
        if let Some(hash) = self.shared_hash(password) {
            return Ok(hash);
        }
        let (argon2, text) = (self.argon2.clone(), password.0.clone());
        let _turn = self.queue.turn(lane).await?;
        let hash = spawn_blocking(move || argon2.hash_password(text.as_bytes()).map(|hash| hash.to_string()))
            .await?;
        hash.map_err(|e| anyhow::anyhow!("{e}"))
    }

    /// Whether the password is the one of the hash. Without a hash a dummy with
    /// the present parameters is verified, so that an unknown address takes as long.
    pub async fn verify(&self, lane: Lane, password: &Password, hash: Option<&str>) -> anyhow::Result<bool> {
        if let Some(shared) = self.shared_hash(password)
            && hash.is_none_or(|hash| hash == shared)
        {
            return Ok(hash.is_some());
        }
        let known = hash.is_some();
        let (argon2, text) = (self.argon2.clone(), password.0.clone());
        let hash = hash.unwrap_or(&self.dummy).to_owned();
        let _turn = self.queue.turn(lane).await?;
        let right = spawn_blocking(move || {
            PasswordHash::new(&hash).is_ok_and(|hash| argon2.verify_password(text.as_bytes(), &hash).is_ok())
        });
        Ok(right.await? && known)
    }

    /// Whether a stored hash was made with other parameters than today's.
    pub fn is_outdated(&self, hash: &str) -> bool {
        let parameters = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        parameters(hash) != parameters(&self.dummy)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lane, Password, PasswordHash, Passwords, Weakness};
    use crate::{config::PasswordConfig, context::Caller};

    const LANE: Lane = Lane::Of(Caller::Unknown);

    fn check(text: &str) -> Result<(), Weakness> {
        Password(text.to_owned()).check_new(&["ana.kovac@osijek.example", "Ana Kovac"])
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(check("ščđ ž ćů åß"), Err(Weakness::Length));
        assert_eq!(check("ščđ ž ćů åßq"), Ok(()));
        assert_eq!(check(&"x7 Ω!".repeat(26)), Err(Weakness::Length));
    }

    #[test]
    fn common_and_personal_passwords_are_refused() {
        for text in ["password1234", "123456789012", "qwertyuiop12", "ana.kovac-2027-z", "my name is Kovac"] {
            assert_eq!(check(text), Err(Weakness::Guessable), "{text}");
        }
    }

    #[tokio::test]
    async fn a_stored_hash_names_argon2id_with_at_least_the_owasp_minimum() -> anyhow::Result<()> {
        let passwords = Passwords::new(&PasswordConfig::default())?;
        let password = Password("three green boats at dawn".to_owned());
        let hash = passwords.hash(LANE, &password).await?;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.verify(LANE, &password, Some(&hash)).await?);
        assert!(!passwords.verify(LANE, &password, None).await?, "the dummy opens no account");
        let lengths = |phc: &str| phc.split('$').map(str::len).collect::<Vec<_>>();
        assert!(PasswordHash::new(&passwords.dummy).is_ok(), "what cannot be read takes no time");
        assert_eq!(lengths(&passwords.dummy), lengths(&hash));
        assert!(passwords.is_outdated("$argon2id$v=19$m=8192,t=2,p=1$c2FsdA$aGFzaA"));
        assert!(!passwords.is_outdated(&hash));
        Ok(())
    }

    #[tokio::test]
    async fn a_shared_password_is_hashed_once_and_others_are_as_ever() -> anyhow::Result<()> {
        let passwords = Passwords::new(&PasswordConfig::default())?;
        let [shared, other] = ["three green boats at dawn", "four green boats at dawn"].map(Password::fixed);
        let sharing = passwords.share(&shared).await?;
        let hash = passwords.hash(LANE, &shared).await?;
        assert_eq!(hash, passwords.hash(LANE, &shared).await?);
        assert!(passwords.verify(LANE, &shared, Some(&hash)).await?);
        assert!(!passwords.verify(LANE, &shared, None).await?);
        assert!(!passwords.verify(LANE, &other, Some(&hash)).await?);
        drop(sharing);
        assert_ne!(hash, passwords.hash(LANE, &shared).await?, "a salt of its own");
        assert!(passwords.verify(LANE, &shared, Some(&hash)).await?);
        Ok(())
    }
}
