//! Queries about attachments.

mod hours;

pub use hours::{Whose, add_to_hour, forget_hours, hours};

use std::collections::HashSet;

use entity::{
    Timestamp, attachment, entry,
    ids::{AttachmentId, EntryId, OrganisationId, UserId},
    submitted_version,
};
use futures::TryStreamExt as _;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _, Select, StreamTrait,
    prelude::Expr,
    sea_query::{BinOper, Func, Query},
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    files::{FileHash, FileKind, StoredFile, StoredPictures},
};

/// All files an entry has ever had, those removed too: a submitted version may still hold them.
pub async fn of_entry<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
) -> Result<Vec<attachment::Model>, db::Error> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.eq(entry))
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id);
    Ok(rows.all(db).await?)
}

pub async fn find<C: ConnectionTrait>(
    db: &C,
    id: AttachmentId,
) -> Result<Option<attachment::Model>, db::Error> {
    Ok(attachment::Entity::find_by_id(id).one(db).await?)
}

pub struct Arrived<'a> {
    pub field: &'a str,
    pub position: i32,
    pub name: String,
    pub stored: &'a StoredFile,
    pub kind: FileKind,
    pub by: UserId,
}

/// With the clean copies that were made where the same file was given before.
pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    entry: EntryId,
    new: Arrived<'_>,
) -> Result<attachment::Model, db::Error> {
    let sha256 = new.stored.hash.to_string();
    let (display, thumbnail) = copies_of(tx, &sha256).await?.unwrap_or_default();
    let row = attachment::ActiveModel {
        public_id: Set(ctx.new_id()?),
        entry_id: Set(entry),
        field_key: Set(new.field.to_owned()),
        sha256: Set(sha256),
        original_name: Set(new.name),
        media_type: Set(new.kind.media_type().to_owned()),
        size_bytes: Set(i64::try_from(new.stored.size_bytes).unwrap_or(i64::MAX)),
        position: Set(new.position),
        alt_text: Set(String::new()),
        display_sha256: Set(display),
        thumbnail_sha256: Set(thumbnail),
        unclean_at: Set(None),
        created_by: Set(new.by),
        created_at: Set(ctx.now),
        removed_at: Set(None),
        ..Default::default()
    };
    Ok(attachment::Entity::insert(row).exec_with_returning(&**tx).await?)
}

async fn copies_of(
    tx: &WriteTx,
    sha256: &str,
) -> Result<Option<(Option<String>, Option<String>)>, db::Error> {
    let made = attachment::Entity::find()
        .select_only()
        .columns([attachment::Column::DisplaySha256, attachment::Column::ThumbnailSha256])
        .filter(attachment::Column::Sha256.eq(sha256))
        .filter(attachment::Column::DisplaySha256.is_not_null());
    Ok(made.into_tuple().one(&**tx).await?)
}

