//! What staff see of organisations.

use entity::{PublicId, Timestamp, entry::EntryState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Line;

/// Organisations that a search finds.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationPage {
    /// By name; at most 100.
    pub items: Vec<StaffOrganisation>,
    /// How many there are.
    pub total: u64,
}

/// An organisation with who acts for it and what it enters.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffOrganisation {
    pub id: PublicId,
    pub name: String,
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// City; may be empty.
    pub city: String,
    /// For `If-Match`.
    pub version: i64,
    pub members: Vec<StaffMember>,
    /// Who asks to act for it, the oldest request first.
    pub requests: Vec<JoinRequest>,
    /// Its entries, drafts included.
    pub entries: Vec<OrganisationEntry>,
}

/// Someone who acts for an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffMember {
    pub email: String,
    /// Address of another account that looks the same.
    pub looks_like: Option<String>,
}

/// Someone who asks the members of an organisation to be let in.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinRequest {
    pub id: PublicId,
    pub name: String,
    pub email: String,
    /// Address of another account that looks the same.
    pub looks_like: Option<String>,
    /// When they asked.
    pub asked_at: Timestamp,
    /// From when on staff may answer in place of the members.
    pub staff_from: Timestamp,
    /// Whether staff may now.
    pub may_answer: bool,
}

/// What staff answer in place of the members.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestAnswer {
    /// Whether the person is let in.
    pub admit: bool,
    /// Why, for the log; at most 500 characters.
    pub reason: Line<500>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationEntry {
    pub id: PublicId,
    /// Title; may be empty.
    pub title: String,
    pub state: EntryState,
    /// Programme and edition, such as `essa/2023`.
    pub edition: String,
}

/// Organisations of one name in one country.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doubles {
    /// The oldest first.
    pub organisations: Vec<StaffOrganisation>,
}

/// Which organisation takes over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// Id of the organisation that stays.
    pub into: String,
}

/// What was moved to the organisation that stays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Merged {
    pub entries: usize,
    pub members: usize,
}
