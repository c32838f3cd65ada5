//! One-time links sent by mail. The token is derived from the nonce and a key outside the database.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{LinkId, UserId},
    timestamp::Timestamp,
};

/// One row of `link`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: LinkId,
    /// SHA-256 of the token.
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    /// Random input from which the key holder derives the token.
    pub nonce: Vec<u8>,
    /// What following it does.
    pub kind: LinkKind,
    /// Canonical address it was sent to.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// The account it concerns, if there is one.
    pub user_id: Option<UserId>,
    /// The member or judge row of an invitation.
    pub subject_id: Option<i64>,
    /// What the page shows before the link is used: the organisation, the edition or the role.
    #[sea_orm(column_type = "Text")]
    pub label: String,
    /// What whoever invited calls the person; the page offers it. Empty if nobody said.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// From this instant it is dead.
    pub expires_at: Timestamp,
    /// When it was used or replaced; single use.
    pub used_at: Option<Timestamp>,
}

words! {
    /// What a one-time link does.
    pub enum LinkKind {
        /// Makes the first admin.
        Setup = "setup",
        /// Proves an address.
        ConfirmAddress = "confirm_address",
        /// Sets a new password.
        ResetPassword = "reset_password",
        /// Signs in without a password.
        SignIn = "sign_in",
        /// Joins an organisation.
        MemberInvitation = "member_invitation",
        /// Joins the judges of an edition.
        JudgeInvitation = "judge_invitation",
        /// Shows a nominee the entry that nominates them, and takes their answer.
        Nominee = "nominee",
        /// Joins the staff.
        StaffInvitation = "staff_invitation",
    }
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
