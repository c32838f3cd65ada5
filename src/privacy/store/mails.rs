//! Mails to a person, and those to others that name them.

use entity::outbox;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, QueryFilter as _, prelude::Expr,
    sea_query::Func,
};
use serde_json::Value;

use super::{Subject, account::like};
use crate::db::{self, WriteTx};

/// What may be somebody's own words in a mail to others.
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
        any.add(like(outbox::Column::Message, name)).add(like(outbox::Column::LastError, name))
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
    use crate::privacy::store::Subject;

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
