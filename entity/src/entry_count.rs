//! How many entries there are, of what kind; the database keeps it itself from `entry`.

use sea_orm::entity::prelude::*;

use crate::{entry::EntryState, ids::EditionId};

/// One row of `entry_count`: entries that are alike in all of this.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_count")]
pub struct Model {
    /// The edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: EditionId,
    /// Their state.
    #[sea_orm(primary_key, auto_increment = false)]
    pub state: EntryState,
    /// Their category.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub category_key: String,
    /// The country of who enters.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub entrant_country: String,
    /// The kind of who enters.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub entrant_kind: String,
    /// How many there are.
    pub total: i64,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// The entries that are counted.
    #[sea_orm(
        belongs_to = "super::entry::Entity",
        from = "(Column::EditionId, Column::State, Column::CategoryKey, Column::EntrantCountry, Column::EntrantKind)",
        to = "(super::entry::Column::EditionId, super::entry::Column::State, super::entry::Column::CategoryKey, super::entry::Column::EntrantCountry, super::entry::Column::EntrantKind)"
    )]
    Entry,
}

impl ActiveModelBehavior for ActiveModel {}
