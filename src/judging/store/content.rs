//! What judges read: the submitted version and its files, without who sent them.

use std::collections::HashMap;

use entity::{PublicId, attachment, ids::EntryId};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::{
    context::Ctx,
    db,
    editions::Form,
    entries::{self, ForJudges, Unnamed, attachments::Stored},
    judging::access::SeenEntry,
};

/// The content that counts, the form it answers, and how many words of it judges read.
pub async fn of_entry(ctx: &Ctx, entry: &SeenEntry) -> Result<(ForJudges, Form, i32), db::Error> {
    match entries::submitted(ctx.read(), entry.edition(), entry.entry(), None).await? {
        Some(found) => Ok((found.for_judges()?, found.form, found.version.judged_words)),
        None => Ok((ForJudges::default(), entry.edition().document.form.clone(), 0)),
    }
}

/// A file of an entry, without its name.
#[derive(Clone, Debug)]
pub struct JudgeFile {
    pub id: PublicId,
    pub field: String,
    pub stored: Stored,
    pub size_bytes: i64,
    pub alt_text: String,
    pub number: u32,
}

/// The files of the version that counts, in its order; a file removed later is still there.
pub async fn files<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
    content: &ForJudges,
) -> Result<Vec<JudgeFile>, db::Error> {
    if content.attachments.is_empty() {
        return Ok(Vec::new());
    }
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.eq(entry))
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let mut rows: HashMap<Unnamed, attachment::Model> = rows
        .into_iter()
        .map(|row| (Unnamed { field: row.field_key.clone(), sha256: row.sha256.clone() }, row))
        .collect();
    let mut numbers = HashMap::<&str, u32>::new();
    let mut files = Vec::new();
    for attached in &content.attachments {
        let Some(row) = rows.remove(attached) else { continue };
        let number = numbers.entry(attached.field.as_str()).or_default();
        *number = number.saturating_add(1);
        files.push(JudgeFile {
            stored: Stored::from(&row),
            id: row.public_id,
            field: row.field_key,
            size_bytes: row.size_bytes,
            alt_text: row.alt_text,
            number: *number,
        });
    }
    Ok(files)
}
