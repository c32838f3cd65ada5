//! What happens to entries, and concerns who is nominated.

use futures::future::BoxFuture;

use super::{rules::is_told, service, store};
use crate::{
    context::Ctx,
    db::{self, WriteTx},
    entries::EntryEvent,
};

/// Who is nominated gets an e-mail once the entry counts; their link ends when it is withdrawn.
pub fn on_entry_event<'a>(
    tx: &'a WriteTx,
    ctx: &'a Ctx,
    event: EntryEvent<'a>,
) -> BoxFuture<'a, Result<(), db::Error>> {
    Box::pin(async move {
        let (EntryEvent::Submitted(own) | EntryEvent::Withdrawn(own)) = event;
        let Some(subject) = own.document().named_subject_of(&own.entry().category_key) else {
            return Ok(());
        };
        let Some(row) = store::lock(tx, own.entry().id).await? else { return Ok(()) };
        match event {
            EntryEvent::Submitted(_) if row.told_at.is_none() && is_told(subject, &row) => {
                service::tell(tx, ctx, &service::Letter::of(own, subject), row).await?;
            }
            EntryEvent::Submitted(_) => {}
            EntryEvent::Withdrawn(_) => {
                service::end_link(tx, ctx, &row).await?;
                store::set_told(tx, row, None).await?;
            }
        }
        Ok(())
    })
}
