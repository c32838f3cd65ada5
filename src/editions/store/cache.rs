//! The parsed documents of editions.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use entity::{Timestamp, edition, ids::EditionId};

use crate::editions::EditionDocument;

/// Parsed documents by edition; an older version is never served, because the
/// row with its version is read each time. The time goes with it: a version that never came to be
/// on disk may have been seen by another writer, and the next one has its number.
#[derive(Default)]
pub struct EditionCache(RwLock<HashMap<EditionId, (Seen, Arc<EditionDocument>)>>);

type Seen = (i64, Timestamp);

impl EditionCache {
    pub fn get(&self, id: EditionId, seen: Seen) -> Option<Arc<EditionDocument>> {
        let cache = self.0.read().unwrap_or_else(PoisonError::into_inner);
        cache.get(&id).filter(|(known, _)| *known == seen).map(|(_, document)| Arc::clone(document))
    }

    pub fn read(&self, row: &edition::Model) -> Option<Arc<EditionDocument>> {
        let document = serde_json::from_str::<EditionDocument>(&row.document)
            .map_err(
                |error| tracing::error!(edition = row.id.0, %error, "a stored edition document is broken"),
            )
            .ok()?;
        let document = Arc::new(document);
        let mut cache = self.0.write().unwrap_or_else(PoisonError::into_inner);
        cache.insert(row.id, ((row.version, row.updated_at), Arc::clone(&document)));
        Some(document)
    }
}
