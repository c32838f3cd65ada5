//! People asked to join the staff who have not answered; the row goes when they do.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{StaffInvitationId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
    user::StaffRole,
};

/// One row of `staff_invitation`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_invitation")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: StaffInvitationId,
    /// What the outside calls it.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// Canonical address invited.
    #[sea_orm(unique, column_type = "Text")]
    pub email: String,
    /// The role it gives.
    pub role: StaffRole,
    /// Who invited.
    pub invited_by: UserId,
    /// From this instant its link is dead.
    pub expires_at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
