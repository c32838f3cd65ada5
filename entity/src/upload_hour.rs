//! What an account has uploaded for an organisation within an hour, whatever became of it since.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{OrganisationId, UserId},
    timestamp::Timestamp,
};

/// One row of `upload_hour`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload_hour")]
pub struct Model {
    /// Who uploaded.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// For whom.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    /// Start of the hour.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hour: Timestamp,
    /// All files together.
    pub size_bytes: i64,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
