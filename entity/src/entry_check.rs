//! What staff found, every time they looked.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EntryCheckId, EntryId, UserId},
    timestamp::Timestamp,
};

/// One row of `entry_check`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_check")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: EntryCheckId,
    /// The entry.
    pub entry_id: EntryId,
    /// The finding.
    pub result: CheckResult,
    /// Why, for the record.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// What the entrant was told.
    #[sea_orm(column_type = "Text")]
    pub message: String,
    /// For incomplete: until when.
    pub return_until: Option<Timestamp>,
    /// For moved: before.
    #[sea_orm(column_type = "Text", nullable)]
    pub from_category: Option<String>,
    /// For moved: after.
    #[sea_orm(column_type = "Text", nullable)]
    pub to_category: Option<String>,
    /// Who checked.
    pub user_id: UserId,
    /// When.
    pub created_at: Timestamp,
    /// What became of its e-mail; absent where that went at once.
    pub telling: Option<Telling>,
}

words! {
    /// What became of the e-mail of a decision, where that did not go at once.
    pub enum Telling {
        /// It is still to be sent.
        Waits = "waits",
        /// It was sent later.
        Later = "later",
        /// Another decision came first, so that it was never sent.
        Dropped = "dropped",
    }
}

words! {
    /// What a check found.
    pub enum CheckResult {
        /// Admitted.
        Eligible = "eligible",
        /// Refused, with a reason.
        Ineligible = "ineligible",
        /// Sent back until a date.
        Incomplete = "incomplete",
        /// Put into another category.
        Moved = "moved",
        /// Put out, with a reason.
        Disqualified = "disqualified",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
    /// Its user.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
