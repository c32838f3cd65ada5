//! Addresses stored before there was one form of them.

use entity::{PublicId, link, staff_invitation, user};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryOrder as _, QuerySelect as _};

use crate::{
    address::{self, Email},
    db::{self, WriteTx},
};

/// Writes all addresses in the form in which they are compared; how many could not be.
pub async fn rewrite(tx: &WriteTx) -> Result<usize, db::Error> {
    use {link::Column as Link, staff_invitation::Column as Invitation, user::Column as User};
    let accounts = address::rewrite::<user::Entity>(tx, User::Id, User::Email, None).await?;
    let invitations =
        address::rewrite::<staff_invitation::Entity>(tx, Invitation::Id, Invitation::Email, None).await?;
    let links = address::rewrite::<link::Entity>(tx, Link::Id, Link::Email, Some(Link::Id)).await?;
    Ok(accounts.saturating_add(invitations).saturating_add(links))
}

/// The accounts nobody can sign in to, for their address is not in the form that is compared.
pub async fn unreachable<C: ConnectionTrait>(db: &C) -> Result<Vec<(PublicId, String)>, db::Error> {
    let rows: Vec<(PublicId, String)> = user::Entity::find()
        .select_only()
        .column(user::Column::PublicId)
        .column(user::Column::Email)
        .order_by_asc(user::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let is_canonical = |email: &str| Email::parse(email).is_ok_and(|parsed| parsed.canonical == email);
    Ok(rows.into_iter().filter(|(_, email)| !is_canonical(email)).collect())
}
