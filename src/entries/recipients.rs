//! Where news about an entry goes besides its members: the address its form asks for.

use entity::{answer, ids::EntryId};
use sea_orm::ConnectionTrait;

use super::store::answers;
use crate::{
    accounts::{self, Pace},
    address::Email,
    context::Ctx,
    db::{self, WriteTx},
    editions::Edition,
    mail::{Message, OutgoingMail, outbox},
};

/// Mails the addresses that the entry names for this, but none of those `told`
/// already. Such an address may be a stranger's, so it is not flooded.
pub async fn tell_contacts(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    entry: EntryId,
    told: &[&str],
    message: &Message,
) -> Result<(), db::Error> {
    for address in contacts(&**tx, edition, entry).await? {
        let known = told.iter().any(|one| one.to_lowercase() == address.canonical);
        if known || accounts::may_mail(tx, ctx, Pace::ENTRY_NEWS, &address.canonical).await?.is_err() {
            continue;
        }
        let outgoing = OutgoingMail {
            to: &address.typed,
            user: None,
            edition: Some(edition.id),
            locale: &edition.document.programme.default_locale,
            message: message.clone(),
        };
        outbox::push(tx, ctx, outgoing).await?;
    }
    Ok(())
}

/// The addresses that an entry names for its news.
pub async fn contacts<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    entry: EntryId,
) -> Result<Vec<Email>, db::Error> {
    let fields: Vec<&str> = edition.document.form.contact_fields().map(|field| field.key.as_str()).collect();
    let rows = answers::of_fields(db, entry, &fields).await?;
    let address = |row: answer::Model| {
        let text: String = serde_json::from_str(&row.value).ok()?;
        Email::parse(&text).ok()
    };
    Ok(rows.into_iter().filter_map(address).collect())
}
