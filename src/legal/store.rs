//! Queries about legal texts.

use entity::{
    legal_text::{self, TextKind},
    user,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _, SqlErr,
};

use super::input::NewText;
use crate::{
    accounts::Admin,
    context::Ctx,
    db::{self, WriteTx},
};

/// The language of those who read none of the others.
const FIRST_LOCALE: &str = "en";

pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<legal_text::Model>, db::Error> {
    Ok(legal_text::Entity::find().order_by_desc(legal_text::Column::Version).all(db).await?)
}

/// The text in force, in this language or the nearest there is.
pub async fn in_force<C: ConnectionTrait>(
    db: &C,
    kind: TextKind,
    locale: &str,
) -> Result<Option<legal_text::Model>, db::Error> {
    let rows = legal_text::Entity::find()
        .filter(legal_text::Column::Kind.eq(kind))
        .order_by_desc(legal_text::Column::Version);
    let rows = rows.all(db).await?;
    let of = |locale: &str| rows.iter().find(|row| row.locale == locale);
    Ok(of(locale).or_else(|| of(FIRST_LOCALE)).or(rows.first()).cloned())
}

/// The version of a text that is in force for a reader of this language.
pub async fn version_in_force<C: ConnectionTrait>(
    db: &C,
    kind: TextKind,
    locale: &str,
) -> Result<Option<i32>, db::Error> {
    Ok(in_force(db, kind, locale).await?.map(|row| row.version))
}

/// The newest version of a text in any language; 0 for none.
pub async fn newest<C: ConnectionTrait>(db: &C, kind: TextKind) -> Result<i32, db::Error> {
    let rows = legal_text::Entity::find()
        .filter(legal_text::Column::Kind.eq(kind))
        .order_by_desc(legal_text::Column::Version);
    Ok(rows.one(db).await?.map_or(0, |row| row.version))
}

/// The versions of a text with the names of those who published them, newest first.
pub async fn versions<C: ConnectionTrait>(
    db: &C,
    kind: TextKind,
) -> Result<Vec<(legal_text::Model, String)>, db::Error> {
    let rows = legal_text::Entity::find()
        .join(JoinType::InnerJoin, legal_text::Relation::Author.def())
        .select_also(user::Entity)
        .filter(legal_text::Column::Kind.eq(kind))
        .order_by_desc(legal_text::Column::Version);
    let rows = rows.all(db).await?;
    Ok(rows.into_iter().map(|(row, user)| (row, user.map(|user| user.name).unwrap_or_default())).collect())
}

pub struct NextText<'a> {
    pub kind: TextKind,
    pub version: i32,
    pub new: &'a NewText,
    pub body: &'a str,
}

/// Adds a version; whether nobody else has added it at the same moment.
pub async fn insert(tx: &WriteTx, ctx: &Ctx, admin: &Admin, next: NextText<'_>) -> Result<bool, db::Error> {
    let row = legal_text::ActiveModel {
        kind: Set(next.kind),
        version: Set(next.version),
        locale: Set(next.new.locale.as_str().to_owned()),
        body: Set(next.body.to_owned()),
        reason: Set(next.new.reason.as_str().to_owned()),
        created_by: Set(admin.user),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    match legal_text::Entity::insert(row).exec_without_returning(&**tx).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
