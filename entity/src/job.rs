//! Background work; same queue on both databases.

use sea_orm::entity::prelude::*;

use crate::{ids::JobId, timestamp::Timestamp};

/// One row of `job`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: JobId,
    /// Which job.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Its input as JSON; empty once it is done.
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    /// How far it has come.
    pub state: JobState,
    /// Not before.
    pub run_at: Timestamp,
    /// Tries so far.
    pub tries: i32,
    /// A worker has it until here.
    pub lease_until: Option<Timestamp>,
    /// What the last try met.
    #[sea_orm(column_type = "Text")]
    pub last_error: String,
    /// When asked for.
    pub created_at: Timestamp,
}

words! {
    /// How far a job has come.
    pub enum JobState {
        /// To be run.
        Waiting = "waiting",
        /// A worker has it.
        Running = "running",
        /// Finished.
        Done = "done",
        /// Given up.
        Failed = "failed",
    }
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
