//! How many entries have how many judges and scoresheets; the database keeps it itself from `entry_progress`.

use sea_orm::entity::prelude::*;

use crate::ids::EditionId;

/// One row of `coverage_count`: entries that may be judged, and that someone was given in the round.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coverage_count")]
pub struct Model {
    /// The edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: EditionId,
    /// The round.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub round_key: String,
    /// Their category.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub category_key: String,
    /// Judges who have each of them.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assigned: i64,
    /// Scoresheets that were handed in for each of them.
    #[sea_orm(primary_key, auto_increment = false)]
    pub done: i64,
    /// How many entries.
    pub total: i64,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
