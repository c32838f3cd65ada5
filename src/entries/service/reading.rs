//! Reading one's own entry as it counts.

use entity::PublicId;

use crate::{
    accounts::Entrant,
    context::Ctx,
    entries::{
        access::own_entry,
        error::EntryError,
        reading::{self, Reading, Which},
    },
    paper::{self, PaperError},
};

/// One of one's own entries, to be read.
pub async fn reading(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    which: Which,
) -> Result<Reading, EntryError> {
    let own = own_entry(ctx.read(), ctx, person, id).await?;
    reading::reading(ctx.read(), own.entry(), own.organisation(), own.edition(), which).await
}

pub async fn print(reading: &Reading) -> Result<Vec<u8>, EntryError> {
    let paper = reading::paper(reading);
    let made = tokio::task::spawn_blocking(move || paper::pdf(&paper)).await;
    Ok(made.map_err(|stopped| PaperError::Settings(stopped.to_string()))??)
}
