//! Erasing a person: one transaction over everything that names them. Scores, ranks and tallies
//! stay as they are.

use entity::ids::OrganisationId;
use serde_json::json;

use super::again::write_list;
use crate::{
    accounts,
    audit::{self, About, Cause},
    console,
    context::Ctx,
    db::{self, WriteTx},
    entries, jobs, judging, mail, nominees, organisations,
    privacy::{
        error::PrivacyError,
        rules::{is_last_admin, names_person},
        store::{list, requests},
    },
    subject::Subject,
};

/// Erases whoever has this canonical address; the pseudonym.
pub async fn erase_address(ctx: &Ctx, email: &str, cause: Cause<'_>) -> Result<String, PrivacyError> {
    let tx = ctx.begin().await?;
    let pseudonym = erase_in(&tx, ctx, email, cause).await?;
    tx.commit().await?;
    write_list(ctx).await;
    Ok(pseudonym)
}

pub(super) async fn erase_in(
    tx: &WriteTx,
    ctx: &Ctx,
    email: &str,
    cause: Cause<'_>,
) -> Result<String, PrivacyError> {
    let number = list::next_number(tx).await?;
    let subject = subject(tx, email, number).await?;
    erase_subject(tx, ctx, &subject, cause).await?;
    Ok(subject.pseudonym())
}

pub(super) async fn subject(tx: &WriteTx, email: &str, number: i32) -> Result<Subject, PrivacyError> {
    let (account, other_admins) = accounts::erasing::lock(tx, email).await?;
    if account.as_ref().is_some_and(|account| is_last_admin(account, other_admins)) {
        return Err(PrivacyError::LastAdmin);
    }
    if account.is_none() && !list::addresses(&**tx).await?.iter().any(|known| known == email) {
        return Err(PrivacyError::NotFound);
    }
    let judges = judging::erasing::of(tx, account.as_ref(), email).await?;
    let named = nominees::erasing::names(&**tx, email).await?;
    let known_as = judges.into_iter().map(|judge| judge.name).chain(named).collect();
    Ok(Subject { account, email: email.to_owned(), known_as, number })
}

pub(super) async fn erase_subject(
    tx: &WriteTx,
    ctx: &Ctx,
    subject: &Subject,
    cause: Cause<'_>,
) -> Result<(), PrivacyError> {
    if names_person(cause.reason, &subject.names()) {
        return Err(PrivacyError::ReasonNames);
    }
    let user = subject.account.as_ref().map(|account| account.id);
    let id = match &subject.account {
        Some(account) => account.public_id.clone(),
        None => ctx.new_id()?,
    };
    let memberships = organisations::erasing::leave(tx, ctx, subject).await?;
    let judges = judging::erasing::pseudonymise(tx, subject).await?;
    nominees::erasing::pseudonymise(tx, subject).await?;
    entries::erasing::forget_contact(tx, ctx, subject).await?;
    if let Some(user) = user {
        entries::erasing::forget_withdrawals(tx, user).await?;
        entries::erasing::forget_uploads(tx, user).await?;
        console::forget(tx, user).await?;
    }
    for membership in &memberships {
        abandon(tx, membership.organisation_id).await?;
    }
    mail::erasing::erase(tx, subject).await?;
    accounts::erasing::delete_traces(tx, subject).await?;
    db::erase_keys(tx, user, &subject.names()).await?;
    jobs::erase(tx, &subject.email).await?;
    let asked = match user {
        Some(user) => requests::close(tx, ctx, user, cause.actor.user).await?,
        None => Vec::new(),
    };
    accounts::erasing::pseudonymise(tx, ctx, subject).await?;
    list::add(tx, ctx, subject.number, id.clone(), &subject.email).await?;

    let rows = memberships.into_iter().map(|row| row.public_id);
    let ids = rows.chain(judges.into_iter().map(|row| row.public_id)).chain(asked).chain([id.clone()]);
    let objects: Vec<String> = ids.map(|id| id.to_string()).collect();
    let about = About { actor: user, objects: &objects, names: &subject.names() };
    let words = audit::erase(tx, &about).await?;
    Ok(audit::event("account.erase")
        .by(cause.actor)
        .on("account", id)
        .because(cause.reason)
        .with(json!({ "number": subject.number, "rows_of_the_log": words }))
        .record(tx, ctx)
        .await?)
}

/// Deletes the drafts of an organisation that has nobody left, and the organisation when it has
/// never submitted anything.
async fn abandon(tx: &WriteTx, organisation: OrganisationId) -> Result<(), PrivacyError> {
    if organisations::erasing::is_left(tx, organisation).await?
        && entries::erasing::abandon(tx, organisation).await?
    {
        organisations::erasing::delete(tx, organisation).await?;
    }
    Ok(())
}
