//! When the program last showed that it can save: one row.

use sea_orm::entity::prelude::*;

use crate::{ids::HeartbeatId, timestamp::Timestamp};

/// One row of `heartbeat`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "heartbeat")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: HeartbeatId,
    /// The last time.
    pub at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
