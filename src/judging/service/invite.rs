//! Inviting judges and following their invitations.

use std::collections::{HashMap, HashSet};

use entity::{
    ids::JudgeId,
    judge::{self, JudgeState},
    judge_progress,
    link::LinkKind,
};
use serde_json::json;

use super::edition_name;
use crate::{
    accounts::{self, LinkOrder, Quota, Staff},
    address::{self, Email},
    audit, conflicts,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Edition},
    judging::{
        access::StaffEdition,
        error::JudgingError,
        input::{NewJudges, PastedList},
        pace,
        store::{assignments, judges, panels},
        views::{JudgeItem, JudgesInvited, PanelOf, PastedFault, PastedJudge},
    },
    mail::{Bulk, LocalTime, Message, OutgoingMail},
};

/// An invitation is good for 14 days (security bar TOK-2).
const INVITATION_MS: i64 = 14 * 24 * 60 * 60_000;

/// Invites people to judge; existing judges of the edition are skipped.
pub async fn invite(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    request_key: &IdempotencyKey,
    new: NewJudges,
) -> Result<Idempotent<JudgesInvited>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        editions::hold_rules_alone(tx, edition).await?;
        accounts::spend(tx, ctx, Quota::StaffInvitations, &staff.id, new.judges.len()).await?;
        let emails = new.judges.iter().map(|judge| judge.email.canonical.clone()).collect();
        let mut known = judges::known(&**tx, edition.id, emails).await?;
        let mut bulk = Bulk::begin(ctx)?;
        let mut skipped = Vec::new();
        for judge in new.judges {
            if known.contains(&judge.email.canonical) {
                skipped.push(judge.email.typed);
                continue;
            }
            known.push(judge.email.canonical.clone());
            let email = judge.email.clone();
            let row = judges::insert(tx, ctx, edition.id, judge, staff.user).await?;
            let outgoing = invitation(tx, ctx, staff, edition, &row, &email).await?;
            bulk.push(tx, ctx, outgoing).await?;
        }
        let answer = JudgesInvited { invited: bulk.count(), skipped, mails: bulk.view() };
        audit::event("judge.invite")
            .by(staff)
            .on("edition", edition.path())
            .with(json!({ "invited": answer.invited }))
            .in_edition(edition.id)
            .record(tx, ctx)
            .await?;
        Ok(answer)
    })
    .await
}

/// Reads a pasted list; nobody is invited by it. Whoever cannot be is named with the reason.
pub async fn read_pasted(
    ctx: &Ctx,
    place: &StaffEdition,
    list: &PastedList,
) -> Result<Vec<PastedJudge>, JudgingError> {
    let mut people: Vec<PastedJudge> =
        address::list::read(&list.text).into_iter().map(PastedJudge::new).collect();
    let judges = judges::of_edition(ctx.read(), place.edition().id).await?;
    let known: HashMap<String, JudgeState> =
        judges.into_iter().map(|judge| (judge.email, judge.state)).collect();
    let looks = accounts::look_alikes(ctx.read(), people.iter().map(|person| person.email.as_str())).await?;
    for person in &mut people {
        person.looks_like = looks.of(&person.email);
    }
    let mut seen = HashSet::new();
    for person in people.iter_mut().filter(|person| person.fault.is_none()) {
        let Some(canonical) = person.canonical() else { continue };
        if let Some(state) = known.get(&canonical) {
            let is_removed = *state == JudgeState::Removed;
            person.fault =
                Some(if is_removed { PastedFault::JudgeRemoved } else { PastedFault::JudgeAlready });
        } else if !seen.insert(canonical) {
            person.fault = Some(PastedFault::Twice);
        }
    }
    Ok(people)
}

/// The mail with a new invitation; an older one dies.
pub(super) async fn invitation<'a>(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    edition: &'a Edition,
    judge: &judge::Model,
    email: &'a Email,
) -> Result<OutgoingMail<'a>, JudgingError> {
    let label = edition_name(edition);
    let order = LinkOrder {
        kind: LinkKind::JudgeInvitation,
        email: &judge.email,
        user: None,
        subject: Some(judge.id.0),
        label: &label,
        name: &judge.name,
    };
    let link = accounts::make_link(tx, ctx, order).await?;
    let document = &edition.document;
    let message = Message::JudgeInvitation {
        edition: label.clone(),
        inviter: staff.name.clone(),
        until: LocalTime { at: ctx.now.plus_ms(INVITATION_MS), zone: document.programme.timezone.clone() },
        link,
    };
    Ok(OutgoingMail {
        to: &email.typed,
        user: None,
        edition: Some(edition.id),
        locale: &document.programme.default_locale,
        message,
    })
}

