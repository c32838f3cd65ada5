//! Points of a scale, exact to a hundredth.

use std::{borrow::Cow, fmt, str::FromStr};

use entity::Hundredths;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use utoipa::ToSchema;

/// The largest number of points, in hundredths: a million.
const LARGEST: i64 = 100_000_000;

/// A number of points up to a million. In JSON it is a number with at most two decimals, `7.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = f64, description = "A number with at most two decimals, such as 7.5.")]
pub struct Points(Hundredths);

/// Why something is not a number of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write points with at most two decimals, such as 7.5, up to a million")]
pub struct PointsError;

impl Points {
    pub fn from_hundredths(hundredths: i64) -> Result<Self, PointsError> {
        let is_near = (-LARGEST..=LARGEST).contains(&hundredths);
        if is_near { Ok(Self(Hundredths(hundredths))) } else { Err(PointsError) }
    }

    #[must_use]
    pub fn hundredths(self) -> i64 {
        self.0.0
    }

    /// Without the bounds of points.
    #[must_use]
    pub fn exact(self) -> Hundredths {
        self.0
    }
}

impl FromStr for Points {
    type Err = PointsError;

    fn from_str(text: &str) -> Result<Self, PointsError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = match digits.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            None => (digits, ""),
            Some(_) => return Err(PointsError),
        };
        let fits = !whole.is_empty() && whole.len() <= 7 && decimals.len() <= 2;
        let number = format!("{whole}{decimals:0<2}");
        if !fits || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PointsError);
        }
        let hundredths: i64 = number.parse().map_err(|_| PointsError)?;
        let is_negative = digits.len() < text.len();
        Self::from_hundredths(if is_negative { -hundredths } else { hundredths })
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.0 % 100 == 0 {
            return serializer.serialize_i64(self.0.0 / 100);
        }
        // The nearest float of a short decimal is written as that decimal again.
        let number: f64 = self.to_string().parse().map_err(ser::Error::custom)?;
        serializer.serialize_f64(number)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Points;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("points with at most two decimals, such as 7.5")
            }

            fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Points, E> {
                whole.to_string().parse().map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Points, E> {
                whole.to_string().parse().map_err(E::custom)
            }

            /// Exact: a float is written with the fewest digits that tell it
            /// apart, which are the digits the author wrote.
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Points, E> {
                number.to_string().parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Points {
    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "Points",
            "description": "A number of points with at most two decimals.",
            "type": "number",
            "minimum": -1_000_000,
            "maximum": 1_000_000,
            "examples": [10, 0.5],
        })
    }
}
