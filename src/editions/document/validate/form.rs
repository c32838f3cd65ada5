//! Sections, fields and their limits.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::findings::{Findings, NAME, PARAGRAPHS};
use crate::editions::document::{AnswerKind, Choice, DocumentCode, EditionDocument, Field, FileRules, YEARS};

/// The most fields of a form (security bar API-5).
const MOST_FIELDS: usize = 200;
/// The longest answer on one line, in characters.
const LONGEST_LINE: u64 = 1_000;
/// The longest answer of several paragraphs, in characters.
const LONGEST_TEXT: u64 = 10_000;
/// The longest answer of several paragraphs, in words.
const MOST_WORDS: u64 = 2_000;
/// The largest number that can be asked for: a trillion.
const LARGEST_NUMBER: u64 = 1_000_000_000_000;
/// The most items of a list (security bar API-5).
const MOST_ITEMS: u64 = 200;
/// The most files of an entry (security bar UP-3).
const MOST_FILES: u64 = 20;
/// The largest file, in bytes: a video (security bar UP-3).
const LARGEST_FILE_BYTES: u64 = 500 * 1024 * 1024;

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    let sections = &document.form.sections;
    findings.length("/form/sections", sections.len(), 50, "section");
    findings.keys(sections.iter().map(|section| section.key.as_str()), |index| {
        format!("/form/sections/{index}/key")
    });
    let criteria =
        document.judged().flat_map(|round| &round.criteria).map(|criterion| criterion.key.as_str()).collect();
    let mut seen = Seen::default();
    for (index, section) in sections.iter().enumerate() {
        let pointer = format!("/form/sections/{index}");
        findings.text(&format!("{pointer}/title"), &section.title, NAME);
        findings.optional_text(&format!("{pointer}/help"), section.help.as_ref(), PARAGRAPHS);
        let fields = format!("{pointer}/fields");
        findings.length(&fields, section.fields.len(), MOST_FIELDS, "field");
        for (index, field) in section.fields.iter().enumerate() {
            let pointer = format!("{fields}/{index}");
            one(&pointer, field, &criteria, findings);
            seen.add(&pointer, field, findings);
        }
    }
    if seen.keys.len() > MOST_FIELDS {
        findings.report(
            "/form/sections",
            DocumentCode::TooLong,
            format!("Use at most {MOST_FIELDS} fields in all."),
        );
    }
}

/// What earlier fields of the form are called.
#[derive(Default)]
struct Seen<'form> {
    keys: BTreeSet<&'form str>,
    months: BTreeSet<&'form str>,
    days: BTreeSet<&'form str>,
    names_entry: bool,
}

impl<'form> Seen<'form> {
    fn add(&mut self, pointer: &str, field: &'form Field, findings: &mut Findings) {
        findings.key(&format!("{pointer}/key"), &field.key);
        self.time(pointer, field, findings);
        self.name(pointer, field, findings);
        if !self.keys.insert(&field.key) {
            findings.report(
                format!("{pointer}/key"),
                DocumentCode::Duplicate,
                format!(
                    "`{}` is the key of an earlier field; every field of the form needs its own.",
                    field.key
                ),
            );
        }
    }

    /// An entry has one name, on one line.
    fn name(&mut self, pointer: &str, field: &Field, findings: &mut Findings) {
        let pointer = format!("{pointer}/names_entry");
        match &field.answer {
            _ if !field.names_entry => return,
            _ if self.names_entry => {
                let message = "An earlier question names the entry already; let one of them do it.";
                findings.report(pointer, DocumentCode::Duplicate, message);
            }
            AnswerKind::Text { .. } => {}
            _ => {
                let message = "Only a question of kind `text` can name the entry.";
                findings.report(pointer, DocumentCode::Contradiction, message);
            }
        }
        self.names_entry = true;
    }

    /// A month follows months, a day days.
    fn time(&mut self, pointer: &str, field: &'form Field, findings: &mut Findings) {
        let (earlier, what) = match &field.answer {
            AnswerKind::Month { .. } => (&mut self.months, "earlier month field"),
            AnswerKind::Date { .. } => (&mut self.days, "earlier date field"),
            _ => return,
        };
        if let Some(before) = field.answer.not_before() {
            findings.reference(&format!("{pointer}/answer/not_before"), before, earlier, what);
        }
        earlier.insert(&field.key);
    }
}

fn one(pointer: &str, field: &Field, criteria: &BTreeSet<&str>, findings: &mut Findings) {
    findings.text(&format!("{pointer}/label"), &field.label, NAME);
    findings.optional_text(&format!("{pointer}/help"), field.help.as_ref(), PARAGRAPHS);
    if let Some(criterion) = &field.criterion {
        findings.reference(&format!("{pointer}/criterion"), criterion, criteria, "criterion");
    }
    answer(&format!("{pointer}/answer"), &field.answer, findings);
}

