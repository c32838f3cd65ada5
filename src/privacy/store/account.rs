//! The account itself, and what signs it in.

use entity::{
    idempotency_key, job, link,
    member::{self, MemberState},
    session, staff_invitation, throttle, upload_hour,
    user::{self, StaffRole},
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait as _, ExprTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
    prelude::Expr,
    sea_query::{Func, LikeExpr},
};

use super::Subject;
use crate::{
    address::skeleton,
    context::Ctx,
    db::{self, WriteTx},
    text::pattern,
};

/// The account of a canonical address, and how many other admins there are who can sign in; all
/// held until the transaction ends, in one order for everybody.
pub async fn lock(tx: &WriteTx, email: &str) -> Result<(Option<user::Model>, usize), db::Error> {
    let admins = user::Entity::find()
        .filter(user::Column::StaffRole.eq(StaffRole::Admin))
        .filter(user::Column::DisabledAt.is_null())
        .order_by_asc(user::Column::Id)
        .lock_exclusive()
        .all(&**tx)
        .await?;
    let account =
        user::Entity::find().filter(user::Column::Email.eq(email)).lock_exclusive().one(&**tx).await?;
    let others = admins.iter().filter(|admin| Some(admin.id) != account.as_ref().map(|account| account.id));
    let others = others.count();
    Ok((account, others))
}

/// Puts the pseudonym in the place of the person; nobody signs in with it.
pub async fn pseudonymise(tx: &WriteTx, ctx: &Ctx, subject: &Subject) -> Result<(), db::Error> {
    let Some(account) = subject.account.clone() else { return Ok(()) };
    let version = account.version.saturating_add(1);
    let mut row = account.into_active_model();
    row.email = Set(subject.no_address());
    row.email_as_typed = Set(subject.no_address());
    row.email_skeleton = Set(skeleton(&subject.no_address()));
    row.name = Set(subject.pseudonym());
    row.password_hash = Set(None);
    row.locale = Set("en".to_owned());
    row.staff_role = Set(None);
    row.confirmed_at = Set(None);
    row.disabled_at = Set(Some(ctx.now));
    row.version = Set(version);
    row.update(&**tx).await?;
    Ok(())
}

/// Deletes sessions, links, invitations, kept answers, counted failures and waiting work.
pub async fn delete_traces(tx: &WriteTx, subject: &Subject) -> Result<(), db::Error> {
    let mut links = Condition::any().add(link::Column::Email.eq(&subject.email));
    let mut answers = Condition::any().add(like(idempotency_key::Column::Body, &subject.email));
    let mut counted = Condition::any().add(like(throttle::Column::Key, &subject.email));
    if let Some(account) = &subject.account {
        session::Entity::delete_many().filter(session::Column::UserId.eq(account.id)).exec(&**tx).await?;
        upload_hour::Entity::delete_many()
            .filter(upload_hour::Column::UserId.eq(account.id))
            .exec(&**tx)
            .await?;
        links = links.add(link::Column::UserId.eq(account.id));
        answers = answers.add(idempotency_key::Column::UserId.eq(account.id));
        counted = counted.add(like(throttle::Column::Key, account.public_id.as_str()));
    }
    for name in subject.names() {
        answers = answers.add(like(idempotency_key::Column::Body, &name));
    }
    link::Entity::delete_many().filter(links).exec(&**tx).await?;
    idempotency_key::Entity::delete_many().filter(answers).exec(&**tx).await?;
    throttle::Entity::delete_many().filter(counted).exec(&**tx).await?;
    staff_invitation::Entity::delete_many()
        .filter(staff_invitation::Column::Email.eq(&subject.email))
        .exec(&**tx)
        .await?;
    let work = Condition::any()
        .add(like(job::Column::Payload, &subject.email))
        .add(like(job::Column::LastError, &subject.email));
    job::Entity::delete_many().filter(work).exec(&**tx).await?;
    Ok(())
}

/// Ends memberships. Who once belonged keeps a row without a name: the interest in the entries
/// stays on record. The memberships as they were.
pub async fn leave(tx: &WriteTx, ctx: &Ctx, subject: &Subject) -> Result<Vec<member::Model>, db::Error> {
    let mut own = Condition::any().add(member::Column::Email.eq(&subject.email));
    if let Some(account) = &subject.account {
        own = own.add(member::Column::UserId.eq(account.id));
    }
    let rows = member::Entity::find().filter(own).order_by_asc(member::Column::Id).all(&**tx).await?;
    for row in &rows {
        if row.joined_at.is_none() && row.state != MemberState::Active {
            member::Entity::delete_by_id(row.id).exec(&**tx).await?;
            continue;
        }
        let mut update = member::Entity::update_many()
            .col_expr(member::Column::Email, Expr::value(subject.no_address()))
            .col_expr(member::Column::State, Expr::value(MemberState::Left))
            .filter(member::Column::Id.eq(row.id));
        if row.state == MemberState::Active {
            update = update.col_expr(member::Column::LeftAt, Expr::value(Some(ctx.now)));
        }
        update.exec(&**tx).await?;
    }
    Ok(rows)
}

/// Whether a column holds a text somewhere, as it is or in other case. SQLite knows no case but
/// that of ASCII.
pub fn like<C: ColumnTrait>(column: C, text: &str) -> Condition {
    let column = || Expr::col(column.as_column_ref());
    let like = |text: &str| LikeExpr::new(pattern(text)).escape('\\');
    let lower = Expr::expr(Func::lower(column()));
    Condition::any().add(column().like(like(text))).add(lower.like(like(&text.to_ascii_lowercase())))
}
