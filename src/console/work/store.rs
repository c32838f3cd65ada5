//! What waits and what goes wrong, from sums and indexes; never what is kept from the viewer.

use std::collections::HashSet;

use entity::{
    PublicId, Timestamp, attachment, coverage_count,
    entry::{self, EntryState},
    entry_check, erasure_request,
    ids::{EditionId, JudgeId},
    judge::{self, JudgeState},
    judge_progress, sheet_quarter,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    RelationTrait as _,
    sea_query::{CaseStatement, Expr, Func, Query, SelectStatement},
};

use crate::{
    accounts::Staff,
    checks,
    conflicts::not_conflicted,
    console::calendar::{Calendar, Parts},
    db,
    editions::{EditionDocument, Round},
    mail, nominees,
};

/// So many dates are told, the nearest first.
const NEAREST: u64 = 50;

/// Numbers that one statement finds.
#[derive(Debug, FromQueryResult)]
pub struct Counts {
    /// Entries with as many judges as the round needs, in categories the viewer may know of.
    pub covered: i64,
    /// Entries that someone has in the round, there too.
    pub given: i64,
    pub failed_mails: i64,
    pub unclean: i64,
    pub judges: i64,
    pub erasures: i64,
    pub to_tell: i64,
}

/// Whose numbers, and of what.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    pub staff: &'a Staff,
    pub is_admin: bool,
    pub edition: EditionId,
    pub round: Option<&'a Round>,
    /// Whether there are entries over which this person has no power.
    pub is_conflicted: bool,
    /// Of the judging in these categories nothing is told.
    pub withheld: &'a HashSet<String>,
}

impl Viewer<'_> {
    fn own(&self) -> Condition {
        Condition::all().add_option(self.is_conflicted.then(|| not_conflicted(self.staff)))
    }

    fn withheld(&self) -> impl Iterator<Item = &str> {
        self.withheld.iter().map(String::as_str)
    }

    fn round_key(&self) -> &str {
        self.round.map_or("", |round| &round.key)
    }
}

/// The states in which files of an entry are looked at.
pub const LOOKED_AT: [EntryState; 4] =
    [EntryState::Submitted, EntryState::Incomplete, EntryState::Eligible, EntryState::Ineligible];

pub async fn counts<C: ConnectionTrait>(db: &C, viewer: Viewer<'_>) -> Result<Counts, db::Error> {
    let needed = i64::from(viewer.round.map_or(0, |round| round.min_judges));
    let judges = judge::Entity::find()
        .select_only()
        .column_as(judge::Column::Id.count(), "judges")
        .filter(judge::Column::EditionId.eq(viewer.edition))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]));
    let erasures = erasure_request::Entity::find()
        .select_only()
        .column_as(erasure_request::Column::Id.count(), "erasures")
        .filter(erasure_request::Column::DecidedAt.is_null())
        .filter(Expr::value(viewer.is_admin));
    let all = [
        ("covered", covered(viewer, needed)),
        ("given", covered(viewer, 1)),
        ("failed_mails", mail::count_failed(viewer.staff.user)),
        ("unclean", unclean(viewer)),
        ("judges", judges.into_query()),
        ("erasures", erasures.into_query()),
        ("to_tell", to_tell(viewer)),
    ];
    let mut one = Query::select();
    for (name, count) in all {
        one.expr_as(Expr::SubQuery(None, Box::new(count.into())), name);
    }
    let counts = Counts::find_by_statement(db.get_database_backend().build(&one)).one(db).await?;
    counts.ok_or_else(|| db::Error::from(sea_orm::DbErr::RecordNotFound("counts".to_owned())))
}

fn covered(viewer: Viewer<'_>, judges: i64) -> SelectStatement {
    let total = Expr::col(coverage_count::Column::Total.as_column_ref());
    let sum = Func::coalesce([Func::sum(total).into(), Expr::value(0_i64)]).cast_as("bigint");
    coverage_count::Entity::find()
        .select_only()
        .column_as(sum, "total")
        .filter(coverage_count::Column::EditionId.eq(viewer.edition))
        .filter(coverage_count::Column::RoundKey.eq(viewer.round_key()))
        .filter(coverage_count::Column::CategoryKey.is_not_in(viewer.withheld()))
        .filter(coverage_count::Column::Assigned.gte(judges))
        .into_query()
}

/// Decisions whose e-mails wait: found from the decisions, of which few do.
fn to_tell(viewer: Viewer<'_>) -> SelectStatement {
    entry::Entity::find()
        .select_only()
        .column_as(entry::Column::Id.count(), "entries")
        .join_rev(JoinType::InnerJoin, entry_check::Relation::Entry.def())
        .filter(checks::to_tell(
            viewer.staff,
            viewer.edition,
            viewer.is_conflicted.then_some(viewer.withheld),
        ))
        .into_query()
}

/// Entries with a file that no judge gets: found from the files, which are few.
fn unclean(viewer: Viewer<'_>) -> SelectStatement {
    entry::Entity::find()
        .select_only()
        .column_as(entry::Column::Id.count(), "entries")
        .filter(entry::Column::EditionId.eq(viewer.edition))
        .filter(entry::Column::State.is_in(LOOKED_AT))
        .filter(entry::Column::Id.in_subquery(with_unclean_files()))
        .filter(viewer.own())
        .into_query()
}

/// The entries with a file that could not be opened or cleaned. Written as its index is.
pub fn with_unclean_files() -> SelectStatement {
    attachment::Entity::find()
        .select_only()
        .column(attachment::Column::EntryId)
        .filter(attachment::Column::UncleanAt.is_not_null())
        .filter(attachment::Column::RemovedAt.is_null())
        .into_query()
}

