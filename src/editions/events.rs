//! What happens to an edition is told to the features above, in the same transaction; `lib.rs` says
//! who listens.

use entity::ids::EditionId;
use futures::future::BoxFuture;

use super::EditionDocument;
use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

#[derive(Clone, Copy, Debug)]
pub struct DocumentChange<'a> {
    pub edition: EditionId,
    pub old: &'a EditionDocument,
    pub new: &'a EditionDocument,
}

pub type OnDocumentChanged =
    for<'a> fn(&'a WriteTx, &'a Ctx, DocumentChange<'a>) -> BoxFuture<'a, Result<(), db::Error>>;
pub type OnDraftDeleted = for<'a> fn(&'a WriteTx, EditionId) -> BoxFuture<'a, Result<(), db::Error>>;

pub struct Listeners {
    /// An edition has another document: what was made under the old one follows.
    pub changed: &'static [OnDocumentChanged],
    /// A draft is about to be deleted: what is kept of it goes first.
    pub deleted: &'static [OnDraftDeleted],
}

pub(super) async fn document_changed(
    tx: &WriteTx,
    ctx: &Ctx,
    change: DocumentChange<'_>,
) -> Result<(), db::Error> {
    for listener in ctx.app.state::<Listeners>().changed {
        listener(tx, ctx, change).await?;
    }
    Ok(())
}

pub(super) async fn draft_deleted(tx: &WriteTx, ctx: &Ctx, edition: EditionId) -> Result<(), db::Error> {
    for listener in ctx.app.state::<Listeners>().deleted {
        listener(tx, edition).await?;
    }
    Ok(())
}
