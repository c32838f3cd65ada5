//! How far a judge is in a round and a category; the database keeps it itself from `assignment`.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, JudgeId},
    timestamp::Timestamp,
};

/// One row of `judge_progress`: assignments that hold, of entries that may be judged.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "judge_progress")]
pub struct Model {
    /// The judge.
    #[sea_orm(primary_key, auto_increment = false)]
    pub judge_id: JudgeId,
    /// The round.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub round_key: String,
    /// The category.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub category_key: String,
    /// Scores on the sheet of each; -1 if they have no sheet.
    #[sea_orm(primary_key, auto_increment = false)]
    pub scored: i32,
    /// Whether these are handed in.
    #[sea_orm(primary_key, auto_increment = false)]
    pub is_done: bool,
    /// The edition.
    pub edition_id: EditionId,
    /// How many there are.
    pub total: i64,
    /// Last change of a sheet.
    pub last_active: Option<Timestamp>,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
