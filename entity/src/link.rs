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

/// What a one-time link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum LinkKind {
    /// Makes the first admin.
    #[sea_orm(string_value = "setup")]
    Setup,
    /// Proves an address.
    #[sea_orm(string_value = "confirm_address")]
    ConfirmAddress,
    /// Sets a new password.
    #[sea_orm(string_value = "reset_password")]
    ResetPassword,
    /// Signs in without a password.
    #[sea_orm(string_value = "sign_in")]
    SignIn,
    /// Joins an organisation.
    #[sea_orm(string_value = "member_invitation")]
    MemberInvitation,
    /// Joins the judges of an edition.
    #[sea_orm(string_value = "judge_invitation")]
    JudgeInvitation,
    /// Joins the secretariat.
    #[sea_orm(string_value = "staff_invitation")]
    StaffInvitation,
}

impl LinkKind {
    /// The word in the database, the API and the exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::ConfirmAddress => "confirm_address",
            Self::ResetPassword => "reset_password",
            Self::SignIn => "sign_in",
            Self::MemberInvitation => "member_invitation",
            Self::JudgeInvitation => "judge_invitation",
            Self::StaffInvitation => "staff_invitation",
        }
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
