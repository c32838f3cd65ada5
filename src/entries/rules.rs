//! Decisions about entries, from facts alone.

use std::borrow::Cow;

use entity::{
    Timestamp,
    entry::{self, EntryState},
    organisation,
};

use super::fields::Answer;
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
