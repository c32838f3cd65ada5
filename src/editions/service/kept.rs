//! What may not change once people have worked under it.

use entity::ids::EditionId;
use sea_orm::ConnectionTrait;

use crate::{
    context::Ctx,
    editions::{
        Criterion, DocumentCode, DocumentError, Edition, EditionDocument, Round, error::EditionError, store,
    },
};

/// Refuses a document without a category or round that entries or judges are in, or without a
/// criterion by which someone has scored: those scores would count no more, and show nowhere. Also
/// one with another scale once someone has scored on it, or with a criterion more once a
/// scoresheet is handed in: what is handed in is complete.
pub async fn keep_what_is_used<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    document: &EditionDocument,
) -> Result<(), EditionError> {
    match store::find_any(db, ctx, &document.programme.slug, &document.edition.slug).await? {
        Some(edition) => keep_what_is_used_in(db, &edition, document).await,
        None => Ok(()),
    }
}

/// The same for an edition that was read.
pub(super) async fn keep_what_is_used_in<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    document: &EditionDocument,
) -> Result<(), EditionError> {
    let categories = store::categories_in_use(db, edition.id).await?;
    let rounds = store::rounds_in_use(db, edition.id).await?;
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
        let round = round.judged();
        if let Some((round, before)) =
            round.and_then(|round| Some((round, edition.document.round(&round.key)?)))
        {
            errors.extend(scored_otherwise(db, edition.id, place, before, round).await?);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(EditionError::Document(document.placed(errors))) }
}

fn in_use(pointer: String, message: String) -> DocumentError {
    DocumentError::new(pointer, DocumentCode::InUse, message)
}

fn keep(pointer: String, what: &str, key: &str) -> DocumentError {
    in_use(pointer, format!("Keep the {what} `{key}`; people have already worked on it."))
}

/// What in the rules of a round would give the scores in it another meaning.
async fn scored_otherwise<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    place: usize,
    before: &Round,
    round: &Round,
) -> Result<Vec<DocumentError>, EditionError> {
    let criteria = || format!("/rounds/{place}/ballot/criteria");
    let lacks = |round: &Round, key: &str| round.criteria.iter().all(|criterion| criterion.key != key);
    let mut errors = Vec::new();
    for Criterion { key, .. } in before.criteria.iter().filter(|criterion| lacks(round, &criterion.key)) {
        if store::is_scored(db, edition, &round.key, Some(key)).await? {
            errors.push(keep(criteria(), "criterion", key));
        }
    }
    let is_other_scale = !round.scale.has_the_scores_of(&before.scale);
    if is_other_scale && store::is_scored(db, edition, &round.key, None).await? {
        let message = "Keep `min`, `max` and every existing score; judges have scored on this scale.";
        errors.push(in_use(format!("/rounds/{place}/ballot/scale"), message.to_owned()));
    }
    if let Some(new) = round.criteria.iter().find(|criterion| lacks(before, &criterion.key))
        && store::is_handed_in(db, edition, &round.key).await?
    {
        let message = format!("Leave `{}` out; scoresheets were handed in without it.", new.key);
        errors.push(in_use(criteria(), message));
    }
    Ok(errors)
}
