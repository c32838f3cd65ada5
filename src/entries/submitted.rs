//! A submitted version as its owner reads it: the questions as they were then,
//! the answers, the files, whatever has changed since.

use std::collections::BTreeMap;

use entity::{PublicId, Timestamp, attachment, submitted_version};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    access::OwnEntry,
    content::{Attached, Content},
    rules,
    views::{OwnFile, category_name},
};
use crate::{db, editions::Form};

/// What was submitted, to be read.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubmittedView {
    pub entry_id: PublicId,
    /// 1, 2, 3, …
    pub number: i32,
    /// Whether it is the last one, which counts.
    pub counts: bool,
    pub at: Timestamp,
    /// The same on the programme's clock (RFC 9557).
    pub local: String,
    /// Over the canonical content.
    pub sha256: String,
    pub by: String,
    pub title: String,
    /// The organisation's name then.
    pub organisation: String,
    /// Its country then, ISO 3166-1 alpha-2.
    pub country: String,
    pub category_name: String,
    pub form: Form,
    /// Answers and consents by field; what was not answered is absent.
    #[schema(value_type = BTreeMap<String, crate::editions::AnswerValue>)]
    pub answers: BTreeMap<String, Value>,
    /// Files by field, in their order; those removed since too.
    pub attachments: BTreeMap<String, Vec<OwnFile>>,
}

pub struct Sources {
    pub version: (submitted_version::Model, String),
    pub form: Form,
    pub files: Vec<attachment::Model>,
}

impl SubmittedView {
    pub fn new(own: &OwnEntry, sources: Sources) -> Result<Self, db::Error> {
        let Sources { version: (version, by), form, files } = sources;
        let mut content = Content::read(&version.content)?;
        let form = content.asked(&form).into_owned();
        let answers: BTreeMap<String, Value> = content.take_answers().collect();
        let attachments = files_of(&own.entry().public_id, content.attachments, files);
        let title = form.title_field().and_then(|field| answers.get(&field.key)?.as_str());
        Ok(Self {
            entry_id: own.entry().public_id.clone(),
            counts: own.entry().submitted_number == Some(version.number),
            number: version.number,
            at: version.submitted_at,
            local: rules::local_time(own.document(), version.submitted_at),
            by,
            title: title.unwrap_or_default().to_owned(),
            organisation: content.organisation,
            country: content.country,
            category_name: category_name(own.document(), &version.category_key),
            sha256: version.sha256,
            form,
            answers,
            attachments,
        })
    }
}

/// The rows of a version's files, in its order. Of the same file added twice each row stands once.
fn files_of(
    entry: &PublicId,
    attached: Vec<Attached>,
    mut rows: Vec<attachment::Model>,
) -> BTreeMap<String, Vec<OwnFile>> {
    let mut found = BTreeMap::<String, Vec<OwnFile>>::new();
    for file in attached {
        if let Some(place) = rows.iter().position(|row| file.is(row)) {
            found.entry(file.field).or_default().push(OwnFile::new(entry, &rows.remove(place)));
        }
    }
    found
}
