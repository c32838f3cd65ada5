//! What owners do with attachments.

use entity::{PublicId, attachment, ids::EditionId};
use tokio::io::AsyncRead;

use super::{
    error::AttachmentError,
    input::NewFile,
    jobs::MakeCopies,
    quota,
    rules::{has_room, in_time, next_position},
    serve::{self, PreviewSize, Stored},
    store::{self, Arrived},
};
use crate::{
    accounts::Entrant,
    audit::{self, AuditEvent},
    context::Ctx,
    db::WriteTx,
    editions::{FileRules, Open},
    entries::{
        access::{self, OwnEntry},
        error::EntryError,
        rules::accepted,
        store::entries,
        views::OwnFile,
    },
    files::{Download, FileKind, StoredFile, original_name},
    jobs,
};

/// Takes a file in as an answer. Whether it comes in time is decided by when it
/// began to arrive.
pub async fn upload<S: AsyncRead + Unpin>(
    ctx: &Ctx,
    person: &Entrant,
    entry: &PublicId,
    field: &str,
    file: NewFile<S>,
) -> Result<OwnFile, AttachmentError> {
    // Asked before a long transfer, and again when it is over.
    let own = access::own_entry(ctx.read(), ctx, person, entry).await?;
    own.window()?.open_at(ctx.now)?;
    let rules = file_rules(&own, field)?;
    next_position(&store::of_entry(ctx.read(), own.entry().id).await?, field, rules.max_files)?;
    let organisation = own.organisation().id;
    quota::check(ctx.read(), ctx, person.user, organisation, file.size_bytes).await?;

    let taken = take(ctx, person, &rules, file).await?;
    attach(ctx, person, entry, field, taken).await
}

/// Writes down that a file which was taken in is an answer.
pub async fn attach(
    ctx: &Ctx,
    person: &Entrant,
    entry: &PublicId,
    field: &str,
    taken: Taken,
) -> Result<OwnFile, AttachmentError> {
    let tx = ctx.begin().await?;
    let own = access::lock_own_entry(&tx, ctx, person, entry).await?;
    let open = in_time(&*own.window()?, ctx.now, ctx.app.clock.now())?;
    let rows = store::of_entry(&*tx, own.entry().id).await?;
    let organisation = own.organisation().id;
    let position = next_position(&rows, field, file_rules(&own, field)?.max_files)?;
    quota::check(&*tx, ctx, person.user, organisation, taken.stored.size_bytes).await?;
    quota::add(&tx, person.user, organisation, ctx.now, taken.stored.size_bytes).await?;
    let new = Arrived {
        field,
        position,
        name: taken.name,
        stored: &taken.stored,
        kind: taken.kind,
        by: person.user,
    };
    let row = store::insert(&tx, ctx, own.entry().id, new).await?;
    entries::touch(&tx, open, &own, None).await?;
    event("attachment.add", person, own.edition().id, &row).record(&tx, ctx).await?;
    if row.display_sha256.is_none() {
        jobs::enqueue(&tx, ctx, &MakeCopies { attachment: row.id.0 }).await?;
    }
    tx.commit().await?;
    Ok(OwnFile::new(entry, &row))
}

/// A file in the store, under the name its owner gave it.
#[derive(Clone, Debug)]
pub struct Taken {
    pub name: String,
    pub stored: StoredFile,
    pub kind: FileKind,
}

/// A file of an entry, as an address names both.
#[derive(Clone, Copy, Debug)]
pub struct FileOfEntry<'a> {
    pub entry: &'a PublicId,
    pub id: &'a PublicId,
}

/// Durably in the store when it returns, so that the row written next points to something.
pub async fn take<S: AsyncRead + Unpin>(
    ctx: &Ctx,
    person: &Entrant,
    rules: &FileRules,
    file: NewFile<S>,
) -> Result<Taken, AttachmentError> {
    let name = original_name(&file.name);
    let (storage, limit) = (&ctx.app.storage, rules.max_bytes_each);
    let received = storage.receive(file.bytes, limit, Some(file.size_bytes)).await?;
    let kind = storage.check(&received, person.user, &accepted(rules), limit).await?;
    Ok(Taken { name, kind, stored: storage.keep(received).await? })
}

