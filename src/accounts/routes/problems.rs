//! What can go wrong with accounts, as problems.

use crate::{
    accounts::{
        error::{AccountError, StaffError},
        passwords::Weakness,
        queue::QueueFull,
        rules::Refusal,
    },
    web::Problem,
};

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::WrongCredentials => {
                Self::new(401, "accounts/wrong-credentials", "The address or the password is wrong.")
            }
            AccountError::Throttled(wait) => Self::new(
                429,
                "accounts/throttled",
                "Too many wrong passwords. Wait, or reset your password.",
            )
            .wait(wait),
            AccountError::TooManyMails(wait) => Self::new(
                429,
                "accounts/too-many-mails",
                "Several e-mails were just sent to this address. Please wait.",
            )
            .wait(wait),
            AccountError::DeadLink => {
                Self::new(410, "accounts/dead-link", "This link has expired. Please ask for a new one.")
            }
            AccountError::WeakPassword(weakness, pointer) => weak(&weakness, pointer),
            AccountError::WrongPassword(pointer) => {
                Self::invalid_at(pointer, "wrong", "This is not your current password.")
            }
            AccountError::NameMissing => Self::invalid_at("/name", "missing", "Enter your name."),
            AccountError::Quota(quota, wait) => {
                Self::new(429, "accounts/quota", "You have reached the limit for now. Please wait.")
                    .with("quota", quota.as_str())
                    .wait(wait)
            }
            AccountError::Disabled => Self::not_now(
                "accounts/disabled",
                "This account is disabled, so the invitation cannot be accepted. Ask whoever invited you.",
            ),
            AccountError::NotFound => Self::not_found(),
            AccountError::TooManyPreferences => {
                Self::not_now("accounts/too-many-preferences", "At most 50 preferences are kept.")
            }
            AccountError::AddressKnown => {
                Self::not_now("accounts/address-known", "There is already an account with this address.")
            }
            AccountError::AddressConfirmed => Self::not_now(
                "accounts/address-confirmed",
                "The address of this account is already confirmed.",
            ),
            AccountError::Hash(error) => not_hashed(&error),
            AccountError::Db(error) => error.into(),
        }
    }
}

fn not_hashed(error: &anyhow::Error) -> Problem {
    if error.is::<QueueFull>() {
        return Problem::busy();
    }
    tracing::error!(%error, "password hash");
    Problem::internal()
}

fn weak(weakness: &Weakness, pointer: &str) -> Problem {
    let (code, sentence) = match weakness {
        Weakness::Length => ("length", "Use 12 to 128 characters."),
        Weakness::Guessable => ("guessable", "Choose a password that is harder to guess."),
    };
    Problem::invalid_at(pointer, code, sentence)
}

impl From<StaffError> for Problem {
    fn from(error: StaffError) -> Self {
        match error {
            StaffError::NotFound => Self::not_found(),
            StaffError::Stale(current) => {
                Self::new(412, "accounts/changed", "Another administrator changed this person.")
                    .with("current", current)
            }
            StaffError::Refused(Refusal::Oneself) => Self::not_now(
                "accounts/oneself",
                "You cannot change your own role or disable yourself. Ask another administrator.",
            ),
            StaffError::Refused(Refusal::LastAdmin) => Self::not_now(
                "accounts/last-admin",
                "This is the last administrator. Make someone else an administrator first.",
            ),
            StaffError::IsStaff => {
                Self::not_now("accounts/is-staff", "This person is already a member of the awards team.")
            }
            StaffError::Account(error) => error.into(),
            StaffError::Db(error) => error.into(),
        }
    }
}
