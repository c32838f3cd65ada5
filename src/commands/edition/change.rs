//! Changing an edition in two steps: first what it comes to, then exactly that.

use std::{path::Path, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use entity::edition::EditionState;

use super::{Confirmed, say};
use crate::{
    audit::{Actor, Cause},
    context::{App, Ctx},
    editions::{self, Edition, EditionDocument, EditionError, ImportChange, Preview},
};

/// How a document is brought in.
#[derive(Clone, Copy)]
pub(super) struct How<'a> {
    pub dry_run: bool,
    pub draft: bool,
    pub confirmed: &'a Confirmed,
}

/// Brings a document in.
pub(super) async fn import(
    app: &Arc<App>,
    file: &Path,
    document: &EditionDocument,
    How { dry_run, draft, confirmed }: How<'_>,
) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system(app);
    let tx = ctx.begin().await?;
    let preview = match editions::preview(&*tx, &ctx, document).await {
        Ok(preview) => preview,
        Err(EditionError::Document(errors)) => return Ok(say::report(file, &errors)),
        Err(EditionError::Stale(since)) => {
            say::stale(file, document.version, &since);
            return Ok(ExitCode::FAILURE);
        }
        Err(other) => return Err(other.into()),
    };
    say::warnings(file, &preview);
    let cause = Cause { actor: Actor::PROGRAM, reason: &confirmed.reason };
    let state = if draft { EditionState::Draft } else { EditionState::Published };
    let outcome = editions::import_as(&tx, &ctx, document, state, cause).await?;
    let path = format!("{}/{}", document.programme.slug, document.edition.slug);
    let word = match (outcome.change, outcome.state) {
        (ImportChange::Created, EditionState::Draft) => "created as a draft",
        (change, _) => change.as_str(),
    };
    if outcome.change == ImportChange::Changed {
        say::preview(&path, &preview);
        if !dry_run && !is_confirmed(&preview, confirmed, "import the file again with") {
            return Ok(ExitCode::FAILURE);
        }
    }
    if dry_run {
        // Dropping the transaction takes everything back.
        println!("{path}: would be {word}, version {}", outcome.version);
    } else {
        tx.commit().await?;
        println!("{path}: {word}, version {}", outcome.version);
    }
    Ok(ExitCode::SUCCESS)
}

/// Brings an older version back.
pub(super) async fn restore(
    app: &Arc<App>,
    edition: &Edition,
    version: i64,
    confirmed: &Confirmed,
) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system(app);
    let path = edition.path();
    let kept = editions::history::find(&ctx, edition, version, None).await;
    let kept = kept.with_context(|| format!("{path} has no version {version}"))?.document;
    let document = match kept.without_version().checked() {
        Ok(document) => document.as_of(edition.version),
        Err(errors) => return Ok(say::report(Path::new(&format!("{path} version {version}")), &errors)),
    };
    let reason = format!("Version {version} again. {}", confirmed.reason);
    let confirmed = Confirmed { confirm: confirmed.confirm.clone(), reason: reason.trim().to_owned() };
    let how = How { dry_run: false, draft: false, confirmed: &confirmed };
    import(app, Path::new(&path), &document, how).await
}

fn is_confirmed(preview: &Preview, confirmed: &Confirmed, again: &str) -> bool {
    let is_confirmed = confirmed.confirm.as_deref() == Some(preview.confirm.as_str());
    if !is_confirmed {
        if confirmed.confirm.is_some() {
            eprintln!("This is not the change that was confirmed.");
        }
        eprintln!("Nothing was changed. To make exactly this change, {again} --confirm {}", preview.confirm);
    }
    is_confirmed
}
