//! Files of the sample: kept like uploads, pictures with their previews.

use std::{collections::HashMap, io::Cursor};

use entity::{attachment, entry};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{Sample, store};
use crate::{commands::demo::SampleFile, db::WriteTx, entries::canonical::AttachedFile, files::FileKind};

/// Keeps files, each content once.
#[derive(Default)]
pub struct Keeper(HashMap<String, (String, i64)>);

impl Keeper {
    /// Hash and size of the kept file.
    async fn keep(&mut self, sample: &Sample<'_>, file: &SampleFile) -> anyhow::Result<(String, i64)> {
        if let Some(kept) = self.0.get(&file.key()) {
            return Ok(kept.clone());
        }
        let bytes = file.bytes()?;
        let size_bytes = i64::try_from(bytes.len())?;
        let storage = &sample.ctx.app.storage;
        let stored = storage.keep(storage.receive(Cursor::new(bytes), u64::MAX, None).await?).await?;
        let kept = (stored.hash.to_string(), size_bytes);
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
            let (sha256, size_bytes) = self.keep(sample, file).await?;
            rows.push(row(sample, entry, file, position, (&sha256, size_bytes))?);
            attached.push(AttachedFile {
                field: file.field.clone(),
                name: file.name.clone(),
                sha256,
                size_bytes,
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
    (sha256, size_bytes): (&str, i64),
) -> anyhow::Result<attachment::ActiveModel> {
    let accepted = serde_json::to_value(file.kind)?;
    let kind = accepted.as_str().and_then(FileKind::from_accept);
    let media_type = kind.map(FileKind::media_type).unwrap_or_default();
    Ok(attachment::ActiveModel {
        id: NotSet,
        public_id: Set(sample.id(&format!("file {position}"), &[u64::try_from(entry.id.0)?])),
        entry_id: Set(entry.id),
        field_key: Set(file.field.clone()),
        sha256: Set(sha256.to_owned()),
        original_name: Set(file.name.clone()),
        media_type: Set(media_type.to_owned()),
        size_bytes: Set(size_bytes),
        position: Set(position),
        alt_text: Set(file.alt_text.clone()),
        display_sha256: Set(None),
        thumbnail_sha256: Set(None),
        created_by: Set(entry.created_by),
        created_at: Set(entry.created_at),
        removed_at: Set(None),
    })
}
