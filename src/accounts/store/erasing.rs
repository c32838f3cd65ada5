//! Taking a person out of the accounts.

use entity::{
    link, session, staff_invitation, throttle,
    user::{self, StaffRole},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::preferences;
use crate::{
    address::skeleton,
    context::Ctx,
    db::{self, WriteTx, holds},
    subject::Subject,
};

/// The account of a canonical address, and how many other admins there are who can sign in; all
/// held until the transaction ends, in one order for everyone.
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

pub async fn delete_traces(tx: &WriteTx, subject: &Subject) -> Result<(), db::Error> {
    let mut links = Condition::any().add(link::Column::Email.eq(&subject.email));
    let mut counted = Condition::any().add(holds(throttle::Column::Key, &subject.email));
    if let Some(account) = &subject.account {
        session::Entity::delete_many().filter(session::Column::UserId.eq(account.id)).exec(&**tx).await?;
        preferences::forget(tx, account.id).await?;
        links = links.add(link::Column::UserId.eq(account.id));
        counted = counted.add(holds(throttle::Column::Key, account.public_id.as_str()));
    }
    link::Entity::delete_many().filter(links).exec(&**tx).await?;
    throttle::Entity::delete_many().filter(counted).exec(&**tx).await?;
    staff_invitation::Entity::delete_many()
        .filter(staff_invitation::Column::Email.eq(&subject.email))
        .exec(&**tx)
        .await?;
    Ok(())
}
