//! Entries: what organisations submit.

mod access;
pub mod attachments;
pub mod canonical;
mod content;
mod error;
mod events;
mod facts;
pub mod fields;
mod filled;
mod input;
mod nominated;
pub mod reading;
mod recipients;
mod routes;
mod rules;
mod service;
mod store;
mod submitted;
mod views;

pub use access::{
    OwnEntry, StaffEntry, lock_own_entry, own_entry, staff_attachment, staff_entries, staff_entry,
};
pub use content::{Content, ForJudges, Submitted, Unnamed, readable};
pub use error::EntryError;
pub use events::{EntryEvent, Listeners, on_document_changed};
pub use facts::RuleOutcome;
pub use filled::not_asked;
pub use nominated::{Nominated, NomineeView};
pub use recipients::{Reached, rehearse, rehearse_all, tell};
pub use routes::{PdfFile, api};
pub use rules::kind as kind_of;
pub use service::{Asker, create, openings, print, refused_in, rules_of, save_first_answers, submit};
pub use store::{
    deciding::{Decision, Reason, decide, hold_organisation, note_ruling},
    entries::kind,
    erasing, finding,
    moving::move_to,
    named::of_entry as nominated_by,
    search::{refill_search, renew_search},
    versions::{consents, submitted},
};
pub use views::Opening;
