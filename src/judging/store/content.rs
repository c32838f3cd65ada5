//! What judges read: the submitted version and its files, without who sent them.

use std::collections::HashMap;

use entity::{PublicId, attachment, form_version, ids::EntryId, submitted_version};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    context::Ctx,
    db,
    editions::{Edition, Form},
    entries::attachments::Stored,
    judging::access::AssignedEntry,
};

/// The part of the canonical content that judges may read. It has no fields for
/// organisation and country, so they cannot be shown (security bar BL-1).
#[derive(Debug, Default, Deserialize)]
pub struct Content {
    /// Answers in the order of the form.
    pub answers: Vec<Answered>,
    pub attachments: Vec<Attached>,
}

#[derive(Debug, Deserialize)]
pub struct Answered {
    pub field: String,
    pub answer: Value,
}

#[derive(Debug, Deserialize, PartialEq, Eq, Hash)]
pub struct Attached {
    pub field: String,
    /// SHA-256 of the file as it was sent.
    pub sha256: String,
}

/// The content that counts and the form it answers.
pub async fn of_entry(ctx: &Ctx, entry: &AssignedEntry) -> Result<(Content, Form), db::Error> {
    let row: Option<(i32, String)> = submitted_version::Entity::find()
        .filter(submitted_version::Column::EntryId.eq(entry.entry()))
        .order_by_desc(submitted_version::Column::Number)
        .select_only()
        .column(submitted_version::Column::FormNumber)
        .column(submitted_version::Column::Content)
        .into_tuple()
        .one(ctx.read())
        .await?;
    let Some((number, content)) = row else {
        return Ok((Content::default(), entry.edition().document.form.clone()));
    };
    let content = serde_json::from_str(&content)?;
    Ok((content, form(ctx.read(), entry.edition(), number).await?))
}

/// The form of that number; the one in force is in the document already.
async fn form<C: ConnectionTrait>(db: &C, edition: &Edition, number: i32) -> Result<Form, db::Error> {
    if number == edition.form_number {
        return Ok(edition.document.form.clone());
    }
    let row = form_version::Entity::find()
        .filter(form_version::Column::EditionId.eq(edition.id))
        .filter(form_version::Column::Number.eq(number))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(edition.document.form.clone()) };
    Ok(serde_json::from_str(&row.form)?)
}

/// A file of an entry, without its name.
#[derive(Clone, Debug)]
pub struct JudgeFile {
    pub id: PublicId,
    pub field: String,
    /// Where its bytes are.
    pub stored: Stored,
    pub size_bytes: i64,
    pub alt_text: String,
    /// 1, 2, 3 … within its field.
    pub number: u32,
}

/// The files of the version that counts, in its order; a file removed later is still there.
pub async fn files<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
    content: &Content,
) -> Result<Vec<JudgeFile>, db::Error> {
    if content.attachments.is_empty() {
        return Ok(Vec::new());
    }
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.eq(entry))
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let mut rows: HashMap<Attached, attachment::Model> = rows
        .into_iter()
        .map(|row| (Attached { field: row.field_key.clone(), sha256: row.sha256.clone() }, row))
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
