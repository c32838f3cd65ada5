//! What is known in a place, and of which kind it is.

use std::{collections::BTreeMap, fmt, sync::Arc};

/// The kind of a fact, or of a part of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Flag,
    Whole,
    /// With a fraction.
    Number,
    /// A text; one of these keys, where they are known.
    Word(Option<Arc<[String]>>),
    /// A day, as `2026-04-07`.
    Date,
    /// So many at most.
    List(Arc<Kind>, u32),
    Record(Arc<BTreeMap<String, Kind>>),
    /// There may be none: what `.?` gives.
    Maybe(Arc<Kind>),
    /// What an empty list holds.
    Nothing,
}

impl Kind {
    pub fn word() -> Self {
        Self::Word(None)
    }

    /// One of these.
    pub fn one_of<T: Into<String>>(keys: impl IntoIterator<Item = T>) -> Self {
        Self::Word(Some(keys.into_iter().map(Into::into).collect()))
    }

    pub fn list(of: Self, at_most: u32) -> Self {
        Self::List(Arc::new(of), at_most)
    }

    pub fn record<N: Into<String>>(fields: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Record(Arc::new(fields.into_iter().map(|(name, kind)| (name.into(), kind)).collect()))
    }

    /// Whether values can be compared, listed and told: not so records and lists.
    pub(super) const fn is_single(&self) -> bool {
        matches!(self, Self::Flag | Self::Whole | Self::Number | Self::Word(_) | Self::Date)
    }

    pub(super) const fn is_number(&self) -> bool {
        matches!(self, Self::Whole | Self::Number)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Flag => "yes or no",
            Self::Whole => "a whole number",
            Self::Number => "a number",
            Self::Word(_) => "a word",
            Self::Date => "a date",
            Self::List(..) => "a list",
            Self::Record(_) => "a group of facts",
            Self::Maybe(_) => "a fact that may be missing",
            Self::Nothing => "nothing",
        })
    }
}

/// The facts that a condition may name where it stands.
#[derive(Clone, Debug)]
pub struct Place {
    pub facts: BTreeMap<String, Kind>,
}

impl Place {
    pub fn new<N: Into<String>>(facts: impl IntoIterator<Item = (N, Kind)>) -> Self {
        Self { facts: facts.into_iter().map(|(name, kind)| (name.into(), kind)).collect() }
    }
}
