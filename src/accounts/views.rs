//! What people see of their own account.

use entity::{PublicId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// The person signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Id.
    #[schema(value_type = String)]
    pub id: PublicId,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Language of screens and mails.
    pub locale: String,
    /// Whether the address is confirmed.
    pub confirmed: bool,
    /// `staff`, `admin` or nothing.
    pub staff_role: Option<&'static str>,
    /// Editions this person judges.
    pub judge_of: Vec<JudgedEdition>,
    /// Organisations this person acts for.
    pub organisations: Vec<OwnOrganisation>,
    /// When the session ends at the latest.
    #[schema(value_type = String, format = DateTime)]
    pub signed_in_until: Timestamp,
}

/// An edition one judges.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgedEdition {
    /// Programme.
    pub programme: String,
    /// Edition.
    pub edition: String,
    /// Name of the programme.
    pub name: String,
}

/// An organisation one acts for.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnOrganisation {
    /// Id.
    #[schema(value_type = String)]
    pub id: PublicId,
    /// Name.
    pub name: String,
}

/// One browser in which a person is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Names the session to its owner.
    pub id: String,
    /// Sign-in.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// Last request, to the minute.
    #[schema(value_type = String, format = DateTime)]
    pub last_seen_at: Timestamp,
    /// Whether it is the one asking.
    pub current: bool,
}

/// What a link would do, before it is used.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkPreview {
    /// `confirm_address`, `reset_password`, `sign_in`, `member_invitation`,
    /// `judge_invitation`, `staff_invitation` or `setup`.
    pub kind: &'static str,
    /// Address it was sent to.
    pub email: String,
    /// Organisation or edition, for invitations.
    pub label: String,
    /// Whether the address has an account.
    pub has_account: bool,
    /// Whether using it asks for a password: staff are not let in by mail alone.
    pub needs_password: bool,
}

/// An empty object: it worked, there is nothing to tell.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Done {}
