//! Since when entrants read what the judges of a round wrote to them.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, FeedbackReleaseId, UserId},
    timestamp::Timestamp,
};

/// One row of `feedback_release`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback_release")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: FeedbackReleaseId,
    /// The edition.
    pub edition_id: EditionId,
    /// The round.
    #[sea_orm(column_type = "Text")]
    pub round_key: String,
    /// Who released it.
    pub released_by: UserId,
    /// When.
    pub released_at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
