//! The list of faults, and the checks that all parts of a document share.

use std::collections::BTreeSet;

use crate::{
    conditions::{Condition, Place},
    editions::document::{DocumentCode, DocumentError},
    text::guess,
};

/// The longest label or name, in characters.
pub(super) const NAME: usize = 300;
/// The longest text of some paragraphs, in characters.
pub(super) const PARAGRAPHS: usize = 5_000;
/// The longest key or slug, in characters.
const KEY: usize = 60;

/// The faults found so far.
#[derive(Default)]
pub(super) struct Findings(Vec<DocumentError>);

impl Findings {
    /// Something that is probably not meant.
    pub(super) fn doubt(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.report(pointer, DocumentCode::Doubt, message);
    }

    /// All faults, in the order in which they were found.
    pub(super) fn done(self) -> Vec<DocumentError> {
        self.0
    }

    /// Adds a fault.
    pub(super) fn report(
        &mut self,
        pointer: impl Into<String>,
        code: DocumentCode,
        message: impl Into<String>,
    ) {
        self.0.push(DocumentError::new(pointer, code, message));
    }

    /// A text that must say something and can be shown.
    pub(super) fn text(&mut self, pointer: &str, text: &str, most: usize) {
        if text.trim().is_empty() {
            self.report(pointer, DocumentCode::Empty, "Write a text here.");
        }
        if text.chars().count() > most {
            self.report(
                pointer,
                DocumentCode::TooLong,
                format!("Shorten this text to at most {most} characters."),
            );
        }
        if text.chars().any(|c| c.is_control() && c != '\n') {
            self.report(
                pointer,
                DocumentCode::Character,
                "Remove the control characters from this text; only line breaks may stay.",
            );
        }
    }

    /// A text that may be left out but not left empty.
    pub(super) fn optional_text(&mut self, pointer: &str, text: Option<&String>, most: usize) {
        if let Some(text) = text {
            self.text(pointer, text, most);
        }
    }

    /// A text on one line, if there is one.
    pub(super) fn optional_line(&mut self, pointer: &str, text: Option<&String>, most: usize) {
        self.optional_text(pointer, text, most);
        if text.is_some_and(|text| text.contains('\n')) {
            self.report(pointer, DocumentCode::Character, "Write this on one line.");
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, pointer: &str, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.text(&format!("{pointer}/{index}"), text, PARAGRAPHS);
        }
    }

    /// A key: `[a-z][a-z0-9_]*`.
    pub(super) fn key(&mut self, pointer: &str, key: &str) {
        let mut chars = key.chars();
        let starts_well = chars.next().is_some_and(|c| c.is_ascii_lowercase());
        let goes_on_well = chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !starts_well || !goes_on_well || key.len() > KEY {
            self.report(
                pointer,
                DocumentCode::Key,
                format!(
                    "Write a key of at most {KEY} lower-case letters, digits and underscores that \
                         starts with a letter, such as `service_delivery`; `{key}` is not one."
                ),
            );
        }
        // Every object of a browser has a member of this name.
        if key == "constructor" {
            self.report(pointer, DocumentCode::Key, "Choose another key than `constructor`.".to_owned());
        }
    }

    /// A slug: `[a-z0-9]+(-[a-z0-9]+)*`.
    pub(super) fn slug(&mut self, pointer: &str, slug: &str) {
        let good = slug.len() <= KEY
            && slug.split('-').all(|part| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            });
        if !good {
            self.report(
                pointer,
                DocumentCode::Slug,
                format!(
                    "Write a slug of at most {KEY} lower-case letters, digits and single hyphens, \
                         such as `essa` or `2023`; `{slug}` is not one."
                ),
            );
        }
    }

    /// Keys of one list, which must differ. `place` makes the pointer of the
    /// key at an index.
    pub(super) fn keys<'a>(
        &mut self,
        keys: impl IntoIterator<Item = &'a str>,
        place: impl Fn(usize) -> String,
    ) {
        let mut seen = BTreeSet::new();
        for (index, key) in keys.into_iter().enumerate() {
            self.key(&place(index), key);
            if !seen.insert(key) {
                self.duplicate(&place(index), key);
            }
        }
    }

    /// A key that stands in a list a second time.
    pub(super) fn duplicate(&mut self, pointer: &str, key: &str) {
        self.report(
            pointer,
            DocumentCode::Duplicate,
            format!("`{key}` is already used in this list; choose another key or remove one of the two."),
        );
    }

    /// References from a list: each must lead somewhere, none twice.
    pub(super) fn references(
        &mut self,
        pointer: &str,
        references: &[String],
        targets: &BTreeSet<&str>,
        what: &str,
    ) {
        let mut seen = BTreeSet::new();
        for (index, reference) in references.iter().enumerate() {
            let place = format!("{pointer}/{index}");
            self.reference(&place, reference, targets, what);
            if !seen.insert(reference) {
                self.duplicate(&place, reference);
            }
        }
    }

    /// A reference that must lead somewhere.
    pub(super) fn reference(&mut self, pointer: &str, reference: &str, targets: &BTreeSet<&str>, what: &str) {
        if !targets.contains(reference) {
            let known: Vec<&str> = targets.iter().copied().collect();
            self.report(pointer, DocumentCode::Reference, guess::unknown(what, reference, &known));
        }
    }

    /// A condition on what is known in its place.
    pub(super) fn condition(&mut self, pointer: &str, condition: &str, place: &Place) {
        if let Err(fault) = Condition::read(condition, place) {
            let message = format!("This condition cannot be used: {fault}.");
            self.report(pointer, DocumentCode::Condition, message);
        }
    }

    /// A count that must lie in a range.
    pub(super) fn range(&mut self, pointer: &str, count: u64, least: u64, most: u64) {
        if !(least..=most).contains(&count) {
            self.report(
                pointer,
                DocumentCode::Range,
                format!("Write a number from {least} to {most}; {count} is out of range."),
            );
        }
    }

    /// A list that must have something in it, but not too much.
    pub(super) fn length(&mut self, pointer: &str, length: usize, most: usize, what: &str) {
        if length == 0 {
            self.report(pointer, DocumentCode::Empty, format!("Add at least one {what}."));
        } else if length > most {
            self.report(
                pointer,
                DocumentCode::TooLong,
                format!("Use at most {most} of {what}; there are {length}."),
            );
        }
    }
}
