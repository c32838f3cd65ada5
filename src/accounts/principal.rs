//! Who asks. Each type is made by its guard alone, so a handler that names one
//! cannot be reached by anybody else.

use std::ops::Deref;

use entity::{
    PublicId, Timestamp,
    ids::{SessionId, UserId},
    user::StaffRole,
};

/// Somebody signed in, whatever their role.
#[derive(Clone, Debug)]
pub struct Person {
    /// Account.
    pub user: UserId,
    /// The account's public id.
    pub id: PublicId,
    /// Name.
    pub name: String,
    /// Canonical address.
    pub email: String,
    /// Whether the address was proved.
    pub confirmed: bool,
    /// Power over the programme.
    pub staff_role: Option<StaffRole>,
    /// The session this request came with.
    pub session: SessionId,
    /// When the session ends at the latest.
    pub signed_in_until: Timestamp,
}

macro_rules! principals {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
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
    )*};
}

principals! {
    /// Anybody signed in.
    SignedIn,
    /// Signed in with a proved address: may act for organisations.
    Entrant,
    /// An accepted judge of some edition.
    Judge,
    /// A member of the secretariat.
    Staff,
    /// A member of the secretariat who also runs people. Cannot be made from `Staff`.
    Admin,
}

impl Staff {
    /// The role's word in the audit log.
    pub fn role(&self) -> &'static str {
        self.staff_role.map_or("staff", StaffRole::as_str)
    }
}