fn file_rules(own: &OwnEntry, field: &str) -> Result<FileRules, EntryError> {
    let rules = own.document().form.field(field).and_then(|field| field.answer.files());
    rules.cloned().ok_or(EntryError::UnknownField)
}

/// Says what a picture shows. Who tells what they saw before writes over nothing else.
pub async fn describe(
    ctx: &Ctx,
    person: &Entrant,
    file: FileOfEntry<'_>,
    alt_text: String,
    seen: Option<String>,
) -> Result<OwnFile, AttachmentError> {
    let tx = ctx.begin().await?;
    let (open, own, row) = editable(&tx, ctx, person, file).await?;
    if seen.is_some_and(|seen| seen != row.alt_text && alt_text != row.alt_text) {
        return Err(AttachmentError::DescriptionChanged(row.alt_text));
    }
    store::describe(&tx, row.id, &alt_text).await?;
    entries::touch(&tx, open, &own, None).await?;
    event("attachment.describe", person, own.edition().id, &row).record(&tx, ctx).await?;
    tx.commit().await?;
    Ok(OwnFile::new(file.entry, &attachment::Model { alt_text, ..row }))
}

/// Takes a file back.
pub async fn remove(ctx: &Ctx, person: &Entrant, file: FileOfEntry<'_>) -> Result<(), AttachmentError> {
    let tx = ctx.begin().await?;
    let (open, own, row) = editable(&tx, ctx, person, file).await?;
    store::remove(&tx, row.id, ctx.now).await?;
    entries::touch(&tx, open, &own, None).await?;
    event("attachment.remove", person, own.edition().id, &row).record(&tx, ctx).await?;
    tx.commit().await?;
    Ok(())
}

/// Brings back a file that was removed by mistake; until it is forgotten, a day later.
pub async fn restore(ctx: &Ctx, person: &Entrant, file: FileOfEntry<'_>) -> Result<OwnFile, AttachmentError> {
    let tx = ctx.begin().await?;
    let own = access::lock_own_entry(&tx, ctx, person, file.entry).await?;
    let found = access::own_removed_attachment(&*tx, person, file.entry, file.id).await?;
    let open = own.window()?.open_at(ctx.now)?;
    let row = found.row();
    let rows = store::of_entry(&*tx, own.entry().id).await?;
    has_room(&rows, &row.field_key, file_rules(&own, &row.field_key)?.max_files)?;
    let size_bytes = u64::try_from(row.size_bytes).unwrap_or_default();
    quota::fits(&*tx, ctx, own.organisation().id, size_bytes).await?;
    store::restore(&tx, row.id).await?;
    entries::touch(&tx, open, &own, None).await?;
    event("attachment.restore", person, own.edition().id, row).record(&tx, ctx).await?;
    tx.commit().await?;
    Ok(OwnFile::new(file.entry, row))
}

async fn editable(
    tx: &WriteTx,
    ctx: &Ctx,
    person: &Entrant,
    file: FileOfEntry<'_>,
) -> Result<(Open, OwnEntry, attachment::Model), AttachmentError> {
    let own = access::lock_own_entry(tx, ctx, person, file.entry).await?;
    let found = access::own_attachment(&**tx, person, file.entry, file.id).await?;
    let open = own.window()?.open_at(ctx.now)?;
    Ok((open, own, found.row().clone()))
}

/// The file as its owner sent it, under the name they gave it.
pub async fn download(
    ctx: &Ctx,
    person: &Entrant,
    file: FileOfEntry<'_>,
) -> Result<Download, AttachmentError> {
    let found = access::own_file(ctx.read(), person, file.entry, file.id).await?;
    serve::original(ctx, &Stored::from(found.row()), &found.row().original_name).await
}

/// Shows the preview of a picture.
pub async fn preview(
    ctx: &Ctx,
    person: &Entrant,
    file: FileOfEntry<'_>,
    size: PreviewSize,
) -> Result<Download, AttachmentError> {
    let found = access::own_file(ctx.read(), person, file.entry, file.id).await?;
    serve::picture(ctx, &Stored::from(found.row()), size).await
}

fn event(action: &str, person: &Entrant, edition: EditionId, row: &attachment::Model) -> AuditEvent {
    let detail = serde_json::json!({ "field": row.field_key, "sha256": row.sha256 });
    audit::event(action).by(person).on("attachment", &row.public_id).in_edition(edition).with(detail)
}
