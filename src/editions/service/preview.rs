//! What a change of the rules comes to, before it is made.

use data_encoding::HEXLOWER;
use sea_orm::ConnectionTrait;

use super::{
    history,
    kept::{keep_what_is_used, keep_what_is_used_in},
};
use crate::{
    context::Ctx,
    db,
    editions::{
        DocumentCode, DocumentError, Edition, EditionDocument, WindowState,
        changes::{Consequence, Preview, consequences, differences, rules, rulings, subjects},
        error::EditionError,
        store,
    },
    secret::sha256,
};

const CONFIRM_DIGITS: usize = 16;

/// What bringing a document into force comes to. A copy of another version than the present one is
/// refused with what has changed since it was taken.
pub async fn preview<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    document: &EditionDocument,
) -> Result<Preview, EditionError> {
    let edition = store::find_any(db, ctx, &document.programme.slug, &document.edition.slug).await?;
    let Some(edition) = edition else { return of_new(ctx, document) };
    let new = document.without_version();
    if new != *edition.document {
        taken_from_present(db, ctx, &edition, document.version).await?;
        keep_what_is_used(db, ctx, document).await?;
    }
    of_change(db, ctx, &edition, &new).await
}

/// Refuses a copy that was not taken from the present version.
pub(super) async fn taken_from_present<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    edition: &Edition,
    version: Option<i64>,
) -> Result<(), EditionError> {
    match version {
        Some(version) if version == edition.version => Ok(()),
        Some(version) => Err(history::stale(db, ctx, edition, version).await?),
        None => {
            let message = format!(
                "The edition {} exists. Download its current document, which has the member `version`, \
                 and make your changes in that copy.",
                edition.path()
            );
            Err(EditionError::Document(vec![DocumentError::new("/version", DocumentCode::Version, message)]))
        }
    }
}

/// The change of an edition's document to another that may replace it.
pub(super) async fn of_change<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    edition: &Edition,
    new: &EditionDocument,
) -> Result<Preview, EditionError> {
    let old = &*edition.document;
    let is_over = old.call().is_some_and(|call| call.state(ctx.now) == WindowState::After);
    let is_over_then = new.call().is_some_and(|call| call.state(ctx.now) == WindowState::After);
    let consents = old.form.reworded_consents(&new.form);
    let rulings = rulings::touched(old, new);
    let touched = store::Touched {
        call_is_over: is_over && is_over_then,
        consents: &consents,
        entered: !rules::changed(old, new).is_empty() || subjects::asks_otherwise(old, new),
        rulings: &rulings,
    };
    let work = store::work(db, ctx, edition.id, touched).await?;
    let found = consequences(old, new, ctx.now, &work);
    written(ctx, new, edition.version, old.form != new.form, differences(old, new)?, found)
}

fn of_new(ctx: &Ctx, document: &EditionDocument) -> Result<Preview, EditionError> {
    written(ctx, &document.without_version(), 0, false, Vec::new(), Vec::new())
}

fn written(
    ctx: &Ctx,
    new: &EditionDocument,
    version: i64,
    form_changes: bool,
    differences: Vec<crate::editions::changes::Difference>,
    consequences: Vec<Consequence>,
) -> Result<Preview, EditionError> {
    let exact = serde_json::to_string(&(version, new, &consequences)).map_err(db::Error::from)?;
    let mut confirm = HEXLOWER.encode(&sha256(exact.as_bytes()));
    confirm.truncate(CONFIRM_DIGITS);
    let mut warnings = new.doubts();
    let is_over = new.call().is_some_and(|call| call.state(ctx.now) == WindowState::After);
    if version == 0 && is_over {
        let message = "The call is already over; move the dates, or nobody can enter.";
        let place = "window “entries”".to_owned();
        warnings.push(DocumentError {
            place,
            ..DocumentError::new("/windows/entries", DocumentCode::Doubt, message)
        });
    }
    Ok(Preview {
        programme: new.programme.slug.clone(),
        edition: new.edition.slug.clone(),
        name: new.edition.name.clone(),
        version,
        confirm,
        form_changes,
        differences,
        consequences,
        warnings: warnings.into_iter().map(Into::into).collect(),
    })
}

/// What moving windows comes to, with a proposal for those that follow.
pub(super) async fn of_windows<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    edition: &Edition,
    new: EditionDocument,
) -> Result<Result<Preview, Vec<DocumentError>>, EditionError> {
    let new = match new.checked() {
        Ok(new) => new,
        Err(faults) => return Ok(Err(faults)),
    };
    match keep_what_is_used_in(db, edition, &new).await {
        Err(EditionError::Document(faults)) => return Ok(Err(faults)),
        other => other?,
    }
    of_change(db, ctx, edition, &new).await.map(Ok)
}
