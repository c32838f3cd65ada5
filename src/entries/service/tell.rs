//! What is written down and mailed when an owner acts, in the same transaction.

use entity::Timestamp;

use crate::{
    accounts::Entrant,
    audit::{self, AuditEvent},
    context::Ctx,
    db::{self, WriteTx},
    entries::{access::OwnEntry, recipients},
    mail::{EntryRef, LocalTime, Message},
};

pub(super) fn own_event(action: &str, person: &Entrant, own: &OwnEntry) -> AuditEvent {
    let edition = own.edition().id;
    audit::event(action).by(person).on("entry", &own.entry().public_id).in_edition(edition)
}

/// E-mails those who get the news of the entry, who acted among them.
pub(super) async fn mail(tx: &WriteTx, ctx: &Ctx, own: &OwnEntry, message: Message) -> Result<(), db::Error> {
    recipients::tell(tx, ctx, own.edition(), own.entry(), &message).await
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

pub(super) fn moment(own: &OwnEntry, at: Timestamp) -> LocalTime {
    LocalTime { at, zone: own.document().programme.timezone.clone() }
}
