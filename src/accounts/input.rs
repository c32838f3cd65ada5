//! What a client may send about accounts.

use entity::user::StaffRole;
use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

use super::passwords::Password;
use crate::{address::Email, text::Line};

pub type PersonName = Line<120>;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    pub name: PersonName,
    /// Address; a link is sent to it.
    pub email: Email,
    /// 12 to 128 characters.
    pub password: Password,
    /// The page of this program to go on with once the address is confirmed, such as `/enter`.
    #[serde(default)]
    pub next: Option<OwnPage>,
}

/// A path of this program, never another site.
#[derive(Clone, Debug, PartialEq, Eq, ToSchema)]
pub struct OwnPage(pub String);

impl<'de> Deserialize<'de> for OwnPage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = String::deserialize(deserializer)?;
        // Browsers read a backslash as a slash, and two slashes as another site.
        let is_own = path.starts_with('/')
            && !path.get(1..).is_some_and(|rest| rest.starts_with(['/', '\\']))
            && path.len() <= 500
            && path.bytes().all(|b| b.is_ascii_graphic());
        if is_own {
            Ok(Self(path))
        } else {
            Err(de::Error::custom("must be a path of this program, such as /entries"))
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    pub email: Email,
    pub password: Password,
}

/// Another address for an account whose address is not confirmed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressChange {
    /// Address; a link is sent to it.
    pub email: Email,
    pub password: Password,
}

/// The address to send a link to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    pub email: Email,
}

/// A token from a link sent by e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The part of the link after `#`.
    pub token: String,
}

/// A new password, by link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// The part of the link after `#`.
    pub token: String,
    /// 12 to 128 characters.
    pub password: Password,
}

/// A new password, by knowing the old one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    pub current: Password,
    /// 12 to 128 characters.
    pub new: Password,
}

/// What people may change about themselves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: PersonName,
    /// Language (BCP 47).
    pub locale: Line<35>,
}

/// The first admin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The part of the set-up link after `#`.
    pub token: String,
    pub name: PersonName,
    pub email: Email,
    /// 12 to 128 characters.
    pub password: Password,
}

/// The password once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordProof {
    pub password: Password,
}

/// Someone to invite to the staff.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStaff {
    /// Address; an invitation is sent to it.
    pub email: Email,
    /// What the person may do.
    pub role: StaffRole,
}

/// What admins decide about a member of staff.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffChange {
    /// What the person may do.
    pub role: StaffRole,
    /// Whether the account is disabled.
    pub disabled: bool,
}

/// Joining the staff.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffAcceptance {
    /// The part of the link after `#`.
    pub token: String,
    /// Name; needed when the address has no account yet.
    pub name: Option<PersonName>,
    /// That of the account, or a new one of 12 to 128 characters: mail alone gives no power.
    pub password: Password,
}

/// What a page keeps for someone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPreference {
    /// At most 4,096 bytes as JSON.
    #[serde(deserialize_with = "small")]
    pub value: serde_json::Value,
}

fn small<'de, D: Deserializer<'de>>(deserializer: D) -> Result<serde_json::Value, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    let text = value.to_string();
    if text.contains("\\u0000") || text.len() > 4096 {
        return Err(de::Error::custom("must have at most 4096 bytes as JSON"));
    }
    Ok(value)
}
