//! Opening and closing a round: staff set its window to now, nothing else is stored.

use jiff::tz::TimeZone;
use serde_json::json;

use crate::{
    accounts::Staff,
    audit::{self, Actor, Cause},
    context::Ctx,
    db::WriteTx,
    editions::{self, EditionDocument, EditionError, Moment, Window, WindowState},
    judging::{access::StaffRound, error::JudgingError, views::RoundWindow},
};

struct ByHand {
    action: &'static str,
    reason: &'static str,
}

const OPENED: ByHand = ByHand { action: "round.open", reason: "Scoring opened by hand" };
const CLOSED: ByHand = ByHand { action: "round.close", reason: "Scoring closed by hand" };

pub async fn open_round(ctx: &Ctx, staff: &Staff, place: &StaffRound) -> Result<RoundWindow, JudgingError> {
    change(ctx, staff, place, OPENED, |window, now| match window.state(ctx.now) {
        WindowState::Before => Ok(Some(Window::new(now, window.to().clone()))),
        WindowState::Open => Ok(None),
        WindowState::After => Err(JudgingError::Over(window.to().instant())),
    })
    .await
}

pub async fn close_round(ctx: &Ctx, staff: &Staff, place: &StaffRound) -> Result<RoundWindow, JudgingError> {
    change(ctx, staff, place, CLOSED, |window, now| match window.state(ctx.now) {
        WindowState::Before => Err(window.open_at(ctx.now).err().map_or(JudgingError::NotFound, Into::into)),
        WindowState::Open => Ok(Some(Window::new(window.from().clone(), now))),
        WindowState::After => Ok(None),
    })
    .await
}

async fn change(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffRound,
    by_hand: ByHand,
    decide: impl Fn(&Window, Moment) -> Result<Option<Window>, JudgingError>,
) -> Result<RoundWindow, JudgingError> {
    let key = &place.round().window;
    let tx = ctx.begin().await?;
    let edition = editions::find_by_id(&*tx, ctx, place.edition().id).await?;
    let edition = edition.ok_or(JudgingError::NotFound)?;
    edition.is_running()?;
    let window = edition.document.window(key).ok_or(JudgingError::NotFound)?;
    let Some(new) = decide(window, now_in(window.from().zoned().time_zone(), ctx)?)? else {
        return Ok(RoundWindow::new(window, ctx.now));
    };
    let mut document = EditionDocument::clone(&edition.document);
    document.windows.insert(key.clone(), new.clone());
    let document = document.checked().map_err(EditionError::Document)?;
    bring_into_force(&tx, ctx, staff, &document, by_hand.reason, edition.version).await?;
    let object = place.round().key.as_str();
    let detail = json!({ "window": key, "from": new.from(), "to": new.to() });
    audit::event(by_hand.action)
        .by(staff)
        .on("round", object)
        .with(detail)
        .in_edition(edition.id)
        .record(&tx, ctx)
        .await?;
    tx.commit().await?;
    Ok(RoundWindow::new(&new, ctx.now))
}

/// On PostgreSQL someone else may have changed the document since it was read.
async fn bring_into_force(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    document: &EditionDocument,
    reason: &str,
    version: i64,
) -> Result<(), JudgingError> {
    let outcome = editions::import(tx, ctx, document, Cause { actor: Actor::from(staff), reason }).await?;
    if outcome.version == version.saturating_add(1) { Ok(()) } else { Err(JudgingError::EditionChanged) }
}

fn now_in(zone: &TimeZone, ctx: &Ctx) -> Result<Moment, JudgingError> {
    let instant = jiff::Timestamp::from_millisecond(ctx.now.0).map_err(|_| JudgingError::NotFound)?;
    Moment::try_from(instant.to_zoned(zone.clone())).map_err(|_| JudgingError::NotFound)
}
