//! Stub, replaced by the real messages.

use serde::{Deserialize, Serialize};

/// Names a one-time link; the token is derived when the mail is sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkRef {
    /// Row of the link.
    pub id: i64,
    /// The page that takes the token.
    pub path: String,
}

/// One variant per mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "snake_case")]
#[expect(missing_docs, reason = "stub")]
pub enum Message {
    AddressKnown,
    ConfirmAddress { name: String, link: LinkRef },
    ResetPassword { link: LinkRef },
    PasswordChanged,
    SignInLink { link: LinkRef },
}

impl Message {
    /// The variant's word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::AddressKnown => "address_known",
            Self::ConfirmAddress { .. } => "confirm_address",
            Self::ResetPassword { .. } => "reset_password",
            Self::PasswordChanged => "password_changed",
            Self::SignInLink { .. } => "sign_in_link",
        }
    }
}
