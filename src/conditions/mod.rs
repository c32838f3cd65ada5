//! Conditions on known facts, as the documents of editions hold them: texts in the Common
//! Expression Language (CEL), checked against the facts of their place before they are kept.
//!
//! [`Condition::read`] is the way in. What it accepts can be asked of any facts of that place
//! ([`Condition::of`]) and ends with *met*, *not met* or *unknown*: it cannot meet a word where
//! it wants a number, nor run for long. docs/adr/0019-conditions.md says why and how.

mod check;
mod facts;
mod fault;
mod kind;
mod parse;
mod values;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use cel::{Context, Env, ExecutionError, IdedExpr, Value};
use serde::Serialize;
use utoipa::ToSchema;

pub use facts::{Fact, Facts};
pub use fault::Fault;
pub use kind::{Kind, Place};
pub use values::{Decisive, Told};

/// A text that fits the facts of a place.
#[derive(Clone, Debug)]
pub struct Condition {
    source: String,
    expr: Arc<IdedExpr>,
    /// The facts it names, in the order of their names.
    decisive: Arc<[values::Asked]>,
}

/// What a condition says of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Met,
    NotMet,
    /// A fact that it needs is missing: a person must say.
    Unknown,
}

/// Operators and functions of the language, without those that read a clock or a pattern.
static LANGUAGE: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

impl Condition {
    /// Reads a text and checks it against what is known where it stands.
    pub fn read(source: &str, place: &Place) -> Result<Self, Fault> {
        let mut expr = parse::parse(source)?;
        check::check(&mut expr, place)?;
        let decisive = values::asked(&expr).into();
        Ok(Self { source: source.to_owned(), expr: Arc::new(expr), decisive })
    }

    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The facts it names, by their paths.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.decisive.iter().map(values::Asked::fact)
    }

    /// What it says of these facts.
    #[must_use]
    pub fn of(&self, facts: &Facts) -> Outcome {
        match self.answer(facts) {
            Ok(Value::Bool(true)) => Outcome::Met,
            Ok(Value::Bool(false)) => Outcome::NotMet,
            // Whatever it is: nobody may be let in or kept out by it.
            Ok(_) | Err(_) => Outcome::Unknown,
        }
    }

    fn answer(&self, facts: &Facts) -> Result<Value, ExecutionError> {
        Value::resolve(&self.expr, &context(facts))
    }

    /// The values that it looked at: for the sentence that explains what it said.
    #[must_use]
    pub fn decisive(&self, facts: &Facts) -> Vec<Decisive> {
        let context = context(facts);
        self.decisive.iter().map(|asked| asked.answer(&context)).collect()
    }
}

fn context(facts: &Facts) -> Context<'static, 'static> {
    let mut context = Context::with_env(Arc::clone(&LANGUAGE));
    for (name, value) in facts.roots() {
        context.add_variable_from_value(name.to_owned(), value.clone());
    }
    check::functions::add(&mut context);
    context
}
