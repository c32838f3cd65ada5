//! Rows, one table per file: typed keys and values, no rules, no queries, no `Serialize`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[macro_use]
mod words;

pub mod answer;
pub mod assignment;
pub mod attachment;
pub mod audit;
pub mod audit_seal;
pub mod conflict;
pub mod consent;
pub mod coverage_count;
pub mod edition;
pub mod edition_version;
pub mod entry;
pub mod entry_check;
pub mod entry_count;
pub mod entry_progress;
pub mod entry_quarter;
pub mod entry_search;
pub mod erasure;
pub mod erasure_request;
pub mod feedback_release;
pub mod form_version;
pub mod heartbeat;
pub mod history;
pub mod hundredths;
pub mod idempotency_key;
pub mod ids;
pub mod job;
pub mod judge;
pub mod judge_progress;
pub mod legal_text;
pub mod link;
pub mod member;
pub mod nominee;
pub mod organisation;
pub mod outbox;
pub mod panel_member;
pub mod preference;
pub mod programme;
pub mod public_id;
pub mod rule_ruling;
pub mod saved_view;
pub mod scores;
pub mod scoresheet;
pub mod session;
pub mod set_aside;
pub mod setting;
pub mod sheet_quarter;
pub mod sheet_state;
pub mod shortlisted;
pub mod staff_invitation;
pub mod submitted_version;
pub mod throttle;
pub mod timestamp;
pub mod upload_hour;
pub mod user;

pub use hundredths::Hundredths;
pub use public_id::PublicId;
pub use scores::{Scores, ScoresRead};
pub use sheet_state::SheetState;
pub use timestamp::Timestamp;
