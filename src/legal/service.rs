//! Reading and publishing legal texts.

use std::collections::BTreeSet;

use entity::legal_text::TextKind;
use serde_json::json;

use super::{
    error::LegalError,
    input::NewText,
    store, templates,
    views::{PublicText, StaffText, TextVersion},
};
use crate::{accounts::Admin, audit, context::Ctx, editions};

/// A text for everyone, or what is known while there is none.
pub async fn read(ctx: &Ctx, kind: TextKind, locale: &str) -> Result<PublicText, LegalError> {
    let text = store::in_force(ctx.read(), kind, locale).await?;
    let editions = editions::list_public(ctx.read(), ctx).await?;
    let programmes = || editions.iter().map(|edition| &edition.document.programme);
    let organisers: BTreeSet<String> = programmes().map(|facts| facts.organiser.clone()).collect();
    let contacts: BTreeSet<String> = programmes().filter_map(|facts| facts.contact.clone()).collect();
    Ok(PublicText {
        kind,
        text: text.map(Into::into),
        organisers: organisers.into_iter().collect(),
        contacts: contacts.into_iter().collect(),
    })
}

/// All texts with what is in force in each language.
pub async fn list(ctx: &Ctx) -> Result<Vec<StaffText>, LegalError> {
    let rows = store::all(ctx.read()).await?;
    let text = |kind: TextKind| {
        let mut locales = BTreeSet::new();
        let own = || rows.iter().filter(move |row| row.kind == kind);
        StaffText {
            kind,
            version: own().map(|row| row.version).max().unwrap_or_default(),
            template: templates::of(kind),
            texts: own().filter(|row| locales.insert(row.locale.clone())).cloned().map(Into::into).collect(),
        }
    };
    Ok(TextKind::ALL.into_iter().map(text).collect())
}

/// Lists the versions of a text, newest first.
pub async fn versions(ctx: &Ctx, kind: TextKind) -> Result<Vec<TextVersion>, LegalError> {
    let rows = store::versions(ctx.read(), kind).await?;
    let version = |(row, by): (entity::legal_text::Model, String)| {
        let reason = row.reason.clone();
        TextVersion { text: row.into(), by, reason }
    };
    Ok(rows.into_iter().map(version).collect())
}

/// Publishes the next version of a text, if the newest one was seen.
pub async fn publish(
    ctx: &Ctx,
    admin: &Admin,
    kind: TextKind,
    seen: i64,
    new: &NewText,
) -> Result<i32, LegalError> {
    let body = new.body()?;
    let tx = ctx.begin().await?;
    let newest = store::newest(&*tx, kind).await?;
    let version = newest.saturating_add(1);
    let next = store::NextText { kind, version, new, body };
    if i64::from(newest) != seen || !store::insert(&tx, ctx, admin, next).await? {
        return Err(LegalError::Stale(newest));
    }
    audit::event("text.publish")
        .by(admin)
        .on("text", kind.as_str())
        .because(new.reason.as_str())
        .with(json!({ "version": version, "locale": new.locale.as_str() }))
        .record(&tx, ctx)
        .await?;
    tx.commit().await?;
    Ok(version)
}
