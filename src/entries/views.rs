//! What the owner sees of an entry.

use std::collections::BTreeMap;

use entity::{PublicId, Timestamp, attachment, entry::EntryState, organisation, submitted_version};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::{access::OwnEntry, facts::RuleOutcome, fields::FieldProblem, nominated::NomineeView, rules};
use crate::{
    editions::{Call, EditionDocument},
    files::FileKind,
};

/// An entry with everything its form needs.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnerView {
    pub id: PublicId,
    /// Title, once answered.
    pub title: String,
    /// Programme and edition, as in addresses: `essa/2023`.
    pub edition: String,
    pub edition_name: String,
    pub organisation: EntryOrganisation,
    pub category: String,
    pub category_name: String,
    pub state: EntryState,
    /// Why, where a reason was given.
    pub state_reason: String,
    /// When incomplete: until when it must be back.
    pub return_until: Option<Timestamp>,
    /// Whether it may be changed now.
    pub may_edit: MayEdit,
    /// The first instant at which it may no longer be changed; absent when its state forbids changes.
    pub closes_at: Option<Timestamp>,
    /// The same on the programme's clock (RFC 9557).
    pub closes_at_local: Option<String>,
    /// The programme's zone (IANA).
    pub timezone: String,
    /// For `If-Match` on the entry itself; answers have their own.
    pub version: i64,
    pub answers: BTreeMap<String, DraftAnswer>,
    /// The fields of the form that it is not asked: their conditions are not met.
    pub not_asked: Vec<String>,
    /// The fields that came after it was started or last submitted, and have no answer yet.
    pub new_questions: Vec<String>,
    /// Who is nominated, where its category asks for it and it was said.
    pub nominee: Option<NomineeView>,
    /// Files by field, in their order.
    pub attachments: BTreeMap<String, Vec<OwnFile>>,
    /// How much is kept for its organisation, this entry's files included.
    pub storage: Storage,
    /// What counts, if anything was submitted.
    pub submitted: Option<SubmissionView>,
    /// Whether submitting again would change what counts.
    pub changed_since_submit: bool,
    /// Whether its withdrawal can still be undone.
    pub may_reinstate: bool,
}

/// How much is kept for an organisation, in all its entries of all editions.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Storage {
    /// What its files take.
    pub used_bytes: u64,
    /// What they may take.
    pub limit_bytes: u64,
}

/// Whether an entry may be changed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MayEdit {
    /// Its window is open.
    Yes,
    /// Its window has closed, or has not opened.
    Closed,
    /// Its edition is archived: nothing in it changes any more.
    Archived,
    /// Its state forbids it.
    NotEditable,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryOrganisation {
    pub id: PublicId,
    pub name: String,
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

impl EntryOrganisation {
    /// The part of its record that its entries show.
    pub fn new(row: &organisation::Model, kind: &str) -> Self {
        Self {
            id: row.public_id.clone(),
            name: row.name.clone(),
            kind: kind.to_owned(),
            country: row.country.clone(),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DraftAnswer {
    /// Text, list of texts, true or false, or null.
    #[schema(value_type = crate::editions::AnswerValue)]
    pub value: Box<RawValue>,
    /// For `If-Match`.
    pub version: i64,
    /// When saved.
    pub updated_at: Timestamp,
    /// Name of who saved it.
    pub updated_by: String,
    /// Whether the reader saved it, in this window or another.
    pub yours: bool,
}

/// An answer has been saved.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerSaved {
    /// For the next `If-Match`.
    pub version: i64,
    pub saved_at: Timestamp,
    /// What is missing or wrong; the answer is saved anyway.
    pub problems: Vec<FieldProblem>,
    /// Possible mistakes; they do not prevent submitting.
    pub doubts: Vec<FieldProblem>,
    /// The fields that are not asked now, where this answer decides about others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_asked: Option<Vec<String>>,
}

/// The version that counts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubmissionView {
    /// 1, 2, 3, …
    pub number: i32,
    pub at: Timestamp,
    /// The same on the programme's clock (RFC 9557).
    pub local: String,
    /// Over the canonical content.
    pub sha256: String,
}

impl SubmissionView {
    pub fn new(document: &EditionDocument, version: submitted_version::Model) -> Self {
        let local = rules::local_time(document, version.submitted_at);
        Self { number: version.number, at: version.submitted_at, local, sha256: version.sha256 }
    }
}

/// The receipt of a submitted version.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptView {
    pub entry_id: PublicId,
    /// Which submitted version.
    pub number: i32,
    pub submitted_at: Timestamp,
    /// The same on the programme's clock (RFC 9557).
    pub submitted_local: String,
    /// Over the canonical content; `palmares receipt verify` recomputes it.
    pub sha256: String,
}

impl ReceiptView {
    pub fn new(own: &OwnEntry, version: &submitted_version::Model) -> Self {
        Self {
            entry_id: own.entry().public_id.clone(),
            number: version.number,
            submitted_at: version.submitted_at,
            submitted_local: rules::local_time(own.document(), version.submitted_at),
            sha256: version.sha256.clone(),
        }
    }
}

/// An entry with all that its pages show, so that one request is enough.
#[derive(Debug, Serialize, ToSchema)]
pub struct WholeEntry {
    pub entry: OwnerView,
    /// What it lacks.
    pub problems: Vec<FieldProblem>,
    /// What the rules of the edition say, beside those that are met.
    pub rules: Vec<RuleOutcome>,
    pub call: Call,
}

/// A category that one enters, for one organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opening {
    pub category: String,
    /// What the rules at the start say.
    pub rules: Vec<RuleOutcome>,
}

