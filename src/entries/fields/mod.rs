//! Answers to the fields of a form: what may be saved in a draft, and what
//! an entry needs before it can be submitted.
//!
//! A draft keeps everything a person has typed, even when it is too long or
//! not yet a valid address; only what cannot be an answer at all is refused.
//! What is still wrong is listed by [`complete`].

mod answer;
pub(in crate::entries) mod formats;
mod problems;

#[cfg(test)]
mod tests;

pub use crate::text::{characters, words};
pub use answer::{Answer, AnswerError, parse_answer};
pub use problems::{FieldProblem, FileCount, ProblemCode, check_answer, complete, disorder, doubts};
