//! What can be wrong with a condition, in words for those who write one.

use super::Kind;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("a condition has at most {most} bytes, this one has {length}")]
    Long { length: usize, most: usize },
    #[error("it cannot be read: {message} (at character {at})")]
    Syntax { message: String, at: usize },
    #[error("`{name}` is not known here; known are {known}{}", meant(guess.as_deref()))]
    Unknown { name: String, known: String, guess: Option<String> },
    #[error("`{key}` is none of {known}{}", meant(guess.as_deref()))]
    Key { key: String, known: String, guess: Option<String> },
    #[error("there is no function `{name}`{}", meant(guess.as_deref()))]
    Function { name: String, guess: Option<String> },
    #[error("`{name}` wants {wanted}")]
    Arguments { name: String, wanted: &'static str },
    #[error("expected {wanted} {place}, found {found}")]
    Wanted { place: String, wanted: String, found: Kind },
    #[error("{left} and {right} cannot be compared by `{operator}`")]
    Unlike { operator: String, left: Kind, right: Kind },
    #[error("`{text}` is not a day of the calendar; a day is written 2026-04-07")]
    Day { text: String },
    #[error("{what} cannot be used here")]
    Unfit { what: &'static str },
    #[error("it must end in yes or no, and ends in {found}")]
    NotAnAnswer { found: Kind },
    #[error("`{}` stand in one another more than twice", "filter, exists, all, map")]
    Nested,
    #[error("it looks at up to {steps} pairs of things; at most {most} are looked at")]
    Dear { steps: u64, most: u64 },
}

fn meant(guess: Option<&str>) -> String {
    guess.map(|guess| format!("; did you mean `{guess}`?")).unwrap_or_default()
}
