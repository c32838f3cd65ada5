//! The life of a draft edition: published once, or deleted.

use std::{process::ExitCode, sync::Arc};

use entity::edition::EditionState;

use crate::{
    audit::{Actor, Cause},
    context::{App, Ctx},
    editions::{self, Deletion, Edition},
};

/// Publishes a draft, as the page does; what is not ready has to be accepted first.
pub(super) async fn publish(
    app: &Arc<App>,
    edition: &Edition,
    anyway: bool,
    reason: &str,
) -> anyhow::Result<ExitCode> {
    let path = edition.path();
    match edition.state {
        EditionState::Draft => {}
        EditionState::Published => {
            println!("{path}: published already");
            return Ok(ExitCode::SUCCESS);
        }
        EditionState::Archived => {
            eprintln!("{path} is archived; bring it back on its page “Dates and rules”");
            return Ok(ExitCode::FAILURE);
        }
    }
    let ctx = Ctx::system(app);
    let not_ready = editions::not_ready(&edition.document, &ctx);
    for warning in &not_ready {
        eprintln!("{path}: not ready: {}: {}", warning.place, warning.text);
    }
    if !not_ready.is_empty() && !anyway {
        eprintln!("Nothing was changed. To publish it as it is, publish it again with --anyway");
        return Ok(ExitCode::FAILURE);
    }
    let tx = ctx.begin().await?;
    let cause = Cause { actor: Actor::PROGRAM, reason };
    editions::change_state(&tx, &ctx, edition, EditionState::Published, cause).await?;
    tx.commit().await?;
    println!("{path}: published");
    Ok(ExitCode::SUCCESS)
}

/// Deletes a draft with all that is kept of it.
pub(super) async fn delete(app: &Arc<App>, edition: &Edition, reason: &str) -> anyhow::Result<ExitCode> {
    let path = edition.path();
    if edition.state != EditionState::Draft {
        eprintln!("{path} is {}; only a draft can be deleted", edition.state.as_str());
        return Ok(ExitCode::FAILURE);
    }
    let ctx = Ctx::system(app);
    let tx = ctx.begin().await?;
    let cause = Cause { actor: Actor::PROGRAM, reason };
    let Deletion { versions, views } = editions::delete_draft(&tx, &ctx, edition, cause).await?;
    tx.commit().await?;
    println!("{path}: deleted; versions of its document: {versions}, saved views: {views}");
    Ok(ExitCode::SUCCESS)
}
