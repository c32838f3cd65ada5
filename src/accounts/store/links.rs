//! One-time links: the token is an HMAC of a random nonce under the key of the
//! data directory; the database holds nonce and SHA-256, so neither it nor the
//! outbox opens anything (security bar TOK-1, TOK-2).

use data_encoding::BASE64URL_NOPAD;
use entity::{
    Timestamp,
    ids::{LinkId, UserId},
    link::{self, LinkKind},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, prelude::Expr,
};

use crate::{
    context::{App, Ctx},
    db::{self, WriteTx},
    mail::LinkRef,
    secret::{random, sha256},
};

#[derive(Clone, Copy, Debug)]
pub struct Lifetime(pub i64);

impl Lifetime {
    const MINUTE_MS: i64 = 60_000;
    const DAY_MS: i64 = 24 * 60 * Self::MINUTE_MS;

    pub const fn of(kind: LinkKind) -> Self {
        Self(match kind {
            LinkKind::Setup => 60 * Self::MINUTE_MS,
            LinkKind::ResetPassword | LinkKind::SignIn => 30 * Self::MINUTE_MS,
            LinkKind::ConfirmAddress => 24 * 60 * Self::MINUTE_MS,
            LinkKind::MemberInvitation | LinkKind::JudgeInvitation | LinkKind::StaffInvitation => {
                14 * 24 * 60 * Self::MINUTE_MS
            }
            // Until when a nominee may answer is for the edition to say.
            LinkKind::Nominee => 365 * 24 * 60 * Self::MINUTE_MS,
        })
    }
}

pub struct LinkOrder<'a> {
    pub kind: LinkKind,
    pub email: &'a str,
    pub user: Option<UserId>,
    pub subject: Option<i64>,
    /// Organisation, edition or role, for the page; where a confirming link leads on to.
    pub label: &'a str,
    /// What whoever invites calls the person; empty if nobody said.
    pub name: &'a str,
}

/// Makes a link and ends older ones of the same kind, address and subject.
pub async fn make(tx: &WriteTx, ctx: &Ctx, order: LinkOrder<'_>) -> Result<LinkRef, db::Error> {
    end(tx, ctx, order.kind, order.email, order.subject).await?;
    let nonce = random()?;
    let row = link::ActiveModel {
        token_hash: Set(sha256(token(&ctx.app, &nonce).as_bytes()).to_vec()),
        nonce: Set(nonce.to_vec()),
        kind: Set(order.kind),
        email: Set(order.email.to_owned()),
        user_id: Set(order.user),
        subject_id: Set(order.subject),
        label: Set(order.label.to_owned()),
        name: Set(order.name.to_owned()),
        created_at: Set(ctx.now),
        expires_at: Set(ctx.now.plus_ms(Lifetime::of(order.kind).0)),
        used_at: Set(None),
        ..Default::default()
    };
    let row = row.insert(&**tx).await?;
    Ok(LinkRef { id: row.id.0, path: path(order.kind).to_owned() })
}

/// The newest link of this kind for the account, dead or alive.
pub async fn newest_of<C: ConnectionTrait>(
    db: &C,
    kind: LinkKind,
    user: UserId,
) -> Result<Option<link::Model>, db::Error> {
    let newest = link::Entity::find()
        .filter(link::Column::UserId.eq(user))
        .filter(link::Column::Kind.eq(kind))
        .order_by_desc(link::Column::Id);
    Ok(newest.one(db).await?)
}

/// Ends the links of this kind for the account that still live, whatever their address.
pub async fn end_of(tx: &WriteTx, ctx: &Ctx, kind: LinkKind, user: UserId) -> Result<(), db::Error> {
    link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(ctx.now))
        .filter(link::Column::UserId.eq(user))
        .filter(link::Column::Kind.eq(kind))
        .filter(link::Column::UsedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Ends the links of this kind, address and subject that still live.
pub async fn end(
    tx: &WriteTx,
    ctx: &Ctx,
    kind: LinkKind,
    email: &str,
    subject: Option<i64>,
) -> Result<(), db::Error> {
    link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(ctx.now))
        .filter(link::Column::Email.eq(email))
        .filter(link::Column::Kind.eq(kind))
        .filter(subject.map_or(link::Column::SubjectId.is_null(), |id| link::Column::SubjectId.eq(id)))
        .filter(link::Column::UsedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// A live link by its token. Looking does not use it: scanners of mail follow links too.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    token: &str,
) -> Result<Option<link::Model>, db::Error> {
    let row = link::Entity::find()
        .filter(link::Column::TokenHash.eq(sha256(token.as_bytes()).to_vec()))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(ctx.now))
        .one(db);
    Ok(row.await?)
}

/// Uses a link up: of two at once, one gets it.
pub async fn consume(
    tx: &WriteTx,
    ctx: &Ctx,
    token: &str,
    kind: LinkKind,
) -> Result<Option<link::Model>, db::Error> {
    let Some(row) = find(&**tx, ctx, token).await?.filter(|row| row.kind == kind) else {
        return Ok(None);
    };
    let used = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(ctx.now))
        .filter(link::Column::Id.eq(row.id))
        .filter(link::Column::UsedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok((used.rows_affected == 1).then_some(row))
}

/// The address of a link, for a mail or the console. `None` when the row is gone.
pub async fn url<C: ConnectionTrait>(db: &C, app: &App, link: &LinkRef) -> Result<Option<String>, db::Error> {
    let row = link::Entity::find_by_id(LinkId(link.id)).one(db).await?;
    Ok(row.map(|row| format!("{}{}#{}", app.config.http.origin(), link.path, token(app, &row.nonce))))
}

fn token(app: &App, nonce: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&app.secret.derive("link", nonce))
}

/// The page that takes the token; it stands after `#`, which is never sent to a server.
const fn path(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Setup => "/setup",
        LinkKind::ConfirmAddress => "/confirm",
        LinkKind::ResetPassword => "/reset",
        LinkKind::SignIn => "/sign-in",
        LinkKind::MemberInvitation | LinkKind::JudgeInvitation | LinkKind::StaffInvitation => "/invitation",
        LinkKind::Nominee => "/nominee",
    }
}

/// Forgets links that have been dead for a month: until then their mails can be read.
pub async fn forget_ended(tx: &WriteTx, now: Timestamp) -> Result<(), db::Error> {
    let dead = link::Column::ExpiresAt.lt(now.plus_ms(-30 * Lifetime::DAY_MS));
    link::Entity::delete_many().filter(dead).exec(&**tx).await?;
    Ok(())
}
