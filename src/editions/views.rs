//! What people see of an edition.

use std::collections::BTreeMap;

use entity::{Timestamp, edition::EditionState};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Brand, Category, Ceremony, Choice, Edition, EditionDocument, Form, Milestone, PublicEdition, Round, Rule,
    Subject, Window, WindowState,
    changes::Warning,
    rules::{Phase, phase},
};
use crate::accounts::Staff;

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionSummary {
    pub programme: String,
    pub edition: String,
    pub name: String,
    pub theme: String,
    /// What the theme means.
    pub summary: String,
    pub organiser: String,
    /// How the programme looks.
    pub brand: Option<Brand>,
    /// The current phase.
    pub phase: Phase,
    /// The edition's IANA time zone.
    pub timezone: String,
    /// Windows, by name.
    pub windows: BTreeMap<String, WindowView>,
}

/// An edition in the list of staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffEditionView {
    /// What everyone sees.
    #[serde(flatten)]
    pub summary: EditionSummary,
    pub state: EditionState,
    /// For `If-Match`.
    pub version: i64,
    pub form_version: i32,
}

/// An edition as staff edit it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffDocument {
    pub programme: String,
    pub edition: String,
    pub state: EditionState,
    /// For `If-Match`; also the `ETag`.
    pub version: i64,
    pub form_version: i32,
    pub document: EditionDocument,
}

/// What another state of an edition comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatePreview {
    pub from: EditionState,
    pub to: EditionState,
    /// What should be looked at before everyone sees it.
    pub warnings: Vec<Warning>,
    /// E-mails that wait and would not be sent.
    pub mails: u64,
    pub unfinished: UnfinishedWork,
}

/// What is gone with a draft that is deleted.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Deletion {
    /// Versions of its document.
    pub versions: u64,
    /// Views of its lists that staff keep.
    pub views: u64,
}

/// What people have started and could not finish.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct UnfinishedWork {
    pub entries: u64,
    pub scoresheets: u64,
}

/// A document to begin with.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sample {
    pub document: EditionDocument,
}

/// A document to begin with, as it was held.
#[derive(Debug, Serialize, ToSchema)]
pub struct SampleItem {
    pub programme: String,
    pub edition: String,
    pub name: String,
    pub theme: String,
}

impl From<EditionDocument> for SampleItem {
    fn from(EditionDocument { programme, edition, .. }: EditionDocument) -> Self {
        Self { programme: programme.slug, edition: edition.slug, name: edition.name, theme: edition.theme }
    }
}

/// The call for entries: all that people should know before and while they enter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Call {
    pub programme: String,
    pub edition: String,
    pub name: String,
    pub programme_name: String,
    pub organiser: String,
    /// The e-mail address for questions.
    pub contact: Option<String>,
    /// How the programme looks.
    pub brand: Option<Brand>,
    pub theme: String,
    /// What the theme means.
    pub summary: String,
    /// Where and when the winners are honoured.
    pub ceremony: Option<Ceremony>,
    /// The edition's IANA time zone.
    pub timezone: String,
    /// The language of the texts.
    pub locale: String,
    /// The current phase.
    pub phase: Phase,
    /// Windows, by name.
    pub windows: BTreeMap<String, WindowView>,
    /// Dates people should know.
    pub milestones: Vec<Milestone>,
    /// Who may enter, in one or two sentences.
    pub eligibility: String,
    /// What must be so to enter and to be admitted, for readers.
    pub rules: Vec<PublicRule>,
    pub organisation_kinds: Vec<Choice>,
    /// What categories honour, where they say so.
    pub subjects: Vec<Subject>,
    /// What can be entered or won.
    pub categories: Vec<Category>,
    /// The questions of an entry.
    pub form: Form,
    pub form_version: i32,
    /// How entries are judged.
    pub rounds: Vec<Round>,
    /// The server's time, from which pages count down.
    pub now: Timestamp,
}

/// A rule as everyone reads it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicRule {
    pub key: String,
    pub text: String,
}

