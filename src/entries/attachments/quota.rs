//! How much is uploaded within a day: by an account, and for an organisation. What was
//! deleted again counts too, for its bytes have been written and stay for a while. And how much
//! is kept for an organisation.

use entity::{
    Timestamp,
    ids::{OrganisationId, UserId},
};
use sea_orm::ConnectionTrait;

use super::{error::AttachmentError, store};
use crate::{
    config::FilesConfig,
    context::Ctx,
    db::{self, WriteTx},
    entries::views::Storage,
};

const MIB: u64 = 1_024 * 1_024;
const HOUR_MS: i64 = 60 * 60_000;
/// An hour counts until a day after its end.
const COUNTED_MS: i64 = 25 * HOUR_MS;

/// Refuses what would be too much, and says when there is room again.
pub async fn check<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    user: UserId,
    organisation: OrganisationId,
    size_bytes: u64,
) -> Result<(), AttachmentError> {
    fits(db, ctx, organisation, size_bytes).await?;
    let FilesConfig { account_day_mib, organisation_day_mib, .. } = ctx.app.config.files;
    let limits = [
        (account_day_mib, store::Whose::Account(user)),
        (organisation_day_mib, store::Whose::Organisation(organisation)),
    ];
    for (limit_mib, whose) in limits {
        let hours = store::hours(db, whose, ctx.now.plus_ms(-COUNTED_MS)).await?;
        let limit_bytes = u64::from(limit_mib) * MIB;
        if let Some(free_at) = free_at(&hours, size_bytes, limit_bytes) {
            return Err(AttachmentError::DailyLimit { limit_bytes, free_at, now: ctx.now });
        }
    }
    Ok(())
}

/// How much is kept for an organisation, in all its entries. What was removed counts no more; a
/// day later it counts again where it stands in a submitted version, for then it is kept.
pub async fn storage<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    organisation: OrganisationId,
) -> Result<Storage, db::Error> {
    let used = store::kept_bytes(db, organisation, ctx.now.plus_ms(-COUNTED_MS)).await?;
    let limit_bytes = u64::from(ctx.app.config.files.organisation_total_mib) * MIB;
    Ok(Storage { used_bytes: u64::try_from(used).unwrap_or_default(), limit_bytes })
}

/// Refuses more bytes than are kept for an organisation.
pub async fn fits<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    organisation: OrganisationId,
    size_bytes: u64,
) -> Result<(), AttachmentError> {
    let storage = storage(db, ctx, organisation).await?;
    if storage.used_bytes.saturating_add(size_bytes) > storage.limit_bytes {
        return Err(AttachmentError::StorageFull(storage));
    }
    Ok(())
}

/// When so many bytes fit beside those of the hours, oldest first; `None` for now.
fn free_at(hours: &[(Timestamp, i64)], size_bytes: u64, limit_bytes: u64) -> Option<Timestamp> {
    let bytes = |count: i64| u64::try_from(count).unwrap_or_default();
    let mut used: u64 = hours.iter().map(|(_, count)| bytes(*count)).sum();
    let mut free = None;
    for (hour, count) in hours {
        if used.saturating_add(size_bytes) <= limit_bytes {
            break;
        }
        used = used.saturating_sub(bytes(*count));
        free = Some(hour.plus_ms(COUNTED_MS));
    }
    free
}

/// Forgets hours that count no more, and files that were removed a day ago and stand in no
/// submitted version; their bytes go with the next sweep.
pub async fn forget(tx: &WriteTx, now: Timestamp) -> Result<(), db::Error> {
    store::forget_hours(tx, now.plus_ms(-COUNTED_MS)).await?;
    store::forget_removed(tx, now.plus_ms(-COUNTED_MS)).await
}

pub async fn add(
    tx: &WriteTx,
    user: UserId,
    organisation: OrganisationId,
    now: Timestamp,
    size_bytes: u64,
) -> Result<(), db::Error> {
    let hour = Timestamp(now.0.div_euclid(HOUR_MS).saturating_mul(HOUR_MS));
    store::add_to_hour(tx, (user, organisation), hour, size_bytes).await
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{HOUR_MS, free_at};

    #[test]
    fn room_comes_back_hour_by_hour_a_day_later() {
        let at = |hour: i64| Timestamp(hour * HOUR_MS);
        let hours = [(at(1), 30), (at(2), 50), (at(9), 20)];
        assert_eq!(free_at(&[], 100, 100), None);
        assert_eq!(free_at(&hours, 0, 100), None);
        assert_eq!(free_at(&hours, 30, 100), Some(at(26)), "when the first hour is a day ago");
        assert_eq!(free_at(&hours, 31, 100), Some(at(27)));
        assert_eq!(free_at(&hours, 81, 100), Some(at(34)));
        // A file larger than the limit is taken alone: its field allows it.
        assert_eq!(free_at(&[], 101, 100), None);
        assert_eq!(free_at(&hours, 500, 100), Some(at(34)));
    }
}
