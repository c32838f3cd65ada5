//! The outbox as staff read it.

use entity::{
    Timestamp,
    ids::{OutboxId, UserId},
    outbox::{self, OutboxState},
    user::StaffRole,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Message, store,
    wording::{Links, WordingError, word, word_for},
};
use crate::{
    accounts::Staff,
    audit,
    context::Ctx,
    db::{self, IdempotencyKey, Idempotent},
};

const DEFAULT_PAGE: u64 = 50;
const STATES: [OutboxState; 5] =
    [OutboxState::Waiting, OutboxState::Sending, OutboxState::Sent, OutboxState::Held, OutboxState::Failed];

#[derive(Debug)]
pub struct Listing {
    pub reader: UserId,
    pub state: Option<OutboxState>,
    pub search: String,
    pub after: Option<OutboxId>,
    pub limit: u64,
}

/// Why the console does not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    #[error("not found")]
    NotFound,
    /// There is no mail server to send by.
    #[error("no mail server is set up")]
    NoServer,
    /// The mail is on its way or has arrived.
    #[error("the e-mail is neither failed nor held")]
    NotStuck(OutboxState),
    /// Nobody hears of it any more.
    #[error("the edition of the e-mail is archived")]
    Archived,
    #[error("{0} is not right")]
    Parameter(&'static str),
    #[error(transparent)]
    Db(#[from] db::Error),
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MailPage {
    /// Newest first.
    pub items: Vec<ListedMail>,
    /// How many there are on all pages.
    pub total: u64,
    /// Give it as `after` for the next page; absent on the last.
    pub next: Option<String>,
    /// Whether there is a mail server; without one all e-mails are held.
    pub sends: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ListedMail {
    /// Id; also in the `Message-ID` of the e-mail.
    pub id: String,
    /// Which mail it is, e.g. `entry_received`.
    pub kind: String,
    pub recipient: String,
    pub subject: String,
    pub state: OutboxState,
    /// When its cause happened.
    pub created_at: Timestamp,
    /// When the server took it.
    pub sent_at: Option<Timestamp>,
    /// When it is tried next, while it waits.
    pub next_at: Option<Timestamp>,
    /// Tries so far.
    pub tries: i32,
    /// What the last try met.
    pub last_error: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MailView {
    /// What the list shows.
    #[serde(flatten)]
    pub mail: ListedMail,
    /// For readers without HTML; empty once it was deleted, some time after it was sent.
    pub text: String,
    /// A whole page that loads nothing.
    pub html: String,
    /// Whether a one-time link in it is left out: admins alone may see those.
    pub link_hidden: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendAgain {}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Requeued {
    pub id: String,
    /// Always `waiting`: it is sent within seconds.
    pub state: OutboxState,
}

impl Listing {
    /// What is asked for, if it makes sense.
    pub fn parse(
        staff: &Staff,
        state: Option<String>,
        q: Option<String>,
        after: Option<String>,
    ) -> Result<Self, ConsoleError> {
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let find = |word: String| STATES.into_iter().find(|state| state.as_str() == word);
        let state = given(state).map(|word| find(word).ok_or(ConsoleError::Parameter("state")));
        let after = given(after).map(|text| text.parse().map_err(|_| ConsoleError::Parameter("after")));
        let search = q.unwrap_or_default().trim().to_owned();
        if search.chars().count() > 200 || search.contains('\0') {
            return Err(ConsoleError::Parameter("q"));
        }
        Ok(Self {
            reader: staff.user,
            state: state.transpose()?,
            search,
            after: after.transpose()?.map(OutboxId),
            limit: DEFAULT_PAGE,
        })
    }
}

pub async fn list(ctx: &Ctx, listing: &Listing) -> Result<MailPage, ConsoleError> {
    let total = store::count(ctx.read(), listing).await?;
    let mut rows = store::page(ctx.read(), listing).await?;
    let size = usize::try_from(listing.limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|row| row.id.0.to_string());
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        // With its link hidden a mail is worded without asking the database.
        let subject = word_for(ctx, &row, Links::Hidden, "").await.map(|mail| mail.subject);
        items.push(listed(row, subject.unwrap_or_default()));
    }
    Ok(MailPage { items, total, next, sends: sends(ctx) })
}

/// One mail as its reader gets it; one-time links are for admins' eyes only.
pub async fn read(ctx: &Ctx, staff: &Staff, id: &str) -> Result<MailView, ConsoleError> {
    let row = store::find(ctx.read(), staff.user, id).await?.ok_or(ConsoleError::NotFound)?;
    if row.message.is_empty() {
        let (text, html) = (String::new(), String::new());
        return Ok(MailView { mail: listed(row, String::new()), text, html, link_hidden: false });
    }
    let is_admin = staff.staff_role == Some(StaffRole::Admin);
    let links = if is_admin { Links::Shown } else { Links::Hidden };
    let rendered = match word(ctx, &row, links).await {
        Err(WordingError::DeadLink) => word(ctx, &row, Links::Hidden).await,
        other => other,
    };
    let rendered = rendered.map_err(|error| match error {
        WordingError::Db(error) => ConsoleError::Db(error),
        WordingError::DeadLink | WordingError::Broken(_) => ConsoleError::NotFound,
    })?;
    let has_link = || serde_json::from_str::<Message>(&row.message).is_ok_and(|m| m.secret_link().is_some());
    let link_hidden = !is_admin && has_link();
    Ok(MailView {
        mail: listed(row, rendered.subject),
        text: rendered.text,
        html: rendered.html,
        link_hidden,
    })
}

/// Lets a failed or held mail be sent, once.
pub async fn send_again(
    ctx: &Ctx,
    staff: &Staff,
    request_key: IdempotencyKey,
    id: &str,
) -> Result<Idempotent<Requeued>, ConsoleError> {
    if !sends(ctx) {
        return Err(ConsoleError::NoServer);
    }
    ctx.once(&request_key, async |tx| {
        let row = store::find(&**tx, staff.user, id).await?.ok_or(ConsoleError::NotFound)?;
        if store::is_archived(tx, row.edition_id).await? {
            return Err(ConsoleError::Archived);
        }
        if !store::requeue(tx, ctx, row.id).await? {
            return Err(ConsoleError::NotStuck(row.state));
        }
        audit::event("mail.send")
            .by(staff)
            .on("mail", &row.message_id)
            .in_edition(row.edition_id)
            .with(json!({ "kind": row.kind, "from": row.state.as_str() }))
            .record(tx, ctx)
            .await?;
        let requeued = Requeued { id: row.message_id, state: OutboxState::Waiting };
        Ok(requeued)
    })
    .await
}

fn sends(ctx: &Ctx) -> bool {
    !ctx.app.config.mail.smtp_url.is_empty()
}

fn listed(row: outbox::Model, subject: String) -> ListedMail {
    ListedMail {
        next_at: (row.state == OutboxState::Waiting).then_some(row.next_at),
        id: row.message_id,
        kind: row.kind,
        recipient: row.recipient,
        subject,
        state: row.state,
        created_at: row.created_at,
        sent_at: row.sent_at,
        tries: row.tries,
        last_error: row.last_error,
    }
}
