//! Editions: one year of a programme, with every rule of it as data.

mod document;
pub mod sample;
mod service;
mod store;

pub use document::{
    AnswerKind, Category, CategoryKind, Ceremony, Choice, Closed, CommentKind, Criterion, DocumentCode,
    DocumentError, EditionDocument, EditionFacts, Eligibility, EligibilityRule, FORMAT, Field, FileRules,
    FileType, Form, Limits, Milestone, Moment, MomentError, Open, Points, PointsError, Pool, ProgrammeFacts,
    Round, RoundKind, Scale, ScaleAnchor, Section, Window, WindowState, is_country, schema,
};
pub use service::{ImportChange, ImportOutcome, Importer, import};
pub use store::{Edition, EditionCache, find, find_by_id, list};
