//! What happens to entries, told to the features below in the same transaction; `lib.rs` says who
//! listens.

mod listening;

use futures::future::BoxFuture;

use super::access::OwnEntry;
use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

pub use listening::on_document_changed;

/// Something that its owner did with an entry.
#[derive(Clone, Copy, Debug)]
pub enum EntryEvent<'a> {
    /// It counts from now on, or again.
    Submitted(&'a OwnEntry),
    Withdrawn(&'a OwnEntry),
}

pub type OnEntryEvent =
    for<'a> fn(&'a WriteTx, &'a Ctx, EntryEvent<'a>) -> BoxFuture<'a, Result<(), db::Error>>;

pub struct Listeners(pub &'static [OnEntryEvent]);

pub(super) async fn happened(tx: &WriteTx, ctx: &Ctx, event: EntryEvent<'_>) -> Result<(), db::Error> {
    for listener in ctx.app.state::<Listeners>().0 {
        listener(tx, ctx, event).await?;
    }
    Ok(())
}
