//! Judging: who judges which entries, and how they score them.

mod access;
mod asked;
mod error;
mod input;
mod listening;
pub mod moving;
pub mod pace;
mod roster;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use access::{
    AssignedEntry, JudgedRound, RoundPath, StaffEdition, StaffRound, staff_edition, staff_round,
};
pub use error::JudgingError;
pub use listening::{on_document_changed, on_member_joined};
pub use routes::api;
pub use service::{
    Accepted, Part, PartOfList, answer_invitation, assign, declare_conflict, hand_in, invite, list_judges,
    own_list, save, set_panel,
};
pub use store::{
    assignments::set_points, comments::released, erasing, joins, judges::rewrite_addresses, points,
    progress::coverage::few_judges,
};
pub use views::SheetOutcome;
