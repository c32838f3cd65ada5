//! Queries about the outbox.

pub mod erasing;

use entity::{
    Timestamp,
    edition::{self, EditionState},
    entry,
    ids::{EditionId, OutboxId, UserId},
    judge, member,
    outbox::{self, OutboxState},
    programme, user,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    RelationTrait as _, Select,
    prelude::Expr,
    sea_query::{LikeExpr, LockBehavior, LockType, SelectStatement},
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    mail::{
        Message,
        console::Listing,
        outbox::{NOWHERE, OutgoingMail},
        worker::Outcome,
    },
    text::{fold, pattern, words_of},
};

/// A worker that dies loses its mail to another after this long; longer than
/// one dialogue with a mail server may take.
const LEASE_MS: i64 = 5 * 60_000;
/// No more that wait are told of.
const NEXT: u64 = 50;

/// Adds a mail to those that wait; to nobody, if the person was erased. Without a mail server it is
/// held for the console.
pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    outgoing: OutgoingMail<'_>,
    batch: &str,
    go_at: Timestamp,
) -> Result<(), db::Error> {
    if outgoing.to.ends_with(NOWHERE) {
        return Ok(());
    }
    let held = ctx.app.config.mail.smtp_url.is_empty();
    let row = outbox::ActiveModel {
        message_id: Set(ctx.new_id()?.to_string()),
        kind: Set(outgoing.message.kind().to_owned()),
        recipient: Set(outgoing.to.to_owned()),
        search_text: Set(fold(outgoing.to)),
        user_id: Set(outgoing.user),
        edition_id: Set(outgoing.edition),
        batch: Set(batch.to_owned()),
        locale: Set(outgoing.locale.to_owned()),
        message: Set(serde_json::to_string(&outgoing.message)?),
        state: Set(if held { OutboxState::Held } else { OutboxState::Waiting }),
        tries: Set(0),
        next_at: Set(go_at),
        lease_until: Set(None),
        created_at: Set(ctx.now),
        sent_at: Set(None),
        last_error: Set(String::new()),
        ..Default::default()
    };
    outbox::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// What is asked of mails that go out together.
#[derive(Debug, FromQueryResult)]
pub struct Batched {
    pub id: OutboxId,
    pub state: OutboxState,
    pub user_id: Option<UserId>,
    pub created_at: Timestamp,
}

/// Mails that go out together, held against the worker until the transaction ends.
pub async fn lock_batch(tx: &WriteTx, edition: EditionId, batch: &str) -> Result<Vec<Batched>, db::Error> {
    use outbox::Column::{CreatedAt, Id, State, UserId};
    let rows = outbox::Entity::find()
        .select_only()
        .columns([Id, State, UserId, CreatedAt])
        .filter(outbox::Column::Batch.eq(batch))
        .filter(outbox::Column::EditionId.eq(edition))
        .order_by_asc(Id)
        .lock_exclusive();
    Ok(rows.into_model().all(&**tx).await?)
}

pub async fn delete(tx: &WriteTx, ids: Vec<OutboxId>) -> Result<(), db::Error> {
    outbox::Entity::delete_many().filter(outbox::Column::Id.is_in(ids)).exec(&**tx).await?;
    Ok(())
}

/// The mails of an edition that have not gone yet.
fn waiting(edition: EditionId) -> Condition {
    Condition::all()
        .add(outbox::Column::EditionId.eq(edition))
        .add(outbox::Column::State.eq(OutboxState::Waiting))
}

pub async fn count_waiting<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<u64, db::Error> {
    Ok(outbox::Entity::find().filter(waiting(edition)).count(db).await?)
}

/// Deletes them; says how many.
pub async fn drop_waiting(tx: &WriteTx, edition: EditionId) -> Result<u64, db::Error> {
    let gone = outbox::Entity::delete_many().filter(waiting(edition)).exec(&**tx).await?;
    Ok(gone.rows_affected)
}

/// Due and free: waiting for its time, or left behind by a worker that died.
fn due(ctx: &Ctx) -> Condition {
    Condition::any()
        .add(outbox::Column::State.eq(OutboxState::Waiting).and(outbox::Column::NextAt.lte(ctx.now)))
        .add(outbox::Column::State.eq(OutboxState::Sending).and(outbox::Column::LeaseUntil.lt(ctx.now)))
}

/// Takes the next mail that is due, those first for which someone waits; another worker cannot
/// take it too.
/// Nothing is written while nothing is due.
pub async fn claim(ctx: &Ctx) -> Result<Option<outbox::Model>, db::Error> {
    let next = || {
        outbox::Entity::find()
            .filter(due(ctx))
            .order_by_desc(outbox::Column::Kind.is_in(Message::URGENT))
            .order_by_asc(outbox::Column::Id)
    };
    if next().one(ctx.read()).await?.is_none() {
        return Ok(None);
    }
    let tx = ctx.begin().await?;
    // Others take theirs at the same time: each skips what another holds.
    let free = next().lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let Some(row) = free.one(&*tx).await? else {
        return Ok(None);
    };
    let taken = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(OutboxState::Sending))
        .col_expr(outbox::Column::LeaseUntil, Expr::value(ctx.now.plus_ms(LEASE_MS)))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(due(ctx))
        .exec(&*tx)
        .await?;
    tx.commit().await?;
    Ok((taken.rows_affected == 1).then_some(row))
}

