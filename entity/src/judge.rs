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

/// How far a judge’s invitation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JudgeState {
    /// Asked.
    #[sea_orm(string_value = "invited")]
    Invited,
    /// Judges.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// Will not.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// Had accepted, and was removed by staff; may come back.
    #[sea_orm(string_value = "removed")]
    Removed,
}

impl JudgeState {
    /// The word in the database, the API and the exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Removed => "removed",
        }
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::edition::Entity",
        from = "Column::EditionId",
        to = "super::edition::Column::Id"
    )]
    Edition,
}

impl ActiveModelBehavior for ActiveModel {}
