//! Use cases of exports.

use futures::future::try_join;
use serde_json::json;

use super::{
    Form,
    error::ExportError,
    kind::Kind,
    store::{
        conflicts::Conflicts, consents::Consents, contacts::Contacts, entries::Entries, judges::Judges,
        questions::Questions, results::Results, scores::Scores, set_aside::SetAside,
    },
    stream::{Chunks, Head, file, with_first_chunk},
};
use crate::{
    accounts::Staff,
    audit::{self, Actor},
    conflicts::conflicted_entries,
    context::Ctx,
    editions::Edition,
};

/// How a file is written. By itself it has nothing but its columns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    pub form: Form,
    /// Names who took it, and when, in the heading of a last, empty column: a copy that
    /// is passed on says where it came from (security bar EMB-7).
    pub named: bool,
}

/// Opens an export and notes who asked for it: a member of the staff, or the
/// command line. Its first chunk is there when this returns.
///
/// # Errors
/// Somebody who enters or judges in the edition (security bar AC-25); the database;
/// stored marks that do not fit the edition's rules.
pub async fn open(
    ctx: &Ctx,
    staff: Option<&Staff>,
    edition: &Edition,
    kind: Kind,
    style: Style,
) -> Result<Chunks, ExportError> {
    if let Some(staff) = staff
        && !conflicted_entries(ctx.read(), staff, edition.id).await?.is_empty()
    {
        return Err(ExportError::OwnStake);
    }
    let name = staff.filter(|_| style.named).map(|staff| taken_by(ctx, staff));
    let head = Head { form: style.form, note: name };
    let chunks = match kind {
        Kind::Entries => file(ctx, Entries::new(ctx, edition).await?, &head)?,
        Kind::Scores => file(ctx, Scores::new(edition), &head)?,
        Kind::Results => file(ctx, Results::new(edition), &head)?,
        Kind::Judges => file(ctx, Judges::new(edition), &head)?,
        Kind::Contacts => file(ctx, Contacts::new(ctx, edition).await?, &head)?,
        Kind::Conflicts => file(ctx, Conflicts::new(edition), &head)?,
        Kind::Consents => file(ctx, Consents::new(edition), &head)?,
        Kind::SetAside => file(ctx, SetAside::new(edition), &head)?,
        Kind::Questions => file(ctx, Questions::new(ctx, edition).await?, &head)?,
    };
    // Side by side: the first byte is sent when both are done.
    let (chunks, ()) = try_join(with_first_chunk(chunks), note(ctx, staff, edition, kind)).await?;
    Ok(chunks)
}

fn taken_by(ctx: &Ctx, staff: &Staff) -> String {
    format!("exported by {} at {}", staff.name, ctx.now)
}

async fn note(ctx: &Ctx, staff: Option<&Staff>, edition: &Edition, kind: Kind) -> Result<(), ExportError> {
    let tx = ctx.begin().await?;
    audit::event("export.download")
        .by(staff.map_or(Actor::PROGRAM, Actor::from))
        .on("export", kind.as_str())
        .in_edition(edition.id)
        .with(json!({ "edition": edition.path() }))
        .record(&tx, ctx)
        .await?;
    Ok(tx.commit().await?)
}