pub async fn describe(tx: &WriteTx, id: AttachmentId, alt_text: &str) -> Result<(), db::Error> {
    attachment::Entity::update_many()
        .col_expr(attachment::Column::AltText, Expr::value(alt_text))
        .filter(attachment::Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Takes a file back. Its row and bytes stay for the versions that were submitted with it.
pub async fn remove(tx: &WriteTx, id: AttachmentId, now: Timestamp) -> Result<(), db::Error> {
    attachment::Entity::update_many()
        .col_expr(attachment::Column::RemovedAt, Expr::value(Some(now)))
        .filter(attachment::Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The bytes of all files of an organisation's entries, but for those removed since an instant.
pub async fn kept_bytes<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    removed_since: Timestamp,
) -> Result<i64, db::Error> {
    let sum = Func::sum(Expr::col(attachment::Column::SizeBytes.as_column_ref()));
    let kept = Condition::any()
        .add(attachment::Column::RemovedAt.is_null())
        .add(attachment::Column::RemovedAt.lte(removed_since));
    let bytes: Option<Option<i64>> = attachment::Entity::find()
        .select_only()
        .column_as(Expr::expr(sum).cast_as("bigint"), "bytes")
        .join(JoinType::InnerJoin, attachment::Relation::Entry.def())
        .filter(entry::Column::OrganisationId.eq(organisation))
        .filter(kept)
        .into_tuple()
        .one(db)
        .await?;
    Ok(bytes.flatten().unwrap_or_default())
}

pub async fn restore(tx: &WriteTx, id: AttachmentId) -> Result<(), db::Error> {
    attachment::Entity::update_many()
        .col_expr(attachment::Column::RemovedAt, Expr::value(None::<Timestamp>))
        .filter(attachment::Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Forgets files that were removed before an instant and that no submitted version names.
pub async fn forget_removed(tx: &WriteTx, before: Timestamp) -> Result<(), db::Error> {
    let hash = Expr::col((attachment::Entity, attachment::Column::Sha256));
    let joined = BinOper::Custom("||");
    let naming = Expr::val("%").binary(joined, hash).binary(joined, Expr::val("%"));
    let versions = Query::select()
        .expr(Expr::val(1))
        .from(submitted_version::Entity)
        .and_where(
            Expr::col((submitted_version::Entity, submitted_version::Column::EntryId))
                .equals((attachment::Entity, attachment::Column::EntryId)),
        )
        .and_where(
            Expr::col((submitted_version::Entity, submitted_version::Column::Content))
                .binary(BinOper::Like, naming),
        )
        .take();
    attachment::Entity::delete_many()
        .filter(attachment::Column::RemovedAt.lte(before))
        .filter(Expr::exists(versions).not())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Names the clean pictures of a file, wherever the same file was given.
pub async fn set_previews(tx: &WriteTx, sha256: &str, made: &StoredPictures) -> Result<(), db::Error> {
    attachment::Entity::update_many()
        .col_expr(attachment::Column::DisplaySha256, Expr::value(made.display.hash.to_string()))
        .col_expr(attachment::Column::ThumbnailSha256, Expr::value(made.thumbnail.hash.to_string()))
        .filter(attachment::Column::Sha256.eq(sha256))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Names the clean copy of a document, wherever the same file was given.
pub async fn set_copy(tx: &WriteTx, sha256: &str, copy: &StoredFile) -> Result<(), db::Error> {
    attachment::Entity::update_many()
        .col_expr(attachment::Column::DisplaySha256, Expr::value(copy.hash.to_string()))
        .filter(attachment::Column::Sha256.eq(sha256))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Notes that a file cannot be made clean, wherever the same file was given.
pub async fn set_unclean(tx: &WriteTx, sha256: &str, now: Timestamp) -> Result<(), db::Error> {
    attachment::Entity::update_many()
        .col_expr(attachment::Column::UncleanAt, Expr::value(Some(now)))
        .filter(attachment::Column::Sha256.eq(sha256))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The names of all files in use, copies too.
pub async fn hashes<C: ConnectionTrait>(db: &C) -> Result<Vec<Option<String>>, db::Error> {
    let rows: Vec<Names> = names().into_tuple().all(db).await?;
    Ok(rows.into_iter().flat_map(|(sent, display, thumbnail)| [Some(sent), display, thumbnail]).collect())
}

type Names = (String, Option<String>, Option<String>);

fn names() -> Select<attachment::Entity> {
    use attachment::Column;
    let columns = [Column::Sha256, Column::DisplaySha256, Column::ThumbnailSha256];
    attachment::Entity::find().select_only().columns(columns)
}

pub async fn hashes_in<C: ConnectionTrait + StreamTrait>(
    db: &C,
    begins: &str,
) -> Result<HashSet<FileHash>, db::Error> {
    use attachment::Column;
    let mut rows = names()
        .filter(
            Condition::any()
                .add(Column::Sha256.starts_with(begins))
                .add(Column::DisplaySha256.starts_with(begins))
                .add(Column::ThumbnailSha256.starts_with(begins)),
        )
        .into_tuple::<Names>()
        .stream(db)
        .await?;
    let mut hashes = HashSet::new();
    while let Some((sent, display, thumbnail)) = rows.try_next().await? {
        let names = [Some(sent), display, thumbnail].into_iter().flatten();
        hashes.extend(
            names.filter(|name| name.starts_with(begins)).filter_map(|name| name.parse::<FileHash>().ok()),
        );
    }
    Ok(hashes)
}
