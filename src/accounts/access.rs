//! How an admin reaches a member of staff.

use entity::{
    PublicId,
    user::{self, StaffRole},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::{
    principal::FreshAdmin,
    rules::{Standing, Whom},
};
use crate::db::{self, WriteTx};

/// A member of staff, held until the transaction ends, together with all acting
/// admins: of two who would take each other's role at once, the second sees what the first did.
#[derive(Debug)]
pub struct HeldStaff {
    pub row: user::Model,
    pub standing: Standing,
    /// Who it is to the admin who asks.
    pub whom: Whom,
}

pub async fn hold_staff(
    tx: &WriteTx,
    admin: &FreshAdmin,
    id: &PublicId,
) -> Result<Option<HeldStaff>, db::Error> {
    // In one order for everyone, so that two never wait for each other.
    let admins = user::Entity::find()
        .filter(user::Column::StaffRole.eq(StaffRole::Admin))
        .filter(user::Column::DisabledAt.is_null())
        .order_by_asc(user::Column::Id)
        .lock_exclusive()
        .all(&**tx)
        .await?;
    let found = user::Entity::find()
        .filter(user::Column::PublicId.eq(id.as_str()))
        .filter(user::Column::StaffRole.is_not_null())
        .lock_exclusive()
        .one(&**tx)
        .await?;
    let held = |row: user::Model| {
        let standing = Standing { role: row.staff_role?, disabled: row.disabled_at.is_some() };
        let whom = if row.id == admin.user {
            Whom::Oneself
        } else {
            Whom::Another { other_admins: admins.iter().filter(|other| other.id != row.id).count() }
        };
        Some(HeldStaff { row, standing, whom })
    };
    Ok(found.and_then(held))
}
