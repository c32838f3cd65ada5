//! Queries about editions, and the cache of their parsed documents.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use entity::{edition, ids::EditionId, programme};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    RelationDef,
};

use super::EditionDocument;
use crate::{context::Ctx, db};

/// Parsed documents by edition; an older version is never served, because the
/// row with its version is read each time.
#[derive(Default)]
pub struct EditionCache(RwLock<HashMap<EditionId, (i64, Arc<EditionDocument>)>>);

/// An edition with its rules.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Key.
    pub id: EditionId,
    /// Programme, as in addresses.
    pub programme: String,
    /// Edition, as in addresses.
    pub slug: String,
    /// For `If-Match`.
    pub version: i64,
    /// Number of the form version in force.
    pub form_number: i32,
    /// All rules.
    pub document: Arc<EditionDocument>,
}

impl Edition {
    /// `essa/2023`.
    pub fn path(&self) -> String {
        format!("{}/{}", self.programme, self.slug)
    }
}

/// The edition of an address.
///
/// # Errors
/// The database.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    programme: &str,
    slug: &str,
) -> Result<Option<Edition>, db::Error> {
    let rows =
        with_programme().filter(programme::Column::Slug.eq(programme)).filter(edition::Column::Slug.eq(slug));
    Ok(rows.one(db).await?.and_then(|(row, programme)| open(ctx, row, programme?)))
}

/// An edition by its key.
///
/// # Errors
/// The database.
pub async fn find_by_id<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    id: EditionId,
) -> Result<Option<Edition>, db::Error> {
    let row = with_programme().filter(edition::Column::Id.eq(id)).one(db).await?;
    Ok(row.and_then(|(row, programme)| open(ctx, row, programme?)))
}

/// All editions.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<Edition>, db::Error> {
    let rows = with_programme().all(db).await?;
    Ok(rows.into_iter().filter_map(|(row, programme)| open(ctx, row, programme?)).collect())
}

fn with_programme() -> sea_orm::SelectTwo<edition::Entity, programme::Entity> {
    let to_programme: RelationDef = edition::Entity::belongs_to(programme::Entity)
        .from(edition::Column::ProgrammeId)
        .to(programme::Column::Id)
        .into();
    edition::Entity::find().join(JoinType::InnerJoin, to_programme).select_also(programme::Entity)
}

/// Joins a row with its parsed document. A stored document was checked before it
/// was stored; one that no longer parses is as good as absent, and is logged.
fn open(ctx: &Ctx, row: edition::Model, programme: programme::Model) -> Option<Edition> {
    let document = ctx.app.editions.get(&row)?;
    Some(Edition {
        id: row.id,
        programme: programme.slug,
        slug: row.slug,
        version: row.version,
        form_number: row.form_number,
        document,
    })
}

impl EditionCache {
    fn get(&self, row: &edition::Model) -> Option<Arc<EditionDocument>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&row.id).cloned();
        if let Some((version, document)) = known
            && version == row.version
        {
            return Some(document);
        }
        let document = EditionDocument::parse(&row.document)
            .map_err(|errors| {
                tracing::error!(edition = row.id.0, ?errors, "a stored edition document is broken")
            })
            .ok()?;
        let document = Arc::new(document);
        let mut cache = self.0.write().unwrap_or_else(PoisonError::into_inner);
        cache.insert(row.id, (row.version, Arc::clone(&document)));
        Some(document)
    }
}
