//! Who asks. Each type is made by its guard alone, so a handler that names one
//! cannot be reached by anybody else.

use std::ops::Deref;

use entity::{
    PublicId, Timestamp,
    ids::{SessionId, UserId},
    user::{self, StaffRole},
};

use crate::audit::{Actor, Role};

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
