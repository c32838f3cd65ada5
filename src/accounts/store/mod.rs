//! Queries about accounts: people, their sessions, links and failures.

pub mod addresses;
pub mod erasing;
pub mod links;
pub mod looks;
pub mod pace;
pub mod people;
pub mod preferences;
pub mod quota;
pub mod sessions;
pub mod staff;
pub mod throttle;

use entity::Timestamp;

use crate::db::{self, WriteTx};

/// Forgets sessions, links, invitations and waiting times that are over.
pub async fn forget_ended(tx: &WriteTx, now: Timestamp) -> Result<(), db::Error> {
    sessions::forget_ended(tx, now).await?;
    links::forget_ended(tx, now).await?;
    staff::forget_ended(tx, now).await?;
    throttle::forget_ended(tx, now).await
}
