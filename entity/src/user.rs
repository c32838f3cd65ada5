//! People with an account: how they sign in and what the staff may call them.

use sea_orm::entity::prelude::*;

use crate::{ids::UserId, public_id::PublicId, timestamp::Timestamp};

/// One row of `user`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: UserId,
    /// What the outside calls this person.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// Canonical address (lower case), the sign-in name.
    #[sea_orm(unique, column_type = "Text")]
    pub email: String,
    /// The address as its owner writes it, for mail.
    #[sea_orm(column_type = "Text")]
    pub email_as_typed: String,
    /// What the canonical address looks like; empty until it is filled at a start.
    #[sea_orm(column_type = "Text")]
    pub email_skeleton: String,
    /// Name shown to colleagues and staff.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// argon2id in PHC form; absent until a password is set.
    #[sea_orm(column_type = "Text", nullable)]
    pub password_hash: Option<String>,
    /// Language of screens and mails (BCP 47).
    #[sea_orm(column_type = "Text")]
    pub locale: String,
    /// Power over the programme, if any.
    pub staff_role: Option<StaffRole>,
    /// When the address was proved by a link.
    pub confirmed_at: Option<Timestamp>,
    /// When the account was switched off.
    pub disabled_at: Option<Timestamp>,
    /// When the account was made.
    pub created_at: Timestamp,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

words! {
    /// What a member of staff may do.
    pub enum StaffRole {
        /// Runs editions.
        Staff = "staff",
        /// Runs editions and people.
        Admin = "admin",
    }
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
