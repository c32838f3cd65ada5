//! Queries about editions, and the cache of their parsed documents.

mod forms;
mod used;
pub(super) mod versions;
mod work;

pub use forms::form_of;
pub(super) use used::{categories_in_use, is_handed_in, is_scored, reset_reworded_consents, rounds_in_use};
pub(super) use work::work;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use entity::{
    Scores, Timestamp, assignment, edition, form_version,
    ids::{AssignmentId, EditionId, ProgrammeId},
    programme, scoresheet,
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait as _, FromQueryResult,
    IntoActiveModel as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
    sea_query::{CaseStatement, LockType, OnConflict},
};

use super::{EditionDocument, Form, ProgrammeFacts, Round};
use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

/// Parsed documents by edition; an older version is never served, because the
/// row with its version is read each time. The time goes with it: a version that never came to be
/// on disk may have been seen by another writer, and the next one has its number.
#[derive(Default)]
pub struct EditionCache(RwLock<HashMap<EditionId, (Seen, Arc<EditionDocument>)>>);

type Seen = (i64, Timestamp);

#[derive(Clone, Debug)]
pub struct Edition {
    pub id: EditionId,
    pub programme: String,
    pub slug: String,
    /// For `If-Match`.
    pub version: i64,
    /// Number of the form version in force.
    pub form_number: i32,
    pub document: Arc<EditionDocument>,
}

impl Edition {
    /// `essa/2023`.
    pub fn path(&self) -> String {
        format!("{}/{}", self.programme, self.slug)
    }
}

/// An edition without its document, which is read only when it is not known yet.
#[derive(FromQueryResult)]
struct Found {
    id: EditionId,
    programme: String,
    slug: String,
    version: i64,
    form_number: i32,
    updated_at: Timestamp,
}

pub async fn find<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    programme: &str,
    slug: &str,
) -> Result<Option<Edition>, db::Error> {
    let place =
        Condition::all().add(programme::Column::Slug.eq(programme)).add(edition::Column::Slug.eq(slug));
    Ok(open(db, ctx, place).await?.pop())
}

pub async fn find_by_id<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    id: EditionId,
) -> Result<Option<Edition>, db::Error> {
    Ok(open(db, ctx, Condition::all().add(edition::Column::Id.eq(id))).await?.pop())
}

pub async fn list<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<Edition>, db::Error> {
    open(db, ctx, Condition::all()).await
}

/// The editions of a condition with their parsed documents. A stored document was checked by the
/// rules of its time; one whose shape no longer fits is as good as absent, and is logged.
async fn open<C: ConnectionTrait>(db: &C, ctx: &Ctx, which: Condition) -> Result<Vec<Edition>, db::Error> {
    let to_programme: RelationDef = edition::Entity::belongs_to(programme::Entity)
        .from(edition::Column::ProgrammeId)
        .to(programme::Column::Id)
        .into();
    let found: Vec<Found> = edition::Entity::find()
        .join(JoinType::InnerJoin, to_programme)
        .filter(which)
        .select_only()
        .column(edition::Column::Id)
        .column_as(programme::Column::Slug, "programme")
        .column(edition::Column::Slug)
        .column(edition::Column::Version)
        .column(edition::Column::FormNumber)
        .column(edition::Column::UpdatedAt)
        .order_by_asc(edition::Column::Id)
        .into_model()
        .all(db)
        .await?;
    let cache = &ctx.app.editions;
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
    let edition = |(known, row): (Option<Arc<EditionDocument>>, Found)| {
        // Another version may have come between the two queries.
        let (version, form_number, document) = match known {
            Some(document) => (row.version, row.form_number, document),
            None => fresh
                .remove(&row.id)
                .and_then(|fresh| Some((fresh.version, fresh.form_number, cache.read(&fresh)?)))?,
        };
        let Found { id, programme, slug, .. } = row;
        Some(Edition { id, programme, slug, version, form_number, document })
    };
    Ok(found.into_iter().filter_map(edition).collect())
}

impl EditionCache {
    fn get(&self, id: EditionId, seen: Seen) -> Option<Arc<EditionDocument>> {
        let cache = self.0.read().unwrap_or_else(PoisonError::into_inner);
        cache.get(&id).filter(|(known, _)| *known == seen).map(|(_, document)| Arc::clone(document))
    }

    fn read(&self, row: &edition::Model) -> Option<Arc<EditionDocument>> {
        let document = serde_json::from_str::<EditionDocument>(&row.document)
            .map_err(
                |error| tracing::error!(edition = row.id.0, %error, "a stored edition document is broken"),
            )
            .ok()?;
        let document = Arc::new(document);
        let mut cache = self.0.write().unwrap_or_else(PoisonError::into_inner);
        cache.insert(row.id, ((row.version, row.updated_at), Arc::clone(&document)));
        Some(document)
    }
}

