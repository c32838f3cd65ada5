//! HTTP of entries.

mod drafts;
mod problems;
mod submitting;

use rocket::{Route, routes as collect};
use utoipa::OpenApi;

/// The routes of entries.
pub fn routes() -> Vec<Route> {
    collect![
        drafts::list_own_entries,
        drafts::create_entry,
        drafts::show_own_entry,
        drafts::save_answer,
        drafts::choose_category,
        drafts::check_own_entry,
        drafts::delete_draft,
        submitting::submit_entry,
        submitting::download_receipt,
        submitting::withdraw_entry
    ]
}

/// Their description.
#[derive(OpenApi)]
#[openapi(paths(
    drafts::list_own_entries,
    drafts::create_entry,
    drafts::show_own_entry,
    drafts::save_answer,
    drafts::choose_category,
    drafts::check_own_entry,
    drafts::delete_draft,
    submitting::submit_entry,
    submitting::download_receipt,
    submitting::withdraw_entry
))]
pub struct Doc;
