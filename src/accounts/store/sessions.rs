//! Sessions: an opaque cookie, hashed in the database, looked up on each request
//! (security bar SES-1 to SES-7).

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use entity::{
    Timestamp,
    ids::{SessionId, UserId},
    session, user,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _, prelude::Expr,
};

use crate::{
    accounts::{agent, principal::Person, views::SessionView},
    context::Ctx,
    db::{self, WriteTx},
    secret::{random, sha256},
};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// The last request is noted at most once a minute, so that reading does not write.
const TOUCH_MS: i64 = MINUTE_MS;

/// Idle and absolute life (SES-4): staff see personal data of many, so theirs is
/// short; an entrant must not be signed out over a long answer.
const fn limits_ms(is_staff: bool) -> (i64, i64) {
    if is_staff { (30 * MINUTE_MS, 12 * HOUR_MS) } else { (8 * HOUR_MS, 14 * 24 * HOUR_MS) }
}

/// A session just started; the only time its secret is known.
pub struct NewSession {
    pub secret: String,
    pub expires_at: Timestamp,
}

pub async fn start(tx: &WriteTx, ctx: &Ctx, account: &user::Model) -> Result<NewSession, db::Error> {
    let secret = BASE64URL_NOPAD.encode(&random()?);
    let (_, absolute_ms) = limits_ms(account.staff_role.is_some());
    let expires_at = ctx.now.plus_ms(absolute_ms);
    let row = session::ActiveModel {
        token_hash: Set(sha256(secret.as_bytes()).to_vec()),
        user_id: Set(account.id),
        created_at: Set(ctx.now),
        last_seen_at: Set(ctx.now),
        authenticated_at: Set(ctx.now),
        expires_at: Set(expires_at),
        device: Set(agent::in_words(&ctx.agent)),
        ..Default::default()
    };
    row.insert(&**tx).await?;
    Ok(NewSession { secret, expires_at })
}

/// Who the cookie stands for, if its session lives.
pub async fn person(ctx: &Ctx, secret: &str) -> Result<Option<Person>, db::Error> {
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(sha256(secret.as_bytes()).to_vec()))
        .filter(session::Column::ExpiresAt.gt(ctx.now))
        .join(JoinType::InnerJoin, session::Relation::User.def())
        .select_also(user::Entity)
        .one(ctx.read())
        .await?;
    let Some((session, Some(account))) = found else {
        return Ok(None);
    };
    let (idle_ms, _) = limits_ms(account.staff_role.is_some());
    if ctx.now.0 >= session.last_seen_at.plus_ms(idle_ms).0 || account.disabled_at.is_some() {
        return Ok(None);
    }
    if ctx.now.0 >= session.last_seen_at.plus_ms(TOUCH_MS).0 {
        // Reading goes on where nothing can be written; the note is made the next time.
        if let Err(error) = touch(ctx, session.id).await {
            tracing::warn!(%error, "a session's last request is not on record");
        }
    }
    Ok(Some(Person {
        user: account.id,
        id: account.public_id,
        name: account.name,
        email: account.email,
        confirmed: account.confirmed_at.is_some(),
        staff_role: account.staff_role,
        session: session.id,
        authenticated_at: session.authenticated_at,
        signed_in_until: session.expires_at,
    }))
}

async fn touch(ctx: &Ctx, id: SessionId) -> Result<(), db::Error> {
    let tx = ctx.begin().await?;
    session::Entity::update_many()
        .col_expr(session::Column::LastSeenAt, Expr::value(ctx.now))
        .filter(session::Column::Id.eq(id))
        .exec(&*tx)
        .await?;
    tx.commit().await
}

pub async fn list(ctx: &Ctx, person: &Person) -> Result<Vec<SessionView>, db::Error> {
    let rows = session::Entity::find()
        .filter(session::Column::UserId.eq(person.user))
        .filter(session::Column::ExpiresAt.gt(ctx.now))
        .order_by_desc(session::Column::LastSeenAt)
        .all(ctx.read())
        .await?;
    let view = |row: session::Model| SessionView {
        id: outside_id(&row),
        started_at: row.created_at,
        last_seen_at: row.last_seen_at,
        device: row.device,
        current: row.id == person.session,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Eight bytes of the hash name a session to its owner; they open nothing.
fn outside_id(row: &session::Model) -> String {
    HEXLOWER.encode(row.token_hash.get(..8).unwrap_or_default())
}

/// Ends one of a person's sessions; whether there was such a one.
pub async fn end(tx: &WriteTx, person: &Person, id: &str) -> Result<bool, db::Error> {
    let rows = session::Entity::find().filter(session::Column::UserId.eq(person.user)).all(&**tx).await?;
    let Some(row) = rows.iter().find(|row| outside_id(row) == id) else {
        return Ok(false);
    };
    session::Entity::delete_by_id(row.id).exec(&**tx).await?;
    Ok(true)
}

pub async fn end_current(tx: &WriteTx, person: &Person) -> Result<(), db::Error> {
    session::Entity::delete_by_id(person.session).exec(&**tx).await?;
    Ok(())
}

/// Ends all sessions of an account, after a change of password or role.
pub async fn end_all(tx: &WriteTx, user: UserId) -> Result<(), db::Error> {
    session::Entity::delete_many().filter(session::Column::UserId.eq(user)).exec(&**tx).await?;
    Ok(())
}

pub async fn forget_ended(tx: &WriteTx, now: Timestamp) -> Result<(), db::Error> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(&**tx).await?;
    Ok(())
}

/// Ends all sessions but one, of one person or of everyone; how many.
pub async fn end_all_but(tx: &WriteTx, kept: SessionId, of: Option<UserId>) -> Result<u64, db::Error> {
    let mut ended = session::Entity::delete_many().filter(session::Column::Id.ne(kept));
    if let Some(user) = of {
        ended = ended.filter(session::Column::UserId.eq(user));
    }
    Ok(ended.exec(&**tx).await?.rows_affected)
}
