//! HTTP of entries.

mod drafts;
mod problems;
mod reading;
mod submitting;

pub use reading::PdfFile;

use super::attachments;

use crate::web::{Api, api};

pub fn api() -> Api {
    let own = api![
        drafts::list_own_entries,
        drafts::list_openings,
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
    Api::of([own, attachments::api()])
}
