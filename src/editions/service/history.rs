//! The versions of an edition's document: who, when, why, and what was different.

use sea_orm::ConnectionTrait;

use crate::{
    context::Ctx,
    db,
    editions::{
        Edition, EditionDocument,
        changes::{Difference, EditionVersion, Since, VersionInFull, VersionPage, differences},
        error::EditionError,
        store::versions::{KeptVersion, up_to},
    },
};

const PAGE: u64 = 20;
/// Changes told of each version in a list.
const FIRST_CHANGES: usize = 3;

pub async fn list(ctx: &Ctx, edition: &Edition, before: Option<i64>) -> Result<VersionPage, EditionError> {
    let newest = before.map_or(edition.version, |before| before.saturating_sub(1));
    // One more than is shown, to tell what the oldest of them changed.
    let kept = up_to(ctx.read(), edition.id, newest, PAGE.saturating_add(1)).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let items = told(&kept).into_iter().take(most).collect::<Vec<_>>();
    let next = items.last().filter(|_| kept.len() > most).map(|last| last.version);
    Ok(VersionPage { items, next })
}

pub async fn find(
    ctx: &Ctx,
    edition: &Edition,
    version: i64,
    against: Option<i64>,
) -> Result<VersionInFull, EditionError> {
    let kept = up_to(ctx.read(), edition.id, version, 2).await?;
    let wanted = kept.first().filter(|kept| kept.row.version == version).ok_or(EditionError::NotFound)?;
    let other = match against {
        Some(other) => {
            let found = up_to(ctx.read(), edition.id, other, 1).await?.into_iter().next();
            Some(found.filter(|found| found.row.version == other).ok_or(EditionError::NotFound)?)
        }
        None => kept.get(1).cloned(),
    };
    let mut document = read(wanted).ok_or(EditionError::NotFound)?;
    document.version = Some(version);
    let told = told(&kept).into_iter().next().ok_or(EditionError::NotFound)?;
    let differences = other.as_ref().map(|other| between(other, wanted)).unwrap_or_default();
    Ok(VersionInFull { version: told, document, against: other.map(|other| other.row.version), differences })
}

/// The refusal of a change to another version than the present one, with what has changed since.
pub(super) async fn stale<C: ConnectionTrait>(
    db: &C,
    _ctx: &Ctx,
    edition: &Edition,
    seen: i64,
) -> Result<EditionError, db::Error> {
    let kept = up_to(db, edition.id, edition.version, PAGE).await?;
    let old = up_to(db, edition.id, seen, 1).await?.into_iter().next().filter(|old| old.row.version == seen);
    let differences = match old.as_ref().and_then(read) {
        Some(old) => differences(&old, &edition.document)?,
        None => Vec::new(),
    };
    let versions = told(&kept).into_iter().filter(|version| version.version > seen).collect();
    Ok(EditionError::Stale(Box::new(Since { version: edition.version, versions, differences })))
}

/// A kept document; one whose shape no longer fits cannot be compared.
fn read(kept: &KeptVersion) -> Option<EditionDocument> {
    EditionDocument::kept(&kept.row.document).ok()
}

fn between(old: &KeptVersion, new: &KeptVersion) -> Vec<Difference> {
    let (Some(old), Some(new)) = (read(old), read(new)) else { return Vec::new() };
    differences(&old, &new).unwrap_or_default()
}

/// The versions, each with what it changed of the one after it in the list.
fn told(kept: &[KeptVersion]) -> Vec<EditionVersion> {
    let before = kept.iter().skip(1).map(Some).chain([None]);
    let tell = |(one, before): (&KeptVersion, Option<&KeptVersion>)| {
        let mut changes = before.map(|before| between(before, one)).unwrap_or_default();
        let count = changes.len();
        changes.truncate(FIRST_CHANGES);
        EditionVersion {
            version: one.row.version,
            at: one.row.created_at,
            by: one.by.clone(),
            reason: one.row.reason.clone(),
            changes: count,
            first_changes: changes,
        }
    };
    kept.iter().zip(before).map(tell).collect()
}
