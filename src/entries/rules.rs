//! Decisions about entries, from facts alone.

use std::{borrow::Cow, collections::BTreeMap};

use entity::{
    Timestamp, attachment,
    entry::{self, EntryState},
    organisation, submitted_version,
};
use serde_json::Value;

use super::{
    canonical::{self, AttachedFile, CanonicalError, EntryFacts},
    fields::{Answer, FieldProblem, FileCount, complete, doubts, parse_answer},
};
use crate::{
    editions::{EditionDocument, FileRules, FileType, Form, Window},
    files::FileKind,
    text::fold,
};

/// The most drafts an organisation keeps in one edition, beyond what it has submitted.
pub const MOST_DRAFTS: usize = 20;
/// The longest title in lists, in characters.
const LONGEST_TITLE: usize = 200;

/// When an owner may change an entry: while the call is open, whatever was found about it
/// in the meantime, or until the date for which it was sent back. `None` once it is out of the owner's
/// hands.
pub fn edit_window<'a>(entry: &entry::Model, document: &'a EditionDocument) -> Option<Cow<'a, Window>> {
    let call = document.call()?;
    match entry.state {
        EntryState::Draft | EntryState::Submitted | EntryState::Eligible | EntryState::Ineligible => {
            Some(Cow::Borrowed(call))
        }
        EntryState::Incomplete => {
            let until = entry.return_until.filter(|until| *until > call.to().instant());
            let back = until.and_then(|until| Window::between(entry.created_at, until).ok());
            Some(back.map_or(Cow::Borrowed(call), Cow::Owned))
        }
        EntryState::Withdrawn | EntryState::Disqualified => None,
    }
}

/// Whether a withdrawal can still be undone: while the call is open, and the entry could be
/// submitted again anyway.
pub fn may_reinstate(entry: &entry::Model, document: &EditionDocument, now: Timestamp) -> bool {
    entry.state == EntryState::Withdrawn && document.call().is_some_and(|call| call.contains(now))
}

/// What kind of organisation enters: that of its entry, or else its own.
pub fn kind<'a>(entry: &'a entry::Model, organisation: &'a organisation::Model) -> &'a str {
    if entry.organisation_kind.is_empty() { &organisation.kind } else { &entry.organisation_kind }
}

/// The instant on the wall of the programme's place, as RFC 9557.
pub fn local_time(document: &EditionDocument, at: Timestamp) -> String {
    let zoned = jiff::Timestamp::from_millisecond(at.0)
        .and_then(|instant| instant.in_tz(&document.programme.timezone))
        .map(|zoned| zoned.to_string());
    zoned.unwrap_or_else(|_| at.to_string())
}

pub fn short_title(answer: &Answer) -> String {
    answer.as_text().unwrap_or_default().chars().take(LONGEST_TITLE).collect()
}

/// What an entry is found by: its title and the contact its form asks for.
pub fn search_text<'a>(form: &Form, title: &str, answer: impl Fn(&str) -> Option<&'a str>) -> String {
    let contact = form.fields().filter(|field| field.is_contact()).filter_map(|field| answer(&field.key));
    let parts: Vec<&str> = std::iter::once(title).chain(contact).collect();
    fold(&parts.join(" "))
}

/// The kinds of file a field takes that can be checked.
pub fn accepted(rules: &FileRules) -> Vec<FileKind> {
    let kind = |accept: &FileType| match accept {
        FileType::Jpg => Some(FileKind::Jpg),
        FileType::Png => Some(FileKind::Png),
        FileType::Webp => Some(FileKind::Webp),
        FileType::Pdf => Some(FileKind::Pdf),
        FileType::Docx => Some(FileKind::Docx),
        FileType::Xlsx => Some(FileKind::Xlsx),
        FileType::Pptx => Some(FileKind::Pptx),
        FileType::Mp4 => None,
    };
    rules.accept.iter().filter_map(kind).collect()
}

#[derive(Debug)]
pub struct Filled {
    answers: BTreeMap<String, Answer>,
    files: Vec<AttachedFile>,
    counts: BTreeMap<String, FileCount>,
}

impl Filled {
    /// Reads what is stored. An answer that the form in force no longer takes
    /// counts as none.
    pub fn read<'a>(
        form: &Form,
        answers: impl Iterator<Item = (&'a str, &'a str)>,
        attachments: &[attachment::Model],
    ) -> Self {
        let parse = |(key, text): (&str, &str)| {
            let value: Value = serde_json::from_str(text).ok()?;
            Some((key.to_owned(), parse_answer(form.field(key)?, &value).unwrap_or_default()))
        };
        let file = |row: &attachment::Model| AttachedFile {
            field: row.field_key.clone(),
            name: row.original_name.clone(),
            sha256: row.sha256.clone(),
            size_bytes: row.size_bytes,
        };
        let mut counts = BTreeMap::<String, FileCount>::new();
        for row in attachments {
            let count = counts.entry(row.field_key.clone()).or_default();
            count.files = count.files.saturating_add(1);
            count.undescribed = count.undescribed.saturating_add(u64::from(row.alt_text.trim().is_empty()));
        }
        let files = attachments.iter().map(file).collect();
        Self { answers: answers.filter_map(parse).collect(), files, counts }
    }

    pub fn answer(&self, field: &str) -> &Answer {
        self.answers.get(field).unwrap_or(&Answer::Nothing)
    }

    /// How many files a field has.
    pub fn files_of(&self, field: &str) -> u32 {
        self.counts.get(field).map_or(0, |count| u32::try_from(count.files).unwrap_or(u32::MAX))
    }

    pub fn doubts(&self, form: &Form, country: &str, year: u16) -> Vec<FieldProblem> {
        form.fields().flat_map(|field| doubts(field, self.answer(&field.key), country, year)).collect()
    }

    pub fn problems(&self, form: &Form) -> Vec<FieldProblem> {
        complete(form, &self.answers, &self.counts)
    }

    /// The canonical content, over which the receipt is made.
    pub fn content(&self, facts: &EntryFacts, form: &Form) -> Result<String, CanonicalError> {
        canonical::content(facts, form, &self.answers, &self.files)
    }

    /// Whether submitting again would give another content. What the owner did
    /// not do (a new form version, a corrected record, a move) is no change.
    pub fn differs_from(&self, version: &submitted_version::Model, form: &Form) -> bool {
        let Ok(submitted) = serde_json::from_str::<Value>(&version.content) else {
            return true;
        };
        let fact = |name: &str| submitted.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let facts = EntryFacts {
            entry_id: fact("entry_id"),
            edition: fact("edition"),
            category: fact("category"),
            organisation: fact("organisation"),
            country: fact("country"),
            form_version: version.form_number,
        };
        self.content(&facts, form).map_or(true, |content| content != version.content)
    }
}
