//! The parsed documents of editions.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use entity::{Timestamp, edition, ids::EditionId};

use crate::editions::{EditionDocument, Questions, Rulebook};

/// Parsed documents by edition; an older version is never served, because the
/// row with its version is read each time. The time goes with it: a version that never came to be
/// on disk may have been seen by another writer, and the next one has its number.
#[derive(Default)]
pub struct EditionCache(RwLock<HashMap<EditionId, (Seen, Rules)>>);

/// All rules of an edition: its document, and what was read out of it.
#[derive(Clone)]
pub struct Rules {
    pub document: Arc<EditionDocument>,
    pub rulebook: Arc<Rulebook>,
    pub questions: Arc<Questions>,
}

type Seen = (i64, Timestamp);

impl EditionCache {
    pub fn get(&self, id: EditionId, seen: Seen) -> Option<Rules> {
        let cache = self.0.read().unwrap_or_else(PoisonError::into_inner);
        cache.get(&id).filter(|(known, _)| *known == seen).map(|(_, rules)| rules.clone())
    }

    pub fn read(&self, row: &edition::Model) -> Option<Rules> {
        let document = EditionDocument::kept(&row.document)
            .map_err(
                |error| tracing::error!(edition = row.id.0, %error, "a stored edition document is broken"),
            )
            .ok()?;
        let rulebook = Arc::new(Rulebook::of(&document));
        let questions = Arc::new(Questions::of(&document));
        let rules = Rules { document: Arc::new(document), rulebook, questions };
        let mut cache = self.0.write().unwrap_or_else(PoisonError::into_inner);
        cache.insert(row.id, ((row.version, row.updated_at), rules.clone()));
        Some(rules)
    }
}
