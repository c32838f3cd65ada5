//! What happens to editions, and changes the views of their lists.

use entity::ids::EditionId;
use futures::future::BoxFuture;

use super::store;
use crate::db::{self, WriteTx};

/// The lists are gone, and so are the views of them.
pub fn on_draft_deleted(tx: &WriteTx, edition: EditionId) -> BoxFuture<'_, Result<(), db::Error>> {
    Box::pin(store::forget_edition(tx, edition))
}
