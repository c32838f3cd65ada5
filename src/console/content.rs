//! Questions and answers side by side, from a submitted version or a draft.

use std::collections::BTreeMap;

use entity::{PublicId, answer, attachment};
use serde_json::Value;

use super::views::{AttachmentView, FieldView, SectionView};
use crate::{
    db,
    editions::{Field, Form},
    entries::{Submitted, readable},
    files::FileKind,
};

pub struct Content {
    answers: BTreeMap<String, Value>,
    files: Vec<attachment::Model>,
    not_asked: Vec<String>,
}

impl Content {
    /// What a submitted version holds; its files are found among all the entry ever had.
    pub fn submitted(version: &Submitted, files: Vec<attachment::Model>) -> Result<Self, db::Error> {
        let mut submitted = version.content()?;
        let answers = submitted.take_answers().collect();
        let mut left = submitted.attachments;
        let mut held = |file: &attachment::Model| {
            left.iter().position(|one| one.is(file)).map(|place| left.swap_remove(place)).is_some()
        };
        let files = files.into_iter().filter(|file| held(file)).collect();
        Ok(Self { answers, files, not_asked: submitted.not_asked })
    }

    pub fn draft(answers: Vec<answer::Model>, files: Vec<attachment::Model>, not_asked: Vec<String>) -> Self {
        let read = |row: answer::Model| (row.field_key, serde_json::from_str(&row.value).unwrap_or_default());
        Self {
            answers: answers.into_iter().map(read).collect(),
            files: files.into_iter().filter(|file| file.removed_at.is_none()).collect(),
            not_asked,
        }
    }

    pub fn sections(&self, form: &Form) -> Vec<SectionView> {
        let view = |field: &Field| {
            let answer = self.answers.get(&field.key).cloned().unwrap_or_default();
            FieldView {
                key: field.key.clone(),
                label: field.label.clone(),
                kind: field.answer.as_str(),
                required: field.required,
                judges: field.judges,
                text: readable(field, &answer),
                answer,
            }
        };
        let form = form.without(&self.not_asked);
        let sections = form.sections.iter().map(|section| SectionView {
            key: section.key.clone(),
            title: section.title.clone(),
            fields: section.fields.iter().map(view).collect(),
        });
        sections.collect()
    }

    /// The files in the order of the form.
    pub fn attachments(&self, form: &Form, entry: &PublicId) -> Vec<AttachmentView> {
        let of = |field: &Field| {
            let label = field.label.clone();
            let key = field.key.clone();
            let files = self.files.iter().filter(move |file| file.field_key == key);
            files.map(move |file| attachment_view(file, &label, entry)).collect::<Vec<_>>()
        };
        let form = form.without(&self.not_asked);
        form.fields().filter(|field| field.answer.files().is_some()).flat_map(of).collect()
    }
}

fn attachment_view(file: &attachment::Model, label: &str, entry: &PublicId) -> AttachmentView {
    let url = format!("/api/staff/entries/{entry}/attachments/{}", file.public_id);
    AttachmentView {
        id: file.public_id.clone(),
        field: file.field_key.clone(),
        label: label.to_owned(),
        name: file.original_name.clone(),
        media_type: file.media_type.clone(),
        size_bytes: file.size_bytes,
        alt_text: file.alt_text.clone(),
        unclean: file.unclean_at.is_some(),
        preview_url: FileKind::is_image_type(&file.media_type).then(|| format!("{url}/preview")),
        url,
    }
}
