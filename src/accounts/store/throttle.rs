//! Failed sign-ins count per account; waiting doubles, nobody is locked out for
//! good (security bar AUTH-9).

use entity::{Timestamp, throttle};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, sea_query::OnConflict,
};

use crate::db::{self, WriteTx};

const WINDOW_MS: i64 = 15 * 60_000;
const FREE_FAILURES: i32 = 5;
const LONGEST_WAIT_MS: i64 = 15 * 60_000;
const DAY_MS: i64 = 24 * 60 * 60_000;

/// Until when this key must wait, if it must.
///
/// # Errors
/// The database.
pub async fn blocked_until<C: ConnectionTrait>(
    db: &C,
    key: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, db::Error> {
    let row = throttle::Entity::find().filter(throttle::Column::Key.eq(key)).one(db).await?;
    Ok(row.map(|row| row.blocked_until).filter(|until| *until > now))
}

/// The same, and holds the key until the transaction ends, so that tries made at once count one
/// after the other.
///
/// # Errors
/// The database.
pub async fn hold(tx: &WriteTx, key: &str, now: Timestamp) -> Result<Option<Timestamp>, db::Error> {
    let none = throttle::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(0),
        window_from: Set(now),
        blocked_until: Set(now),
        ..Default::default()
    };
    // A row to hold, where there was no failure yet.
    throttle::Entity::insert(none)
        .on_conflict_do_nothing_on([throttle::Column::Key])
        .exec_without_returning(&**tx)
        .await?;
    let row =
        throttle::Entity::find().filter(throttle::Column::Key.eq(key)).lock_exclusive().one(&**tx).await?;
    Ok(row.map(|row| row.blocked_until).filter(|until| *until > now))
}

/// Counts one more: a failure, or a mail asked for.
///
/// # Errors
/// The database.
pub async fn count(tx: &WriteTx, key: &str, now: Timestamp) -> Result<(), db::Error> {
    let row = throttle::Entity::find().filter(throttle::Column::Key.eq(key)).one(&**tx).await?;
    let (before, from) = match row {
        Some(row) if now < row.window_from.plus_ms(WINDOW_MS).max(row.blocked_until.plus_ms(WINDOW_MS)) => {
            (row.failures, row.window_from)
        }
        _ => (0, now),
    };
    let failures = before.saturating_add(1);
    let row = throttle::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(failures),
        window_from: Set(from),
        blocked_until: Set(now.plus_ms(wait_ms(failures))),
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

/// Forgets a key after a success.
///
/// # Errors
/// The database.
pub async fn forget(tx: &WriteTx, key: &str) -> Result<(), db::Error> {
    throttle::Entity::delete_many().filter(throttle::Column::Key.eq(key)).exec(&**tx).await?;
    Ok(())
}

/// Forgets keys that have waited out their time and a day more.
///
/// # Errors
/// The database.
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
