//! The one rule for text that people write: names, titles, answers, comments,
//! reasons, messages, captions.
//!
//! It is kept as typed, in NFC, without characters that nobody sees and nobody
//! meant (`clean`). Its length is counted in code points of that form, here
//! and on the page alike ([`characters`]).

mod clean;
mod count;
mod fold;
pub mod guess;
mod phone;
mod web;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::ToSchema;

pub use clean::{clean_line, clean_lines, is_blank};
pub use count::{characters, words};
pub use fold::{FOLD_VERSION, fold, pattern, sort_key, words_of};
pub use phone::{Phone, read_phone};
pub use web::{complete_url, is_url};

/// What is wrong with a text; [`fmt::Display`] says it to the person who wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// Holds U+0000, which not every database can store; this is its place, from 1.
    Character(usize),
    Empty,
    TooLong {
        limit: usize,
        actual: usize,
    },
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(place) => write!(
                f,
                "must not contain the invisible character U+0000 (character {place}); delete it, or type \
                 the words around it again"
            ),
            Self::Empty => f.write_str("must not be empty"),
            Self::TooLong { limit, actual } => {
                write!(f, "must have at most {limit} characters; this has {actual}")
            }
        }
    }
}

fn within(text: String, limit: usize) -> Result<String, TextFault> {
    match text.chars().count() {
        actual if actual > limit => Err(TextFault::TooLong { limit, actual }),
        _ => Ok(text),
    }
}

fn not_blank(text: String) -> Result<String, TextFault> {
    if is_blank(&text) { Err(TextFault::Empty) } else { Ok(text) }
}

/// A cleaned line of 1 to `MAX` characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(description = "One line that is not blank.")]
pub struct Line<const MAX: usize>(String);

impl<const MAX: usize> Line<MAX> {
    /// Reads a line; a line break or tab in it becomes a space.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        clean_line(text).and_then(not_blank).and_then(|line| within(line, MAX)).map(Self)
    }

    pub fn into_string(self) -> String {
        self.0
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Line<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// Several cleaned lines of at most `MAX` characters; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(description = "Text of any number of lines; may be empty.")]
pub struct Lines<const MAX: usize>(String);

impl<const MAX: usize> Lines<MAX> {
    pub fn into_string(self) -> String {
        self.0
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Lines<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = clean_lines(&String::deserialize(deserializer)?);
        text.and_then(|text| within(text, MAX)).map(Self).map_err(de::Error::custom)
    }
}

/// Several cleaned lines of 1 to `MAX` characters: a reason that must be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(description = "Text that is not blank.")]
pub struct Reason<const MAX: usize>(String);

impl<const MAX: usize> Reason<MAX> {
    pub fn into_string(self) -> String {
        self.0
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Reason<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Lines::<MAX>::deserialize(deserializer)?.0;
        not_blank(text.trim().to_owned()).map(Self).map_err(de::Error::custom)
    }
}

/// One part of a save that may be wrong without keeping the others from being saved.
#[derive(Clone, Debug)]
pub enum Part<T> {
    Right(T),
    Wrong(String),
}

impl<'de, T: de::DeserializeOwned> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(T::deserialize(value).map_or_else(|error| Self::Wrong(error.to_string()), Self::Right))
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Lines, Part, Reason, TextFault};

    #[test]
    fn lengths_are_limits_after_cleaning_and_in_code_points() {
        assert_eq!(Line::<2>::parse("e\u{301}\u{200B}\u{AD}a\n").map(Line::into_string), Ok("éa".to_owned()));
        assert_eq!(Line::<2>::parse("abc"), Err(TextFault::TooLong { limit: 2, actual: 3 }));
        assert_eq!(Line::<2>::parse("👩🏽").map(Line::into_string), Ok("👩🏽".to_owned()));
        assert!(serde_json::from_str::<Lines<2>>(r#""a\u000bb""#).is_err());
        assert!(serde_json::from_str::<Lines<3>>(r#""a\u000bb""#).is_ok());
    }

    #[test]
    fn what_nobody_can_see_is_no_name_and_no_reason() {
        for blank in ["", " \n", "\u{200D}", "\u{3164}", "\u{2800}\u{FE0F}"] {
            assert_eq!(Line::<9>::parse(blank), Err(TextFault::Empty), "{blank:?}");
            assert!(serde_json::from_value::<Reason<9>>(blank.into()).is_err(), "{blank:?}");
        }
    }

    #[test]
    fn a_wrong_part_is_kept_apart() {
        let parts: Vec<Part<Lines<3>>> =
            serde_json::from_str(r#"["abc", "abcd", "a\u0000b", 7]"#).expect("parts");
        let wrong: Vec<&str> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Right(_) => None,
                Part::Wrong(why) => Some(why.as_str()),
            })
            .collect();
        assert_eq!(wrong[0], "must have at most 3 characters; this has 4");
        assert!(wrong[1].contains("U+0000 (character 2)"), "{}", wrong[1]);
        assert_eq!(wrong.len(), 3);
    }
}
