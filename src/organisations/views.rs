//! What members see of their organisation.

use entity::{
    PublicId, Timestamp,
    member::{self, MemberState},
    organisation,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::Email;

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Organisation)]
pub struct OrganisationView {
    pub id: PublicId,
    pub name: String,
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// City; may be empty.
    pub city: String,
    /// For `If-Match`.
    pub version: i64,
    /// People who share its entries.
    pub members_count: u64,
}

impl OrganisationView {
    pub fn new(row: organisation::Model, members_count: u64) -> Self {
        Self {
            id: row.public_id,
            name: row.name,
            kind: row.kind,
            country: row.country,
            city: row.city,
            version: row.version,
            members_count,
        }
    }
}

/// An organisation that a name may mean: what anyone may know of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownOrganisation {
    pub id: PublicId,
    pub name: String,
    /// City; may be empty.
    pub city: String,
}

/// One of the people of an organisation, or someone invited.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberView {
    pub id: PublicId,
    /// Name; absent until an invitation is accepted.
    pub name: Option<String>,
    pub email: String,
    pub state: MemberState,
    /// When invited, or when the organisation was named.
    pub since: Timestamp,
    /// Whether it is the one asking.
    pub is_me: bool,
}

impl MemberView {
    /// The view of a row, with the name of its account.
    pub fn new(row: member::Model, name: Option<String>, me: entity::ids::UserId) -> Self {
        Self {
            id: row.public_id,
            name: name.filter(|_| matches!(row.state, MemberState::Active | MemberState::Asked)),
            email: Email::shown(&row.email),
            state: row.state,
            since: row.created_at,
            is_me: row.user_id == Some(me),
        }
    }
}
