//! Who did what, when and why: one row in the transaction of what was done, sealed into a chain
//! soon after.

mod chain;
mod erase;
mod seal;
mod verify;

use entity::{
    audit,
    ids::{EditionId, UserId},
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

pub use chain::Head;
pub use erase::{About, erase};
pub use seal::{head, seal};
pub use verify::{Fault, Verified, verify};

/// What happened. `action` is `<object>.<verb>`; `detail` holds neither secrets nor marks.
#[derive(Debug, Default)]
pub struct AuditEvent<'a> {
    /// Who; absent for the program itself or somebody not signed in.
    pub actor: Option<UserId>,
    /// In what role: `entrant`, `judge`, `staff`, `admin`, `anyone`, `program`.
    pub role: &'a str,
    /// What was done.
    pub action: &'a str,
    /// To what kind of thing.
    pub object_kind: &'a str,
    /// To which one: a public id, or the path that was asked for.
    pub object_id: &'a str,
    pub edition: Option<EditionId>,
    /// Why, where a reason is asked or something was refused.
    pub reason: &'a str,
    /// Further facts.
    pub detail: serde_json::Value,
}

/// Adds an event to the log.
pub async fn record(tx: &WriteTx, ctx: &Ctx, event: AuditEvent<'_>) -> Result<(), db::Error> {
    let row = audit::ActiveModel {
        at: Set(ctx.now),
        actor_user_id: Set(event.actor),
        actor_role: Set(event.role.to_owned()),
        action: Set(event.action.to_owned()),
        object_kind: Set(event.object_kind.to_owned()),
        object_id: Set(event.object_id.to_owned()),
        edition_id: Set(event.edition),
        reason: Set(event.reason.to_owned()),
        detail: Set(event.detail.to_string()),
        request_id: Set(ctx.request_id.clone()),
        ..Default::default()
    };
    audit::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
