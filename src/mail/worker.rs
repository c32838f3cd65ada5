//! Sends what waits in the outbox. A mail may go out twice when the program
//! dies between the server's answer and our note of it; its own id tells.

use std::sync::Arc;

use entity::{Timestamp, outbox};
use futures::future::try_join_all;
use tokio::sync::watch;
use tracing::Instrument as _;

use super::{
    Delivery, Mailer, Message, SendError,
    smtp::LANES,
    store,
    wording::{Links, WordingError, word},
};
use crate::{
    context::{App, Ctx},
    db,
};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// The longest wait between two tries.
const LONGEST_WAIT_MS: i64 = 6 * HOUR_MS;
/// About two days of tries: then nobody waits for a mail any more.
const MOST_TRIES: i32 = 16;

#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    Again(Timestamp, String),
    GivenUp(String),
}

/// Sends all mails that are due, urgent ones first, several at once; how many were tried. Ends
/// early when the program stops, or while the server does not answer.
pub async fn send_due(
    app: &Arc<App>,
    mailer: &Mailer,
    stopped: &watch::Receiver<bool>,
) -> Result<usize, db::Error> {
    let tried = try_join_all((0..LANES).map(|_| send_in_turn(app, mailer, stopped))).await?;
    Ok(tried.into_iter().sum())
}

async fn send_in_turn(
    app: &Arc<App>,
    mailer: &Mailer,
    stopped: &watch::Receiver<bool>,
) -> Result<usize, db::Error> {
    let mut tried = 0_usize;
    while !*stopped.borrow()
        && mailer.breaker.may_ask(app.clock.now())
        && let Some(row) = store::claim(&Ctx::system(app)).await?
    {
        let begun = Ctx::system(app);
        let span = tracing::error_span!("mail", id = row.message_id, kind = row.kind);
        let sent = send(&begun, mailer, &row).instrument(span.clone()).await;
        let ctx = Ctx::system(app);
        match sent {
            Err(SendError::NoServer(_)) => mailer.breaker.failed(begun.now, ctx.now),
            _ => mailer.breaker.answered(),
        }
        let outcome = outcome(&row, ctx.now, sent);
        if let Outcome::Again(_, error) | Outcome::GivenUp(error) = &outcome {
            span.in_scope(|| tracing::warn!(reason = without_words(error), "mail not sent"));
        }
        store::finish(&ctx, &row, outcome).await?;
        tried = tried.saturating_add(1);
    }
    Ok(tried)
}

async fn send(ctx: &Ctx, mailer: &Mailer, row: &outbox::Model) -> Result<(), SendError> {
    let rendered = word(ctx, row, Links::Shown).await.map_err(|error| match error {
        WordingError::Db(error) => SendError::Later(error.to_string()),
        error => SendError::Refused(error.to_string()),
    })?;
    let reminder = serde_json::from_str::<Message>(&row.message).is_ok_and(|message| message.is_reminder());
    let account_page = format!("{}/account", ctx.app.config.http.origin());
    let outgoing = Delivery {
        message_id: &row.message_id,
        to: &row.recipient,
        at: row.created_at,
        rendered: &rendered,
        unsubscribe_url: reminder.then_some(account_page.as_str()),
    };
    mailer.send(&outgoing).await
}

fn outcome(row: &outbox::Model, now: Timestamp, sent: Result<(), SendError>) -> Outcome {
    match sent {
        Ok(()) => Outcome::Sent,
        Err(SendError::Refused(error)) => Outcome::GivenUp(error),
        Err(SendError::Later(error) | SendError::NoServer(error)) => {
            if row.tries.saturating_add(1) >= MOST_TRIES {
                Outcome::GivenUp(error)
            } else {
                Outcome::Again(now.plus_ms(wait_ms(row.tries)), error)
            }
        }
    }
}

/// Of what a server says only its code: its words name people. They stand with the mail, for staff.
fn without_words(error: &str) -> &str {
    let codes = error.split(['(', ')']).skip(1).step_by(2);
    let mut codes = codes.filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()));
    codes.next().unwrap_or(error)
}

/// One minute after the first try, then twice as long each time, at most six hours.
fn wait_ms(tries_before: i32) -> i64 {
    MINUTE_MS.saturating_mul(1_i64 << tries_before.clamp(0, 20)).min(LONGEST_WAIT_MS)
}

#[cfg(test)]
mod tests {
    use super::{wait_ms, without_words};

    #[test]
    fn what_a_server_says_of_people_is_not_logged() {
        let said = "refused: permanent error (550): 5.1.1 <eva@example.org>: Eva (eve) has left";
        assert_eq!(without_words(said), "550");
        let none = "no answer: Connection refused (os error 111)";
        assert_eq!(without_words(none), none);
    }

    #[test]
    fn waiting_begins_with_a_minute_and_doubles_to_six_hours() {
        let minutes: Vec<i64> = [0, 1, 2, 8, 9, 40].into_iter().map(|n| wait_ms(n) / 60_000).collect();
        assert_eq!(minutes, [1, 2, 4, 256, 360, 360]);
    }
}
