//! The scores on a scoresheet.

use std::{collections::BTreeMap, fmt, str::FromStr};

use sea_orm::DeriveValueType;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::hundredths::Hundredths;

/// Scores by criterion. In the database one JSON
/// object: they are always read and written together with their scoresheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
pub struct Scores(BTreeMap<String, Hundredths>);

impl Scores {
    /// The score of a criterion.
    #[must_use]
    pub fn get(&self, criterion: &str) -> Option<Hundredths> {
        self.0.get(criterion).copied()
    }

    /// Sets a score, or takes it back.
    pub fn set(&mut self, criterion: &str, score: Option<Hundredths>) {
        match score {
            Some(score) => self.0.insert(criterion.to_owned(), score),
            None => self.0.remove(criterion),
        };
    }

    /// Every score that is set.
    pub fn values(&self) -> impl Iterator<Item = Hundredths> {
        self.0.values().copied()
    }

    /// How many criteria have a score.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is scored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Scores read where they lie, for those who look through thousands of sheets.
#[derive(Debug)]
pub struct ScoresRead<'a>(Vec<(&'a str, Hundredths)>);

impl<'a> ScoresRead<'a> {
    /// Reads a stored value of [`Scores`] whose criteria have plain keys, as in every edition.
    ///
    /// # Errors
    /// It is something else.
    pub fn parse(stored: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(stored)
    }

    /// The score of a criterion.
    #[must_use]
    pub fn get(&self, criterion: &str) -> Option<Hundredths> {
        self.0.iter().find(|(key, _)| *key == criterion).map(|(_, score)| *score)
    }
}

/// In the order they are stored: a round has so few criteria that a map would cost more.
impl<'de> Deserialize<'de> for ScoresRead<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> Visitor<'de> for Pairs {
            type Value = Vec<(&'de str, Hundredths)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("scores in hundredths by criterion")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::with_capacity(8);
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }

        deserializer.deserialize_map(Pairs).map(Self)
    }
}

impl FromIterator<(String, Hundredths)> for Scores {
    fn from_iter<I: IntoIterator<Item = (String, Hundredths)>>(scores: I) -> Self {
        Self(scores.into_iter().collect())
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Scores {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Hundredths, Scores, ScoresRead};

    #[test]
    fn scores_are_stored_as_one_json_object_and_read_back() {
        let mut scores = Scores::default();
        assert_eq!(scores.to_string(), "{}");
        scores.set("impact", Some(Hundredths(750)));
        scores.set("quality \"a\"", Some(Hundredths(-5)));
        scores.set("reach", Some(Hundredths(100)));
        scores.set("reach", None);
        assert_eq!(scores.to_string(), r#"{"impact":750,"quality \"a\"":-5}"#);
        assert_eq!(scores.to_string().parse::<Scores>().expect("it was just written"), scores);
        assert_eq!(
            (scores.get("impact"), scores.get("reach"), scores.len()),
            (Some(Hundredths(750)), None, 2)
        );
    }

    #[test]
    fn scores_read_where_they_lie_are_those_that_were_stored() {
        let stored =
            Scores::from_iter([("impact".to_owned(), Hundredths(750)), ("reach".to_owned(), Hundredths(-5))])
                .to_string();
        let read = ScoresRead::parse(&stored).expect("it was just written");
        assert_eq!(
            (read.get("impact"), read.get("reach"), read.get("other")),
            (Some(Hundredths(750)), Some(Hundredths(-5)), None)
        );
        assert!(ScoresRead::parse("{\"impact\":7.5}").is_err());
    }

    #[test]
    fn a_fraction_of_a_hundredth_is_no_score() {
        assert!(r#"{"impact":7.5}"#.parse::<Scores>().is_err());
    }
}
