//! Taking a person out of entries, and what goes when its time is over.

use entity::{
    answer, attachment, audit, consent,
    entry::{self, EntryState},
    ids::{AttachmentId, EditionId, EntryId, OrganisationId, UserId},
    submitted_version, upload_hour,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, prelude::Expr, sea_query::SelectStatement,
};
use serde_json::Value;

use super::search::renew_search;
use crate::{
    address::Email,
    context::Ctx,
    db::{self, WriteTx, holds},
    editions::{self, Form},
    entries::canonical::ERASED,
    subject::Subject,
};

/// Rows deleted in one transaction.
const BATCH: u64 = 200;

/// Deletes the drafts of an organisation that has nobody left; whether it has no entry now.
pub async fn abandon(tx: &WriteTx, organisation: OrganisationId) -> Result<bool, db::Error> {
    let of_it = || entry::Entity::find().filter(entry::Column::OrganisationId.eq(organisation));
    let drafts: Vec<EntryId> = of_it()
        .filter(entry::Column::State.eq(EntryState::Draft))
        .filter(entry::Column::SubmittedAt.is_null())
        .select_only()
        .column(entry::Column::Id)
        .into_tuple()
        .all(&**tx)
        .await?;
    delete_drafts(tx, &drafts).await?;
    if of_it().count(&**tx).await? > 0 {
        return Ok(false);
    }
    upload_hour::Entity::delete_many()
        .filter(upload_hour::Column::OrganisationId.eq(organisation))
        .exec(&**tx)
        .await?;
    Ok(true)
}

pub async fn forget_uploads(tx: &WriteTx, user: UserId) -> Result<(), db::Error> {
    upload_hour::Entity::delete_many().filter(upload_hour::Column::UserId.eq(user)).exec(&**tx).await?;
    Ok(())
}

