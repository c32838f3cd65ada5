//! What the doctor reads.

use entity::{
    PublicId, Scores, Timestamp, answer, assignment, audit, edition,
    entry::{self, EntryState},
    form_version,
    ids::EditionId,
    job::{self, JobState},
    outbox::{self, OutboxState},
    scoresheet::{self, ScoresheetState},
    session, submitted_version,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
    Statement,
};

/// All editions, as they are stored.
pub async fn editions<C: ConnectionTrait>(db: &C) -> Result<Vec<edition::Model>, DbErr> {
    edition::Entity::find().order_by_asc(edition::Column::Id).all(db).await
}

/// All forms there ever were.
pub async fn forms<C: ConnectionTrait>(db: &C) -> Result<Vec<form_version::Model>, DbErr> {
    form_version::Entity::find().order_by_asc(form_version::Column::Id).all(db).await
}

/// Answers to one question of one edition.
#[derive(FromQueryResult)]
pub struct Answered {
    pub edition_id: EditionId,
    pub field_key: String,
    pub total: i64,
}

/// Which questions of which editions are answered.
pub async fn answers<C: ConnectionTrait>(db: &C) -> Result<Vec<Answered>, DbErr> {
    answer::Entity::find()
        .select_only()
        .column(entry::Column::EditionId)
        .column(answer::Column::FieldKey)
        .column_as(answer::Column::Id.count(), "total")
        .join(JoinType::InnerJoin, answer::Relation::Entry.def())
        .group_by(entry::Column::EditionId)
        .group_by(answer::Column::FieldKey)
        .into_model()
        .all(db)
        .await
}

/// How the submitted versions of an entry are counted.
#[derive(FromQueryResult)]
pub struct Numbers {
    pub public_id: PublicId,
    pub version: i64,
    pub submitted_number: Option<i32>,
    pub total: i64,
    pub last: Option<i32>,
}

/// Of all entries.
pub async fn numbers<C: ConnectionTrait>(db: &C) -> Result<Vec<Numbers>, DbErr> {
    entry::Entity::find()
        .select_only()
        .column(entry::Column::PublicId)
        .column(entry::Column::Version)
        .column(entry::Column::SubmittedNumber)
        .column_as(submitted_version::Column::Id.count(), "total")
        .column_as(submitted_version::Column::Number.max(), "last")
        .join_rev(JoinType::LeftJoin, submitted_version::Relation::Entry.def())
        .group_by(entry::Column::Id)
        .into_model()
        .all(db)
        .await
}

/// A submitted version.
#[derive(FromQueryResult)]
pub struct StoredVersion {
    pub public_id: PublicId,
    pub number: i32,
    pub content: String,
    pub sha256: String,
}

/// All of them.
pub async fn submitted<C: ConnectionTrait>(db: &C) -> Result<Vec<StoredVersion>, DbErr> {
    submitted_version::Entity::find()
        .select_only()
        .column(entry::Column::PublicId)
        .column(submitted_version::Column::Number)
        .column(submitted_version::Column::Content)
        .column(submitted_version::Column::Sha256)
        .join(JoinType::InnerJoin, submitted_version::Relation::Entry.def())
        .order_by_asc(submitted_version::Column::Id)
        .into_model()
        .all(db)
        .await
}

/// Entries that count as submitted though no version was.
pub async fn without_version<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    entry::Entity::find()
        .select_only()
        .column(entry::Column::PublicId)
        .filter(entry::Column::State.is_not_in([EntryState::Draft, EntryState::Withdrawn]))
        .filter(entry::Column::SubmittedNumber.is_null())
        .into_tuple()
        .all(db)
        .await
}

/// An assignment with its scoresheet, if it was begun.
#[derive(FromQueryResult)]
pub struct Sheet {
    pub public_id: PublicId,
    pub edition_id: EditionId,
    pub round_key: String,
    pub points: Option<i64>,
    pub state: Option<ScoresheetState>,
    pub scores: Option<Scores>,
}

impl Sheet {
    pub fn is_handed_in(&self) -> bool {
        self.state == Some(ScoresheetState::HandedIn)
    }
}

/// All of them.
pub async fn sheets<C: ConnectionTrait>(db: &C) -> Result<Vec<Sheet>, DbErr> {
    assignment::Entity::find()
        .select_only()
        .column(assignment::Column::PublicId)
        .column(assignment::Column::EditionId)
        .column(assignment::Column::RoundKey)
        .column(assignment::Column::Points)
        .column(scoresheet::Column::State)
        .column(scoresheet::Column::Scores)
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .order_by_asc(assignment::Column::Id)
        .into_model()
        .all(db)
        .await
}

/// Work that does not get done.
pub struct Backlog {
    /// Given up.
    pub failed: u64,
    /// Due for longer than it should be.
    pub late: u64,
}

/// Mails that were given up, or should have gone before this instant.
pub async fn mails<C: ConnectionTrait>(db: &C, before: Timestamp) -> Result<Backlog, DbErr> {
    let late = Condition::any()
        .add(outbox::Column::State.eq(OutboxState::Waiting).and(outbox::Column::NextAt.lt(before)))
        .add(outbox::Column::State.eq(OutboxState::Sending).and(outbox::Column::LeaseUntil.lt(before)));
    let failed = outbox::Column::State.eq(OutboxState::Failed);
    Ok(Backlog {
        failed: outbox::Entity::find().filter(failed).count(db).await?,
        late: outbox::Entity::find().filter(late).count(db).await?,
    })
}

