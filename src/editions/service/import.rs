//! Bringing an edition document into force.

use std::collections::BTreeSet;

use entity::edition::EditionState;
use serde_json::{Map, Value, json};

use crate::{
    audit::{self, Cause},
    context::Ctx,
    db::{self, WriteTx},
    editions::{
        EditionDocument,
        events::{self, DocumentChange},
        store,
    },
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportOutcome {
    pub change: ImportChange,
    pub state: EditionState,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportChange {
    Created,
    Changed,
    Unchanged,
}

impl ImportChange {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Brings a document into force, in a transaction of its caller: all of it or
/// nothing, and the same document twice changes nothing. A changed form becomes
/// the next form version; what was submitted before keeps its own. A new edition
/// is published.
pub async fn import(
    tx: &WriteTx,
    ctx: &Ctx,
    document: &EditionDocument,
    cause: Cause<'_>,
) -> Result<ImportOutcome, db::Error> {
    import_as(tx, ctx, document, EditionState::Published, cause).await
}

/// The same; a new edition begins in this state, one that is there stays in its own.
pub async fn import_as(
    tx: &WriteTx,
    ctx: &Ctx,
    document: &EditionDocument,
    state: EditionState,
    cause: Cause<'_>,
) -> Result<ImportOutcome, db::Error> {
    let document = &document.without_version();
    let programme = store::programme(tx, &document.programme).await?;
    let text = document.to_json()?;
    let known = store::lock(tx, programme.id, &document.edition.slug).await?;
    let mut changes = Map::new();
    let written = |text| store::Written { edition: &document.edition, text };
    let (row, change) = match known {
        Some(row) if row.document == text => {
            let unchanged = ImportChange::Unchanged;
            return Ok(ImportOutcome { change: unchanged, state: row.state, version: row.version });
        }
        Some(row) => {
            // It was checked by the rules of its time; those of today may be stricter.
            let old = EditionDocument::kept(&row.document)?;
            changes = changes_between(&row.document, &text)?;
            let row = store::replace(tx, ctx, row, written(text), old.form != document.form).await?;
            let change = DocumentChange { edition: row.id, old: &old, new: document };
            events::document_changed(tx, ctx, change).await?;
            (row, ImportChange::Changed)
        }
        None => (store::insert(tx, ctx, programme.id, state, written(text)).await?, ImportChange::Created),
    };
    if row.state != EditionState::Draft {
        store::name_programme(tx, programme, &document.programme.name).await?;
    }
    store::keep_form(tx, ctx, &row, &document.form).await?;
    store::versions::keep(tx, ctx, &row, cause).await?;
    let facts = json!({
        "change": change.as_str(),
        "state": row.state,
        "version": row.version,
        "form": row.form_number,
        "changes": changes,
    });
    audit::event("edition.import")
        .by(cause.actor)
        .on("edition", format!("{}/{}", document.programme.slug, document.edition.slug))
        .in_edition(row.id)
        .because(cause.reason)
        .with(facts)
        .record(tx, ctx)
        .await?;
    Ok(ImportOutcome { change, state: row.state, version: row.version })
}

/// What the log tells of a change: of each part that differs how it was and how it is now. The
/// form is not repeated: every version of it is kept.
fn changes_between(old: &str, new: &str) -> Result<Map<String, Value>, db::Error> {
    let parse = |text| serde_json::from_str(text);
    let (old, new): (Map<String, Value>, Map<String, Value>) = (parse(old)?, parse(new)?);
    let parts: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let is_told = |part: &&String| part.as_str() != "form" && old.get(*part) != new.get(*part);
    let told = |part: &String| (part.clone(), json!({ "before": old.get(part), "now": new.get(part) }));
    Ok(parts.into_iter().filter(is_told).map(told).collect())
}
