//! What happens below, and changes entries.

use futures::future::BoxFuture;

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    editions::{DocumentChange, WindowState},
    entries::store::answers,
};

/// Where consents are worded otherwise now, nobody has agreed to them yet.
pub fn on_document_changed<'a>(
    tx: &'a WriteTx,
    ctx: &'a Ctx,
    change: DocumentChange<'a>,
) -> BoxFuture<'a, Result<(), db::Error>> {
    Box::pin(async move {
        let call = change.new.call();
        let call_is_over = call.is_some_and(|call| call.state(ctx.now) == WindowState::After);
        let reworded = change.old.form.reworded_consents(&change.new.form);
        answers::take_back(tx, ctx, (change.edition, call_is_over), &reworded).await
    })
}
