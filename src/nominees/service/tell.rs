//! The e-mail to whoever is nominated, and its link.

use entity::{entry, link::LinkKind, nominee, organisation};

use crate::{
    accounts::{self, LinkOrder, Pace},
    context::Ctx,
    db::{self, WriteTx},
    editions::{Edition, Subject},
    entries::{OwnEntry, StaffEntry},
    mail::{LocalTime, Message, OutgoingMail, outbox},
    nominees::{rules::kept_until, store},
};

/// What an e-mail to a nominee is about.
pub struct Letter<'a> {
    edition: &'a Edition,
    entry: &'a entry::Model,
    organisation: &'a organisation::Model,
    subject: &'a Subject,
}

impl<'a> Letter<'a> {
    pub fn of(own: &'a OwnEntry, subject: &'a Subject) -> Self {
        Self { edition: own.edition(), entry: own.entry(), organisation: own.organisation(), subject }
    }

    pub fn of_staff(entry: &'a StaffEntry, edition: &'a Edition, subject: &'a Subject) -> Self {
        Self { edition, entry, organisation: entry.organisation(), subject }
    }
}

/// Makes a link, which ends an older one, and e-mails it. Whoever has just got several gets no more
/// now: the address may be a stranger's, and staff can send it later. Whether it was sent.
pub async fn tell(
    tx: &WriteTx,
    ctx: &Ctx,
    letter: &Letter<'_>,
    row: nominee::Model,
) -> Result<Option<nominee::Model>, db::Error> {
    if accounts::may_mail(tx, ctx, Pace::NOMINEE, &row.email).await?.is_err() {
        return Ok(None);
    }
    let Letter { edition, entry, organisation, subject } = letter;
    let document = &edition.document;
    let name = document.edition.name.clone();
    let order = LinkOrder {
        kind: LinkKind::Nominee,
        email: &row.email,
        user: None,
        subject: Some(row.id.0),
        label: &name,
        name: &row.name,
    };
    let link = accounts::make_link(tx, ctx, order).await?;
    let local = |at| LocalTime { at, zone: document.programme.timezone.clone() };
    let category = document.category(&entry.category_key).map(|category| category.name.clone());
    let message = Message::Nominated {
        edition: name,
        category: category.unwrap_or_default(),
        organisation: organisation.name.clone(),
        nominator: store::name_of(&**tx, Some(row.user_id)).await?.unwrap_or_default(),
        until: subject.accept_by.as_ref().map(|by| local(by.instant())),
        kept_until: kept_until(document, ctx.app.config.retention.file_days).map(local),
        link,
    };
    let outgoing = OutgoingMail {
        to: &row.email_as_typed,
        user: None,
        edition: Some(edition.id),
        locale: &document.programme.default_locale,
        message,
    };
    outbox::push(tx, ctx, outgoing).await?;
    store::set_told(tx, row, Some(ctx.now)).await.map(Some)
}

/// Ends the link to a nominee.
pub async fn end_link(tx: &WriteTx, ctx: &Ctx, row: &nominee::Model) -> Result<(), db::Error> {
    accounts::end_link(tx, ctx, LinkKind::Nominee, &row.email, Some(row.id.0)).await
}
