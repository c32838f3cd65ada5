//! What the secretariat changes about editions.

use entity::ids::EditionId;

use super::import::{ImportChange, Importer, import};
use crate::{
    accounts::Staff,
    context::Ctx,
    db::WriteTx,
    editions::{
        Criterion, DocumentCode, DocumentError, Edition, EditionDocument, Round, Window, error::EditionError,
        input::NewDocument, store,
    },
};

/// Which edition is to be changed, and which version of it was seen.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Programme, as in addresses.
    pub programme: &'a str,
    /// Edition, as in addresses.
    pub edition: &'a str,
    /// The version seen.
    pub version: i64,
}

/// Adds an edition. The very same document again changes nothing.
pub async fn add(ctx: &Ctx, staff: &Staff, new: &NewDocument) -> Result<Edition, EditionError> {
    let document = new.parse().map_err(EditionError::Document)?;
    let tx = ctx.begin().await?;
    let outcome = import(&tx, ctx, &document, importer(staff)).await?;
    if outcome.change == ImportChange::Changed {
        // Dropping the transaction takes the change back.
        return Err(EditionError::Exists { current: outcome.version - 1 });
    }
    tx.commit().await?;
    find(ctx, &document).await
}

/// Replaces the document of an edition.
pub async fn replace(
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
    new: &NewDocument,
) -> Result<Edition, EditionError> {
    let document = new.parse().map_err(EditionError::Document)?;
    let tx = ctx.begin().await?;
    seen(&tx, ctx, wanted).await?;
    change(ctx, tx, staff, wanted, &document).await
}

/// Gives a window of an edition other moments.
pub async fn move_window(
    ctx: &Ctx,
    staff: &Staff,
    wanted: Wanted<'_>,
    key: &str,
    window: Window,
) -> Result<Edition, EditionError> {
    let tx = ctx.begin().await?;
    let edition = seen(&tx, ctx, wanted).await?;
    let mut document = EditionDocument::clone(&edition.document);
    *document.windows.get_mut(key).ok_or(EditionError::NotFound)? = window;
    let document = document.checked().map_err(EditionError::Document)?;
    change(ctx, tx, staff, wanted, &document).await
}

/// The edition in the version that was seen.
async fn seen(tx: &WriteTx, ctx: &Ctx, wanted: Wanted<'_>) -> Result<Edition, EditionError> {
    let edition = store::find(&**tx, ctx, wanted.programme, wanted.edition).await?;
    let edition = edition.ok_or(EditionError::NotFound)?;
    if edition.version == wanted.version {
        Ok(edition)
    } else {
        Err(EditionError::Stale { current: edition.version })
    }
}

async fn change(
    ctx: &Ctx,
    tx: WriteTx,
    staff: &Staff,
    wanted: Wanted<'_>,
    document: &EditionDocument,
) -> Result<Edition, EditionError> {
    same_name(document, wanted)?;
    keep_what_is_used(&tx, ctx, document).await?;
    let outcome = import(&tx, ctx, document, importer(staff)).await?;
    // On PostgreSQL another writer may have come between looking and locking.
    let expected = wanted.version + i64::from(outcome.change == ImportChange::Changed);
    if outcome.version != expected {
        return Err(EditionError::Stale { current: outcome.version });
    }
    tx.commit().await?;
    find(ctx, document).await
}

fn importer(staff: &Staff) -> Importer {
    Importer::Staff(staff.user, staff.role())
}

fn same_name(document: &EditionDocument, wanted: Wanted<'_>) -> Result<(), EditionError> {
    let names = [
        ("/programme/slug", &document.programme.slug, wanted.programme),
        ("/edition/slug", &document.edition.slug, wanted.edition),
    ];
    let other = names.into_iter().filter(|(_, found, expected)| found != expected);
    let errors: Vec<_> = other
        .map(|(pointer, _, expected)| DocumentError {
            pointer: pointer.to_owned(),
            code: DocumentCode::Contradiction,
            message: format!("This is the document of another edition; write `{expected}`."),
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(EditionError::Document(errors)) }
}

/// Refuses a document without a category or round that entries or judges are in, or without a
/// criterion by which somebody has scored: those marks would count no more, and show nowhere. Also
/// one with another scale once somebody has scored on it, or with a criterion more once a
/// scoresheet is handed in: what is handed in is complete.
///
/// # Errors
/// Which ones are missing; the database.
pub async fn keep_what_is_used(
    tx: &WriteTx,
    ctx: &Ctx,
    document: &EditionDocument,
) -> Result<(), EditionError> {
    let Some(edition) = store::find(&**tx, ctx, &document.programme.slug, &document.edition.slug).await?
    else {
        return Ok(());
    };
    let categories = store::categories_in_use(&**tx, edition.id).await?;
    let rounds = store::rounds_in_use(&**tx, edition.id).await?;
    let mut errors: Vec<_> = categories
        .iter()
        .filter(|key| document.category(key).is_none())
        .map(|key| keep("/categories".to_owned(), "category", key))
        .chain(
            rounds
                .iter()
                .filter(|key| document.round(key).is_none())
                .map(|key| keep("/rounds".to_owned(), "round", key)),
        )
        .collect();
    for (place, round) in document.rounds.iter().enumerate() {
        if let Some(before) = edition.document.round(&round.key) {
            errors.extend(scored_otherwise(tx, edition.id, place, (before, round)).await?);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(EditionError::Document(errors)) }
}

fn in_use(pointer: String, message: String) -> DocumentError {
    DocumentError { pointer, code: DocumentCode::InUse, message }
}

fn keep(pointer: String, what: &str, key: &str) -> DocumentError {
    in_use(pointer, format!("Keep the {what} `{key}`; there is work of people in it."))
}

/// What in the rules of a round would give the scores in it another meaning.
async fn scored_otherwise(
    tx: &WriteTx,
    edition: EditionId,
    place: usize,
    (before, round): (&Round, &Round),
) -> Result<Vec<DocumentError>, EditionError> {
    let criteria = || format!("/rounds/{place}/criteria");
    let lacks = |round: &Round, key: &str| round.criteria.iter().all(|criterion| criterion.key != key);
    let mut errors = Vec::new();
    for Criterion { key, .. } in before.criteria.iter().filter(|criterion| lacks(round, &criterion.key)) {
        if store::is_scored(&**tx, edition, &round.key, Some(key)).await? {
            errors.push(keep(criteria(), "criterion", key));
        }
    }
    let is_other_scale = !round.scale.has_the_scores_of(&before.scale);
    if is_other_scale && store::is_scored(&**tx, edition, &round.key, None).await? {
        let message = "Keep `min` and `max`, and every score of before; judges have scored on this scale.";
        errors.push(in_use(format!("/rounds/{place}/scale"), message.to_owned()));
    }
    if let Some(new) = round.criteria.iter().find(|criterion| lacks(before, &criterion.key))
        && store::is_handed_in(&**tx, edition, &round.key).await?
    {
        let message = format!("Leave `{}` out; scoresheets were handed in without it.", new.key);
        errors.push(in_use(criteria(), message));
    }
    Ok(errors)
}

/// Reads after the commit only: a version that is rolled back must not be remembered.
async fn find(ctx: &Ctx, document: &EditionDocument) -> Result<Edition, EditionError> {
    let edition = store::find(ctx.read(), ctx, &document.programme.slug, &document.edition.slug).await?;
    edition.ok_or(EditionError::NotFound)
}
