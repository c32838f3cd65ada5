//! Who gets the e-mails about an entry: the members of its organisation, and the address that its
//! form asks for.

use std::borrow::Cow;

use entity::{answer, entry, ids::UserId};
use sea_orm::ConnectionTrait;

use super::{
    facts::Entering,
    filled::Filled,
    store::{
        answers::{self, SavedAnswer},
        attachments, entries,
    },
};
use crate::{
    accounts::{self, Pace, Rehearsal},
    address::Email,
    context::Ctx,
    db::{self, WriteTx},
    editions::{Edition, Form},
    mail::{Message, OutgoingMail, outbox},
    organisations,
};

struct Recipient {
    /// As it was typed.
    address: String,
    /// The account, if the recipient is a member.
    user: Option<UserId>,
    locale: String,
    /// The canonical form of an address that the entry names.
    named: Option<String>,
}

/// Whom an e-mail about an entry would reach, as typed.
#[derive(Default)]
pub struct Reached {
    pub to: Vec<String>,
    /// Addresses that the entry names and that have just got several.
    pub not_now: Vec<String>,
}

/// Says who would get an e-mail about the entry, and sends none.
pub async fn rehearse<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    rehearsal: &mut Rehearsal,
    edition: &Edition,
    entry: &entry::Model,
) -> Result<Reached, db::Error> {
    let mut reached = Reached::default();
    for Recipient { address, named, .. } in recipients(db, edition, entry).await? {
        let passes = match named {
            Some(named) => rehearsal.passes(db, Pace::ENTRY_NEWS, &named, ctx.now).await?,
            None => true,
        };
        if passes { &mut reached.to } else { &mut reached.not_now }.push(address);
    }
    Ok(reached)
}

/// All of them, each address once.
async fn recipients<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    entry: &entry::Model,
) -> Result<Vec<Recipient>, db::Error> {
    let members = organisations::members(db, entry.organisation_id).await?;
    let member = |account: organisations::MemberAccount| Recipient {
        address: account.email_as_typed,
        user: Some(account.id),
        locale: account.locale,
        named: None,
    };
    let mut all: Vec<Recipient> = members.into_iter().map(member).collect();
    for named in named_by(db, edition, entry).await? {
        if !all.iter().any(|known| known.address.to_lowercase() == named.canonical) {
            let locale = edition.document.programme.default_locale.clone();
            all.push(Recipient { address: named.typed, user: None, locale, named: Some(named.canonical) });
        }
    }
    Ok(all)
}

/// E-mails them. An address that the entry names may be a stranger's, so it is not flooded.
pub async fn tell(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    entry: &entry::Model,
    message: &Message,
) -> Result<(), db::Error> {
    for recipient in recipients(&**tx, edition, entry).await? {
        if let Some(named) = &recipient.named
            && accounts::may_mail(tx, ctx, Pace::ENTRY_NEWS, named).await?.is_err()
        {
            continue;
        }
        let outgoing = OutgoingMail {
            to: &recipient.address,
            user: recipient.user,
            edition: Some(edition.id),
            locale: &recipient.locale,
            message: message.clone(),
        };
        outbox::push(tx, ctx, outgoing).await?;
    }
    Ok(())
}

/// The addresses that an entry names for its news, in answer to what it is asked.
async fn named_by<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    entry: &entry::Model,
) -> Result<Vec<Email>, db::Error> {
    let asked = asked_of(db, edition, entry).await?;
    let fields: Vec<&str> = asked.contact_fields().map(|field| field.key.as_str()).collect();
    let rows = answers::of_fields(db, entry.id, &fields).await?;
    let address = |row: answer::Model| {
        let text: String = serde_json::from_str(&row.value).ok()?;
        Email::parse(&text).ok()
    };
    Ok(rows.into_iter().filter_map(address).collect())
}

/// The questions of an entry; of a form that asks everyone everything, without a look at the entry.
async fn asked_of<'a, C: ConnectionTrait>(
    db: &C,
    edition: &'a Edition,
    entry: &entry::Model,
) -> Result<Cow<'a, Form>, db::Error> {
    let form = &edition.document.form;
    if edition.questions.are_fixed() {
        return Ok(Cow::Borrowed(form));
    }
    let Some(owner) = entries::owner(db, entry).await? else { return Ok(Cow::Borrowed(form)) };
    let saved = answers::of_entries(db, [entry.id]).await?;
    let files = attachments::of_entries(db, [entry.id]).await?;
    let entering = Entering::of(edition, &owner, entry);
    let filled = Filled::read(&entering, saved.iter().map(SavedAnswer::as_pair), &files);
    Ok(Cow::Owned(filled.form().clone()))
}
