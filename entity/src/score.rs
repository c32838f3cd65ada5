//! One mark.

use sea_orm::entity::prelude::*;

use crate::ids::{ScoreId, ScoresheetId};

/// One row of `score`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "score")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: ScoreId,
    /// The sheet.
    pub scoresheet_id: ScoresheetId,
    /// The criterion.
    #[sea_orm(column_type = "Text")]
    pub criterion_key: String,
    /// The mark in hundredths of a point, exact.
    pub value_hundredths: i64,
}

/// Joins are written where they are used; rows know no relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
