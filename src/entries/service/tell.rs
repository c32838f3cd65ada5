//! What is written down and mailed about an owner's deed, in its transaction.

use serde_json::Value;

use entity::Timestamp;

use crate::{
    accounts::{self, Person},
    audit::{self, Deed},
    context::Ctx,
    db::{self, WriteTx},
    entries::{access::OwnEntry, contacts::tell_contacts},
    mail::{EntryRef, Letter, Message, Moment, outbox},
};

/// Adds an owner's deed to the log.
pub(super) async fn record(
    tx: &WriteTx,
    ctx: &Ctx,
    person: &Person,
    own: &OwnEntry,
    action: &str,
    detail: Value,
) -> Result<(), db::Error> {
    let deed = Deed {
        actor: Some(person.user),
        role: "entrant",
        action,
        object_kind: "entry",
        object_id: own.entry().public_id.as_str(),
        edition: Some(own.edition().id),
        detail,
        ..Deed::default()
    };
    audit::record(tx, ctx, deed).await
}

/// Mails the person who acted, and whom the entry names for its news.
pub(super) async fn mail(
    tx: &WriteTx,
    ctx: &Ctx,
    person: &Person,
    own: &OwnEntry,
    message: Message,
) -> Result<(), db::Error> {
    let account = accounts::find_by_email(&**tx, &person.email).await?;
    tell_contacts(tx, ctx, own.edition(), own.entry().id, &[&person.email], &message).await?;
    let letter = Letter {
        to: account.as_ref().map_or(&person.email, |account| &account.email_as_typed),
        user: Some(person.user),
        edition: Some(own.edition().id),
        locale: account.as_ref().map_or("en", |account| &account.locale),
        message,
    };
    outbox::push(tx, ctx, letter).await
}

/// The entry as a mail to its owner names it.
pub(super) fn entry_ref(own: &OwnEntry, title: &str) -> EntryRef {
    let id = own.entry().public_id.to_string();
    EntryRef {
        page: format!("/entries/{id}"),
        id,
        title: title.to_owned(),
        edition: own.document().edition.name.clone(),
    }
}

/// An instant on the programme's clock.
pub(super) fn moment(own: &OwnEntry, at: Timestamp) -> Moment {
    Moment { at, zone: own.document().programme.timezone.clone() }
}
