//! People of an organisation, invited or active.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{MemberId, OrganisationId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
};

/// One row of `member`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: MemberId,
    /// What the outside calls this membership.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// The account, once the invitation is accepted.
    pub user_id: Option<UserId>,
    /// Canonical address invited.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// Only `active` gives any power.
    pub state: MemberState,
    /// Who invited; absent for the founder.
    pub invited_by: Option<UserId>,
    /// When invited, founded or asked last.
    pub created_at: Timestamp,
    /// When the person first belonged to it.
    pub joined_at: Option<Timestamp>,
    /// When the person last left; absent while they belong to it, or never did.
    pub left_at: Option<Timestamp>,
}

words! {
    /// How far a membership has come.
    pub enum MemberState {
        /// Asked, not yet accepted.
        Invited = "invited",
        /// Asks the members to be let in.
        Asked = "asked",
        /// Shares the entries.
        Active = "active",
        /// Removed or gone.
        Left = "left",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its organisation.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    /// Its user.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
