//! Which judges form the panel of a category in a round.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, JudgeId, PanelMemberId},
    timestamp::Timestamp,
};

/// One row of `panel_member`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "panel_member")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: PanelMemberId,
    /// The edition.
    pub edition_id: EditionId,
    /// The round.
    #[sea_orm(column_type = "Text")]
    pub round_key: String,
    /// The category.
    #[sea_orm(column_type = "Text")]
    pub category_key: String,
    /// The judge.
    pub judge_id: JudgeId,
    /// Since when.
    pub created_at: Timestamp,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its judge.
    #[sea_orm(belongs_to = "super::judge::Entity", from = "Column::JudgeId", to = "super::judge::Column::Id")]
    Judge,
}

impl ActiveModelBehavior for ActiveModel {}
