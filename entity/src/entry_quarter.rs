//! How many entries were started and submitted when; the database keeps it itself from `entry`.

use sea_orm::entity::prelude::*;

use crate::ids::EditionId;

/// One row of `entry_quarter`. All offsets from UTC in use are multiples of a quarter of an hour.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_quarter")]
pub struct Model {
    /// The edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: EditionId,
    /// `started` or `submitted`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub event: String,
    /// The quarter of an hour in the day; -1 is the whole day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub quarter: i64,
    /// The day of UTC, counted from 1970.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i64,
    /// How many entries.
    pub total: i64,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
