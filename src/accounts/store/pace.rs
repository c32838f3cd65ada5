//! How many mails of a kind one address gets: some at once, then one each time so much has passed.
//! What is refused changes nothing, so a stranger who keeps asking cannot keep the owner from theirs.

use std::collections::HashMap;

use entity::{Timestamp, throttle};
use sea_orm::ConnectionTrait;

use super::throttle as keys;
use crate::{
    clock::Wait,
    db::{self, WriteTx},
};

const MINUTE_MS: i64 = 60_000;

/// A kind of mail and how fast it may be asked for.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    kind: &'static str,
    at_once: i64,
    then_every_ms: i64,
}

impl Pace {
    /// Links to a new password: at most three an hour. The gap is not longer than a link lives, so
    /// whoever is refused has one that works in their mailbox.
    pub const RESET: Self = Self::of("reset", 2, 30);
    pub const SIGN_IN: Self = Self::of("sign-in-link", 2, 30);
    /// Links that confirm an address, and the news that it has an account.
    pub const CONFIRMATION: Self = Self::of("confirmation", 5, 15);
    /// Invitations into an organisation.
    pub const MEMBER_INVITATION: Self = Self::of("member-invitation", 5, 15);
    pub const STAFF_INVITATION: Self = Self::of("staff-invitation", 5, 15);
    /// News of an entry to the contact that it names.
    pub const ENTRY_NEWS: Self = Self::of("entry-news", 5, 15);
    /// Links for someone whom an entry nominates.
    pub const NOMINEE: Self = Self::of("nominee", 5, 15);

    const fn of(kind: &'static str, at_once: i64, then_every_min: i64) -> Self {
        Self { kind, at_once, then_every_ms: then_every_min * MINUTE_MS }
    }

    fn key(self, whom: &str) -> String {
        format!("{}:{whom}", self.kind)
    }

    /// From when on the next may pass, if one passes now.
    fn after(self, free_from: Timestamp, now: Timestamp) -> Timestamp {
        // All that may pass at once is there again so long after the last wait has ended.
        let full_ms = self.at_once.saturating_sub(1).saturating_mul(self.then_every_ms);
        free_from.max(now.plus_ms(-full_ms)).plus_ms(self.then_every_ms)
    }
}

/// Lets one mail to `whom` pass, or says how long to wait.
pub async fn pass(
    tx: &WriteTx,
    pace: Pace,
    whom: &str,
    now: Timestamp,
) -> Result<Result<(), Wait>, db::Error> {
    let key = pace.key(whom);
    let free_from = free_from(keys::row(tx, &key, now).await?);
    if let Some(wait) = Wait::left(now, free_from) {
        return Ok(Err(wait));
    }
    keys::write(tx, &key, 1, now, pace.after(free_from, now)).await?;
    Ok(Ok(()))
}

fn free_from(row: Option<throttle::Model>) -> Timestamp {
    row.filter(|row| row.failures > 0).map_or(Timestamp(0), |row| row.blocked_until)
}

/// Mails that are only thought of, one after the other: none is counted.
#[derive(Debug, Default)]
pub struct Rehearsal {
    /// From when on the next may pass, by key.
    free_from: HashMap<String, Timestamp>,
}

impl Rehearsal {
    /// Looks at how many these addresses have got, of which it is not known yet.
    pub async fn learn<C: ConnectionTrait>(
        &mut self,
        db: &C,
        pace: Pace,
        whom: impl Iterator<Item = &str>,
    ) -> Result<(), db::Error> {
        let new: Vec<String> =
            whom.map(|whom| pace.key(whom)).filter(|key| !self.free_from.contains_key(key)).collect();
        if !new.is_empty() {
            let rows = keys::seen_of(db, new).await?;
            self.free_from.extend(rows.into_iter().map(|row| (row.key.clone(), free_from(Some(row)))));
        }
        Ok(())
    }

    /// Whether this mail to an address that was learned would pass, after those before it.
    pub fn passes(&mut self, pace: Pace, whom: &str, now: Timestamp) -> bool {
        let free_from = self.free_from.entry(pace.key(whom)).or_insert(Timestamp(0));
        let passes = Wait::left(now, *free_from).is_none();
        if passes {
            *free_from = pace.after(*free_from, now);
        }
        passes
    }
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::Pace;

    /// The minutes at which mails pass when one is asked for every minute of two hours.
    fn passed(pace: Pace) -> Vec<i64> {
        let mut free_from = Timestamp(0);
        let ask = |minute: i64| {
            let now = Timestamp(minute * 60_000);
            (free_from <= now).then(|| free_from = pace.after(free_from, now)).map(|()| minute)
        };
        (1000..1120).flat_map(|minute| [minute; 5]).filter_map(ask).map(|minute| minute - 1000).collect()
    }

    #[test]
    fn whoever_asks_all_the_time_gets_three_links_an_hour_and_one_that_works_at_any_time() {
        // A link lives for 30 minutes.
        assert_eq!(passed(Pace::RESET), [0, 0, 30, 60, 90]);
    }

    #[test]
    fn invitations_come_five_at_once_and_then_every_quarter_of_an_hour() {
        assert_eq!(passed(Pace::MEMBER_INVITATION), [0, 0, 0, 0, 0, 15, 30, 45, 60, 75, 90, 105]);
    }
}
