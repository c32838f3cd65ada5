//! Publishing an edition, archiving it, and bringing it back.

use entity::edition::EditionState;
use serde_json::json;

use super::edit::{Wanted, seen};
use crate::{
    accounts::Staff,
    audit::{self, Actor, Cause},
    context::Ctx,
    db::WriteTx,
    editions::{
        DocumentCode, DocumentError, Edition, EditionDocument, WindowState,
        changes::Warning,
        error::EditionError,
        input::{NewState, WantedState},
        rules::becomes,
        store,
        views::StatePreview,
    },
    mail,
};

/// What another state of an edition comes to.
pub async fn look_at_state(
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
    new: &WantedState,
) -> Result<StatePreview, EditionError> {
    let edition = seen(ctx.read(), ctx, staff, wanted).await?;
    let change = becomes(edition.state, new.state)?;
    let archives = change == Some(EditionState::Archived);
    let (mails, unfinished) = match archives {
        true => {
            let unfinished = store::unfinished(ctx.read(), edition.id).await?;
            (mail::count_waiting(ctx.read(), edition.id).await?, unfinished)
        }
        false => Default::default(),
    };
    let warnings = match change {
        Some(EditionState::Published) => not_ready(&edition.document, ctx),
        _ => Vec::new(),
    };
    Ok(StatePreview { from: edition.state, to: new.state, warnings, mails, unfinished })
}

/// Gives an edition another state; the one it has changes nothing.
pub async fn set_state(
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
    new: &NewState,
) -> Result<Edition, EditionError> {
    let tx = ctx.begin().await?;
    let edition = seen(&*tx, ctx, staff, wanted).await?;
    let cause = Cause { actor: Actor::from(staff), reason: new.reason.as_str() };
    if !change_state(&tx, ctx, &edition, new.state, cause).await? {
        return Ok(edition);
    }
    tx.commit().await?;
    let found = store::find(ctx.read(), ctx, staff, wanted.programme, wanted.edition).await?;
    found.ok_or(EditionError::NotFound)
}

/// The same in a transaction of its caller; whether it is another one now.
pub async fn change_state(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    wanted: EditionState,
    cause: Cause<'_>,
) -> Result<bool, EditionError> {
    if edition.state == EditionState::Draft {
        // Whoever brings in an edition of the programme holds it first, too.
        store::programme(tx, &edition.document.programme).await?;
    }
    // Whoever works in it holds it shared, and ends before.
    store::hold(tx, edition).await?;
    let Some(state) = becomes(edition.state, wanted)? else { return Ok(false) };
    let mails = match state {
        EditionState::Archived => mail::drop_waiting(tx, edition.id).await?,
        _ => 0,
    };
    store::set_state(tx, ctx, edition, state).await?;
    audit::event("edition.state")
        .by(cause.actor)
        .on("edition", edition.path())
        .in_edition(edition.id)
        .because(cause.reason)
        .with(json!({ "before": edition.state, "now": state, "mails": mails }))
        .record(tx, ctx)
        .await?;
    Ok(true)
}

/// What staff should look at before everyone sees it.
pub fn not_ready(document: &EditionDocument, ctx: &Ctx) -> Vec<Warning> {
    let past = |(key, window): (&String, &crate::editions::Window)| {
        let message = "This window is already over; move its dates, or nothing can be done in it.";
        let fault = DocumentError::new(format!("/windows/{key}"), DocumentCode::Doubt, message);
        let place = format!("window “{key}”");
        (window.state(ctx.now) == WindowState::After).then_some(DocumentError { place, ..fault })
    };
    let past: Vec<_> = document.windows.iter().filter_map(past).collect();
    document.doubts().into_iter().chain(past).map(Into::into).collect()
}
