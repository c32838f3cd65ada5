//! Mails to a person, and those to others that name them.

use entity::{
    Timestamp,
    ids::OutboxId,
    outbox::{self, OutboxState},
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, prelude::Expr, sea_query::Func,
};
use serde_json::Value;

use crate::{
    db::{self, WriteTx, holds},
    subject::Subject,
};

/// Rows changed in one transaction.
const BATCH: u64 = 200;
/// What may be someone's own words in a mail to others.
const WORDS: &str = "reason";

/// Deletes the mails to the person, and takes the person out of mails to others.
pub async fn erase(tx: &WriteTx, subject: &Subject) -> Result<(), db::Error> {
    let address = Expr::expr(Func::lower(Expr::col(outbox::Column::Recipient)));
    let mut to = Condition::any().add(address.eq(subject.email.as_str()));
    for name in subject.names() {
        to = to.add(outbox::Column::Recipient.eq(name));
    }
    if let Some(account) = &subject.account {
        to = to.add(outbox::Column::UserId.eq(account.id));
    }
    outbox::Entity::delete_many().filter(to).exec(&**tx).await?;

    let named = names(subject).iter().fold(Condition::any(), |any, name| {
        any.add(holds(outbox::Column::Message, name)).add(holds(outbox::Column::LastError, name))
    });
    for row in outbox::Entity::find().filter(named).all(&**tx).await? {
        let mut message = serde_json::from_str(&row.message).unwrap_or(Value::Null);
        replace(&mut message, subject);
        let error = if row.last_error.contains(&subject.email) { String::new() } else { row.last_error };
        outbox::Entity::update_many()
            .col_expr(outbox::Column::Message, Expr::value(message.to_string()))
            .col_expr(outbox::Column::LastError, Expr::value(error))
            .filter(outbox::Column::Id.eq(row.id))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

/// Empties mails that were sent before an instant; how many.
pub async fn empty_sent(tx: &WriteTx, sent_before: Timestamp) -> Result<usize, db::Error> {
    let ids: Vec<OutboxId> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::State.eq(OutboxState::Sent))
        .filter(outbox::Column::SentAt.lt(sent_before))
        .filter(outbox::Column::Message.ne(""))
        .order_by_asc(outbox::Column::Id)
        .limit(BATCH)
        .into_tuple()
        .all(&**tx)
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::Message, Expr::value(""))
        .filter(outbox::Column::Id.is_in(ids.iter().copied()))
        .exec(&**tx)
        .await?;
    Ok(ids.len())
}

/// A message has names in fields of their own, so one word is enough here.
fn names(subject: &Subject) -> Vec<String> {
    subject.called().into_iter().chain(subject.names()).collect()
}

/// Puts the pseudonym where a field is the person; drops the words beside it.
fn replace(message: &mut Value, subject: &Subject) {
    let names = names(subject);
    let is_person = |value: &Value| value.as_str().is_some_and(|text| names.iter().any(|name| name == text));
    let Some(fields) = message.as_object_mut() else { return };
    let is_theirs = fields.values().any(is_person);
    for (field, value) in fields.iter_mut() {
        if is_person(value) {
            *value = subject.pseudonym().into();
        } else if is_theirs && field == WORDS {
            *value = "".into();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::replace;
    use crate::subject::Subject;

    #[test]
    fn a_mail_to_others_names_the_pseudonym_and_keeps_what_is_about_others() {
        let subject = Subject {
            account: None,
            email: "ana@osijek.example".into(),
            known_as: vec!["Ana".into()],
            number: 17,
        };
        let mut message = json!({ "mail": "any", "judge": "Ana", "reason": "My sister", "page": "/x" });
        replace(&mut message, &subject);
        assert_eq!(
            message,
            json!({ "mail": "any", "judge": "Erased person 17", "reason": "", "page": "/x" })
        );
        let mut other = json!({ "mail": "any", "judge": "Bo", "reason": "My sister" });
        replace(&mut other, &subject);
        assert_eq!(other, json!({ "mail": "any", "judge": "Bo", "reason": "My sister" }));
    }
}
