//! Finding editions.

use std::{collections::HashMap, ops::Deref, sync::Arc};

use entity::{
    Timestamp,
    edition::{self, EditionState},
    ids::EditionId,
    programme,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

use super::{EditionCache, cache::Rules};
use crate::{
    accounts::Staff,
    context::Ctx,
    db,
    editions::{EditionDocument, EditionError, Questions, Rulebook},
};

#[derive(Clone, Debug)]
pub struct Edition {
    pub id: EditionId,
    pub programme: String,
    pub slug: String,
    pub state: EditionState,
    pub version: i64,
    pub form_number: i32,
    pub document: Arc<EditionDocument>,
    pub rulebook: Arc<Rulebook>,
    pub questions: Arc<Questions>,
}

impl Edition {
    pub fn path(&self) -> String {
        format!("{}/{}", self.programme, self.slug)
    }

    /// Whether people enter, judge and decide in it, as far as its windows let them.
    pub fn is_running(&self) -> Result<(), EditionError> {
        match self.state {
            EditionState::Draft => Err(EditionError::Draft),
            EditionState::Published => Ok(()),
            EditionState::Archived => Err(EditionError::Archived),
        }
    }
}

/// An edition that everyone may see, published or archived. What visitors, entrants and judges see
/// is made of it alone, so that no draft gets there.
#[derive(Clone, Debug)]
pub struct PublicEdition(Edition);

impl Deref for PublicEdition {
    type Target = Edition;

    fn deref(&self) -> &Edition {
        &self.0
    }
}

/// An edition without its document, which is read only when it is not known yet.
#[derive(FromQueryResult)]
struct Found {
    id: EditionId,
    programme: String,
    slug: String,
    state: EditionState,
    version: i64,
    form_number: i32,
    updated_at: Timestamp,
}

/// The edition of an address, for everyone.
pub async fn find_public<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    programme: &str,
    slug: &str,
) -> Result<Option<PublicEdition>, db::Error> {
    Ok(open(db, ctx, at(programme, slug).add(public())).await?.pop().map(PublicEdition))
}

/// The edition of an address, for staff: drafts, too.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    _staff: &Staff,
    programme: &str,
    slug: &str,
) -> Result<Option<Edition>, db::Error> {
    find_any(db, ctx, programme, slug).await
}

/// The same for whoever runs the program's commands.
pub async fn find_for_program(ctx: &Ctx, programme: &str, slug: &str) -> Result<Option<Edition>, db::Error> {
    find_any(ctx.read(), ctx, programme, slug).await
}

/// The same where nobody sees it.
pub async fn find_any<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    programme: &str,
    slug: &str,
) -> Result<Option<Edition>, db::Error> {
    Ok(open(db, ctx, at(programme, slug)).await?.pop())
}

/// The edition that a row names, for staff and for the program itself.
pub async fn find_by_id<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    id: EditionId,
) -> Result<Option<Edition>, db::Error> {
    Ok(open(db, ctx, Condition::all().add(edition::Column::Id.eq(id))).await?.pop())
}

/// The edition that a row names, for everyone.
pub async fn find_public_by_id<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    id: EditionId,
) -> Result<Option<PublicEdition>, db::Error> {
    let edition = public().add(edition::Column::Id.eq(id));
    Ok(open(db, ctx, edition).await?.pop().map(PublicEdition))
}

pub async fn list_public<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<PublicEdition>, db::Error> {
    Ok(open(db, ctx, public()).await?.into_iter().map(PublicEdition).collect())
}

/// All editions, for staff: drafts, too.
pub async fn list(ctx: &Ctx, _staff: &Staff) -> Result<Vec<Edition>, db::Error> {
    list_for_program(ctx.read(), ctx).await
}

/// The same for the program itself.
pub async fn list_for_program<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<Edition>, db::Error> {
    open(db, ctx, Condition::all()).await
}

fn at(programme: &str, slug: &str) -> Condition {
    Condition::all().add(programme::Column::Slug.eq(programme)).add(edition::Column::Slug.eq(slug))
}

fn public() -> Condition {
    Condition::all().add(edition::Column::State.ne(EditionState::Draft))
}

/// The editions of a condition with their parsed documents. A stored document was checked by the
/// rules of its time; one whose shape no longer fits is as good as absent, and is logged.
async fn open<C: ConnectionTrait>(db: &C, ctx: &Ctx, which: Condition) -> Result<Vec<Edition>, db::Error> {
    let found: Vec<Found> = edition::Entity::find()
        .join(JoinType::InnerJoin, edition::Relation::Programme.def())
        .filter(which)
        .select_only()
        .column(edition::Column::Id)
        .column_as(programme::Column::Slug, "programme")
        .column(edition::Column::Slug)
        .column(edition::Column::State)
        .column(edition::Column::Version)
        .column(edition::Column::FormNumber)
        .column(edition::Column::UpdatedAt)
        .order_by_asc(edition::Column::Id)
        .into_model()
        .all(db)
        .await?;
    let cache = ctx.app.state::<EditionCache>();
    // Taken once: another request may put a newer version in its place.
    let found: Vec<_> =
        found.into_iter().map(|row| (cache.get(row.id, (row.version, row.updated_at)), row)).collect();
    let unknown: Vec<EditionId> =
        found.iter().filter(|(known, _)| known.is_none()).map(|(_, row)| row.id).collect();
    let mut fresh = HashMap::new();
    if !unknown.is_empty() {
        let rows = edition::Entity::find().filter(edition::Column::Id.is_in(unknown)).all(db).await?;
        fresh.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    let edition = |(known, row): (Option<Rules>, Found)| {
        // Another version may have come between the two queries.
        let (version, form_number, rules) = match known {
            Some(rules) => (row.version, row.form_number, rules),
            None => fresh
                .remove(&row.id)
                .and_then(|fresh| Some((fresh.version, fresh.form_number, cache.read(&fresh)?)))?,
        };
        let Found { id, programme, slug, state, .. } = row;
        let Rules { document, rulebook, questions } = rules;
        Some(Edition { id, programme, slug, state, version, form_number, document, rulebook, questions })
    };
    Ok(found.into_iter().filter_map(edition).collect())
}
