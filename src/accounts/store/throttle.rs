//! Wrong passwords count per account and door; waiting doubles, nobody is locked out for good.

use entity::{Timestamp, throttle};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, sea_query::OnConflict,
};

use crate::{
    clock::Wait,
    db::{self, WriteTx},
};

const WINDOW_MS: i64 = 15 * 60_000;
const FREE_FAILURES: i32 = 5;
const LONGEST_WAIT_MS: i64 = 15 * 60_000;
const DAY_MS: i64 = 24 * 60 * 60_000;

pub(super) async fn seen_of<C: ConnectionTrait>(
    db: &C,
    keys: Vec<String>,
) -> Result<Vec<throttle::Model>, db::Error> {
    Ok(throttle::Entity::find().filter(throttle::Column::Key.is_in(keys)).all(db).await?)
}

/// How long this key must wait, if it must.
pub async fn blocked<C: ConnectionTrait>(
    db: &C,
    key: &str,
    now: Timestamp,
) -> Result<Option<Wait>, db::Error> {
    Ok(seen(db, key).await?.and_then(|row| Wait::left(now, row.blocked_until)))
}

/// The row of a key as it is.
pub(super) async fn seen<C: ConnectionTrait>(
    db: &C,
    key: &str,
) -> Result<Option<throttle::Model>, db::Error> {
    Ok(throttle::Entity::find().filter(throttle::Column::Key.eq(key)).one(db).await?)
}

/// The same, and holds the key until the transaction ends, so that tries made at once count one
/// after the other.
pub async fn hold(tx: &WriteTx, key: &str, now: Timestamp) -> Result<Option<Wait>, db::Error> {
    Ok(row(tx, key, now).await?.and_then(|row| Wait::left(now, row.blocked_until)))
}

/// The row of a key, held; made where there is none yet.
pub(super) async fn row(
    tx: &WriteTx,
    key: &str,
    now: Timestamp,
) -> Result<Option<throttle::Model>, db::Error> {
    let none = throttle::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(0),
        window_from: Set(now),
        blocked_until: Set(now),
        ..Default::default()
    };
    throttle::Entity::insert(none)
        .on_conflict_do_nothing_on([throttle::Column::Key])
        .exec_without_returning(&**tx)
        .await?;
    let held = throttle::Entity::find().filter(throttle::Column::Key.eq(key)).lock_exclusive();
    Ok(held.one(&**tx).await?)
}

/// Counts one more failure. What is refused because of the wait is not to be counted: else
/// whoever keeps trying would keep the owner out.
pub async fn count(tx: &WriteTx, key: &str, now: Timestamp) -> Result<(), db::Error> {
    let row = seen(&**tx, key).await?;
    let (before, from) = match row {
        Some(row) if now < row.window_from.plus_ms(WINDOW_MS).max(row.blocked_until.plus_ms(WINDOW_MS)) => {
            (row.failures, row.window_from)
        }
        _ => (0, now),
    };
    let failures = before.saturating_add(1);
    write(tx, key, failures, from, now.plus_ms(wait_ms(failures))).await
}

/// Writes the state of a key: how many, since when, and until when nothing more.
pub(super) async fn write(
    tx: &WriteTx,
    key: &str,
    count: i32,
    from: Timestamp,
    blocked_until: Timestamp,
) -> Result<(), db::Error> {
    let row = throttle::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(count),
        window_from: Set(from),
        blocked_until: Set(blocked_until),
        ..Default::default()
    };
    let again = OnConflict::column(throttle::Column::Key)
        .update_columns([
            throttle::Column::Failures,
            throttle::Column::WindowFrom,
            throttle::Column::BlockedUntil,
        ])
        .to_owned();
    throttle::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

pub async fn forget(tx: &WriteTx, key: &str) -> Result<(), db::Error> {
    throttle::Entity::delete_many().filter(throttle::Column::Key.eq(key)).exec(&**tx).await?;
    Ok(())
}

/// Forgets keys that have waited out their time and a day more.
pub async fn forget_ended(tx: &WriteTx, now: Timestamp) -> Result<(), db::Error> {
    let over = throttle::Column::BlockedUntil.lt(now.plus_ms(-DAY_MS));
    let old = throttle::Column::WindowFrom.lt(now.plus_ms(-DAY_MS));
    throttle::Entity::delete_many().filter(over).filter(old).exec(&**tx).await?;
    Ok(())
}

/// One second after the fifth failure, then twice as long each time, at most 15 minutes.
fn wait_ms(failures: i32) -> i64 {
    match u32::try_from(failures.saturating_sub(FREE_FAILURES)) {
        Ok(more) if failures >= FREE_FAILURES => {
            1000_i64.saturating_mul(1_i64 << more.min(20)).min(LONGEST_WAIT_MS)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::wait_ms;

    #[test]
    fn waiting_starts_at_the_fifth_failure_and_doubles_to_a_quarter_of_an_hour() {
        let waits: Vec<i64> = [4, 5, 6, 7, 15, 60].into_iter().map(wait_ms).collect();
        assert_eq!(waits, [0, 1_000, 2_000, 4_000, 900_000, 900_000]);
    }
}
