//! What is deleted when its time is over, a batch at a time.

use entity::{
    Timestamp, attachment,
    entry::{self, EntryState},
    ids::{AttachmentId, EditionId, EntryId, OutboxId},
    outbox::{self, OutboxState},
    shortlisted::{self, ShortlistMethod},
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    prelude::Expr,
};

use super::entries::delete_drafts;
use crate::db::{self, WriteTx};

/// Rows deleted in one transaction.
const BATCH: u64 = 200;

/// Deletes drafts of these editions that were never submitted; how many.
pub async fn drafts(tx: &WriteTx, editions: Vec<EditionId>) -> Result<usize, db::Error> {
    let ids: Vec<EntryId> = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(entry::Column::EditionId.is_in(editions))
        .filter(entry::Column::State.eq(EntryState::Draft))
        .filter(entry::Column::SubmittedAt.is_null())
        .order_by_asc(entry::Column::Id)
        .limit(BATCH)
        .into_tuple()
        .all(&**tx)
        .await?;
    delete_drafts(tx, &ids).await?;
    Ok(ids.len())
}

/// Deletes the files of entries of these editions that came on no shortlist; how many. The bytes
/// are swept later; what was submitted keeps their names and hashes.
pub async fn files(tx: &WriteTx, editions: Vec<EditionId>) -> Result<usize, db::Error> {
    let kept = shortlisted::Entity::find()
        .select_only()
        .column(shortlisted::Column::EntryId)
        .filter(shortlisted::Column::Method.ne(ShortlistMethod::LeftOut));
    let lost = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(entry::Column::EditionId.is_in(editions))
        .filter(entry::Column::Id.not_in_subquery(kept.into_query()));
    let ids: Vec<AttachmentId> = attachment::Entity::find()
        .select_only()
        .column(attachment::Column::Id)
        .filter(attachment::Column::EntryId.in_subquery(lost.into_query()))
        .order_by_asc(attachment::Column::Id)
        .limit(BATCH)
        .into_tuple()
        .all(&**tx)
        .await?;
    let gone = attachment::Entity::delete_many().filter(attachment::Column::Id.is_in(ids.iter().copied()));
    gone.exec(&**tx).await?;
    Ok(ids.len())
}

/// Empties mails that were sent before an instant; how many.
pub async fn mails(tx: &WriteTx, sent_before: Timestamp) -> Result<usize, db::Error> {
    let ids: Vec<OutboxId> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::State.eq(OutboxState::Sent))
        .filter(outbox::Column::SentAt.lt(sent_before))
        .filter(outbox::Column::Message.ne(""))
        .order_by_asc(outbox::Column::Id)
        .limit(BATCH)
        .into_tuple()
        .all(&**tx)
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::Message, Expr::value(""))
        .filter(outbox::Column::Id.is_in(ids.iter().copied()))
        .exec(&**tx)
        .await?;
    Ok(ids.len())
}
