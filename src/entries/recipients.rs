//! Who gets the e-mails about an entry: the members of its organisation, and the address that its
//! form asks for.

use std::collections::{HashMap, HashSet};

use entity::{
    attachment, entry,
    ids::{EntryId, UserId},
};
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
    let all = rehearse_all(db, ctx, rehearsal, edition, &[entry]).await?;
    Ok(all.into_iter().next().unwrap_or_default())
}

/// The same of one e-mail after the other about entries of an edition, in a fixed number of queries.
pub async fn rehearse_all<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    rehearsal: &mut Rehearsal,
    edition: &Edition,
    entries: &[&entry::Model],
) -> Result<Vec<Reached>, db::Error> {
    let all = recipients(db, edition, entries).await?;
    let named = all.iter().flatten().filter_map(|recipient| recipient.named.as_deref());
    rehearsal.learn(db, Pace::ENTRY_NEWS, named).await?;
    let mut reach = |recipients: Vec<Recipient>| {
        let mut reached = Reached::default();
        for Recipient { address, named, .. } in recipients {
            let passes = named.is_none_or(|named| rehearsal.passes(Pace::ENTRY_NEWS, &named, ctx.now));
            if passes { &mut reached.to } else { &mut reached.not_now }.push(address);
        }
        reached
    };
    Ok(all.into_iter().map(&mut reach).collect())
}

/// All of them for each entry, each address once.
async fn recipients<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    entries: &[&entry::Model],
) -> Result<Vec<Vec<Recipient>>, db::Error> {
    let members = organisations::members(db, entries.iter().map(|entry| entry.organisation_id)).await?;
    let named = named_by(db, edition, entries).await?;
    let member = |account: &organisations::MemberAccount| Recipient {
        address: account.email_as_typed.clone(),
        user: Some(account.id),
        locale: account.locale.clone(),
        named: None,
    };
    let of = |entry: &&entry::Model| {
        let of_owner = members.iter().filter(|account| account.organisation == entry.organisation_id);
        let mut all: Vec<Recipient> = of_owner.map(member).collect();
        for named in named.get(&entry.id).into_iter().flatten() {
            if !all.iter().any(|known| known.address.to_lowercase() == named.canonical) {
                let (address, locale) =
                    (named.typed.clone(), edition.document.programme.default_locale.clone());
                all.push(Recipient { address, user: None, locale, named: Some(named.canonical.clone()) });
            }
        }
        all
    };
    Ok(entries.iter().map(of).collect())
}

/// E-mails them. An address that the entry names may be a stranger's, so it is not flooded.
pub async fn tell(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    entry: &entry::Model,
    message: &Message,
) -> Result<(), db::Error> {
    for recipient in recipients(&**tx, edition, &[entry]).await?.into_iter().flatten() {
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

/// The addresses that entries name for their news, in answer to what they are asked.
async fn named_by<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    entries: &[&entry::Model],
) -> Result<HashMap<EntryId, Vec<Email>>, db::Error> {
    let mut named = HashMap::<EntryId, Vec<Email>>::new();
    let mut name = |entry: EntryId, value: &str| {
        let address = serde_json::from_str::<String>(value).ok().and_then(|text| Email::parse(&text).ok());
        named.entry(entry).or_default().extend(address);
    };
    let ids = || entries.iter().map(|entry| entry.id);
    if edition.questions.are_fixed() {
        let fields = contact_fields(&edition.document.form);
        for row in answers::of_fields(db, ids(), &fields).await? {
            name(row.entry_id, &row.value);
        }
        return Ok(named);
    }
    let owners = entries::owners(db, entries).await?;
    let saved = answers::of_entries(db, ids()).await?;
    let files = attachments::of_entries(db, ids()).await?;
    // About one entry there may be several e-mails.
    let mut read = HashSet::new();
    for entry in entries.iter().filter(|entry| read.insert(entry.id)) {
        let Some(owner) = owners.iter().find(|owner| owner.id == entry.organisation_id) else { continue };
        let own: Vec<&SavedAnswer> = saved.iter().filter(|one| one.entry_id == entry.id).collect();
        let of_entry = |file: &&attachment::Model| file.entry_id == entry.id;
        let files: Vec<attachment::Model> = files.iter().filter(of_entry).cloned().collect();
        let entering = Entering::of(edition, owner, entry);
        let filled = Filled::read(&entering, own.iter().map(|one| one.as_pair()), &files);
        let fields = contact_fields(filled.form());
        for answer in own.iter().filter(|one| fields.contains(&one.field_key.as_str())) {
            name(entry.id, &answer.value);
        }
    }
    Ok(named)
}

fn contact_fields(form: &Form) -> Vec<&str> {
    form.contact_fields().map(|field| field.key.as_str()).collect()
}
