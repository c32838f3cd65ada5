//! Files of the sample: kept like uploads, with the clean copies that a job makes of those.

use std::{collections::HashMap, io::Cursor};

use anyhow::Context as _;
use entity::{attachment, entry};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{Sample, store};
use crate::{
    commands::demo::files::SampleFile, db::WriteTx, entries::canonical::AttachedFile, files::FileKind,
};

/// Keeps files, each content once.
#[derive(Default)]
pub struct Keeper(HashMap<String, Kept>);

/// A kept content.
#[derive(Clone)]
struct Kept {
    kind: FileKind,
    sha256: String,
    size_bytes: i64,
    display: String,
    thumbnail: Option<String>,
}

impl Keeper {
    async fn keep(&mut self, sample: &Sample<'_>, file: &SampleFile) -> anyhow::Result<Kept> {
        if let Some(kept) = self.0.get(&file.key()) {
            return Ok(kept.clone());
        }
        let bytes = file.bytes(&sample.source.data.phrases.document)?;
        let size_bytes = i64::try_from(bytes.len())?;
        let storage = &sample.ctx.app.storage;
        let stored = storage.keep(storage.receive(Cursor::new(bytes), u64::MAX, None).await?).await?;
        let accepted = serde_json::to_value(file.kind)?;
        let kind = accepted.as_str().and_then(FileKind::from_accept).context("no such kind of file")?;
        let (display, thumbnail) = if kind.is_image() {
            let pictures = storage.clean_picture(&stored.hash, kind).await?;
            (pictures.display.hash, Some(pictures.thumbnail.hash.to_string()))
        } else {
            (storage.clean_document(&stored.hash, kind).await?.hash, None)
        };
        let (sha256, display) = (stored.hash.to_string(), display.to_string());
        let kept = Kept { kind, sha256, size_bytes, display, thumbnail };
        self.0.insert(file.key(), kept.clone());
        Ok(kept)
    }

    /// Keeps the files of one entry and writes their rows.
    pub async fn write(
        &mut self,
        tx: &WriteTx,
        sample: &Sample<'_>,
        entry: &entry::Model,
        files: &[SampleFile],
    ) -> anyhow::Result<Vec<AttachedFile>> {
        let (mut rows, mut attached) = (Vec::new(), Vec::new());
        for (position, file) in (0_i32..).zip(files) {
            let kept = self.keep(sample, file).await?;
            rows.push(row(sample, entry, file, position, &kept)?);
            attached.push(AttachedFile {
                field: file.field.clone(),
                name: file.name.clone(),
                sha256: kept.sha256,
                size_bytes: kept.size_bytes,
            });
        }
        if !rows.is_empty() {
            store::insert(tx, rows).await?;
        }
        Ok(attached)
    }
}

fn row(
    sample: &Sample<'_>,
    entry: &entry::Model,
    file: &SampleFile,
    position: i32,
    kept: &Kept,
) -> anyhow::Result<attachment::ActiveModel> {
    Ok(attachment::ActiveModel {
        id: NotSet,
        public_id: Set(sample.id(&format!("file {position}"), &[u64::try_from(entry.id.0)?])),
        entry_id: Set(entry.id),
        field_key: Set(file.field.clone()),
        sha256: Set(kept.sha256.clone()),
        original_name: Set(file.name.clone()),
        media_type: Set(kept.kind.media_type().to_owned()),
        size_bytes: Set(kept.size_bytes),
        position: Set(position),
        alt_text: Set(file.alt_text.clone()),
        display_sha256: Set(Some(kept.display.clone())),
        thumbnail_sha256: Set(kept.thumbnail.clone()),
        unclean_at: Set(None),
        created_by: Set(entry.created_by),
        created_at: Set(entry.created_at),
        removed_at: Set(None),
    })
}
