//! What owners see of their entries.

use std::{cmp::Reverse, collections::BTreeMap};

use entity::{PublicId, Timestamp};
use sea_orm::ConnectionTrait;

use super::entering::Wish;
use crate::{
    accounts::{Entrant, Person},
    conditions::Outcome,
    context::Ctx,
    editions::{self, Call},
    entries::{
        access::{OwnEntry, own_entries, own_entry},
        attachments::{of_entry as all_files, storage},
        canonical::Receipt,
        error::EntryError,
        facts::RuleOutcome,
        fields::FieldProblem,
        filled::Filled,
        nominated::{self, NomineeView},
        rules,
        store::{answers, answers::SavedAnswer, attachments, named, versions},
        submitted::{Sources, SubmittedView},
        views::{
            Completeness, EntryListItem, EntryOrganisation, MayEdit, OwnFile, OwnerView, SubmissionView,
            WholeEntry, category_name,
        },
    },
};

pub async fn list(ctx: &Ctx, person: &Entrant) -> Result<Vec<EntryListItem>, EntryError> {
    let db = ctx.read();
    let mut own = own_entries(db, ctx, person).await?;
    own.sort_by_key(|own| Reverse((own.entry().updated_at, own.entry().id)));
    let ids = || own.iter().map(|own| own.entry().id);
    let saved = answers::of_entries(db, ids()).await?;
    let files = attachments::of_entries(db, ids()).await?;
    let nominees = named::of_entries(db, ids()).await?;
    let item = |own: &OwnEntry| {
        let id = own.entry().id;
        let nominee = nominees.iter().find(|nominee| nominee.entry_id == id);
        let saved = saved.iter().filter(|answer| answer.entry_id == id).map(SavedAnswer::as_pair);
        let files: Vec<_> = files.iter().filter(|file| file.entry_id == id).cloned().collect();
        let missing = Filled::read(&own.entering(), saved, &files).problems().len();
        let unnamed = nominated::problems(own.document(), &own.entry().category_key, nominee).len();
        list_item(ctx, own, missing.saturating_add(unnamed))
    };
    Ok(own.iter().map(item).collect())
}

fn list_item(ctx: &Ctx, own: &OwnEntry, missing_count: usize) -> EntryListItem {
    let row = own.entry();
    EntryListItem {
        id: row.public_id.clone(),
        title: row.title.clone(),
        category: row.category_key.clone(),
        category_name: category_name(own.document(), &row.category_key),
        state: row.state,
        organisation: own.organisation().name.clone(),
        organisation_id: own.organisation().public_id.clone(),
        edition: own.edition().path(),
        edition_name: own.document().edition.name.clone(),
        may_edit: may_edit(ctx, own),
        updated_at: row.updated_at,
        submitted_at: row.submitted_at,
        missing_count,
        return_until: row.return_until,
        closes_at: own.window().ok().map(|window| window.to().instant()),
        timezone: own.document().programme.timezone.clone(),
    }
}

pub async fn show(ctx: &Ctx, person: &Entrant, id: &PublicId) -> Result<OwnerView, EntryError> {
    let own = own_entry(ctx.read(), ctx, person, id).await?;
    view(ctx.read(), ctx, person, own).await
}

/// One of one's own entries, with what it lacks and the call it answers.
pub async fn whole(ctx: &Ctx, person: &Entrant, id: &PublicId) -> Result<WholeEntry, EntryError> {
    let own = own_entry(ctx.read(), ctx, person, id).await?;
    let filled = filled(ctx.read(), &own).await?;
    let Unmet { problems, rules } = unmet(ctx, &own, &filled).await?;
    let call = Call::new(own.edition(), ctx.now);
    Ok(WholeEntry { entry: view(ctx.read(), ctx, person, own).await?, problems, rules, call })
}

pub async fn check(ctx: &Ctx, person: &Entrant, id: &PublicId) -> Result<Completeness, EntryError> {
    let own = own_entry(ctx.read(), ctx, person, id).await?;
    let filled = filled(ctx.read(), &own).await?;
    let doubts = filled.doubts(&own.organisation().country, ctx.now.year());
    let Unmet { problems, rules } = unmet(ctx, &own, &filled).await?;
    let complete = problems.is_empty() && !rules.iter().any(RuleOutcome::refuses);
    Ok(Completeness { complete, problems, doubts, rules })
}

/// What an entry lacks as it stands.
struct Unmet {
    problems: Vec<FieldProblem>,
    /// What the rules of the edition say, beside those that are met.
    rules: Vec<RuleOutcome>,
}

async fn unmet(ctx: &Ctx, own: &OwnEntry, filled: &Filled<'_>) -> Result<Unmet, EntryError> {
    let wish = Wish::to_submit(own, filled);
    let around = wish.around(ctx.read()).await?;
    let rules = wish.outcomes(&around).into_iter().filter(|rule| rule.outcome != Outcome::Met);
    Ok(Unmet { problems: around.problems(own, filled), rules: rules.collect() })
}

