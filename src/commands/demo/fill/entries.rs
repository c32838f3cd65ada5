//! Entries of the sample: some are still drafts while the call is open.

use std::collections::BTreeMap;

use entity::{
    Timestamp, answer,
    entry::{self, EntryState},
    ids::UserId,
    submitted_version,
};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{Sample, files::Keeper, people::Owner, store};
use crate::{
    commands::demo::entries::{SampleEntry, entry as sample_entry},
    db::WriteTx,
    editions::sample::Stage,
    entries::{
        self,
        canonical::{AttachedFile, EntryFacts, content, sha256},
        fields::Answer,
    },
};

/// Of a hundred entries in an open call, so many are submitted already.
const SUBMITTED_PERCENT: u64 = 55;

/// An entry and what the later stages need of it.
pub struct Made {
    /// The row.
    pub entry: entry::Model,
    /// Its number in the sample.
    pub number: u64,
    /// Where the organisation is: judges never judge their own country.
    pub country: String,
}

/// One entry before it is written.
struct Draft<'a> {
    number: u64,
    owner: &'a Owner,
    category: String,
    sample: SampleEntry,
    started_at: Timestamp,
    submitted_at: Option<Timestamp>,
}

/// Writes all entries with answers, files and submitted versions.
pub async fn write(tx: &WriteTx, sample: &Sample<'_>, owners: &[Owner]) -> anyhow::Result<Vec<Made>> {
    let drafts = drafts(sample, owners);
    let rows = store::insert(tx, drafts.iter().map(|draft| row(sample, draft)).collect()).await?;
    let (mut answers, mut versions, mut made) = (Vec::new(), Vec::new(), Vec::new());
    let mut keeper = Keeper::default();
    for (draft, entry) in drafts.iter().zip(rows) {
        let attached = keeper.write(tx, sample, &entry, &draft.sample.files).await?;
        for (key, answer) in kept_answers(draft) {
            answers.push(answer_row(&entry, key, answer, draft.owner.user));
        }
        if let Some(at) = draft.submitted_at {
            versions.push(version_row(sample, &entry, draft, &attached, at)?);
        }
        made.push(Made { entry, number: draft.number, country: draft.owner.organisation.country.clone() });
    }
    store::insert(tx, answers).await?;
    let versions = store::insert(tx, versions).await?;
    let submitted = drafts.iter().filter(|draft| draft.submitted_at.is_some());
    let consents = submitted.zip(&versions).flat_map(|(draft, version)| {
        let is_given = |field: &str| draft.sample.answers.get(field) == Some(&Answer::Flag(true));
        entries::consents(version, None, &sample.document.form, is_given)
    });
    store::insert(tx, consents.collect()).await?;
    Ok(made)
}

fn drafts<'a>(sample: &Sample<'_>, owners: &'a [Owner]) -> Vec<Draft<'a>> {
    let categories = sample.open_categories();
    let (from, to) = sample.window("entries");
    let draft = |number: u64| {
        // The first round of owners enters once; then every sixth enters again, elsewhere.
        let owners_count = u64::try_from(owners.len()).unwrap_or(u64::MAX);
        let again = number / owners_count;
        let owner = owners.get(usize::try_from((number + again * 5 * number) % owners_count).unwrap_or(0))?;
        let place = usize::try_from(owner.number + again).unwrap_or(0) % categories.len();
        let category = categories.get(place)?.clone();
        let made = sample_entry(&sample.source, owner.number, number, &sample.document.form, &category);
        let started_at = sample.instant("started", &[number], from, to);
        let is_draft = sample.order.stage == Stage::Call
            && (number == 0 || !sample.source.chance("submitted", &[number]).percent(SUBMITTED_PERCENT));
        let submitted_at = (!is_draft).then(|| sample.instant("submitted at", &[number], started_at, to));
        Some(Draft { number, owner, category, sample: made, started_at, submitted_at })
    };
    (0..sample.order.entries).filter_map(draft).collect()
}

/// A draft has the first half of its answers and no consents yet.
fn kept_answers<'a>(draft: &'a Draft<'_>) -> impl Iterator<Item = (&'a String, &'a Answer)> {
    let whole = draft.submitted_at.is_some();
    let half = draft.sample.answers.len() / 2;
    let answers = draft.sample.answers.iter().enumerate();
    answers
        .filter(move |(place, (key, answer))| {
            whole || key.as_str() == "title" || (*place < half && !matches!(answer, Answer::Flag(true)))
        })
        .map(|(_, pair)| pair)
}

fn row(sample: &Sample<'_>, draft: &Draft<'_>) -> entry::ActiveModel {
    let title = match draft.sample.answers.get("title") {
        Some(Answer::Text(title)) => title.clone(),
        _ => String::new(),
    };
    entry::ActiveModel {
        id: NotSet,
        public_id: Set(sample.id("entry", &[draft.number])),
        edition_id: Set(sample.edition.id),
        organisation_id: Set(draft.owner.organisation.id),
        category_key: Set(draft.category.clone()),
        organisation_kind: Set(draft.owner.organisation.kind.clone()),
        state: Set(if draft.submitted_at.is_some() { EntryState::Submitted } else { EntryState::Draft }),
        title: Set(title),
        created_by: Set(draft.owner.user),
        created_at: Set(draft.started_at),
        updated_at: Set(draft.submitted_at.unwrap_or(draft.started_at)),
        submitted_at: Set(draft.submitted_at),
        submitted_number: Set(draft.submitted_at.map(|_| 1)),
        return_until: Set(None),
        state_reason: Set(String::new()),
        search_text: NotSet,
        title_key: NotSet,
        version: Set(1),
        ..Default::default()
    }
}

fn answer_row(entry: &entry::Model, key: &str, answer: &Answer, user: UserId) -> answer::ActiveModel {
    answer::ActiveModel {
        id: NotSet,
        entry_id: Set(entry.id),
        field_key: Set(key.to_owned()),
        value: Set(answer.to_json().to_string()),
        version: Set(1),
        updated_by: Set(user),
        updated_at: Set(entry.updated_at),
    }
}

fn version_row(
    sample: &Sample<'_>,
    entry: &entry::Model,
    draft: &Draft<'_>,
    attached: &[AttachedFile],
    at: Timestamp,
) -> anyhow::Result<submitted_version::ActiveModel> {
    let facts = EntryFacts {
        entry_id: entry.public_id.to_string(),
        edition: format!("{}/{}", sample.document.programme.slug, sample.document.edition.slug),
        category: draft.category.clone(),
        organisation: draft.owner.organisation.name.clone(),
        country: draft.owner.organisation.country.clone(),
        form_version: sample.edition.form_number,
    };
    let answers: BTreeMap<String, Answer> = draft.sample.answers.clone();
    let content = content(&facts, &sample.document.form, &answers, attached)?;
    Ok(submitted_version::ActiveModel {
        id: NotSet,
        entry_id: Set(entry.id),
        number: Set(1),
        form_number: Set(sample.edition.form_number),
        category_key: Set(draft.category.clone()),
        sha256: Set(sha256(&content)),
        content: Set(content),
        submitted_by: Set(draft.owner.user),
        submitted_at: Set(at),
    })
}
