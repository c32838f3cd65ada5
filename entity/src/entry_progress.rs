//! How far the judges of an entry are in a round; the database keeps it itself from `assignment`.

use sea_orm::entity::prelude::*;

use crate::ids::{EditionId, EntryId};

/// One row of `entry_progress`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_progress")]
pub struct Model {
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: EntryId,
    /// The round.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub round_key: String,
    /// The edition.
    pub edition_id: EditionId,
    /// Copy of the entry's category.
    #[sea_orm(column_type = "Text")]
    pub category_key: String,
    /// Copy: whether the entry may be judged.
    pub is_eligible: bool,
    /// Active assignments.
    pub assigned: i64,
    /// Of these, handed in.
    pub done: i64,
    /// Sum over sheets handed in and criteria of weight × score in hundredths.
    pub points: i64,
    /// Points by sheet, times a million and cut off: by this lists are ordered.
    pub mean: Option<i64>,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
}

impl ActiveModelBehavior for ActiveModel {}
