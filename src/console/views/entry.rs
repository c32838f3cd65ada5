//! One entry, with all that staff need to decide.

use entity::{
    PublicId, SheetState, Timestamp,
    assignment::AssignmentState,
    entry::EntryState,
    entry_check::{CheckResult, Telling},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{checks::RuleView, editions::Named, nominees::StaffNominee};

/// One entry. Of a submitted entry the last submitted version is shown, of a
/// draft what is there.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffView {
    pub id: PublicId,
    /// For `If-Match`; also the `ETag`.
    pub version: i64,
    pub edition: EditionRef,
    pub category: Named,
    pub title: String,
    pub state: EntryState,
    /// Reason for the state, if there is one.
    pub state_reason: String,
    /// Sent back until.
    pub return_until: Option<Timestamp>,
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
    /// The version shown; absent for a draft.
    pub submitted: Option<ReceivedVersion>,
    /// Questions and answers, in the order of the form.
    pub sections: Vec<SectionView>,
    /// Files, in the order of the form.
    pub attachments: Vec<AttachmentView>,
    pub organisation: EntrantView,
    /// The people of the organisation.
    pub contacts: Vec<Contact>,
    /// Who is nominated, where the category asks for it.
    pub nominee: Option<StaffNominee>,
    /// The rules of the edition and what they come to, in their order; none of a draft.
    pub rules: Vec<RuleView>,
    /// Earlier decisions, newest first.
    pub checks: Vec<CheckView>,
    /// All submitted versions, newest first.
    pub versions: Vec<VersionView>,
    /// The judges who have it.
    pub assignments: Vec<AssignmentView>,
    /// Whether the reader enters or judges in the category, so that its judges are not shown.
    pub judging_withheld: bool,
    /// Possible decisions now.
    pub possible_results: Vec<CheckResult>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionRef {
    pub programme: String,
    pub edition: String,
    pub name: String,
}

/// The version that counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceivedVersion {
    pub number: i32,
    /// When it arrived.
    pub at: Timestamp,
    /// SHA-256 of its canonical content.
    pub sha256: String,
}

/// A section of the form with its answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct SectionView {
    pub key: String,
    pub title: String,
    /// Its questions; files stand beside, by the key of their field.
    pub fields: Vec<FieldView>,
}

/// A question and its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldView {
    pub key: String,
    pub label: String,
    /// Kind of answer, as in the form.
    pub kind: &'static str,
    /// Whether it had to be answered.
    pub required: bool,
    /// Whether judges see it.
    pub judges: bool,
    /// Null, text, list of texts, or true and false; of options the keys.
    #[schema(value_type = crate::editions::AnswerValue)]
    pub answer: serde_json::Value,
    /// The answer as people read it: labels instead of keys, `Yes` and `No`.
    pub text: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentView {
    pub id: PublicId,
    pub field: String,
    /// The field's question.
    pub label: String,
    /// As its owner named it.
    pub name: String,
    /// Found in the content.
    pub media_type: String,
    pub size_bytes: i64,
    /// Description of a picture.
    pub alt_text: String,
    /// Where to download it.
    pub url: String,
    /// Where to see a picture small.
    pub preview_url: Option<String>,
    /// Whether personal data could not be removed from it, so that judges do not get it.
    pub unclean: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntrantView {
    pub id: PublicId,
    pub name: String,
    pub kind: Named,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub city: String,
}

/// Someone of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    pub name: String,
    pub email: String,
    /// Address of another account that looks the same.
    pub looks_like: Option<String>,
    /// Whether this person began the entry.
    pub started_it: bool,
}

/// A decision of staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckView {
    pub result: CheckResult,
    pub reason: String,
    /// Message to the entrant.
    pub message: String,
    /// Sent back until.
    pub return_until: Option<Timestamp>,
    pub from_category: Option<String>,
    pub to_category: Option<String>,
    pub by: String,
    pub at: Timestamp,
    /// What became of its e-mail; absent where that went at once.
    pub telling: Option<Telling>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct VersionView {
    pub number: i32,
    pub category: String,
    /// SHA-256 of its canonical content.
    pub sha256: String,
    pub by: String,
    /// When it arrived.
    pub at: Timestamp,
}

/// A judge who has the entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentView {
    pub id: PublicId,
    pub round: String,
    pub judge: String,
    pub state: AssignmentState,
    pub sheet: SheetState,
}
