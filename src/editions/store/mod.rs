//! Queries about editions.

mod cache;
mod delete;
mod find;
mod forms;
mod hold;
mod used;
pub(super) mod versions;
mod work;
mod write;

pub use cache::EditionCache;
pub(super) use delete::{delete, kept_of};
pub(super) use find::find_any;
pub use find::{
    Edition, PublicEdition, find, find_by_id, find_for_program, find_public, find_public_by_id, list,
    list_for_program, list_public,
};
pub(super) use forms::keep_form;
pub use forms::{all_forms, form_before, form_of, forms_of};
pub(super) use hold::hold;
pub use hold::{hold_rules, hold_rules_alone};
pub use used::still_to_submit;
pub(super) use used::{categories_in_use, is_handed_in, is_scored, rounds_in_use, unfinished};
pub(super) use work::{Touched, work};
pub(super) use write::{Written, insert, lock, name_programme, programme, replace, set_state};
