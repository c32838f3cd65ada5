//! What a nominee reads, and answers.

use entity::nominee::NomineeState;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::{
    accounts::AccountError,
    audit::{self, Actor, Role},
    context::Ctx,
    editions::{Field, Moment},
    entries::{self, EntryError},
    nominees::{
        access::{self, Invited},
        error::NomineeError,
        input::NomineeAnswer,
        rules::{MayAnswer, kept_until, may_answer},
        store::{self, Answer},
        views::{InvitedView, ReadAnswer, ReadSection},
    },
};

/// Who nominated the reader for what, and what was entered.
pub async fn show(ctx: &Ctx, token: &str) -> Result<InvitedView, NomineeError> {
    let invited = access::of_link(ctx.read(), ctx, token).await?;
    view(ctx.read(), ctx, invited).await
}

/// Accepts or declines. Until the day is over the nominee may think otherwise.
pub async fn answer(ctx: &Ctx, answer: NomineeAnswer) -> Result<InvitedView, NomineeError> {
    let tx = ctx.begin().await?;
    let invited = access::of_link(&*tx, ctx, &answer.token).await?;
    invited.edition.is_running().map_err(EntryError::from)?;
    match may_answer(&invited.subject, ctx.now) {
        MayAnswer::Yes => {}
        MayAnswer::Over(until) => return Err(NomineeError::TooLate(until)),
        MayAnswer::No => return Err(NomineeError::NoAnswer),
    }
    // Someone else may have been nominated since the link was found.
    let row = store::lock(&tx, invited.entry.id).await?;
    let row = row.filter(|row| row.email == invited.row.email).ok_or(AccountError::DeadLink)?;
    let state = if answer.accept { NomineeState::Accepted } else { NomineeState::Declined };
    let reason = if answer.accept { "" } else { answer.reason.as_str().trim() };
    let row = store::answer(&tx, ctx, row, Answer { state, reason, by: None }).await?;
    audit::event(if answer.accept { "nominee.accept" } else { "nominee.decline" })
        .by(Actor { user: None, role: Role::Anyone })
        .on("entry", &invited.entry.public_id)
        .with(json!({ "has_reason": !reason.is_empty() }))
        .in_edition(invited.edition.id)
        .record(&tx, ctx)
        .await?;
    let view = view(&*tx, ctx, Invited { row, ..invited }).await?;
    tx.commit().await?;
    Ok(view)
}

async fn view<C: ConnectionTrait>(db: &C, ctx: &Ctx, invited: Invited) -> Result<InvitedView, NomineeError> {
    let Invited { row, by, entry, organisation, edition, subject } = invited;
    let document = &edition.document;
    let submitted = entries::submitted(db, &edition, entry.id, entry.submitted_number).await?;
    let sections = submitted.map(|submitted| sections(&submitted)).transpose()?;
    let category = document.category(&entry.category_key).map(|category| category.name.clone());
    Ok(InvitedView {
        edition: document.edition.name.clone(),
        programme: document.programme.name.clone(),
        organiser: document.programme.organiser.clone(),
        contact: document.programme.contact.clone(),
        timezone: document.programme.timezone.clone(),
        category: category.unwrap_or_default(),
        subject: subject.is,
        organisation: organisation.name,
        nominator: by.map(|by| by.name).unwrap_or_default(),
        name: row.name,
        email: row.email_as_typed,
        state: row.state,
        answered_at: row.answered_at,
        may_answer: edition.is_running().is_ok() && may_answer(&subject, ctx.now) == MayAnswer::Yes,
        accept_by: subject.accept_by.as_ref().map(Moment::instant),
        kept_until: kept_until(document, ctx.app.config.retention.file_days),
        sections: sections.unwrap_or_default(),
    })
}

/// What the document lets judges or everyone read; the rest is between entrant and awards team.
fn sections(submitted: &entries::Submitted) -> Result<Vec<ReadSection>, NomineeError> {
    let content = submitted.content()?;
    let form = content.asked(&submitted.form);
    let read = |field: &Field| {
        let answered = content.answers.iter().find(|answered| answered.field == field.key)?;
        let text = entries::readable(field, &answered.answer);
        let is_shown = (field.judges || field.public) && !text.is_empty();
        is_shown.then(|| ReadAnswer { label: field.label.clone(), text })
    };
    let sections = form.sections.iter().map(|section| ReadSection {
        title: section.title.clone(),
        answers: section.fields.iter().filter_map(read).collect(),
    });
    Ok(sections.filter(|section| !section.answers.is_empty()).collect())
}
