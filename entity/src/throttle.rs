//! Counted failures per key (account, address, network), so that a restart forgets none.

use sea_orm::entity::prelude::*;

use crate::{ids::ThrottleId, timestamp::Timestamp};

/// One row of `throttle`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: ThrottleId,
    /// What is counted, e.g. `sign-in:<user id>`.
    #[sea_orm(unique, column_type = "Text")]
    pub key: String,
    /// Failures in the present window.
    pub failures: i32,
    /// Start of the window.
    pub window_from: Timestamp,
    /// No try before this instant.
    pub blocked_until: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
