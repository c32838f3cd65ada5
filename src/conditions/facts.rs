//! What is known of one case, ready for any number of conditions.

use std::{collections::HashMap, sync::Arc};

use cel::{
    Value,
    objects::{Key, Map},
};

/// One thing that is known. A fact that is not known is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    Flag(bool),
    Whole(i64),
    Number(f64),
    /// A date is its text, `2026-04-07`.
    Word(String),
    List(Vec<Self>),
    Record(Vec<(String, Self)>),
}

impl Fact {
    pub fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    pub fn record<N: Into<String>>(fields: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Record(fields.into_iter().map(|(name, fact)| (name.into(), fact)).collect())
    }

    fn value(self) -> Value {
        match self {
            Self::Flag(is_so) => Value::Bool(is_so),
            Self::Whole(number) => Value::Int(number),
            Self::Number(number) => Value::Float(number),
            Self::Word(text) => Value::String(Arc::new(text)),
            Self::List(facts) => Value::List(Arc::new(facts.into_iter().map(Self::value).collect())),
            Self::Record(fields) => {
                let fields = fields.into_iter().map(|(name, fact)| (Key::from(name), fact.value()));
                Value::Map(Map { map: Arc::new(fields.collect::<HashMap<_, _>>()) })
            }
        }
    }
}

/// The facts of one case by name. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct Facts(Vec<(String, Value)>);

impl Facts {
    #[must_use]
    pub fn with(mut self, name: &str, fact: Fact) -> Self {
        self.0.push((name.to_owned(), fact.value()));
        self
    }

    pub(super) fn roots(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}
