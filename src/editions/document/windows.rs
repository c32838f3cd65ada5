//! Windows: the half-open intervals that open and close everything, and the
//! only place of the program that compares an instant with a deadline
//! (security bar DL-2, DL-11).

use std::{borrow::Cow, collections::BTreeMap, fmt, str::FromStr};

use entity::Timestamp;
use jiff::{
    Zoned,
    fmt::temporal::DateTimeParser,
    tz::{Disambiguation, TimeZone},
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
};
use utoipa::ToSchema;

/// A moment as people wrote it and as machines compare it: wall time, time
/// zone and instant in one value (security bar DL-1).
///
/// Written as RFC 9557, `2023-07-01T00:00:00+02:00[Europe/Brussels]`. An
/// offset that the zone does not have at that wall time is an error, so a
/// time skipped by the change to summer time cannot be written, and one that
/// occurs twice is told apart by its offset (DL-3).
#[derive(Clone, Debug, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, description = "A wall time with offset and zone (RFC 9557), such as `2023-07-01T00:00:00+02:00[Europe/Brussels]`.")]
pub struct Moment(Zoned);

/// Guesses nothing: a wall time that does not exist, or exists twice, needs its offset.
const PARSER: DateTimeParser = DateTimeParser::new().disambiguation(Disambiguation::Reject);

/// Why a text is not a moment.
#[derive(Debug, thiserror::Error)]
pub enum MomentError {
    /// Not RFC 9557, an unknown zone, or zone and offset contradict.
    #[error("write a date and time such as 2023-07-01T00:00:00+02:00[Europe/Brussels]; {0}")]
    Text(#[from] jiff::Error),
    /// An offset in brackets instead of a place.
    #[error("write the time zone as a name such as Europe/Brussels, not as an offset")]
    Zone,
    /// More exact than the clock.
    #[error("write at most milliseconds")]
    TooFine,
    /// Outside the years in which awards are given (security bar API-5).
    #[error("write a year from 1900 to 2200")]
    Year,
}

impl Moment {
    /// The instant alone, which decides.
    #[must_use]
    pub fn instant(&self) -> Timestamp {
        self.0.timestamp().into()
    }

    /// The wall time with its zone, for people.
    #[must_use]
    pub fn zoned(&self) -> &Zoned {
        &self.0
    }

    /// The same wall time some calendar days later (or earlier).
    pub fn plus_days(&self, days: i64) -> Result<Self, MomentError> {
        let span = jiff::Span::new().try_days(days)?;
        Self::try_from(self.0.checked_add(span)?)
    }

    /// An instant that only the program knows, written in UTC.
    fn utc(at: Timestamp) -> Result<Self, MomentError> {
        Self::try_from(jiff::Timestamp::from_millisecond(at.0)?.to_zoned(TimeZone::UTC))
    }
}

impl TryFrom<Zoned> for Moment {
    type Error = MomentError;

    fn try_from(zoned: Zoned) -> Result<Self, MomentError> {
        let zone = zoned.time_zone();
        if zone.iana_name().is_none() || zone.is_unknown() {
            return Err(MomentError::Zone);
        }
        if zoned.subsec_nanosecond() % 1_000_000 != 0 {
            return Err(MomentError::TooFine);
        }
        if !(1900..=2200).contains(&zoned.year()) {
            return Err(MomentError::Year);
        }
        Ok(Self(zoned))
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        Self::try_from(PARSER.parse_zoned(text)?)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "Moment",
            "description": "Wall time, offset and IANA time zone (RFC 9557). The offset must be one the zone has at that wall time.",
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?([+-]\d{2}:\d{2}|Z)\[[A-Za-z0-9_+/-]+\]$",
            "examples": ["2023-07-01T00:00:00+02:00[Europe/Brussels]"],
        })
    }
}

/// When something may be done: from the first moment on, up to but not at
/// the second.
///
/// "Until 30 June" is written with `to` at 00:00:00 on 1 July.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The first moment at which it is open.
    pub(super) from: Moment,
    /// The first moment at which it is closed again.
    pub(super) to: Moment,
}

/// The state of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// It has not opened yet.
    Before,
    /// It is open.
    Open,
    /// It is closed for good.
    After,
}

/// Why something may not be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// The window opens later.
    #[error("opens at {opens_at}")]
    NotYet {
        /// The first open instant.
        opens_at: Timestamp,
    },
    /// The window has closed.
    #[error("closed at {closed_at}")]
    Over {
        /// The first instant at which it was closed.
        closed_at: Timestamp,
    },
}

/// Proof that a window was open at the instant of a request. What writes in a
/// phase takes one for its instant; only [`Window::open_at`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Open(Timestamp);

impl Window {
    /// A window as staff set it; one that closes before it opens is never open.
    #[must_use]
    pub fn new(from: Moment, to: Moment) -> Self {
        Self { from, to }
    }

    /// A window for the days someone agreed on in the program itself, such
    /// as the days an incomplete entry is sent back for.
    pub fn between(from: Timestamp, to: Timestamp) -> Result<Self, MomentError> {
        Ok(Self { from: Moment::utc(from)?, to: Moment::utc(to)? })
    }

    /// The first moment at which it is open.
    #[must_use]
    pub fn from(&self) -> &Moment {
        &self.from
    }

    /// The first moment at which it is closed again.
    #[must_use]
    pub fn to(&self) -> &Moment {
        &self.to
    }

    /// Whether the window is open at this instant.
    #[must_use]
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.state(instant) == WindowState::Open
    }

    /// The state of the window.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> WindowState {
        if now >= self.to.instant() {
            WindowState::After
        } else if now >= self.from.instant() {
            WindowState::Open
        } else {
            WindowState::Before
        }
    }

    /// The proof that it is open now, or why it is not.
    pub fn open_at(&self, now: Timestamp) -> Result<Open, Closed> {
        match self.state(now) {
            WindowState::Before => Err(Closed::NotYet { opens_at: self.from.instant() }),
            WindowState::Open => Ok(Open(now)),
            WindowState::After => Err(Closed::Over { closed_at: self.to.instant() }),
        }
    }

    /// The same wall times some calendar days later (or earlier).
    pub fn plus_days(&self, days: i64) -> Result<Self, MomentError> {
        Ok(Self { from: self.from.plus_days(days)?, to: self.to.plus_days(days)? })
    }
}

impl Open {
    /// The instant for which this is a proof: the one to write into the row.
    #[must_use]
    pub fn at(self) -> Timestamp {
        self.0
    }
}

/// A date people should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Its name in links and exports.
    pub key: String,
    /// What happens then, for readers.
    pub label: String,
    /// When it happens.
    pub at: Moment,
}

/// Reads a map of windows and refuses a name that is given twice; a plain
/// map would silently keep the last one.
pub(super) fn unique<'de, D>(deserializer: D) -> Result<BTreeMap<String, Window>, D::Error>
where
    D: Deserializer<'de>,
{
    struct Unique;

    impl<'de> Visitor<'de> for Unique {
        type Value = BTreeMap<String, Window>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map from a name to a window")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut windows = BTreeMap::new();
            while let Some(name) = access.next_key::<String>()? {
                if windows.contains_key(&name) {
                    return Err(A::Error::custom(format!("the window `{name}` appears twice")));
                }
                let window = access.next_value()?;
                windows.insert(name, window);
            }
            Ok(windows)
        }
    }

    deserializer.deserialize_map(Unique)
}