/// The programme's row with the name the newest document gives it.
pub(super) async fn upsert_programme(tx: &WriteTx, facts: &ProgrammeFacts) -> Result<ProgrammeId, db::Error> {
    let row = programme::ActiveModel {
        slug: Set(facts.slug.clone()),
        name: Set(facts.name.clone()),
        ..Default::default()
    };
    let again = OnConflict::column(programme::Column::Slug).update_column(programme::Column::Name).to_owned();
    let row = programme::Entity::insert(row).on_conflict(again).exec_with_returning(&**tx).await?;
    Ok(row.id)
}

/// The edition of a programme, held against other writers until the transaction ends.
pub(super) async fn lock(
    tx: &WriteTx,
    programme: ProgrammeId,
    slug: &str,
) -> Result<Option<edition::Model>, db::Error> {
    let rows = edition::Entity::find()
        .filter(edition::Column::ProgrammeId.eq(programme))
        .filter(edition::Column::Slug.eq(slug))
        .lock_exclusive();
    Ok(rows.one(&**tx).await?)
}

/// Adds an edition with its first version.
pub(super) async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    programme: ProgrammeId,
    slug: &str,
    document: String,
) -> Result<edition::Model, db::Error> {
    let row = edition::ActiveModel {
        programme_id: Set(programme),
        slug: Set(slug.to_owned()),
        document: Set(document),
        form_number: Set(1),
        version: Set(1),
        created_at: Set(ctx.now),
        updated_at: Set(ctx.now),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

/// Gives a locked edition its next document.
pub(super) async fn replace(
    tx: &WriteTx,
    ctx: &Ctx,
    row: edition::Model,
    document: String,
    form_changed: bool,
) -> Result<edition::Model, db::Error> {
    let (version, form_number) = (row.version, row.form_number);
    let mut row = row.into_active_model();
    row.document = Set(document);
    row.version = Set(version.saturating_add(1));
    row.form_number = Set(form_number.saturating_add(i32::from(form_changed)));
    row.updated_at = Set(ctx.now);
    Ok(row.update(&**tx).await?)
}

/// Keeps the form under the edition's form number, once.
pub(super) async fn keep_form(
    tx: &WriteTx,
    ctx: &Ctx,
    row: &edition::Model,
    form: &Form,
) -> Result<(), db::Error> {
    let version = form_version::ActiveModel {
        edition_id: Set(row.id),
        number: Set(row.form_number),
        form: Set(serde_json::to_string(form)?),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    form_version::Entity::insert(version)
        .on_conflict_do_nothing_on([form_version::Column::EditionId, form_version::Column::Number])
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Holds the rules of an edition as they were read until the transaction ends, for
/// what is kept under them.
///
/// # Errors
/// They were changed meanwhile, so the client is to try again; the database.
pub async fn lock_shared(tx: &WriteTx, edition: &Edition) -> Result<(), db::Error> {
    hold_for(tx, edition, LockType::Share).await
}

/// The same, and alone: of two members of the secretariat who replace a panel or a shortlist at
/// once one comes after the other.
///
/// # Errors
/// As [`hold`].
pub async fn lock_exclusive(tx: &WriteTx, edition: &Edition) -> Result<(), db::Error> {
    hold_for(tx, edition, LockType::Update).await
}

async fn hold_for(tx: &WriteTx, edition: &Edition, lock: LockType) -> Result<(), db::Error> {
    let version: Option<i64> = edition::Entity::find_by_id(edition.id)
        .select_only()
        .column(edition::Column::Version)
        .lock(lock)
        .into_tuple()
        .one(&**tx)
        .await?;
    if version == Some(edition.version) { Ok(()) } else { Err(db::Error::Busy(DbErr::RecordNotUpdated)) }
}

/// Rows per statement: SQLite takes 32,766 parameters, a row has three.
const BATCH: usize = 1_000;

/// Keeps what sheets handed in count.
pub async fn keep_points(tx: &WriteTx, points: &[(AssignmentId, i64)]) -> Result<(), db::Error> {
    for batch in points.chunks(BATCH) {
        let kept = batch.iter().fold(CaseStatement::new(), |kept, (assignment, points)| {
            kept.case(assignment::Column::Id.eq(*assignment), *points)
        });
        assignment::Entity::update_many()
            .col_expr(assignment::Column::Points, kept.into())
            .filter(assignment::Column::Id.is_in(batch.iter().map(|(assignment, _)| *assignment)))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

/// Brings what sheets handed in count up to the rules of their round.
pub(super) async fn renew_points(tx: &WriteTx, edition: EditionId, round: &Round) -> Result<(), db::Error> {
    let to_sheet: RelationDef = assignment::Entity::belongs_to(scoresheet::Entity)
        .from(assignment::Column::Id)
        .to(scoresheet::Column::AssignmentId)
        .into();
    let sheets: Vec<(AssignmentId, Scores)> = assignment::Entity::find()
        .join(JoinType::InnerJoin, to_sheet)
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(assignment::Column::Points.is_not_null())
        .select_only()
        .column(assignment::Column::Id)
        .column(scoresheet::Column::Scores)
        .into_tuple()
        .all(&**tx)
        .await?;
    let points: Vec<_> =
        sheets.into_iter().map(|(assignment, scores)| (assignment, round.points(&scores))).collect();
    keep_points(tx, &points).await
}
