//! What a client may send about organisations.

use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

use crate::{
    accounts::{Password, PersonName},
    address::Email,
    countries::is_country,
    text::{Line, clean_line},
};

/// An organisation as its people describe it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationInput {
    /// Full name, at most 200 characters.
    pub name: Line<200>,
    /// Key of the kind, one of those an edition lists.
    #[serde(deserialize_with = "kind")]
    pub kind: String,
    /// ISO 3166-1 alpha-2, in capitals.
    #[serde(deserialize_with = "country")]
    pub country: String,
    /// City, at most 120 characters; may be empty.
    #[serde(deserialize_with = "city")]
    pub city: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// Full name, at most 200 characters.
    pub name: Line<200>,
    /// Key of the kind, one of those an edition lists.
    #[serde(deserialize_with = "kind")]
    pub kind: String,
    /// ISO 3166-1 alpha-2, in capitals.
    #[serde(deserialize_with = "country")]
    pub country: String,
    /// City, at most 120 characters; may be empty.
    #[serde(deserialize_with = "city")]
    pub city: String,
    /// Whether it is another one than those of the same name that are there.
    #[serde(default)]
    pub anyway: bool,
}

/// What staff correct of an organisation's record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationCorrection {
    /// Full name, at most 200 characters.
    pub name: Line<200>,
    /// Key of the kind, one of those an edition lists.
    #[serde(deserialize_with = "kind")]
    pub kind: String,
    /// ISO 3166-1 alpha-2, in capitals.
    #[serde(deserialize_with = "country")]
    pub country: String,
    /// City, at most 120 characters; may be empty.
    #[serde(deserialize_with = "city")]
    pub city: String,
    /// Why; needed when the country changes while an entry is in. At most 500 characters.
    #[serde(default)]
    pub reason: Option<Line<500>>,
}

/// Someone to be invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    /// Address; an invitation is sent to it.
    pub email: Email,
}

/// Accepting an invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The part of the link after `#`.
    pub token: String,
    /// Name; needed when the address has no account yet.
    pub name: Option<PersonName>,
    /// 12 to 128 characters; without one, sign-in links are sent by e-mail.
    pub password: Option<Password>,
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let key = String::deserialize(deserializer)?;
    let shaped = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    if (1..=64).contains(&key.len()) && key.bytes().all(shaped) {
        return Ok(key);
    }
    Err(de::Error::custom("must be the key of a kind of organisation, such as city"))
}

fn country<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let code = String::deserialize(deserializer)?;
    if is_country(&code) {
        return Ok(code);
    }
    Err(de::Error::custom("must be a country code of two capitals, such as HR"))
}

fn city<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let line = clean_line(&String::deserialize(deserializer)?).map_err(de::Error::custom)?;
    if line.chars().count() <= 120 {
        return Ok(line);
    }
    Err(de::Error::custom("must have at most 120 characters"))
}
