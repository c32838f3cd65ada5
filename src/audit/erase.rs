//! Letting go of words that name a person: reason and detail of a row, and the salt of its seal.
//! What remains is chained as before (docs/adr/0015-erasure.md).

use entity::{
    audit, audit_seal,
    ids::{AuditId, UserId},
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _,
    prelude::Expr,
    sea_query::{Func, LikeExpr},
};

use crate::{
    db::{self, WriteTx},
    text::pattern,
};

/// Rows changed in one statement.
const BATCH: usize = 500;

pub struct About<'a> {
    /// What this account did as a member of the public, an entrant or a judge.
    pub actor: Option<UserId>,
    /// What was done to these things, by their public ids.
    pub objects: &'a [String],
    /// What names these, in whatever row and case.
    pub names: &'a [String],
}

/// Erases the words of all rows about someone; of how many.
pub async fn erase(tx: &WriteTx, about: &About<'_>) -> Result<usize, db::Error> {
    // A row read to be sealed must not lose its words before its seal is there.
    tx.lock_alone(db::Alone::AuditChain).await?;
    let rows: Vec<AuditId> = audit::Entity::find()
        .select_only()
        .column(audit::Column::Id)
        .filter(concerned(about))
        .filter(Condition::any().add(audit::Column::Reason.ne("")).add(audit::Column::Detail.ne("")))
        .into_tuple()
        .all(&**tx)
        .await?;
    for ids in rows.chunks(BATCH) {
        audit::Entity::update_many()
            .col_expr(audit::Column::Reason, Expr::value(""))
            .col_expr(audit::Column::Detail, Expr::value(""))
            .filter(audit::Column::Id.is_in(ids.iter().copied()))
            .exec(&**tx)
            .await?;
        audit_seal::Entity::update_many()
            .col_expr(audit_seal::Column::Salt, Expr::value(Vec::<u8>::new()))
            .filter(audit_seal::Column::AuditId.is_in(ids.iter().copied()))
            .exec(&**tx)
            .await?;
    }
    Ok(rows.len())
}

fn concerned(about: &About<'_>) -> Condition {
    let mut any = Condition::any().add(audit::Column::ObjectId.is_in(about.objects));
    if let Some(actor) = about.actor {
        // What staff decided stays explained, whoever decided it.
        let own = audit::Column::ActorUserId.eq(actor);
        any = any.add(own.and(audit::Column::ActorRole.is_not_in(["staff", "admin", "program"])));
    }
    for column in [audit::Column::Reason, audit::Column::Detail] {
        for name in about.names {
            let like = |name: &str| LikeExpr::new(pattern(name)).escape('\\');
            // SQLite knows the small letters of ASCII only.
            any = any.add(Expr::col(column).like(like(name)));
            any = any.add(Expr::expr(Func::lower(Expr::col(column))).like(like(&name.to_lowercase())));
        }
    }
    any
}
