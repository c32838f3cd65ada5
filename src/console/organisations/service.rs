//! What staff do with organisations, one transaction each.

use entity::{PublicId, organisation};
use serde_json::json;

use super::{
    store,
    views::{Doubles, Merge, Merged, OrganisationPage, RequestAnswer, StaffOrganisation},
};
use crate::{
    accounts::Staff,
    audit::{self, AuditEvent},
    checks::Refused,
    console::error::ConsoleError,
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
    entries,
    organisations::{self, OrganisationCorrection, OrganisationInput},
    text::Line,
};

pub async fn list(
    ctx: &Ctx,
    staff: &Staff,
    search: &str,
    asked: bool,
) -> Result<OrganisationPage, ConsoleError> {
    let (rows, total) = store::find(ctx.read(), staff, search, asked).await?;
    Ok(OrganisationPage { items: store::views(ctx.read(), ctx.now, rows).await?, total })
}

/// Organisations that are likely one, beside each other.
pub async fn doubles(ctx: &Ctx, staff: &Staff) -> Result<Vec<Doubles>, ConsoleError> {
    let rows = store::doubles(ctx.read(), staff).await?;
    let keys: Vec<_> = rows.iter().map(|row| (row.country.clone(), row.match_key.clone())).collect();
    let mut groups: Vec<((String, String), Doubles)> = Vec::new();
    for (key, organisation) in keys.into_iter().zip(store::views(ctx.read(), ctx.now, rows).await?) {
        match groups.last_mut() {
            Some((last, group)) if *last == key => group.organisations.push(organisation),
            _ => groups.push((key, Doubles { organisations: vec![organisation] })),
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

/// Corrects the record of an organisation, whatever it has entered; what was is in the log. What
/// was submitted does not keep the country, so a change of it wants a reason.
pub async fn correct(
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
    version: i64,
    correction: OrganisationCorrection,
) -> Result<StaffOrganisation, ConsoleError> {
    let tx = ctx.begin().await?;
    let row = store::lock(&tx, staff, id).await?.ok_or(ConsoleError::NotFound)?;
    let OrganisationCorrection { name, kind, country, city, reason } = correction;
    if row.country != country && reason.is_none() && organisations::has_entered(&tx, row.id).await? {
        let detail = "Give the reason for changing the country: this organisation has submitted an entry.";
        return Err(ConsoleError::Input(Refused::new("/reason", "missing", detail)));
    }
    let input = OrganisationInput { name, kind, country, city };
    if !organisations::correct(&tx, row.id, version, &input).await? {
        let detail = "Someone else changed this organisation. Load it again.";
        return Err(ConsoleError::Input(Refused::new("/version", "changed", detail)));
    }
    let reason = reason.as_ref().map_or("", Line::as_str);
    let before = json!({ "before": facts(&row) });
    event("organisation.correct", staff, &row).because(reason).with(before).record(&tx, ctx).await?;
    let now = store::lock(&tx, staff, id).await?.ok_or(ConsoleError::NotFound)?;
    let view = store::views(&*tx, ctx.now, vec![now]).await?.pop().ok_or(ConsoleError::NotFound)?;
    tx.commit().await?;
    Ok(view)
}

/// An organisation, and who asks to join it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub organisation: &'a PublicId,
    pub member: &'a PublicId,
}

/// Answers someone who asks to join, in place of members who cannot or do not.
pub async fn answer_request(
    ctx: &Ctx,
    staff: &Staff,
    asked: Asked<'_>,
    answer: &RequestAnswer,
) -> Result<(), ConsoleError> {
    let tx = ctx.begin().await?;
    let row = store::lock(&tx, staff, asked.organisation).await?.ok_or(ConsoleError::NotFound)?;
    let detail = organisations::answer_for_members(&tx, ctx, &row, asked.member, answer.admit).await?;
    let action = if answer.admit { "organisation.admit" } else { "organisation.remove_member" };
    event(action, staff, &row).because(answer.reason.as_str()).with(detail).record(&tx, ctx).await?;
    Ok(tx.commit().await?)
}

/// Makes one record of two: entries and people of the first go to the other, and what they
/// may not judge goes with them. The log keeps what it was.
pub async fn merge(
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
    request_key: &IdempotencyKey,
    merge: &Merge,
) -> Result<Idempotent<Merged>, ConsoleError> {
    ctx.once(request_key, async |tx| {
        let unknown =
            || ConsoleError::Input(Refused::new("/into", "unknown", "There is no such organisation."));
        let into = PublicId::parse(&merge.into).filter(|into| into != id).ok_or_else(unknown)?;
        let from = store::lock(tx, staff, id).await?.ok_or(ConsoleError::NotFound)?;
        let into = store::lock(tx, staff, &into).await?.ok_or_else(unknown)?;
        let entries = entries::move_to(tx, ctx, from.id, into.id).await?;
        let members = organisations::absorb(tx, ctx, from.id, into.id).await?;
        let detail = json!({
            "from": { "id": from.public_id.as_str(), "facts": facts(&from) },
            "entries": entries, "members": members,
        });
        event("organisation.merge", staff, &into).with(detail).record(tx, ctx).await?;
        let merged = Merged { entries: entries.len(), members: members.len() };
        Ok(merged)
    })
    .await
}

fn facts(row: &organisation::Model) -> serde_json::Value {
    json!({ "name": row.name, "kind": row.kind, "country": row.country, "city": row.city })
}

fn event(action: &str, staff: &Staff, row: &organisation::Model) -> AuditEvent {
    audit::event(action).by(staff).on("organisation", &row.public_id)
}
