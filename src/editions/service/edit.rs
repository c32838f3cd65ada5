//! What staff change about editions.

use entity::edition::EditionState;
use sea_orm::ConnectionTrait;

use super::{
    history,
    import::{ImportChange, import, import_as},
    preview::{of_change, of_windows, preview},
    shift,
};
use crate::{
    accounts::Staff,
    audit::{Actor, Cause},
    context::Ctx,
    db::WriteTx,
    editions::{
        DocumentCode, DocumentError, Edition, EditionDocument,
        changes::{Preview, WindowPreview},
        error::EditionError,
        input::{NewDocument, NewWindows, Replacement},
        store,
    },
};

/// Which edition is to be changed, and which version of it was seen.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub programme: &'a str,
    pub edition: &'a str,
    pub version: i64,
}

/// Adds an edition as a draft. The very same document again changes nothing.
pub async fn add(ctx: &Ctx, staff: &Staff, new: &NewDocument) -> Result<Edition, EditionError> {
    let document = new.parse().map_err(EditionError::Document)?;
    let tx = ctx.begin().await?;
    let cause = Cause { actor: Actor::from(staff), reason: "" };
    let outcome = import_as(&tx, ctx, &document, EditionState::Draft, cause).await?;
    if outcome.change == ImportChange::Changed {
        // Dropping the transaction takes the change back.
        return Err(EditionError::Exists { current: outcome.version - 1 });
    }
    tx.commit().await?;
    find(ctx, &document).await
}

/// What adding or replacing a document would come to.
pub async fn look(ctx: &Ctx, new: &NewDocument) -> Result<Preview, EditionError> {
    let document = new.parse().map_err(EditionError::Document)?;
    preview(ctx.read(), ctx, &document).await
}

/// Replaces the document of an edition, as the preview that is confirmed has shown it.
pub async fn replace(
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
    new: &Replacement,
) -> Result<Edition, EditionError> {
    let mut document = new.parse().map_err(EditionError::Document)?;
    same_name(&document, wanted)?;
    let tx = ctx.begin().await?;
    seen(&*tx, ctx, staff, wanted).await?;
    document.version = document.version.or(Some(wanted.version));
    let preview = preview(&*tx, ctx, &document).await?;
    if !preview.differences.is_empty() && new.confirm.as_deref() != Some(preview.confirm.as_str()) {
        return Err(EditionError::Unconfirmed(Box::new(preview)));
    }
    change(ctx, tx, staff, wanted, &document, new.reason.as_str()).await
}

pub async fn look_at_windows(
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
    key: &str,
    new: NewWindows,
) -> Result<WindowPreview, EditionError> {
    let edition = seen(ctx.read(), ctx, staff, wanted).await?;
    let document = moved(&edition, key, &new)?;
    let proposed = shift::following(&edition.document, &document, key);
    let found = of_windows(ctx.read(), ctx, &edition, document).await?;
    Ok(match found {
        Ok(preview) => WindowPreview { faults: Vec::new(), preview: Some(preview), proposed },
        Err(faults) => {
            WindowPreview { faults: faults.into_iter().map(Into::into).collect(), preview: None, proposed }
        }
    })
}

/// Gives windows of an edition other moments, all of them or none.
pub async fn move_windows(
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
    key: &str,
    new: NewWindows,
) -> Result<Edition, EditionError> {
    let tx = ctx.begin().await?;
    let edition = seen(&*tx, ctx, staff, wanted).await?;
    let document = moved(&edition, key, &new)?.checked().map_err(EditionError::Document)?;
    if let Some(confirm) = &new.confirm {
        let preview = of_change(&*tx, ctx, &edition, &document).await?;
        if *confirm != preview.confirm {
            return Err(EditionError::Unconfirmed(Box::new(preview)));
        }
    }
    change(ctx, tx, staff, wanted, &document, new.reason.as_str()).await
}

/// The document with other moments for one window and those that go with it.
fn moved(edition: &Edition, key: &str, new: &NewWindows) -> Result<EditionDocument, EditionError> {
    let mut document = EditionDocument::clone(&edition.document);
    for (key, window) in new.windows(key) {
        *document.windows.get_mut(key).ok_or(EditionError::NotFound)? = window;
    }
    Ok(document)
}

pub(super) async fn seen<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
) -> Result<Edition, EditionError> {
    let edition = store::find(db, ctx, staff, wanted.programme, wanted.edition).await?;
    let edition = edition.ok_or(EditionError::NotFound)?;
    if edition.version == wanted.version {
        Ok(edition)
    } else {
        Err(history::stale(db, ctx, &edition, wanted.version).await?)
    }
}

async fn change(
    ctx: &Ctx,
    tx: WriteTx,
    staff: &Staff,
    wanted: Wanted<'_>,
    document: &EditionDocument,
    reason: &str,
) -> Result<Edition, EditionError> {
    let outcome = import(&tx, ctx, document, Cause { actor: Actor::from(staff), reason }).await?;
    if outcome.state == EditionState::Archived {
        return Err(EditionError::Archived);
    }
    // On PostgreSQL another writer may have come between looking and locking.
    let expected = wanted.version + i64::from(outcome.change == ImportChange::Changed);
    if outcome.version != expected {
        let edition = find(ctx, document).await?;
        return Err(history::stale(ctx.read(), ctx, &edition, wanted.version).await?);
    }
    tx.commit().await?;
    find(ctx, document).await
}

fn same_name(document: &EditionDocument, wanted: Wanted<'_>) -> Result<(), EditionError> {
    let names = [
        ("/programme/slug", &document.programme.slug, wanted.programme),
        ("/edition/slug", &document.edition.slug, wanted.edition),
    ];
    let other = names.into_iter().filter(|(_, found, expected)| found != expected);
    let errors: Vec<_> = other
        .map(|(pointer, _, expected)| {
            let message = format!("This is the document of another edition; write `{expected}`.");
            DocumentError::new(pointer, DocumentCode::Contradiction, message)
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(EditionError::Document(document.placed(errors))) }
}

/// Reads after the commit only: a version that is rolled back must not be remembered.
async fn find(ctx: &Ctx, document: &EditionDocument) -> Result<Edition, EditionError> {
    let edition = store::find_any(ctx.read(), ctx, &document.programme.slug, &document.edition.slug).await?;
    edition.ok_or(EditionError::NotFound)
}
