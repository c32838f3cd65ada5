//! Random names by which the outside calls things.

use std::fmt;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::ToSchema;

/// 32 letters and digits that are hard to confuse when read aloud or typed.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// 16 random characters (80 bits): says nothing about owner or order, so a
/// blind judge learns nothing from it (security bar BL-9).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, ToSchema)]
#[schema(description = "16 random letters and digits.")]
#[sea_orm(column_type = "Text")]
pub struct PublicId(String);

impl PublicId {
    /// Characters in an id.
    pub const LENGTH: usize = 16;

    /// A new id from the operating system's generator.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; Self::LENGTH];
        getrandom::fill(&mut bytes)?;
        Ok(Self::from_bytes(bytes))
    }

    /// The id that these bytes stand for; for samples that must come out the same each time.
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        let letter = |byte: u8| ALPHABET.get(usize::from(byte % 32)).copied().map_or('a', char::from);
        Self(bytes.into_iter().map(letter).collect())
    }

    /// The id if the text has its shape; a text that has not is no id of anything.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == Self::LENGTH && text.bytes().all(|b| ALPHABET.contains(&b));
        shaped.then(|| Self(text.to_owned()))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for PublicId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PublicId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("must be an id of 16 characters"))
    }
}

#[cfg(test)]
mod tests {
    use super::PublicId;

    #[test]
    fn a_text_of_another_shape_is_no_id() {
        for text in ["", "short", "ABCDEFGHJKMNPQRS", "../../etc/passwd", "abcdefghjkmnpqr1"] {
            assert_eq!(PublicId::parse(text), None, "{text}");
        }
        assert!(PublicId::parse("abcdefghjkmnpqrs").is_some());
    }

    #[test]
    fn two_random_ids_differ() {
        assert_ne!(PublicId::random().ok(), PublicId::random().ok());
    }
}
