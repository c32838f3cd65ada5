//! One entry, with all that the secretariat needs to decide.

use entity::{PublicId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// One entry. Of a submitted entry the last submitted version is shown, of a
/// draft what is there.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffView {
    /// Id.
    #[schema(value_type = String)]
    pub id: PublicId,
    /// For `If-Match`; also the `ETag`.
    pub version: i64,
    /// Edition.
    pub edition: EditionRef,
    /// Category.
    pub category: Named,
    /// Title.
    pub title: String,
    /// State.
    pub state: &'static str,
    /// Reason of the state, if there is one.
    pub state_reason: String,
    /// Sent back until.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub return_until: Option<Timestamp>,
    /// Begun.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Last change.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// The version shown; absent for a draft.
    pub submitted: Option<SubmittedView>,
    /// Questions and answers, in the order of the form.
    pub sections: Vec<SectionView>,
    /// Files, in the order of the form.
    pub attachments: Vec<AttachmentView>,
    /// Who enters.
    pub organisation: EntrantView,
    /// The people of the organisation.
    pub contacts: Vec<Contact>,
    /// What was found before, newest first.
    pub checks: Vec<CheckView>,
    /// All submitted versions, newest first.
    pub versions: Vec<VersionView>,
    /// Which judges have it.
    pub assignments: Vec<AssignmentView>,
    /// Whether the reader enters or judges in the category, so that its judges are not shown.
    pub judging_withheld: bool,
    /// What can be found now.
    pub possible_results: Vec<&'static str>,
}

/// An edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionRef {
    /// Programme, as in addresses.
    pub programme: String,
    /// Edition, as in addresses.
    pub edition: String,
    /// Name.
    pub name: String,
}

/// Something of the edition document with its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
}

/// The version that counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubmittedView {
    /// Its number.
    pub number: i32,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// SHA-256 of its canonical content.
    pub sha256: String,
}

/// A section of the form with its answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct SectionView {
    /// Key.
    pub key: String,
    /// Heading.
    pub title: String,
    /// Its questions; files stand beside, by the key of their field.
    pub fields: Vec<FieldView>,
}

/// A question and its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldView {
    /// Key.
    pub key: String,
    /// The question.
    pub label: String,
    /// Kind of answer, as in the form.
    pub kind: &'static str,
    /// Whether it had to be answered.
    pub required: bool,
    /// Whether judges see it.
    pub judges: bool,
    /// Null, text, list of texts, or true and false; of options the keys.
    #[schema(value_type = Object, nullable)]
    pub answer: serde_json::Value,
    /// The answer as people read it: labels instead of keys, `Yes` and `No`.
    pub text: Vec<String>,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentView {
    /// Id.
    #[schema(value_type = String)]
    pub id: PublicId,
    /// Field.
    pub field: String,
    /// The field's question.
    pub label: String,
    /// As its owner named it.
    pub name: String,
    /// Found in the content.
    pub media_type: String,
    /// Size.
    pub size_bytes: i64,
    /// Description of a picture.
    pub alt_text: String,
    /// Where to download it.
    pub url: String,
    /// Where to see a picture small.
    pub preview_url: Option<String>,
    /// Whether it cannot be made clean of who made it, so that judges do not get it.
    pub unclean: bool,
}

/// Who enters.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntrantView {
    /// Id.
    #[schema(value_type = String)]
    pub id: PublicId,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: Named,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// City.
    pub city: String,
}

/// Somebody of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Address of another account that looks the same.
    pub looks_like: Option<String>,
    /// Whether this person began the entry.
    pub started_it: bool,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckView {
    /// `eligible`, `ineligible`, `incomplete`, `moved` or `disqualified`.
    pub result: &'static str,
    /// Why.
    pub reason: String,
    /// What the entrant was told.
    pub message: String,
    /// Sent back until.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub return_until: Option<Timestamp>,
    /// Moved from.
    pub from_category: Option<String>,
    /// Moved to.
    pub to_category: Option<String>,
    /// Who looked.
    pub by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// One submitted version.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionView {
    /// Number.
    pub number: i32,
    /// Category then.
    pub category: String,
    /// SHA-256 of its canonical content.
    pub sha256: String,
    /// Who submitted.
    pub by: String,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// A judge who has the entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentView {
    /// Id.
    #[schema(value_type = String)]
    pub id: PublicId,
    /// Round.
    pub round: String,
    /// Name of the judge.
    pub judge: String,
    /// `active`, `recused` or `removed`.
    pub state: &'static str,
    /// `not_started`, `begun` or `handed_in`.
    pub sheet: &'static str,
}
