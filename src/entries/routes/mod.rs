//! HTTP of entries.

mod drafts;
mod problems;
mod reading;
mod submitting;

use rocket::{Route, routes as collect};
use utoipa::OpenApi;

pub use reading::PdfFile;

use super::attachments;

pub fn routes() -> Vec<Route> {
    let own = collect![
        drafts::list_own_entries,
        drafts::create_entry,
        drafts::show_own_entry,
        drafts::show_whole_entry,
        drafts::save_answer,
        drafts::choose_category,
        drafts::check_own_entry,
        drafts::delete_draft,
        reading::print_own_entry,
        submitting::submit_entry,
        submitting::show_submitted,
        submitting::download_receipt,
        submitting::withdraw_entry,
        submitting::reinstate_entry
    ];
    [own, attachments::routes()].concat()
}

#[derive(OpenApi)]
#[openapi(paths(
    drafts::list_own_entries,
    drafts::create_entry,
    drafts::show_own_entry,
    drafts::show_whole_entry,
    drafts::save_answer,
    drafts::choose_category,
    drafts::check_own_entry,
    drafts::delete_draft,
    reading::print_own_entry,
    submitting::submit_entry,
    submitting::show_submitted,
    submitting::download_receipt,
    submitting::withdraw_entry,
    submitting::reinstate_entry
))]
struct Own;

pub struct Doc;

impl OpenApi for Doc {
    fn openapi() -> utoipa::openapi::OpenApi {
        let mut document = Own::openapi();
        document.merge(attachments::Doc::openapi());
        document
    }
}
