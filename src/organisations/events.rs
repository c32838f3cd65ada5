//! Who joins an organisation is told to the features above, in the same transaction; `lib.rs` says
//! who listens.

use entity::ids::{OrganisationId, UserId};
use futures::future::BoxFuture;

use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

/// A person who acts for an organisation from now on.
#[derive(Clone, Copy, Debug)]
pub struct NewMembership {
    pub user: UserId,
    pub organisation: OrganisationId,
}

pub type OnMemberJoined =
    for<'a> fn(&'a WriteTx, &'a Ctx, NewMembership) -> BoxFuture<'a, Result<usize, db::Error>>;

pub struct Listeners(pub &'static [OnMemberJoined]);

/// How much of what the person judges ends with it.
pub(super) async fn member_joined(
    tx: &WriteTx,
    ctx: &Ctx,
    membership: NewMembership,
) -> Result<usize, db::Error> {
    let mut ended = 0_usize;
    for listener in ctx.app.state::<Listeners>().0 {
        ended = ended.saturating_add(listener(tx, ctx, membership).await?);
    }
    Ok(ended)
}
