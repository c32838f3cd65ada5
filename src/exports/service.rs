//! Use cases of exports.

use futures::future::try_join;
use serde_json::json;

use super::{Spooled, TableFormat, error::ExportError, kind::Kind, store, table_file::TableFile};
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
    pub form: TableFormat,
    /// Names who took it, and when, in the heading of a last, empty column: a copy that
    /// is passed on says where it came from (security bar EMB-7).
    pub named: bool,
}

/// Makes the file of a table and notes who asked for it: a member of the staff, or the
/// command line.
pub async fn make(
    ctx: &Ctx,
    staff: Option<&Staff>,
    edition: &Edition,
    kind: Kind,
    style: Style,
) -> Result<Spooled, ExportError> {
    if let Some(staff) = staff
        && !conflicted_entries(ctx.read(), staff, edition.id).await?.is_empty()
    {
        return Err(ExportError::OwnStake);
    }
    let name = staff.filter(|_| style.named).map(|staff| taken_by(ctx, staff));
    let file = TableFile::new(style.form, kind.as_str(), name, &ctx.app.config.data)?;
    // Side by side: the first byte is sent when both are done.
    let (file, ()) = try_join(filled(ctx, edition, kind, file), note(ctx, staff, edition, kind)).await?;
    Ok(file)
}

async fn filled(
    ctx: &Ctx,
    edition: &Edition,
    kind: Kind,
    mut file: TableFile<'_>,
) -> Result<Spooled, ExportError> {
    match kind {
        Kind::Entries => store::entries::write(ctx, edition, &mut file).await?,
        Kind::Scores => store::scores::write(ctx, edition, &mut file).await?,
        Kind::Results => store::results::write(ctx, edition, &mut file).await?,
        Kind::Judges => store::judges::write(ctx, edition, &mut file).await?,
        Kind::Contacts => store::contacts::write(ctx, edition, &mut file).await?,
        Kind::Conflicts => store::conflicts::write(ctx, edition, &mut file).await?,
        Kind::Consents => store::consents::write(ctx, edition, &mut file).await?,
        Kind::SetAside => store::set_aside::write(ctx, edition, &mut file).await?,
        Kind::Questions => store::questions::write(ctx, edition, &mut file).await?,
    }
    file.finish().await
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
