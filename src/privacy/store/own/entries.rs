//! Entries of the organisations someone acts for, with answers, versions, files and decisions.

use std::collections::HashMap;

use entity::{
    answer, attachment, consent, edition, entry, entry_check,
    ids::{EditionId, EntryId},
    member::{self, MemberState},
    nominee, organisation, programme, rule_ruling, submitted_version,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _,
};
use serde_json::{Value, json};

use crate::{accounts::Person, db, judging};

pub struct File {
    pub path: String,
    pub sha256: String,
}

pub(super) async fn editions<C: ConnectionTrait>(db: &C) -> Result<HashMap<EditionId, String>, db::Error> {
    let rows: Vec<(EditionId, String, String)> = edition::Entity::find()
        .join(JoinType::InnerJoin, edition::Relation::Programme.def())
        .select_only()
        .column(edition::Column::Id)
        .column(programme::Column::Slug)
        .column(edition::Column::Slug)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, programme, edition)| (id, format!("{programme}/{edition}"))).collect())
}

/// Rows of a table by the entry they belong to, in order.
macro_rules! by_entry {
    ($db:expr, $table:ident, $entries:expr) => {{
        let rows = $table::Entity::find()
            .filter($table::Column::EntryId.is_in($entries.iter().copied()))
            .order_by_asc($table::Column::Id)
            .all($db)
            .await?;
        let mut found = HashMap::<EntryId, Vec<$table::Model>>::new();
        for row in rows {
            found.entry(row.entry_id).or_default().push(row);
        }
        found
    }};
}

/// The entries this person may read now, and their files.
pub async fn entries<C: ConnectionTrait>(
    db: &C,
    person: &Person,
) -> Result<(Vec<Value>, Vec<File>), db::Error> {
    let rows = owned(db, person).await?;
    let ids: Vec<EntryId> = rows.iter().map(|(entry, _)| entry.id).collect();
    let editions = editions(db).await?;
    let mut answers = by_entry!(db, answer, ids);
    let mut versions = by_entry!(db, submitted_version, ids);
    let mut attachments = by_entry!(db, attachment, ids);
    let mut checks = by_entry!(db, entry_check, ids);
    let mut rulings = by_entry!(db, rule_ruling, ids);
    let nominees = by_entry!(db, nominee, ids);
    // Without names, as the page of the entry has them.
    let mut comments = HashMap::<EntryId, Vec<Value>>::new();
    for (entry, round, text) in judging::released(db, &ids).await? {
        comments.entry(entry).or_default().push(json!({ "round": round, "text": text }));
    }
    let (mut views, mut files) = (Vec::with_capacity(rows.len()), Vec::new());
    for (entry, organisation) in rows {
        let attached = attachments.remove(&entry.id).unwrap_or_default();
        files.extend(attached.iter().map(|row| File { path: path(&entry, row), sha256: row.sha256.clone() }));
        views.push(json!({
            "id": entry.public_id, "edition": editions.get(&entry.edition_id),
            "category": entry.category_key, "organisation": organisation.name,
            "state": entry.state.as_str(), "state_reason": entry.state_reason, "title": entry.title,
            "started_at": entry.created_at, "started_by_yourself": entry.created_by == person.user,
            "updated_at": entry.updated_at, "submitted_at": entry.submitted_at,
            "answers": answers.remove(&entry.id).unwrap_or_default().into_iter()
                .map(|row| (row.field_key, parsed(&row.value))).collect::<serde_json::Map<_, _>>(),
            "submitted_versions": versions.remove(&entry.id).unwrap_or_default().iter().map(version).collect::<Vec<_>>(),
            "files": attached.iter().map(|row| file(&entry, row)).collect::<Vec<_>>(),
            "decisions": checks.remove(&entry.id).unwrap_or_default().iter().map(decision).collect::<Vec<_>>(),
            "rules": rulings.remove(&entry.id).unwrap_or_default().iter().map(ruling).collect::<Vec<_>>(),
            "nominee": nominees.get(&entry.id).and_then(|rows| rows.first()).map(super::nominees::nominee),
            "comments_of_judges": comments.remove(&entry.id).unwrap_or_default(),
        }));
    }
    Ok((views, files))
}

async fn owned<C: ConnectionTrait>(
    db: &C,
    person: &Person,
) -> Result<Vec<(entry::Model, organisation::Model)>, db::Error> {
    let rows = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .join(JoinType::InnerJoin, entry::Relation::Member.def())
        .filter(member::Column::UserId.eq(person.user))
        .filter(member::Column::State.eq(MemberState::Active))
        .order_by_asc(entry::Column::Id)
        .select_also(organisation::Entity)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(entry, organisation)| Some((entry, organisation?))).collect())
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

fn path(entry: &entry::Model, row: &attachment::Model) -> String {
    format!("files/{}/{}-{}", entry.public_id, row.public_id, row.original_name)
}

fn version(row: &submitted_version::Model) -> Value {
    json!({
        "number": row.number, "submitted_at": row.submitted_at, "sha256": row.sha256,
        "content": parsed(&row.content),
    })
}

fn file(entry: &entry::Model, row: &attachment::Model) -> Value {
    json!({
        "field": row.field_key, "name": row.original_name, "media_type": row.media_type,
        "size_bytes": row.size_bytes, "sha256": row.sha256, "description": row.alt_text,
        "added_at": row.created_at, "removed_at": row.removed_at, "file": path(entry, row),
    })
}

fn decision(row: &entry_check::Model) -> Value {
    json!({
        "result": row.result.as_str(), "message": row.message, "return_until": row.return_until,
        "from_category": row.from_category, "to_category": row.to_category, "at": row.created_at,
    })
}

fn ruling(row: &rule_ruling::Model) -> Value {
    json!({ "rule": row.rule_key, "ruling": row.ruling.as_str(), "at": row.created_at })
}

pub async fn consents<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let rows = consent::Entity::find()
        .filter(consent::Column::UserId.eq(person.user))
        .order_by_asc(consent::Column::Id)
        .all(db)
        .await?;
    let view = |row: consent::Model| {
        json!({
            "field": row.field_key, "text": row.text, "text_version": row.text_version,
            "accepted": row.accepted, "given_at": row.given_at, "privacy_notice": row.privacy_version,
        })
    };
    Ok(rows.into_iter().map(view).collect())
}
