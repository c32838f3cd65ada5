//! What a client may send about accounts.

use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::ToSchema;

use super::{passwords::Password, views::Role};
use crate::text::{Line, clean_line};

/// An address that could exist; kept as typed for mail, folded for comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmailAddress {
    /// As typed.
    pub typed: String,
    /// Lower case; the name under which the account is known.
    pub canonical: String,
}

impl EmailAddress {
    /// Reads an address: one `@`, no spaces, a domain with a dot, at most 254
    /// characters (RFC 5321 section 4.5.3.1.3).
    ///
    /// # Errors
    /// A sentence that says what is expected.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let wrong = "must be an e-mail address such as name@example.eu";
        let typed = clean_line(text).map_err(|_| wrong)?;
        let (local, domain) = typed.rsplit_once('@').ok_or(wrong)?;
        let plain = |c: char| {
            !c.is_whitespace() && !matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | ':' | '"' | '\\')
        };
        let fits = (1..=64).contains(&local.len())
            && typed.len() <= 254
            && typed.chars().all(|c| plain(c) && c != '[')
            && !local.contains('@')
            && domain.contains('.')
            && domain
                .split('.')
                .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        if !fits {
            return Err(wrong);
        }
        let canonical = typed.to_lowercase();
        Ok(Self { typed, canonical })
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// A person's name.
pub type PersonName = Line<120>;

/// A new account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// Name.
    #[schema(value_type = String)]
    pub name: PersonName,
    /// Address; a link is sent to it.
    #[schema(value_type = String)]
    pub email: EmailAddress,
    /// 12 to 128 characters.
    #[schema(value_type = String)]
    pub password: Password,
}

/// Signing in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Address.
    #[schema(value_type = String)]
    pub email: EmailAddress,
    /// Password.
    #[schema(value_type = String)]
    pub password: Password,
}

/// An address to which a link is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Address.
    #[schema(value_type = String)]
    pub email: EmailAddress,
}

/// A token out of a mailed link.
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
    #[schema(value_type = String)]
    pub password: Password,
}

/// A new password, by knowing the old one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The present password.
    #[schema(value_type = String)]
    pub current: Password,
    /// 12 to 128 characters.
    #[schema(value_type = String)]
    pub new: Password,
}

/// What people may change about themselves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name.
    #[schema(value_type = String)]
    pub name: PersonName,
    /// Language (BCP 47).
    #[schema(value_type = String)]
    pub locale: Line<35>,
}

/// The first admin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The part of the set-up link after `#`.
    pub token: String,
    /// Name.
    #[schema(value_type = String)]
    pub name: PersonName,
    /// Address.
    #[schema(value_type = String)]
    pub email: EmailAddress,
    /// 12 to 128 characters.
    #[schema(value_type = String)]
    pub password: Password,
}

/// The password once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordProof {
    /// The present password.
    #[schema(value_type = String)]
    pub password: Password,
}

/// Somebody to be invited into the secretariat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStaff {
    /// Address; an invitation is sent to it.
    #[schema(value_type = String)]
    pub email: EmailAddress,
    /// What the person may do.
    pub role: Role,
}

/// What admins decide about somebody of the secretariat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffChange {
    /// What the person may do.
    pub role: Role,
    /// Whether the account is switched off.
    pub disabled: bool,
}

/// Joining the secretariat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffAcceptance {
    /// The part of the link after `#`.
    pub token: String,
    /// Name; needed when the address has no account yet.
    #[schema(value_type = Option<String>)]
    pub name: Option<PersonName>,
    /// That of the account, or a new one of 12 to 128 characters: mail alone gives no power.
    #[schema(value_type = String)]
    pub password: Password,
}

#[cfg(test)]
mod tests {
    use super::EmailAddress;

    #[test]
    fn addresses_are_folded_for_comparison_and_kept_as_typed() {
        let address = EmailAddress::parse(" Ana.Kovac@Osijek.EXAMPLE ");
        let address = address.expect("an address");
        assert_eq!(
            (address.typed.as_str(), address.canonical.as_str()),
            ("Ana.Kovac@Osijek.EXAMPLE", "ana.kovac@osijek.example")
        );
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ana",
            "ana@",
            "@osijek.example",
            "ana@localhost",
            "a b@c.de",
            "a@b..c",
            "a@b.c\r\nBcc: x@y.z",
            "a,b@c.de",
        ] {
            assert!(EmailAddress::parse(text).is_err(), "{text}");
        }
    }
}
