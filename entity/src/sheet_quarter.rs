//! How many scoresheets were handed in when; the database keeps it itself from `assignment`.

use sea_orm::entity::prelude::*;

use crate::ids::EditionId;

/// One row of `sheet_quarter`: sheets that count.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sheet_quarter")]
pub struct Model {
    /// The edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: EditionId,
    /// The round.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub round_key: String,
    /// The category.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub category_key: String,
    /// The quarter of an hour in the day; -1 is the whole day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub quarter: i64,
    /// The day of UTC, counted from 1970.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i64,
    /// How many sheets.
    pub total: i64,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