/// What an entry lacks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Completeness {
    /// In the order of the form.
    pub problems: Vec<FieldProblem>,
    /// Whether it can be submitted.
    pub complete: bool,
    /// Possible mistakes.
    pub doubts: Vec<FieldProblem>,
    /// What the rules of the edition say: those that are not met, and those that people look at
    /// because a fact is missing.
    pub rules: Vec<RuleOutcome>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnFile {
    pub id: PublicId,
    pub field: String,
    pub name: String,
    /// Found in the content.
    pub media_type: String,
    pub size_bytes: i64,
    /// What a picture shows.
    pub alt_text: String,
    /// Where it is downloaded.
    pub url: String,
    /// Where a picture is shown; absent for other files.
    pub preview_url: Option<String>,
    /// Whether personal data could not be removed from it, so that judges do not get it.
    pub unclean: bool,
}

impl OwnFile {
    /// The view of a row, for the owner of the entry.
    pub fn new(entry: &PublicId, row: &attachment::Model) -> Self {
        let url = format!("/api/entries/{entry}/attachments/{}", row.public_id);
        Self {
            id: row.public_id.clone(),
            field: row.field_key.clone(),
            name: row.original_name.clone(),
            media_type: row.media_type.clone(),
            size_bytes: row.size_bytes,
            alt_text: row.alt_text.clone(),
            unclean: row.unclean_at.is_some(),
            preview_url: FileKind::is_image_type(&row.media_type).then(|| format!("{url}/preview")),
            url,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryListItem {
    pub id: PublicId,
    /// Title, once answered.
    pub title: String,
    pub category: String,
    pub category_name: String,
    pub state: EntryState,
    pub organisation: String,
    pub organisation_id: PublicId,
    /// Programme and edition, as in addresses.
    pub edition: String,
    pub edition_name: String,
    /// Whether it may be changed now.
    pub may_edit: MayEdit,
    /// Last change of any kind.
    pub updated_at: Timestamp,
    /// When last submitted.
    pub submitted_at: Option<Timestamp>,
    /// How many answers are missing or wrong.
    pub missing_count: usize,
    /// When incomplete: until when it must be back.
    pub return_until: Option<Timestamp>,
    /// The first instant at which it may no longer be changed; absent when its state forbids changes.
    pub closes_at: Option<Timestamp>,
    /// The programme's zone (IANA).
    pub timezone: String,
}

/// The name of a category, or its key when the edition has dropped it.
pub fn category_name(document: &EditionDocument, key: &str) -> String {
    document.category(key).map_or_else(|| key.to_owned(), |category| category.name.clone())
}