fn answer(pointer: &str, answer: &AnswerKind, findings: &mut Findings) {
    let mut limit = |name: &str, value: u32, most: u64| {
        findings.range(&format!("{pointer}/{name}"), u64::from(value), 1, most);
    };
    match answer {
        AnswerKind::Text { max_chars } => limit("max_chars", *max_chars, LONGEST_LINE),
        AnswerKind::LongText { max_chars, max_words } => {
            limit("max_chars", max_chars.unwrap_or(1), LONGEST_TEXT);
            limit("max_words", max_words.unwrap_or(1), MOST_WORDS);
            if max_chars.is_none() && max_words.is_none() {
                findings.report(
                    pointer,
                    DocumentCode::Empty,
                    "Give the text a limit: `max_words`, `max_chars` or both.",
                );
            }
        }
        AnswerKind::UrlList { max_items } => limit("max_items", *max_items, MOST_ITEMS),
        AnswerKind::TextList { max_items, max_chars } => {
            limit("max_items", *max_items, MOST_ITEMS);
            limit("max_chars", *max_chars, LONGEST_LINE);
        }
        AnswerKind::Choice { options: list } => options(pointer, list, None, findings),
        AnswerKind::MultiChoice { options: list, max_items } => {
            options(pointer, list, *max_items, findings);
        }
        AnswerKind::Images(rules) => {
            files(pointer, rules, findings);
            images(pointer, rules, findings);
        }
        AnswerKind::Files(rules) => files(pointer, rules, findings),
        AnswerKind::Consent { text_version, text } => {
            findings.text(&format!("{pointer}/text_version"), text_version, 40);
            findings.optional_text(&format!("{pointer}/text"), text.as_ref(), PARAGRAPHS);
        }
        AnswerKind::Date { from, to, .. } => days(pointer, *from, *to, findings),
        AnswerKind::Number { min, max, decimals, unit } => {
            findings.range(&format!("{pointer}/min"), *min, 0, LARGEST_NUMBER);
            if let Some(max) = max {
                findings.range(&format!("{pointer}/max"), *max, *min, LARGEST_NUMBER);
            }
            findings.range(&format!("{pointer}/decimals"), u64::from(*decimals), 0, 2);
            findings.optional_line(&format!("{pointer}/unit"), unit.as_ref(), 20);
        }
        AnswerKind::Email {}
        | AnswerKind::Phone {}
        | AnswerKind::Url {}
        | AnswerKind::Country {}
        | AnswerKind::Month { .. }
        | AnswerKind::Boolean {} => {}
    }
}

fn days(pointer: &str, from: Option<Date>, to: Option<Date>, findings: &mut Findings) {
    for (name, day) in [("from", from), ("to", to)] {
        if day.is_some_and(|day| !YEARS.contains(&day.year())) {
            let message = format!("Write a day of the years {} to {}.", YEARS.start(), YEARS.end());
            findings.report(format!("{pointer}/{name}"), DocumentCode::Range, message);
        }
    }
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let message = format!("The last day, {to}, is before the first, {from}.");
        findings.report(format!("{pointer}/to"), DocumentCode::Order, message);
    }
}

fn options(pointer: &str, options: &[Choice], most: Option<u32>, findings: &mut Findings) {
    findings.length(&format!("{pointer}/options"), options.len(), 300, "option");
    findings.keys(options.iter().map(|option| option.key.as_str()), |index| {
        format!("{pointer}/options/{index}/key")
    });
    for (index, option) in options.iter().enumerate() {
        findings.text(&format!("{pointer}/options/{index}/label"), &option.label, NAME);
    }
    if let Some(most) = most {
        let all = u64::try_from(options.len()).unwrap_or(u64::MAX).max(1);
        findings.range(&format!("{pointer}/max_items"), u64::from(most), 1, all);
    }
}

fn files(pointer: &str, rules: &FileRules, findings: &mut Findings) {
    findings.range(&format!("{pointer}/max_files"), u64::from(rules.max_files), 1, MOST_FILES);
    findings.range(&format!("{pointer}/max_bytes_each"), rules.max_bytes_each, 1, LARGEST_FILE_BYTES);
    if rules.min_files > rules.max_files {
        findings.report(
            format!("{pointer}/min_files"),
            DocumentCode::Order,
            format!(
                "At most {} files are allowed, so {} cannot be required.",
                rules.max_files, rules.min_files
            ),
        );
    }
    findings.length(&format!("{pointer}/accept"), rules.accept.len(), 20, "type of file");
    let mut seen = BTreeSet::new();
    for (index, kind) in rules.accept.iter().enumerate() {
        if !seen.insert(kind) {
            findings.report(
                format!("{pointer}/accept/{index}"),
                DocumentCode::Duplicate,
                "This type of file is listed twice; remove one of the two.",
            );
        }
    }
}

fn images(pointer: &str, rules: &FileRules, findings: &mut Findings) {
    for (index, kind) in rules.accept.iter().enumerate() {
        if !kind.is_image() {
            findings.report(
                format!("{pointer}/accept/{index}"),
                DocumentCode::Contradiction,
                "Images can be `jpg`, `png` or `webp`; use a field of kind `files` for other types.",
            );
        }
    }
}
