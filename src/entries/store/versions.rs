//! Submitted versions and the consents given with them: added, never changed.

use entity::{attachment, consent, ids::EntryId, submitted_version, user};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

use crate::{
    accounts::Person,
    db::{self, WriteTx},
    editions::{self, AnswerKind, Edition, Field, Form, Open},
    entries::{
        access::OwnEntry,
        canonical,
        content::{ForJudges, Submitted},
        fields::Answer,
        filled::Filled,
    },
};

/// The version that counts: the last one submitted.
pub async fn latest<C: ConnectionTrait>(
    db: &C,
    own: &OwnEntry,
) -> Result<Option<submitted_version::Model>, db::Error> {
    if own.entry().submitted_number.is_none() {
        return Ok(None);
    }
    let rows = submitted_version::Entity::find()
        .filter(submitted_version::Column::EntryId.eq(own.entry().id))
        .order_by_desc(submitted_version::Column::Number);
    Ok(rows.one(db).await?)
}

/// A version by its number, or the one that counts; with the name of who submitted it.
pub async fn by_number<C: ConnectionTrait>(
    db: &C,
    own: &OwnEntry,
    number: Option<i32>,
) -> Result<Option<(submitted_version::Model, String)>, db::Error> {
    let Some(number) = number.or(own.entry().submitted_number) else {
        return Ok(None);
    };
    let row = submitted_version::Entity::find()
        .join(JoinType::InnerJoin, submitted_version::Relation::Submitter.def())
        .select_also(user::Entity)
        .filter(submitted_version::Column::EntryId.eq(own.entry().id))
        .filter(submitted_version::Column::Number.eq(number))
        .one(db)
        .await?;
    Ok(row.map(|(version, user)| (version, user.map(|user| user.name).unwrap_or_default())))
}

/// Whether a file was submitted with any version of its entry.
pub async fn hold<C: ConnectionTrait>(db: &C, file: &attachment::Model) -> Result<bool, db::Error> {
    let holding = submitted_version::Entity::find()
        .filter(submitted_version::Column::EntryId.eq(file.entry_id))
        .filter(submitted_version::Column::Content.contains(&file.sha256));
    Ok(holding.count(db).await? > 0)
}

/// A version of an entry with the form it answers; without a number the last one.
pub async fn submitted<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    entry: EntryId,
    number: Option<i32>,
) -> Result<Option<Submitted>, db::Error> {
    let mut rows = submitted_version::Entity::find().filter(submitted_version::Column::EntryId.eq(entry));
    if let Some(number) = number {
        rows = rows.filter(submitted_version::Column::Number.eq(number));
    }
    let last = rows.order_by_desc(submitted_version::Column::Number);
    let Some(version) = last.one(db).await? else { return Ok(None) };
    let form = editions::form_of(db, edition, version.form_number).await?;
    Ok(Some(Submitted { version, form }))
}

pub async fn insert(
    tx: &WriteTx,
    open: Open,
    own: &OwnEntry,
    person: &Person,
    content: String,
) -> Result<submitted_version::Model, db::Error> {
    let row = submitted_version::ActiveModel {
        entry_id: Set(own.entry().id),
        number: Set(own.entry().submitted_number.unwrap_or(0).saturating_add(1)),
        form_number: Set(own.edition().form_number),
        category_key: Set(own.entry().category_key.clone()),
        sha256: Set(canonical::sha256(&content)),
        judged_words: Set(ForJudges::words(&content, &own.document().form)?),
        content: Set(content),
        submitted_by: Set(person.user),
        submitted_at: Set(open.at()),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

/// Adds what was consented to with a version, and what was not, in the words that were shown.
pub async fn insert_consents(
    tx: &WriteTx,
    version: &submitted_version::Model,
    filled: &Filled<'_>,
    privacy: Option<i32>,
) -> Result<(), db::Error> {
    let rows = consents(version, privacy, filled.form(), |field| *filled.answer(field) == Answer::Flag(true));
    if !rows.is_empty() {
        consent::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Which texts a submitted version accepts, and which it does not, in the words that were shown.
pub fn consents(
    version: &submitted_version::Model,
    privacy: Option<i32>,
    form: &Form,
    is_given: impl Fn(&str) -> bool,
) -> Vec<consent::ActiveModel> {
    let consent = |field: &Field| {
        let AnswerKind::Consent { text_version, text } = &field.answer else {
            return None;
        };
        Some(consent::ActiveModel {
            entry_id: Set(version.entry_id),
            field_key: Set(field.key.clone()),
            text_version: Set(text_version.clone()),
            text: Set(text.as_ref().unwrap_or(&field.label).clone()),
            accepted: Set(is_given(&field.key)),
            submitted_number: Set(version.number),
            user_id: Set(version.submitted_by),
            given_at: Set(version.submitted_at),
            privacy_version: Set(privacy),
            ..Default::default()
        })
    };
    form.fields().filter_map(consent).collect()
}
