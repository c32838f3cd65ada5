//! Use cases, one transaction each.

mod edit;
mod removal;

pub use edit::{add_found, edit, preview};
pub use removal::{preview_removal, remove, restore};

use entity::{PublicId, judge};
use sea_orm::ConnectionTrait;

use crate::{
    accounts::Staff,
    conflicts::conflicted_categories,
    editions::Edition,
    judging::{error::JudgingError, store::judges},
};

async fn find<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    id: &PublicId,
) -> Result<judge::Model, JudgingError> {
    judges::find(db, edition.id, id).await?.ok_or(JudgingError::NotFound)
}

/// The numbers tell who judges what, and the change decides it: neither is for someone who
/// enters or judges there, nor for the judge in question.
async fn without_stake<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    judge: &judge::Model,
) -> Result<(), JudgingError> {
    let is_self = judge.user_id == Some(staff.user) || judge.email == staff.email;
    if is_self || !conflicted_categories(db, staff, judge.edition_id).await?.is_empty() {
        return Err(JudgingError::OwnEdition);
    }
    Ok(())
}