impl From<Rule> for PublicRule {
    fn from(rule: Rule) -> Self {
        Self { key: rule.key, text: rule.text }
    }
}

/// When something may be done: from the first instant on, up to but not at the second.
#[derive(Debug, Serialize, ToSchema)]
pub struct WindowView {
    /// The first instant at which it is open.
    pub from: Timestamp,
    /// The first instant at which it is closed again.
    pub to: Timestamp,
    /// The state.
    pub state: WindowState,
    /// `from` as wall time with offset and zone (RFC 9557).
    pub from_local: String,
    /// `to` as wall time with offset and zone (RFC 9557).
    pub to_local: String,
}

impl WindowView {
    pub fn new(window: &Window, now: Timestamp) -> Self {
        Self {
            from: window.from().instant(),
            to: window.to().instant(),
            state: window.state(now),
            from_local: window.from().to_string(),
            to_local: window.to().to_string(),
        }
    }

    /// All windows of a document as they stand now.
    pub fn all(document: &EditionDocument, now: Timestamp) -> BTreeMap<String, Self> {
        let windows = document.windows.iter();
        windows.map(|(key, window)| (key.clone(), Self::new(window, now))).collect()
    }
}

impl EditionSummary {
    pub fn new(edition: &Edition, now: Timestamp) -> Self {
        let document = &edition.document;
        Self {
            programme: edition.programme.clone(),
            edition: edition.slug.clone(),
            name: document.edition.name.clone(),
            theme: document.edition.theme.clone(),
            summary: document.edition.summary.clone(),
            organiser: document.programme.organiser.clone(),
            brand: document.programme.brand.clone(),
            phase: phase(document, now),
            timezone: document.programme.timezone.clone(),
            windows: WindowView::all(document, now),
        }
    }
}

impl StaffEditionView {
    pub fn new(edition: &Edition, now: Timestamp) -> Self {
        Self {
            summary: EditionSummary::new(edition, now),
            state: edition.state,
            version: edition.version,
            form_version: edition.form_number,
        }
    }
}

impl From<Edition> for StaffDocument {
    fn from(edition: Edition) -> Self {
        let document = edition.document.as_of(edition.version);
        Self {
            programme: edition.programme,
            edition: edition.slug,
            state: edition.state,
            version: edition.version,
            form_version: edition.form_number,
            document,
        }
    }
}

impl Call {
    pub fn new(edition: &PublicEdition, now: Timestamp) -> Self {
        Self::of(edition, now)
    }

    /// The same of an edition that staff found, which may be a draft.
    pub fn for_staff(edition: &Edition, _staff: &Staff, now: Timestamp) -> Self {
        Self::of(edition, now)
    }

    fn of(edition: &Edition, now: Timestamp) -> Self {
        let document = EditionDocument::clone(&edition.document);
        let rounds = document.judged().cloned().collect();
        Self {
            programme: edition.programme.clone(),
            edition: edition.slug.clone(),
            phase: phase(&document, now),
            windows: WindowView::all(&document, now),
            name: document.edition.name,
            programme_name: document.programme.name,
            organiser: document.programme.organiser,
            contact: document.programme.contact,
            brand: document.programme.brand,
            theme: document.edition.theme,
            summary: document.edition.summary,
            ceremony: document.edition.ceremony,
            timezone: document.programme.timezone,
            locale: document.programme.default_locale,
            milestones: document.milestones,
            eligibility: document.eligibility,
            rules: document.rules.into_iter().map(PublicRule::from).collect(),
            organisation_kinds: document.facts.organisation_kinds,
            subjects: document.subjects,
            categories: document.categories,
            form: document.form,
            form_version: edition.form_number,
            rounds,
            now,
        }
    }
}

/// Something of the edition document with its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    pub key: String,
    pub name: String,
}

impl Named {
    /// A category of the edition, by its key.
    pub fn category(document: &EditionDocument, key: &str) -> Self {
        let name = document.category(key).map_or(key, |category| category.name.as_str());
        Self { key: key.to_owned(), name: name.to_owned() }
    }
}
