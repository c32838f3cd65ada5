//! All that is stored about someone, as they may read it. What is about others is left out: who
//! else judged, who else entered, what colleagues among staff wrote for each other.

mod entries;
mod judging;
mod nominees;

use entity::{Timestamp, audit, erasure_request, member, organisation, outbox, saved_view, session, user};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
};
use serde_json::{Value, json};

use crate::{accounts::Person, console, db};

pub use entries::{File, consents, entries};
pub use judging::judging;
pub use nominees::nominees;

/// The action that notes who took their data.
pub const TAKEN: &str = "account.take_data";

pub async fn last_taken<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Option<Timestamp>, db::Error> {
    let rows = audit::Entity::find()
        .filter(audit::Column::ActorUserId.eq(person.user))
        .filter(audit::Column::Action.eq(TAKEN))
        .order_by_desc(audit::Column::Id);
    Ok(rows.one(db).await?.map(|row| row.at))
}

pub async fn account<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Option<Value>, db::Error> {
    let row = user::Entity::find_by_id(person.user).one(db).await?;
    Ok(row.map(|row| {
        json!({
            "id": row.public_id, "email": row.email_as_typed, "name": row.name, "language": row.locale,
            "role": row.staff_role.map(user::StaffRole::as_str), "has_password": row.password_hash.is_some(),
            "confirmed_at": row.confirmed_at, "created_at": row.created_at,
        })
    }))
}

pub async fn sessions<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let rows = session::Entity::find()
        .filter(session::Column::UserId.eq(person.user))
        .order_by_asc(session::Column::Id)
        .all(db)
        .await?;
    let view = |row: session::Model| {
        json!({
            "started_at": row.created_at, "last_seen_at": row.last_seen_at,
            "ends_at": row.expires_at, "device": row.device,
        })
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Views of lists that a member of staff keeps.
pub async fn saved_views<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let rows = console::of_person(db, person.user).await?.into_iter();
    let view = |row: saved_view::Model| json!({ "list": row.list, "name": row.name, "query": row.query, "kept_at": row.created_at });
    Ok(rows.map(view).collect())
}

/// Organisations, also those left or asked to join.
pub async fn organisations<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let rows = member::Entity::find()
        .join(JoinType::InnerJoin, member::Relation::Organisation.def())
        .filter(member::Column::UserId.eq(person.user).or(member::Column::Email.eq(person.email.as_str())))
        .order_by_asc(member::Column::Id)
        .select_also(organisation::Entity)
        .all(db)
        .await?;
    let view = |(row, of): (member::Model, Option<organisation::Model>)| {
        let of = of?;
        Some(json!({
            "id": of.public_id, "name": of.name, "kind": of.kind, "country": of.country, "city": of.city,
            "membership": row.state.as_str(), "since": row.created_at, "joined_at": row.joined_at,
            "left_at": row.left_at,
        }))
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

pub async fn mails<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<outbox::Model>, db::Error> {
    let own = Condition::any()
        .add(outbox::Column::UserId.eq(person.user))
        .add(outbox::Column::Recipient.eq(person.email.as_str()));
    Ok(outbox::Entity::find().filter(own).order_by_asc(outbox::Column::Id).all(db).await?)
}

/// What this person did, and when something was done to the account: not why others did it.
pub async fn log<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let own = audit::Column::ActorUserId.eq(person.user);
    let rows = audit::Entity::find()
        .filter(own.or(audit::Column::ObjectId.eq(person.id.as_str())))
        .order_by_asc(audit::Column::Id)
        .all(db)
        .await?;
    let view = |row: audit::Model| {
        let is_own = row.actor_user_id == Some(person.user);
        json!({
            "at": row.at, "action": row.action, "role": row.actor_role, "by_yourself": is_own,
            "object": row.object_kind, "object_id": row.object_id,
            "reason": is_own.then_some(row.reason).filter(|reason| !reason.is_empty()),
        })
    };
    Ok(rows.into_iter().map(view).collect())
}

pub async fn requests<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let rows = erasure_request::Entity::find()
        .filter(erasure_request::Column::UserId.eq(person.user))
        .order_by_asc(erasure_request::Column::Id)
        .all(db)
        .await?;
    let view = |row: erasure_request::Model| json!({ "requested_at": row.requested_at, "decided_at": row.decided_at, "refusal": row.refusal });
    Ok(rows.into_iter().map(view).collect())
}
