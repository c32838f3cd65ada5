//! What is written down and mailed when an owner acts, in the same transaction.

use entity::Timestamp;

use crate::{
    accounts::Entrant,
    audit::{self, AuditEvent},
    context::Ctx,
    db::{self, WriteTx},
    entries::{access::OwnEntry, contacts::tell_contacts, store::colleagues},
    mail::{EntryRef, LocalTime, Message, OutgoingMail, outbox},
};

pub(super) fn own_event(action: &str, person: &Entrant, own: &OwnEntry) -> AuditEvent {
    let edition = own.edition().id;
    audit::event(action).by(person).on("entry", &own.entry().public_id).in_edition(edition)
}

/// Mails everyone of the organisation, who acted among them, and whom the entry names for its
/// news; each address once.
pub(super) async fn mail(tx: &WriteTx, ctx: &Ctx, own: &OwnEntry, message: Message) -> Result<(), db::Error> {
    let colleagues = colleagues::of_organisation(tx, own.organisation().id).await?;
    let told: Vec<&str> = colleagues.iter().map(|account| account.email_as_typed.as_str()).collect();
    tell_contacts(tx, ctx, own.edition(), own.entry().id, &told, &message).await?;
    for account in &colleagues {
        let outgoing = OutgoingMail::to_account(account, Some(own.edition().id), message.clone());
        outbox::push(tx, ctx, outgoing).await?;
    }
    Ok(())
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