/// The receipt of the version that counts, as a file that proves itself.
pub async fn receipt(ctx: &Ctx, person: &Person, id: &PublicId) -> Result<Receipt, EntryError> {
    let own = own_entry(ctx.read(), ctx, person, id).await?;
    let version = versions::latest(ctx.read(), &own).await?.ok_or(EntryError::NotFound)?;
    let (entry, edition) = (own.entry().public_id.to_string(), own.edition().path());
    Ok(Receipt::new(entry, edition, version.submitted_at, &version.content)?)
}

/// A submitted version to be read; without a number the one that counts.
pub async fn submitted(
    ctx: &Ctx,
    person: &Person,
    id: &PublicId,
    number: Option<i32>,
) -> Result<SubmittedView, EntryError> {
    let db = ctx.read();
    let own = own_entry(db, ctx, person, id).await?;
    let version = versions::by_number(db, &own, number).await?.ok_or(EntryError::NotFound)?;
    let form = editions::form_of(db, own.edition(), version.0.form_number).await?;
    let files = all_files(db, own.entry().id).await?;
    Ok(SubmittedView::new(&own, Sources { version, form, files })?)
}

pub(super) async fn filled<'a, C: ConnectionTrait>(
    db: &C,
    own: &'a OwnEntry,
) -> Result<Filled<'a>, EntryError> {
    let saved = answers::of_entries(db, [own.entry().id]).await?;
    let files = attachments::of_entries(db, [own.entry().id]).await?;
    Ok(Filled::read(&own.entering(), saved.iter().map(SavedAnswer::as_pair), &files))
}

/// What the form asks since then, and has no answer.
async fn new_questions<C: ConnectionTrait>(
    db: &C,
    own: &OwnEntry,
    filled: &Filled<'_>,
    since: Timestamp,
) -> Result<Vec<String>, EntryError> {
    let before = editions::form_before(db, own.edition(), since).await?;
    Ok(before.map(|before| filled.new_since(&before)).unwrap_or_default())
}

pub(super) async fn view<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    person: &Person,
    own: OwnEntry,
) -> Result<OwnerView, EntryError> {
    let saved = answers::of_entries(db, [own.entry().id]).await?;
    let files = attachments::of_entries(db, [own.entry().id]).await?;
    let version = versions::latest(db, &own).await?;
    let storage = storage(db, ctx, own.organisation().id).await?;
    let (row, document) = (own.entry(), own.document());
    let nominee = match document.named_subject_of(&row.category_key) {
        Some(_) => named::of_entries(db, [row.id]).await?.pop(),
        None => None,
    };
    let now = Filled::read(&own.entering(), saved.iter().map(SavedAnswer::as_pair), &files);
    let closes_at = own.window().ok().map(|window| window.to().instant());
    let mut attachments = BTreeMap::<String, Vec<OwnFile>>::new();
    for file in &files {
        attachments.entry(file.field_key.clone()).or_default().push(OwnFile::new(&row.public_id, file));
    }
    let since = version.as_ref().map_or(row.created_at, |last| last.submitted_at);
    let new_questions = new_questions(db, &own, &now, since).await?;
    Ok(OwnerView {
        id: row.public_id.clone(),
        title: row.title.clone(),
        edition: own.edition().path(),
        edition_name: document.edition.name.clone(),
        organisation: EntryOrganisation::new(own.organisation(), own.kind()),
        category: row.category_key.clone(),
        category_name: category_name(document, &row.category_key),
        state: row.state,
        state_reason: row.state_reason.clone(),
        return_until: row.return_until,
        may_edit: may_edit(ctx, &own),
        closes_at,
        closes_at_local: closes_at.map(|at| rules::local_time(document, at)),
        timezone: document.programme.timezone.clone(),
        version: row.version,
        changed_since_submit: version.as_ref().is_some_and(|last| now.differs_from(last)),
        not_asked: now.not_asked().to_vec(),
        new_questions,
        nominee: nominee.map(NomineeView::from),
        submitted: version.map(|last| SubmissionView::new(document, last)),
        may_reinstate: own.edition().is_running().is_ok() && rules::may_reinstate(row, document, ctx.now),
        answers: saved
            .into_iter()
            .map(|answer| (answer.field_key.clone(), answer.into_view(person.user)))
            .collect(),
        attachments,
        storage,
    })
}

fn may_edit(ctx: &Ctx, own: &OwnEntry) -> MayEdit {
    match own.window() {
        Ok(window) if window.contains(ctx.now) => MayEdit::Yes,
        Ok(_) => MayEdit::Closed,
        Err(EntryError::Edition(_)) => MayEdit::Archived,
        Err(_) => MayEdit::NotEditable,
    }
}
