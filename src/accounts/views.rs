//! What people see of their own account.

use entity::{
    PublicId, Timestamp,
    ids::UserId,
    link::LinkKind,
    staff_invitation,
    user::{self, StaffRole},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::Email;

/// What a page keeps for someone.
#[derive(Debug, Serialize, ToSchema)]
pub struct Preference {
    pub value: serde_json::Value,
}

/// The person signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub id: PublicId,
    pub name: String,
    pub email: String,
    /// Language of screens and e-mails.
    pub locale: String,
    /// Whether the address is confirmed.
    pub confirmed: bool,
    pub staff_role: Option<StaffRole>,
    pub judge_of: Vec<JudgedEdition>,
    /// Organisations this person acts for.
    pub organisations: Vec<OwnOrganisation>,
    /// When the session ends at the latest.
    pub signed_in_until: Timestamp,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgedEdition {
    pub programme: String,
    pub edition: String,
    pub name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnOrganisation {
    pub id: PublicId,
    pub name: String,
}

/// One browser in which a person is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Names the session to its owner.
    pub id: String,
    pub started_at: Timestamp,
    /// Last request, to the minute.
    pub last_seen_at: Timestamp,
    /// Browser and system, such as `Firefox on Windows`; empty when unknown.
    pub device: String,
    /// Whether it is the one asking.
    pub current: bool,
}

/// What a link would do, before it is used.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkPreview {
    pub kind: LinkKind,
    /// Address it was sent to.
    pub email: String,
    /// Organisation, edition or role, for invitations; the page to go on with, for `confirm_address`.
    pub label: String,
    /// What whoever invited calls the person, to be offered; empty if nobody said.
    pub name: String,
    /// Whether the address has an account.
    pub has_account: bool,
    /// Whether using it asks for a password: staff are not let in by e-mail alone.
    pub needs_password: bool,
}

/// An e-mail is on its way, if the address is one it can go to.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailTaken {
    /// No mail server is set: e-mails are kept in the staff console and sent to nobody.
    pub held: bool,
}

/// Whether a member of staff can work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaffState {
    /// Was sent an invitation and has not accepted.
    Invited,
    /// Can sign in.
    Active,
    /// The account is disabled.
    Disabled,
}

/// A member of staff, or an invited person, as administrators see them.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffPerson {
    /// Id of the person, or of the invitation.
    pub id: PublicId,
    /// Name; absent until an invitation is accepted.
    pub name: Option<String>,
    pub email: String,
    /// Address of another account that looks the same.
    pub looks_like: Option<String>,
    /// What the person may do, or will.
    pub role: StaffRole,
    /// Whether the person can work.
    pub state: StaffState,
    /// Last request of a session that is known, to the minute.
    pub last_seen_at: Option<Timestamp>,
    /// When the invitation ends.
    pub invited_until: Option<Timestamp>,
    /// For `If-Match`.
    pub version: i64,
    /// Whether it is the one asking.
    pub is_me: bool,
}

impl StaffPerson {
    pub fn new(account: user::Model, role: StaffRole, last_seen_at: Option<Timestamp>, me: UserId) -> Self {
        Self {
            id: account.public_id,
            name: Some(account.name),
            email: account.email_as_typed,
            looks_like: None,
            role,
            state: if account.disabled_at.is_some() { StaffState::Disabled } else { StaffState::Active },
            last_seen_at,
            invited_until: None,
            version: account.version,
            is_me: account.id == me,
        }
    }

    pub fn invited(invitation: staff_invitation::Model) -> Self {
        Self {
            id: invitation.public_id,
            name: None,
            email: Email::shown(&invitation.email),
            looks_like: None,
            role: invitation.role,
            state: StaffState::Invited,
            last_seen_at: None,
            invited_until: Some(invitation.expires_at),
            version: 0,
            is_me: false,
        }
    }
}

/// How many sessions were ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionsEnded {
    /// Browsers that are signed out now.
    pub ended: u64,
}
