//! What was answered to the questions that an entry is asked.

use std::{borrow::Cow, collections::BTreeMap};

use entity::{answer, attachment, submitted_version};
use serde_json::Value;

use super::{
    StaffEntry,
    canonical::{self, AttachedFile, CanonicalError, EntryFacts, Given},
    content::{Attached, Content},
    facts::{Entering, of_answer},
    fields::{Answer, FieldProblem, FileCount, complete, doubts, parse_answer},
};
use crate::{
    conditions::Fact,
    editions::{Edition, Field, Form},
};

/// An entry as it is filled in. Answers to questions that it is not asked are kept, and count as none.
#[derive(Debug)]
pub struct Filled<'a> {
    /// All questions.
    whole: &'a Form,
    /// Those that it is asked.
    form: Cow<'a, Form>,
    not_asked: Vec<String>,
    answers: BTreeMap<String, Answer>,
    /// To questions that it is not asked.
    idle: BTreeMap<String, Answer>,
    files: Vec<AttachedFile>,
    counts: BTreeMap<String, FileCount>,
}

impl<'a> Filled<'a> {
    /// Reads what is stored. An answer that the form in force no longer takes
    /// counts as none.
    pub fn read<'s>(
        entering: &Entering<'a>,
        answers: impl Iterator<Item = (&'s str, &'s str)>,
        attachments: &[attachment::Model],
    ) -> Self {
        let value = |(key, text): (&str, &str)| Some((key.to_owned(), serde_json::from_str(text).ok()?));
        let file = |row: &attachment::Model| {
            let file = AttachedFile {
                field: row.field_key.clone(),
                name: row.original_name.clone(),
                sha256: row.sha256.clone(),
                size_bytes: row.size_bytes,
            };
            (file, !row.alt_text.trim().is_empty())
        };
        let form = &entering.edition.document.form;
        let filled = Self::of(form, answers.filter_map(value), attachments.iter().map(file));
        let not_asked = entering.not_asked(|field| filled.fact(field));
        filled.without(not_asked)
    }

    /// What was submitted, as the form in force reads it.
    pub fn submitted(edition: &'a Edition, mut content: Content) -> Self {
        let answers: Vec<(String, Value)> = content.take_answers().collect();
        let file = |file: Attached| {
            let Attached { field, name, sha256, size_bytes } = file;
            // Nobody could submit a picture without its description.
            (AttachedFile { field, name, sha256, size_bytes }, true)
        };
        let files = content.attachments.into_iter().map(file);
        Self::of(&edition.document.form, answers.into_iter(), files).without(content.not_asked)
    }

    /// All that is given, each file with whether it is described.
    fn of(
        form: &'a Form,
        answers: impl Iterator<Item = (String, Value)>,
        files: impl Iterator<Item = (AttachedFile, bool)>,
    ) -> Self {
        let parse = |(key, value): (String, Value)| {
            let answer = parse_answer(form.field(&key)?, &value).unwrap_or_default();
            Some((key, answer))
        };
        let mut filled = Self {
            whole: form,
            form: Cow::Borrowed(form),
            not_asked: Vec::new(),
            answers: answers.filter_map(parse).collect(),
            idle: BTreeMap::new(),
            files: Vec::new(),
            counts: BTreeMap::new(),
        };
        for (file, is_described) in files {
            let count = filled.counts.entry(file.field.clone()).or_default();
            count.files = count.files.saturating_add(1);
            count.undescribed = count.undescribed.saturating_add(u64::from(!is_described));
            filled.files.push(file);
        }
        filled
    }

    fn without(mut self, not_asked: Vec<String>) -> Self {
        if !not_asked.is_empty() {
            self.form = Cow::Owned(self.whole.without(&not_asked));
        }
        let idle = not_asked.iter().filter_map(|field| self.answers.remove_entry(field)).collect();
        Self { idle, not_asked, ..self }
    }

    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The fields of the form that it is not asked.
    pub fn not_asked(&self) -> &[String] {
        &self.not_asked
    }

    /// What is asked now, was not in the form before, and has no answer.
    pub fn new_since(&self, before: &Form) -> Vec<String> {
        let is_new = |field: &&Field| {
            before.field(&field.key).is_none()
                && *self.answer(&field.key) == Answer::Nothing
                && !self.counts.contains_key(&field.key)
        };
        self.form.fields().filter(is_new).map(|field| field.key.clone()).collect()
    }

    pub fn answer(&self, field: &str) -> &Answer {
        self.answers.get(field).unwrap_or(&Answer::Nothing)
    }

    /// What is answered, for conditions.
    pub fn facts(&self) -> Fact {
        Fact::record(self.form.fields().filter_map(|field| Some((field.key.clone(), self.fact(field)?))))
    }

    fn fact(&self, field: &Field) -> Option<Fact> {
        if field.answer.files().is_some() {
            let count = self.counts.get(&field.key).map_or(0, |count| count.files);
            return Some(Fact::record([("count", Fact::Whole(i64::try_from(count).unwrap_or(i64::MAX)))]));
        }
        of_answer(&field.answer, self.answer(&field.key))
    }

    pub fn doubts(&self, country: &str, year: u16) -> Vec<FieldProblem> {
        let of = |field: &Field| doubts(field, self.answer(&field.key), country, year);
        self.form.fields().flat_map(of).collect()
    }

    pub fn problems(&self) -> Vec<FieldProblem> {
        complete(&self.form, &self.answers, &self.counts)
    }

    /// The canonical content, over which the receipt is made.
    pub fn content(&self, facts: &EntryFacts) -> Result<String, CanonicalError> {
        let Self { form, not_asked, answers, files, .. } = self;
        canonical::content(facts, &Given { form, not_asked, answers, files })
    }

    /// Whether submitting again would give another content. What the owner did
    /// not do (a new form version, a corrected record, a move) is no change: what was asked then or
    /// is asked now is compared.
    pub fn differs_from(&self, version: &submitted_version::Model) -> bool {
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
        let names = submitted.get("not_asked").and_then(Value::as_array).into_iter().flatten();
        let then: Vec<String> = names.filter_map(Value::as_str).map(str::to_owned).collect();
        let never: Vec<String> =
            then.iter().filter(|field| self.not_asked.contains(field)).cloned().collect();
        let mut answers = self.answers.clone();
        answers.extend(self.idle.clone());
        let given = Given {
            form: &self.whole.without(&never),
            not_asked: &then,
            answers: &answers,
            files: &self.files,
        };
        canonical::content(&facts, &given).map_or(true, |content| content != version.content)
    }
}

/// The fields that a draft is not asked as it stands.
pub fn not_asked(
    entry: &StaffEntry,
    edition: &Edition,
    answers: &[answer::Model],
    files: &[attachment::Model],
) -> Vec<String> {
    let answers = answers.iter().map(|row| (row.field_key.as_str(), row.value.as_str()));
    Filled::read(&entry.entering(edition), answers, files).not_asked
}