pub async fn remove_judge(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &entity::PublicId,
) -> Result<(), JudgingError> {
    let edition = place.edition();
    let tx = ctx.begin().await?;
    editions::hold_rules_alone(&tx, edition).await?;
    let judge = judges::find(&*tx, edition.id, id).await?.ok_or(JudgingError::NotFound)?;
    if judge.accepted_at.is_some() {
        return Err(JudgingError::JudgeAccepted);
    }
    panels::remove_judge(&tx, judge.id).await?;
    assignments::delete_of_judge(&tx, judge.id).await?;
    // On PostgreSQL someone may have accepted since the row was read.
    if !judges::delete(&tx, judge.id).await? {
        return Err(JudgingError::JudgeAccepted);
    }
    audit::event("judge.remove").by(staff).on("judge", id).in_edition(edition.id).record(&tx, ctx).await?;
    Ok(tx.commit().await?)
}

pub async fn list_judges(ctx: &Ctx, place: &StaffEdition) -> Result<Vec<JudgeItem>, JudgingError> {
    let edition = place.edition();
    let rows = judges::of_edition(ctx.read(), edition.id).await?;
    let mut seats = panels::seats(ctx.read(), edition.id).await?;
    seats.retain(|seat| !place.withheld().contains(&seat.category));
    let progress = judges::progress(ctx.read(), edition.id, place.withheld()).await?;
    let conflicts: HashMap<JudgeId, i64> =
        conflicts::counts(ctx.read(), edition.id, place.withheld()).await?.into_iter().collect();
    let mut items: HashMap<JudgeId, JudgeItem> =
        rows.iter().map(|row| (row.id, item(row, conflicts.get(&row.id).copied()))).collect();
    for seat in seats {
        if let Some(item) = items.get_mut(&seat.judge) {
            item.panels.push(PanelOf { round: seat.round, category: seat.category });
        }
    }
    for row in &progress {
        if let Some(item) = items.get_mut(&row.judge_id) {
            count(item, row, edition);
        }
    }
    for (id, is_behind) in behind(ctx, edition, &progress) {
        if let Some(item) = items.get_mut(&id) {
            item.behind = is_behind;
        }
    }
    if !place.withheld().is_empty() {
        // That a colleague reminded someone of what is kept from this person would tell of it.
        let judging = items.values_mut().filter(|item| item.state == JudgeState::Accepted);
        judging.for_each(|item| item.reminded_at = None);
    }
    Ok(rows.iter().filter_map(|row| items.remove(&row.id)).collect())
}

fn behind(
    ctx: &Ctx,
    edition: &Edition,
    progress: &[judge_progress::Model],
) -> impl Iterator<Item = (JudgeId, bool)> {
    let round = edition.document.current_round(ctx.now);
    let window = round.and_then(|round| edition.document.round_window(round)).cloned();
    let mut reached = HashMap::<JudgeId, (i64, i64)>::new();
    for row in progress.iter().filter(|row| round.is_some_and(|round| round.key == row.round_key)) {
        let (handed_in, assigned) = reached.entry(row.judge_id).or_default();
        *handed_in += if row.is_done { row.total } else { 0 };
        *assigned += row.total;
    }
    let now = ctx.now;
    reached.into_iter().map(move |(judge, (handed_in, assigned))| {
        (judge, pace::is_behind(handed_in, assigned, window.as_ref(), now))
    })
}

fn item(row: &judge::Model, conflicts: Option<i64>) -> JudgeItem {
    JudgeItem {
        id: row.public_id.clone(),
        name: row.name.clone(),
        email: Email::shown(&row.email),
        state: row.state,
        organisation: row.organisation.clone(),
        country: row.country.clone(),
        panels: Vec::new(),
        assigned: 0,
        complete: 0,
        handed_in: 0,
        behind: false,
        conflicts: conflicts.and_then(|n| usize::try_from(n).ok()).unwrap_or_default(),
        last_active: None,
        reminded_at: row.reminded_at,
    }
}

fn count(item: &mut JudgeItem, row: &judge_progress::Model, edition: &Edition) {
    let criteria = edition.document.round(&row.round_key).map_or(usize::MAX, |round| round.criteria.len());
    let total = usize::try_from(row.total).unwrap_or_default();
    let is_complete = usize::try_from(row.scored).is_ok_and(|scored| scored >= criteria);
    item.assigned = item.assigned.saturating_add(total);
    item.complete = item.complete.saturating_add(if is_complete { total } else { 0 });
    item.handed_in = item.handed_in.saturating_add(if row.is_done { total } else { 0 });
    item.last_active = item.last_active.max(row.last_active);
}
