//! A judge of one edition.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, JudgeId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
};

/// One row of `judge`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "judge")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: JudgeId,
    /// What the outside calls this judge.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// The edition.
    pub edition_id: EditionId,
    /// The account, once accepted.
    pub user_id: Option<UserId>,
    /// Canonical address invited.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// Name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Where the judge works; conflicts are looked for by it.
    #[sea_orm(column_type = "Text")]
    pub organisation: String,
    /// ISO 3166-1 alpha-2, may be empty.
    #[sea_orm(column_type = "Text")]
    pub country: String,
    /// How far the invitation has come.
    pub state: JudgeState,
    /// Who invited.
    pub invited_by: UserId,
    /// When.
    pub invited_at: Timestamp,
    /// When accepted.
    pub accepted_at: Option<Timestamp>,
    /// Last reminder.
    pub reminded_at: Option<Timestamp>,
}

words! {
    /// How far a judge’s invitation has come.
    pub enum JudgeState {
        /// Asked.
        Invited = "invited",
        /// Judges.
        Accepted = "accepted",
        /// Will not.
        Declined = "declined",
        /// Had accepted, and was removed by staff; may come back.
        Removed = "removed",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its edition.
    #[sea_orm(
        belongs_to = "super::edition::Entity",
        from = "Column::EditionId",
        to = "super::edition::Column::Id"
    )]
    Edition,
}

impl ActiveModelBehavior for ActiveModel {}
