//! Who asks. Each type is made by its guard alone, or by its rule for a [`Visitor`], so a handler
//! that names one cannot be reached by anyone else.

use std::ops::Deref;

use entity::{
    PublicId, Timestamp,
    ids::{SessionId, UserId},
    user::{self, StaffRole},
};

use super::store::{
    people,
    sessions::{self, NewSession},
};
use crate::{
    audit::{Actor, Role},
    context::Ctx,
    db,
};

#[derive(Clone, Debug)]
pub struct Person {
    pub user: UserId,
    pub id: PublicId,
    pub name: String,
    pub email: String,
    pub confirmed: bool,
    pub staff_role: Option<StaffRole>,
    pub session: SessionId,
    pub authenticated_at: Timestamp,
    pub signed_in_until: Timestamp,
}

/// How long a password stays fresh (AUTH-16).
const FRESH_MS: i64 = 5 * 60_000;

impl Person {
    /// Whether the password was given so lately that a sensitive action need not ask again.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now < self.authenticated_at.plus_ms(FRESH_MS)
    }
}

macro_rules! principals {
    ($($(#[$doc:meta])* $name:ident $(as $role:ident)?),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(Person);

        impl $name {
            pub(super) fn new(person: Person) -> Self {
                Self(person)
            }
        }

        impl Deref for $name {
            type Target = Person;

            fn deref(&self) -> &Person {
                &self.0
            }
        }

        $(impl From<&$name> for Actor {
            fn from(person: &$name) -> Self {
                Self { user: Some(person.user), role: Role::$role }
            }
        })?
    )*};
}

principals! {
    SignedIn,
    /// Signed in with a proved address: may act for organisations.
    Entrant as Entrant,
    /// The same, who gave the password within the last five minutes: a browser left open takes
    /// nobody's data and deletes no account.
    FreshEntrant as Anyone,
    /// An accepted judge of some edition.
    Judge as Judge,
    /// A member of staff.
    Staff,
    /// A member of staff who also runs people. Cannot be made from `Staff`.
    Admin as Admin,
    /// An admin who gave the password within the last five minutes: a browser left open
    /// cannot hand out power.
    FreshAdmin as Admin,
}

impl From<&Staff> for Actor {
    fn from(staff: &Staff) -> Self {
        Self { user: Some(staff.user), role: staff.staff_role.map_or(Role::Staff, Role::from) }
    }
}

/// An account without a session of its own, as at sign-in, acts for itself.
impl From<&user::Model> for Actor {
    fn from(account: &user::Model) -> Self {
        Self { user: Some(account.id), role: Role::Anyone }
    }
}

/// Someone who acts without a browser, as the people of a sample do: found by a live session, and
/// with the rights that the guards give.
pub struct Visitor(Person);

impl Visitor {
    /// Who came with this session, while it lives.
    pub async fn of(ctx: &Ctx, session: &NewSession) -> Result<Option<Self>, db::Error> {
        Ok(sessions::person(ctx, &session.secret).await?.map(Self))
    }

    pub fn entrant(self) -> Option<Entrant> {
        self.0.confirmed.then(|| Entrant::new(self.0))
    }

    pub fn staff(self) -> Option<Staff> {
        self.0.staff_role.is_some().then(|| Staff::new(self.0))
    }

    pub fn fresh_admin(self, ctx: &Ctx) -> Option<FreshAdmin> {
        let may = self.0.staff_role == Some(StaffRole::Admin) && self.0.is_fresh(ctx.now);
        may.then(|| FreshAdmin::new(self.0))
    }

    pub async fn judge(self, ctx: &Ctx) -> Result<Option<Judge>, db::Error> {
        Ok(people::is_judge(ctx.read(), self.0.user).await?.then(|| Judge::new(self.0)))
    }
}