/// Background work that was given up, or should have been done before this instant.
pub async fn jobs<C: ConnectionTrait>(db: &C, before: Timestamp) -> Result<Backlog, DbErr> {
    let late = Condition::any()
        .add(job::Column::State.eq(JobState::Waiting).and(job::Column::RunAt.lt(before)))
        .add(job::Column::State.eq(JobState::Running).and(job::Column::LeaseUntil.lt(before)));
    let failed = job::Column::State.eq(JobState::Failed);
    Ok(Backlog {
        failed: job::Entity::find().filter(failed).count(db).await?,
        late: job::Entity::find().filter(late).count(db).await?,
    })
}

/// Sessions that ended before this instant and are still there.
pub async fn left<C: ConnectionTrait>(db: &C, before: Timestamp) -> Result<u64, DbErr> {
    session::Entity::find().filter(session::Column::ExpiresAt.lt(before)).count(db).await
}

/// When the last audit event was.
pub async fn newest<C: ConnectionTrait>(db: &C) -> Result<Option<Timestamp>, DbErr> {
    let newest = audit::Entity::find().select_only().column_as(audit::Column::At.max(), "at");
    let newest: Option<Option<Timestamp>> = newest.into_tuple().one(db).await?;
    Ok(newest.flatten())
}

/// How many sums that the database keeps differ from what they are sums of, or are missing: of an
/// entry, of a judge, of entries that are alike, of entries with so many judges, of sheets by day. What is
/// kept less what is there must be nothing.
pub async fn miscounted<C: ConnectionTrait>(db: &C) -> Result<[i64; 5], DbErr> {
    let of_entries = "SELECT count(*) FROM (SELECT entry_id, round_key FROM \
                      (SELECT entry_id, round_key, category_key, assigned, done, points FROM entry_progress UNION ALL \
                      SELECT p.entry_id, p.round_key, e.category_key, 0, 0, 0 \
                      FROM entry_progress AS p JOIN entry AS e ON e.id = p.entry_id UNION ALL \
                      SELECT entry_id, round_key, category_key, -count(*), -count(points), -coalesce(sum(points), 0) \
                      FROM assignment WHERE state = 'active' GROUP BY entry_id, round_key, category_key) AS less \
                      GROUP BY entry_id, round_key HAVING sum(assigned) <> 0 OR sum(done) <> 0 OR sum(points) <> 0 \
                      OR min(category_key) <> max(category_key)) AS wrong";
    let of_judges = "SELECT count(*) FROM (SELECT judge_id, round_key FROM \
                     (SELECT judge_id, round_key, total FROM judge_progress UNION ALL \
                     SELECT judge_id, round_key, -count(*) FROM assignment WHERE state = 'active' AND is_open \
                     GROUP BY judge_id, round_key) AS less GROUP BY judge_id, round_key HAVING sum(total) <> 0) AS wrong";
    let of_kinds = "SELECT (SELECT count(*) FROM (SELECT edition_id FROM \
                    (SELECT edition_id, state, category_key, entrant_country, entrant_kind, total FROM entry_count \
                    UNION ALL SELECT edition_id, state, category_key, entrant_country, entrant_kind, -count(*) \
                    FROM entry GROUP BY edition_id, state, category_key, entrant_country, entrant_kind) AS less \
                    GROUP BY edition_id, state, category_key, entrant_country, entrant_kind \
                    HAVING sum(total) <> 0) AS kinds) + (SELECT count(*) FROM (SELECT edition_id FROM \
                    (SELECT edition_id, event, total FROM entry_quarter WHERE quarter >= 0 UNION ALL \
                    SELECT edition_id, 'started', -count(*) FROM entry GROUP BY edition_id UNION ALL \
                    SELECT edition_id, 'submitted', -count(submitted_at) FROM entry GROUP BY edition_id) AS less \
                    GROUP BY edition_id, event HAVING sum(total) <> 0) AS quarters)";
    let of_coverage = "SELECT count(*) FROM (SELECT edition_id FROM \
                       (SELECT edition_id, round_key, category_key, assigned, done, total \
                       FROM coverage_count UNION ALL \
                       SELECT edition_id, round_key, category_key, assigned, done, -count(*) FROM entry_progress \
                       WHERE is_eligible GROUP BY edition_id, round_key, category_key, assigned, done) AS less \
                       GROUP BY edition_id, round_key, category_key, assigned, done HAVING sum(total) <> 0) AS wrong";
    let of_sheets = "SELECT count(*) FROM (SELECT edition_id FROM \
                     (SELECT edition_id, round_key, category_key, day, total FROM sheet_quarter WHERE quarter >= 0 \
                     UNION ALL SELECT edition_id, round_key, category_key, handed_in_at / 86400000, -count(*) \
                     FROM assignment WHERE state = 'active' AND is_open AND points IS NOT NULL \
                     AND handed_in_at IS NOT NULL \
                     GROUP BY edition_id, round_key, category_key, handed_in_at / 86400000) AS less \
                     GROUP BY edition_id, round_key, category_key, day HAVING sum(total) <> 0) AS wrong";
    let mut counts = [0; 5];
    let all = [of_entries, of_judges, of_kinds, of_coverage, of_sheets];
    for (count, sql) in counts.iter_mut().zip(all) {
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
        *count = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    }
    Ok(counts)
}
