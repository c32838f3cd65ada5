//! Instants, the same on both databases and in every answer.

use std::fmt;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::ToSchema;

/// Milliseconds since 1970-01-01T00:00:00Z. Written in JSON as RFC 3339 in UTC
/// with exactly three decimals, so that texts sort as instants do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, ToSchema)]
#[schema(value_type = String, format = DateTime, description = "An instant in UTC (RFC 3339), written with three decimals; read with any offset.")]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This instant moved by so many milliseconds; negative moves back.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The year in UTC; that of the epoch for what is no instant.
    #[must_use]
    pub fn year(self) -> u16 {
        let year =
            jiff::Timestamp::from_millisecond(self.0).map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).year());
        year.ok().and_then(|year| u16::try_from(year).ok()).unwrap_or(1970)
    }

    /// Reads RFC 3339 with any offset; finer parts than a millisecond are cut.
    ///
    /// # Errors
    /// The text is no instant, or lies outside the calendar.
    pub fn parse(text: &str) -> Result<Self, jiff::Error> {
        Ok(Self(text.parse::<jiff::Timestamp>()?.as_millisecond()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(instant) => write!(f, "{instant:.3}"),
            Err(_) => f.write_str("invalid"),
        }
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self(instant.as_millisecond())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| de::Error::custom("expected an instant such as 2027-03-01T22:59:59Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn an_instant_is_written_with_three_decimals_in_utc() {
        // RFC 3339 section 5.8, first example.
        let instant = Timestamp::parse("1985-04-12T23:20:50.52Z");
        assert_eq!(instant.map(|i| i.to_string()).ok().as_deref(), Some("1985-04-12T23:20:50.520Z"));
    }

    #[test]
    fn an_offset_is_turned_into_utc() {
        // RFC 3339 section 5.8: these two are the same instant.
        let there = Timestamp::parse("1996-12-19T16:39:57-08:00").ok();
        assert_eq!(there, Timestamp::parse("1996-12-20T00:39:57Z").ok());
        assert!(there.is_some());
    }
}
