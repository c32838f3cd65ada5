//! Who did what, when and why: one row in the transaction of what was done, sealed into a chain
//! soon after.

mod chain;
mod erase;
mod seal;
mod verify;

use entity::{
    audit,
    ids::{EditionId, UserId},
    user::StaffRole,
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::Value;

use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

pub use chain::Head;
pub use erase::{About, erase};
pub use seal::{head, seal};
pub use verify::{ChainFault, Verified, verify};

/// Who acts, in the role in which they may. Each guard's type gives its own.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// Absent for the program itself or someone not signed in.
    pub user: Option<UserId>,
    pub role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// With an account or without one, for oneself.
    Anyone,
    Entrant,
    Judge,
    Staff,
    Admin,
    Program,
}

impl Role {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Entrant => "entrant",
            Self::Judge => "judge",
            Self::Staff => "staff",
            Self::Admin => "admin",
            Self::Program => "program",
        }
    }
}

impl From<StaffRole> for Role {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Staff => Self::Staff,
            StaffRole::Admin => Self::Admin,
        }
    }
}

impl Actor {
    pub const PROGRAM: Self = Self { user: None, role: Role::Program };
}

/// On whose word something is done, and why.
#[derive(Clone, Copy, Debug)]
pub struct Cause<'a> {
    pub actor: Actor,
    pub reason: &'a str,
}

impl Cause<'static> {
    pub const PROGRAM: Self = Self { actor: Actor::PROGRAM, reason: "" };
}

/// What happened; it is in the log once it is recorded.
#[must_use = "nothing is in the log until it is recorded"]
pub struct AuditEvent(audit::ActiveModel);

/// What was done, as `<object>.<verb>`: by the program itself, until someone else is named.
pub fn event(action: &str) -> AuditEvent {
    AuditEvent(audit::ActiveModel {
        action: Set(action.to_owned()),
        actor_user_id: Set(None),
        actor_role: Set(Role::Program.as_str().to_owned()),
        object_kind: Set(String::new()),
        object_id: Set(String::new()),
        edition_id: Set(None),
        reason: Set(String::new()),
        detail: Set(Value::Null.to_string()),
        ..Default::default()
    })
}

impl AuditEvent {
    pub fn by(mut self, actor: impl Into<Actor>) -> Self {
        let Actor { user, role } = actor.into();
        self.0.actor_user_id = Set(user);
        self.0.actor_role = Set(role.as_str().to_owned());
        self
    }

    /// To what kind of thing, and to which one: a public id, or the path that was asked for.
    pub fn on(mut self, kind: &str, id: impl ToString) -> Self {
        self.0.object_kind = Set(kind.to_owned());
        self.0.object_id = Set(id.to_string());
        self
    }

    pub fn in_edition(mut self, edition: impl Into<Option<EditionId>>) -> Self {
        self.0.edition_id = Set(edition.into());
        self
    }

    /// Why, where a reason is asked or something was refused.
    pub fn because(mut self, reason: &str) -> Self {
        self.0.reason = Set(reason.to_owned());
        self
    }

    pub fn with(mut self, detail: Value) -> Self {
        self.0.detail = Set(detail.to_string());
        self
    }

    /// Adds the event to the log, in the transaction of what was done.
    pub async fn record(mut self, tx: &WriteTx, ctx: &Ctx) -> Result<(), db::Error> {
        self.0.at = Set(ctx.now);
        self.0.request_id = Set(ctx.request_id.clone());
        audit::Entity::insert(self.0).exec_without_returning(&**tx).await?;
        Ok(())
    }
}
