//! How much one account or organisation has made the program send or keep, by hour and day.

use entity::{Timestamp, throttle as row};

use super::throttle;
use crate::{
    clock::Wait,
    config::QuotaConfig,
    db::{self, WriteTx},
};

const HOUR_MS: i64 = 60 * 60_000;
const DAY_MS: i64 = 24 * HOUR_MS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    Invitations,
    Organisations,
    StaffInvitations,
}

impl Quota {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitations => "invitations",
            Self::Organisations => "organisations",
            Self::StaffInvitations => "staff-invitations",
        }
    }

    const fn limits(self, config: &QuotaConfig) -> [(&'static str, i64, u32); 2] {
        let (hour, day) = match self {
            Self::Invitations => (config.invitations_per_hour, config.invitations_per_day),
            Self::Organisations => (config.organisations_per_hour, config.organisations_per_day),
            Self::StaffInvitations => (config.staff_invitations_per_hour, config.staff_invitations_per_day),
        };
        [("hour", HOUR_MS, hour), ("day", DAY_MS, day)]
    }
}

/// Counts so many for `whom`, or says how long to wait and counts none.
pub async fn spend(
    tx: &WriteTx,
    config: &QuotaConfig,
    quota: Quota,
    whom: &str,
    count: usize,
    now: Timestamp,
) -> Result<Result<(), Wait>, db::Error> {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    let mut spent = Vec::new();
    let mut longest: Option<Wait> = None;
    for (period, length_ms, limit) in quota.limits(config) {
        let key = format!("{}-{period}:{whom}", quota.as_str());
        let (before, from) = running(throttle::row(tx, &key, now).await?, length_ms, now);
        let after = before.saturating_add(count);
        if i64::from(after) > i64::from(limit) {
            let wait = Wait::left(now, from.plus_ms(length_ms));
            longest = longest.into_iter().chain(wait).max_by_key(|wait| wait.seconds);
        }
        spent.push((key, after, from));
    }
    if let Some(wait) = longest {
        return Ok(Err(wait));
    }
    for (key, after, from) in spent {
        throttle::write(tx, &key, after, from, now).await?;
    }
    Ok(Ok(()))
}

/// How many since when: a period begins with the first that is counted.
fn running(row: Option<row::Model>, length_ms: i64, now: Timestamp) -> (i32, Timestamp) {
    match row {
        Some(row) if row.failures > 0 && now < row.window_from.plus_ms(length_ms) => {
            (row.failures, row.window_from)
        }
        _ => (0, now),
    }
}