/// What the newest mail to an address says.
pub async fn newest_to<C: ConnectionTrait>(db: &C, recipient: &str) -> Result<Option<Message>, db::Error> {
    let mails = outbox::Entity::find().filter(outbox::Column::Recipient.eq(recipient));
    let newest = mails.order_by_desc(outbox::Column::Id).one(db).await?;
    Ok(newest.map(|row| serde_json::from_str(&row.message)).transpose()?)
}

/// Counts all mails as sent when they were due: those of a sample are its history, and nobody is
/// to get them.
pub async fn count_as_sent(tx: &WriteTx) -> Result<(), db::Error> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(OutboxState::Sent))
        .col_expr(outbox::Column::Tries, Expr::value(1))
        .col_expr(outbox::Column::SentAt, Expr::col(outbox::Column::NextAt))
        .filter(outbox::Column::State.is_in([OutboxState::Waiting, OutboxState::Held]))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Writes down what came of trying to send a mail.
pub async fn finish(ctx: &Ctx, row: &outbox::Model, outcome: Outcome) -> Result<(), db::Error> {
    let (state, next_at, sent_at, error) = match outcome {
        Outcome::Sent => (OutboxState::Sent, row.next_at, Some(ctx.now), String::new()),
        Outcome::Again(at, error) => (OutboxState::Waiting, at, None, error),
        Outcome::GivenUp(error) => (OutboxState::Failed, row.next_at, None, error),
    };
    let tx = ctx.begin().await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(state))
        .col_expr(outbox::Column::Tries, Expr::value(row.tries.saturating_add(1)))
        .col_expr(outbox::Column::NextAt, Expr::value(next_at))
        .col_expr(outbox::Column::SentAt, Expr::value(sent_at))
        .col_expr(outbox::Column::LastError, Expr::value(error))
        .filter(outbox::Column::Id.eq(row.id))
        .exec(&*tx)
        .await?;
    tx.commit().await
}

/// Whether the edition of a mail is archived, which it cannot become until the transaction ends.
pub async fn is_archived(tx: &WriteTx, edition: Option<EditionId>) -> Result<bool, db::Error> {
    let Some(edition) = edition else { return Ok(false) };
    let state = edition::Entity::find_by_id(edition).select_only().column(edition::Column::State);
    let state: Option<EditionState> = state.lock(LockType::Share).into_tuple().one(&**tx).await?;
    Ok(state == Some(EditionState::Archived))
}

