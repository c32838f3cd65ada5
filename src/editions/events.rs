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

/// An edition has another document: what was made under the old one follows.
pub struct Listeners(pub &'static [OnDocumentChanged]);

pub(super) async fn document_changed(
    tx: &WriteTx,
    ctx: &Ctx,
    change: DocumentChange<'_>,
) -> Result<(), db::Error> {
    for listener in ctx.app.state::<Listeners>().0 {
        listener(tx, ctx, change).await?;
    }
    Ok(())
}
