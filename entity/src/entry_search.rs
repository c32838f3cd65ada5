//! What an entry is found by; the database keeps it itself from `entry` and `organisation`.

use sea_orm::entity::prelude::*;

use crate::ids::{EditionId, EntryId};

/// One row of `entry_search`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_search")]
pub struct Model {
    /// The edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: EditionId,
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: EntryId,
    /// Its public id.
    #[sea_orm(column_type = "Text")]
    pub number: String,
    /// Folded words of the entry and of who enters it.
    #[sea_orm(column_type = "Text")]
    pub text: String,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
