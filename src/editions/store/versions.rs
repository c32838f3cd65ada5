//! The kept versions of an edition's document.

use entity::{edition, edition_version, ids::EditionId, user};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

use crate::{
    audit::Cause,
    context::Ctx,
    db::{self, WriteTx},
};

#[derive(Clone, Debug)]
pub struct KeptVersion {
    pub row: edition_version::Model,
    /// The name of whoever made it; absent for the program itself.
    pub by: Option<String>,
}

/// Keeps the document that is in force from now on.
pub async fn keep(tx: &WriteTx, ctx: &Ctx, row: &edition::Model, cause: Cause<'_>) -> Result<(), db::Error> {
    let version = edition_version::ActiveModel {
        edition_id: Set(row.id),
        version: Set(row.version),
        document: Set(row.document.clone()),
        actor_user_id: Set(cause.actor.user),
        actor_role: Set(cause.actor.role.as_str().to_owned()),
        reason: Set(cause.reason.to_owned()),
        created_at: Set(ctx.now),
        ..Default::default()
    };
    edition_version::Entity::insert(version).exec_without_returning(&**tx).await?;
    Ok(())
}

pub async fn up_to<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    newest: i64,
    most: u64,
) -> Result<Vec<KeptVersion>, db::Error> {
    let rows = edition_version::Entity::find()
        .join(JoinType::LeftJoin, edition_version::Relation::Actor.def())
        .select_also(user::Entity)
        .filter(edition_version::Column::EditionId.eq(edition))
        .filter(edition_version::Column::Version.lte(newest))
        .order_by_desc(edition_version::Column::Version)
        .limit(most);
    let rows = rows.all(db).await?;
    Ok(rows.into_iter().map(|(row, user)| KeptVersion { row, by: user.map(|user| user.name) }).collect())
}