/// Entries whose nominee declined or has not accepted in time, and that may still be judged.
pub async fn not_accepted<C: ConnectionTrait>(
    db: &C,
    viewer: Viewer<'_>,
    document: &EditionDocument,
    now: Timestamp,
) -> Result<i64, db::Error> {
    if document.accepted_categories().next().is_none() {
        return Ok(0);
    }
    let open = [EntryState::Submitted, EntryState::Incomplete, EntryState::Eligible];
    let count = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(viewer.edition))
        .filter(entry::Column::State.is_in(open))
        .filter(nominees::not_accepted(document, now))
        .filter(viewer.own())
        .count(db)
        .await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Since when the entry that has waited longest waits.
pub async fn oldest<C: ConnectionTrait>(
    db: &C,
    viewer: Viewer<'_>,
    state: EntryState,
) -> Result<Option<Timestamp>, db::Error> {
    let row: Option<Option<Timestamp>> = entry::Entity::find()
        .select_only()
        .column(entry::Column::SubmittedAt)
        .filter(entry::Column::EditionId.eq(viewer.edition))
        .filter(entry::Column::State.eq(state))
        .filter(viewer.own())
        .order_by_asc(entry::Column::SubmittedAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.flatten())
}

/// Since when the request for erasure that has waited longest waits.
pub async fn oldest_erasure<C: ConnectionTrait>(db: &C) -> Result<Option<Timestamp>, db::Error> {
    let rows = erasure_request::Entity::find()
        .select_only()
        .column(erasure_request::Column::RequestedAt)
        .filter(erasure_request::Column::DecidedAt.is_null())
        .order_by_asc(erasure_request::Column::Id)
        .limit(1);
    Ok(rows.into_tuple().one(db).await?)
}

#[derive(Debug, FromQueryResult)]
pub struct Returned {
    pub until: Timestamp,
    pub entries: i64,
}

/// Until when entries are sent back, the nearest first.
pub async fn returns<C: ConnectionTrait>(
    db: &C,
    viewer: Viewer<'_>,
    now: Timestamp,
) -> Result<Vec<Returned>, db::Error> {
    let rows = entry::Entity::find()
        .select_only()
        .column_as(entry::Column::ReturnUntil, "until")
        .column_as(entry::Column::Id.count(), "entries")
        .filter(entry::Column::EditionId.eq(viewer.edition))
        // Not bound, so that the index of this state is found.
        .filter(Expr::cust("state = 'incomplete'"))
        .filter(entry::Column::ReturnUntil.gt(now))
        .filter(viewer.own())
        .group_by(entry::Column::ReturnUntil)
        .order_by_asc(entry::Column::ReturnUntil)
        .limit(NEAREST);
    Ok(rows.into_model().all(db).await?)
}

/// How far a judge is in a round.
#[derive(Debug, FromQueryResult)]
pub struct Reached {
    pub judge_id: JudgeId,
    pub assigned: i64,
    pub handed_in: i64,
    pub last_active: Option<Timestamp>,
}

pub async fn reached<C: ConnectionTrait>(db: &C, viewer: Viewer<'_>) -> Result<Vec<Reached>, db::Error> {
    let total = || Expr::col(judge_progress::Column::Total.as_column_ref());
    let done = CaseStatement::new().case(judge_progress::Column::IsDone.eq(true), total()).finally(0_i64);
    let sum = |of: Expr| Func::sum(of).cast_as("bigint");
    let rows = judge_progress::Entity::find()
        .select_only()
        .column(judge_progress::Column::JudgeId)
        .column_as(sum(total()), "assigned")
        .column_as(sum(done.into()), "handed_in")
        .column_as(judge_progress::Column::LastActive.max(), "last_active")
        .filter(judge_progress::Column::EditionId.eq(viewer.edition))
        .filter(judge_progress::Column::RoundKey.eq(viewer.round_key()))
        .filter(judge_progress::Column::Total.gt(0))
        .filter(judge_progress::Column::CategoryKey.is_not_in(viewer.withheld()))
        .group_by(judge_progress::Column::JudgeId);
    Ok(rows.into_model().all(db).await?)
}

#[derive(Debug, FromQueryResult)]
pub struct NamedJudge {
    pub id: JudgeId,
    pub public_id: PublicId,
    pub name: String,
}

pub async fn names<C: ConnectionTrait>(db: &C, judges: Vec<JudgeId>) -> Result<Vec<NamedJudge>, db::Error> {
    let rows = judge::Entity::find()
        .select_only()
        .columns([judge::Column::Id, judge::Column::PublicId, judge::Column::Name])
        .filter(judge::Column::Id.is_in(judges));
    Ok(rows.into_model().all(db).await?)
}

/// Sheets handed in on each day of UTC.
pub async fn sheets<C: ConnectionTrait>(
    db: &C,
    viewer: Viewer<'_>,
    calendar: &Calendar,
) -> Result<Vec<Parts>, db::Error> {
    let rows = sheet_quarter::Entity::find()
        .select_only()
        .column(sheet_quarter::Column::Day)
        .filter(sheet_quarter::Column::EditionId.eq(viewer.edition))
        .filter(sheet_quarter::Column::RoundKey.eq(viewer.round_key()))
        .filter(sheet_quarter::Column::CategoryKey.is_not_in(viewer.withheld()))
        .group_by(sheet_quarter::Column::Day);
    let rows = calendar.by_parts(rows, sheet_quarter::Column::Quarter, sheet_quarter::Column::Total);
    Ok(rows.into_model().all(db).await?)
}