/// Drops the words with which someone withdrew entries; staff withdraw none.
pub async fn forget_withdrawals(tx: &WriteTx, user: UserId) -> Result<(), db::Error> {
    let withdrawn: Vec<String> = audit::Entity::find()
        .select_only()
        .column(audit::Column::ObjectId)
        .filter(audit::Column::ActorUserId.eq(user))
        .filter(audit::Column::Action.eq("entry.withdraw"))
        .into_tuple()
        .all(&**tx)
        .await?;
    entry::Entity::update_many()
        .col_expr(entry::Column::StateReason, Expr::value(""))
        .filter(entry::Column::PublicId.is_in(withdrawn))
        .filter(entry::Column::State.eq(EntryState::Withdrawn))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Deletes drafts of these editions that were never submitted; how many.
pub async fn delete_old_drafts(tx: &WriteTx, editions: Vec<EditionId>) -> Result<usize, db::Error> {
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

/// Deletes the files of entries of these editions but of those to be kept; how many. The bytes are
/// swept later; what was submitted keeps their names and hashes.
pub async fn delete_files(
    tx: &WriteTx,
    editions: Vec<EditionId>,
    kept: SelectStatement,
) -> Result<usize, db::Error> {
    let lost = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(entry::Column::EditionId.is_in(editions))
        .filter(entry::Column::Id.not_in_subquery(kept));
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

/// Deletes drafts that were never submitted; their files are swept later.
async fn delete_drafts(tx: &WriteTx, drafts: &[EntryId]) -> Result<(), db::Error> {
    let drafts = || drafts.iter().copied();
    answer::Entity::delete_many().filter(answer::Column::EntryId.is_in(drafts())).exec(&**tx).await?;
    attachment::Entity::delete_many().filter(attachment::Column::EntryId.is_in(drafts())).exec(&**tx).await?;
    consent::Entity::delete_many().filter(consent::Column::EntryId.is_in(drafts())).exec(&**tx).await?;
    entry::Entity::delete_many().filter(entry::Column::Id.is_in(drafts())).exec(&**tx).await?;
    Ok(())
}

/// Takes the person out of all entries that name their address: every contact question of the
/// section in which it stands.
pub async fn forget_contact(tx: &WriteTx, ctx: &Ctx, subject: &Subject) -> Result<(), db::Error> {
    let mut changed = Vec::new();
    let answers = answer::Entity::find().filter(named(answer::Column::Value, subject)).all(&**tx).await?;
    for row in answers {
        let Some(entry) = entry::Entity::find_by_id(row.entry_id).one(&**tx).await? else { continue };
        let Some(edition) = editions::find_by_id(&**tx, ctx, entry.edition_id).await? else { continue };
        let value = serde_json::from_str(&row.value).unwrap_or(Value::Null);
        let fields = contact_of(&edition.document.form, &[(row.field_key.as_str(), &value)], subject);
        answer::Entity::delete_many()
            .filter(answer::Column::EntryId.eq(row.entry_id))
            .filter(answer::Column::FieldKey.is_in(fields))
            .exec(&**tx)
            .await?;
        changed.push(entry.id);
    }
    let versions = submitted_version::Entity::find()
        .filter(named(submitted_version::Column::Content, subject))
        .all(&**tx)
        .await?;
    for row in versions {
        let Some(entry) = entry::Entity::find_by_id(row.entry_id).one(&**tx).await? else { continue };
        let Some(edition) = editions::find_by_id(&**tx, ctx, entry.edition_id).await? else { continue };
        let form = editions::form_of(&**tx, &edition, row.form_number).await?;
        // Who is only mentioned stays, for the text is another's.
        let Some(content) = without_contact(&row.content, &form, subject)? else { continue };
        // The hash stays that of what was submitted: it stands on the receipt.
        submitted_version::Entity::update_many()
            .col_expr(submitted_version::Column::Content, Expr::value(content))
            .filter(submitted_version::Column::Id.eq(row.id))
            .exec(&**tx)
            .await?;
        changed.push(entry.id);
    }
    renew_search(tx, ctx, changed).await
}

fn named<C: ColumnTrait>(column: C, subject: &Subject) -> Condition {
    subject.names().iter().fold(Condition::any(), |any, name| any.add(holds(column, name)))
}

/// The contact questions of the sections in which an answer is the person's address.
fn contact_of(form: &Form, answers: &[(&str, &Value)], subject: &Subject) -> Vec<String> {
    let is_own = |value: &Value| {
        let email = value.as_str().and_then(|text| Email::parse(text).ok());
        email.is_some_and(|email| email.canonical == subject.email)
    };
    let own: Vec<&str> = answers.iter().filter(|(_, value)| is_own(value)).map(|(field, _)| *field).collect();
    let sections =
        form.sections.iter().filter(|part| part.fields.iter().any(|f| own.contains(&f.key.as_str())));
    sections.flat_map(|part| &part.fields).filter(|field| field.is_contact()).map(|f| f.key.clone()).collect()
}

/// The content of a submitted version without the person as its contact, which it says: its hash
/// is still that of before.
fn without_contact(content: &str, form: &Form, subject: &Subject) -> Result<Option<String>, db::Error> {
    let mut content: Value = serde_json::from_str(content)?;
    let Some(answers) = content.get_mut("answers").and_then(Value::as_array_mut) else { return Ok(None) };
    let pairs: Vec<(&str, &Value)> =
        answers.iter().filter_map(|one| Some((one.get("field")?.as_str()?, one.get("answer")?))).collect();
    let fields = contact_of(form, &pairs, subject);
    if fields.is_empty() {
        return Ok(None);
    }
    answers.retain(|one| !one["field"].as_str().is_some_and(|key| fields.iter().any(|field| field == key)));
    if let Some(members) = content.as_object_mut() {
        members.insert(ERASED.to_owned(), true.into());
    }
    Ok(Some(serde_json::to_string(&content)?))
}
