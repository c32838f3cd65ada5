//! Conflicts of interest: who may not judge an entry, and who has no power over it as staff.

mod access;
mod store;

pub use access::{
    conflicted_categories, conflicted_categories_if_any, conflicted_entries, not_conflicted,
    select_conflicted, staff_of,
};
pub use store::{
    Conflict, ConflictRecord, Known, KnownConflict, barred_judges, counts, delete_of_judge, drop_reasons,
    find, forget_found, lift, list, of_edition, of_judge, record,
};
