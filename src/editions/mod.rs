//! Editions: one year of a programme, with every rule of it as data.

mod changes;
mod document;
mod error;
mod events;
mod input;
mod known;
mod past;
mod questions;
mod routes;
mod rulebook;
mod rules;
pub mod sample;
mod service;
mod store;
mod views;

pub use changes::{
    Consequence, Difference, EditionVersion, Preview, Since, VersionInFull, VersionPage, differences,
};
pub use document::{
    AnswerKind, AnswerValue, AnyRound, Brand, Category, CategoryKind, Ceremony, Choice, Closed, CommentKind,
    Criterion, DocumentCode, DocumentError, EditionDocument, EditionFacts, EntrantFact, FORMAT, Field,
    FileRules, FileType, Form, Milestone, Moment, MomentError, NamedFacts, NominatedBy, Open, Otherwise,
    PanelComments, Points, PointsError, Pool, Position, ProgrammeFacts, Round, Rule, RuleMoment, Scale,
    ScaleAnchor, Section, Subject, SubjectKind, Window, WindowState, YEARS, is_country, schema,
};
pub use error::EditionError;
pub use events::{DocumentChange, Listeners};
pub use known::{Known, Organisation};
pub use past::{
    Past, PastFault, PastOutcome, PastRemoved, PastRow, import_past, past_of, read_past, refill_past,
    remove_past,
};
pub use questions::Questions;
pub use routes::{api, page_routes};
pub use rulebook::{Finding, Rulebook};
pub use rules::{Phase, phase};
pub use service::{
    ImportChange, ImportOutcome, change_state, delete_draft, history, import, import_as, not_ready, preview,
};
pub use store::{
    Edition, EditionCache, PublicEdition, all_forms, find, find_by_id, find_for_program, find_public,
    find_public_by_id, form_before, form_of, forms_of, hold_rules, hold_rules_alone, list_for_program,
    list_public, still_to_submit,
};
pub use views::{Call, Deletion, EditionSummary, Named, StaffDocument, StaffEditionView, WindowView};