/// Lets a failed or held mail be sent again from the start; whether it was one.
pub async fn requeue(tx: &WriteTx, ctx: &Ctx, id: OutboxId) -> Result<bool, db::Error> {
    let updated = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(OutboxState::Waiting))
        .col_expr(outbox::Column::Tries, Expr::value(0))
        .col_expr(outbox::Column::NextAt, Expr::value(ctx.now))
        .filter(outbox::Column::Id.eq(id))
        .filter(outbox::Column::State.is_in([OutboxState::Failed, OutboxState::Held]))
        .exec(&**tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

pub async fn find<C: ConnectionTrait>(
    db: &C,
    reader: UserId,
    message_id: &str,
) -> Result<Option<outbox::Model>, db::Error> {
    Ok(readable(reader).filter(outbox::Column::MessageId.eq(message_id)).one(db).await?)
}

/// How many mails did not arrive, of those this member of staff may read.
pub fn count_failed(reader: UserId) -> SelectStatement {
    let rows = readable(reader).filter(outbox::Column::State.eq(OutboxState::Failed));
    rows.select_only().column_as(outbox::Column::Id.count(), "failed").into_query()
}

/// When those e-mails about an edition go out that wait for their time, the next first, as far as
/// this member of staff may read them.
pub async fn next<C: ConnectionTrait>(
    db: &C,
    reader: UserId,
    edition: EditionId,
    now: Timestamp,
) -> Result<Vec<Timestamp>, db::Error> {
    let rows = readable(reader)
        .filter(outbox::Column::State.eq(OutboxState::Waiting))
        .filter(outbox::Column::NextAt.gt(now))
        .filter(outbox::Column::EditionId.eq(edition));
    let rows = rows.select_only().column(outbox::Column::NextAt).order_by_asc(outbox::Column::NextAt);
    Ok(rows.limit(NEXT).into_tuple().all(db).await?)
}

/// The mails this member of staff may read. How many entries a judge got or has left
/// tells, by subtraction, who judges an own entry: not to those who enter or judge in the edition.
fn readable(reader: UserId) -> Select<outbox::Entity> {
    let others = outbox::Column::Kind.ne(Message::PERSONAL);
    let counting = outbox::Column::Kind.is_in(Message::COUNTING_ENTRIES);
    let elsewhere = Condition::all()
        .add(outbox::Column::EditionId.not_in_subquery(entered_by(reader).into_query()))
        .add(outbox::Column::EditionId.not_in_subquery(judged_by(reader).into_query()));
    outbox::Entity::find()
        .filter(others.or(outbox::Column::UserId.eq(reader)))
        .filter(Condition::any().add(counting.not()).add(elsewhere))
}

/// The editions in which someone enters, or entered as a member who has left.
fn entered_by(reader: UserId) -> Select<entry::Entity> {
    entry::Entity::find()
        .select_only()
        .column(entry::Column::EditionId)
        .join(JoinType::InnerJoin, entry::Relation::Member.def())
        .filter(member::Column::UserId.eq(reader))
}

/// The editions in which someone judges, or is invited to.
fn judged_by(reader: UserId) -> Select<judge::Entity> {
    let address =
        user::Entity::find().select_only().column(user::Column::Email).filter(user::Column::Id.eq(reader));
    let is_user = Condition::any()
        .add(judge::Column::UserId.eq(reader))
        .add(judge::Column::Email.in_subquery(address.into_query()));
    judge::Entity::find().select_only().column(judge::Column::EditionId).filter(is_user)
}

/// How many mails the listing finds on all pages.
pub async fn count<C: ConnectionTrait>(db: &C, listing: &Listing) -> Result<u64, db::Error> {
    Ok(found(listing).count(db).await?)
}

/// A page of mails, newest first, and one more if there is a next page.
pub async fn page<C: ConnectionTrait>(db: &C, listing: &Listing) -> Result<Vec<outbox::Model>, db::Error> {
    let mut rows = found(listing).order_by_desc(outbox::Column::Id).limit(listing.limit + 1);
    if let Some(after) = listing.after {
        rows = rows.filter(outbox::Column::Id.lt(after));
    }
    Ok(rows.all(db).await?)
}

fn found(listing: &Listing) -> Select<outbox::Entity> {
    let mut rows = readable(listing.reader);
    if let Some(state) = listing.state {
        rows = rows.filter(outbox::Column::State.eq(state));
    }
    for word in words_of(&listing.search) {
        let found = Expr::col(outbox::Column::SearchText).like(LikeExpr::new(pattern(&word)).escape('\\'));
        rows = rows.filter(found);
    }
    rows
}

/// Makes again what is searched; all of it, or where it was never made.
pub async fn refill_search(tx: &WriteTx, all: bool) -> Result<(), db::Error> {
    let mut rows =
        outbox::Entity::find().select_only().columns([outbox::Column::Id, outbox::Column::Recipient]);
    if !all {
        rows = rows.filter(outbox::Column::SearchText.eq(""));
    }
    let rows: Vec<(OutboxId, String)> = rows.into_tuple().all(&**tx).await?;
    for (id, recipient) in rows {
        let update = outbox::Entity::update_many()
            .col_expr(outbox::Column::SearchText, Expr::value(fold(&recipient)))
            .filter(outbox::Column::Id.eq(id));
        update.exec(&**tx).await?;
    }
    Ok(())
}

/// The programme of an edition, or else the first one: the name readers know.
pub async fn programme_name<C: ConnectionTrait>(
    db: &C,
    edition: Option<EditionId>,
) -> Result<Option<String>, db::Error> {
    let mut rows = programme::Entity::find().order_by_asc(programme::Column::Id);
    if let Some(edition) = edition {
        rows = rows
            .join_rev(JoinType::InnerJoin, edition::Relation::Programme.def())
            .filter(edition::Column::Id.eq(edition));
    }
    Ok(rows.one(db).await?.map(|row| row.name))
}
