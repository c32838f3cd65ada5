//! Effects that must happen once: the key of the request and the effect commit
//! together, so a retry after a lost answer gets the stored answer
//! (IETF draft-ietf-httpapi-idempotency-key-header).

use entity::{Timestamp, idempotency_key, ids::UserId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, TryInsertResult,
    prelude::Expr,
};
use serde::Serialize;

use super::{Error, WriteTx, search::holds};

/// The key a client sent, bound to who sent it and what it asked for.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    pub user: UserId,
    pub key: String,
    pub request_hash: [u8; 32],
}

/// The answer to an effect that happens once.
#[derive(Debug)]
pub enum Idempotent<T> {
    New(T),
    /// It happened before; this is what was answered then (JSON).
    Replayed(String),
}

impl IdempotencyKey {
    /// Takes the key in this transaction, or says what was answered (JSON) when the same
    /// request came before. A second request with the same key waits here until the first has
    /// committed.
    pub(crate) async fn claim(&self, tx: &WriteTx, now: Timestamp) -> Result<Option<String>, Error> {
        let row = idempotency_key::ActiveModel {
            user_id: Set(self.user),
            key: Set(self.key.clone()),
            request_hash: Set(self.request_hash.to_vec()),
            status: Set(0),
            body: Set(String::new()),
            created_at: Set(now),
            ..Default::default()
        };
        let unique = [idempotency_key::Column::UserId, idempotency_key::Column::Key];
        let inserted =
            idempotency_key::Entity::insert(row).on_conflict_do_nothing_on(unique).exec(&**tx).await?;
        if matches!(inserted, TryInsertResult::Inserted(_)) {
            return Ok(None);
        }
        let stored = self.find().one(&**tx).await?.filter(|row| row.request_hash == self.request_hash);
        stored.map(|row| Some(row.body)).ok_or(Error::KeyReused)
    }

    pub(crate) async fn keep<T: Serialize>(&self, tx: &WriteTx, answer: &T) -> Result<(), Error> {
        let body = serde_json::to_string(answer)?;
        idempotency_key::Entity::update_many()
            .col_expr(idempotency_key::Column::Body, Expr::value(body))
            .col_expr(idempotency_key::Column::Status, Expr::value(200))
            .filter(idempotency_key::Column::UserId.eq(self.user))
            .filter(idempotency_key::Column::Key.eq(self.key.as_str()))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    fn find(&self) -> sea_orm::Select<idempotency_key::Entity> {
        idempotency_key::Entity::find()
            .filter(idempotency_key::Column::UserId.eq(self.user))
            .filter(idempotency_key::Column::Key.eq(self.key.as_str()))
    }
}

/// How long an answer is kept for retries (security bar IDEM-1).
const KEPT_MS: i64 = 48 * 60 * 60_000;

pub async fn forget_keys(tx: &WriteTx, now: Timestamp) -> Result<(), Error> {
    let old = idempotency_key::Column::CreatedAt.lt(now.plus_ms(-KEPT_MS));
    idempotency_key::Entity::delete_many().filter(old).exec(&**tx).await?;
    Ok(())
}

/// Deletes the answers kept for an account, and those that hold one of these texts.
pub async fn erase_keys(tx: &WriteTx, user: Option<UserId>, texts: &[String]) -> Result<(), Error> {
    let of_user = user.map(|user| idempotency_key::Column::UserId.eq(user));
    let answers = texts.iter().fold(Condition::any().add_option(of_user), |any, text| {
        any.add(holds(idempotency_key::Column::Body, text))
    });
    idempotency_key::Entity::delete_many().filter(answers).exec(&**tx).await?;
    Ok(())
}
