//! Entries for staff to look at.

use std::collections::BTreeMap;

use entity::{
    PublicId,
    entry::{self, EntryState},
    organisation, submitted_version, user,
};
use palmares::{
    editions::Edition,
    entries::{
        canonical::{EntryFacts, Given, content, sha256},
        fields::Answer,
    },
    text,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
};

use super::TestApp;

impl TestApp {
    /// An entry of an organisation in some state; its id. All but drafts have a submitted version.
    pub async fn entry_in(
        &self,
        edition: &Edition,
        organisation: &str,
        (category, title): (&str, &str),
        state: EntryState,
    ) -> String {
        let (ctx, now) = (self.ctx(), self.app.clock.now());
        let id = PublicId::parse(organisation).expect("an id");
        let tx = ctx.begin().await.expect("a transaction");
        let owner =
            organisation::Entity::find().filter(organisation::Column::PublicId.eq(id)).one(&*tx).await;
        let owner = owner.expect("an answer").expect("the organisation");
        let by = user::Entity::find().one(&*tx).await.expect("an answer").expect("somebody").id;
        let submitted = state != EntryState::Draft;
        let row = entry::ActiveModel {
            public_id: Set(PublicId::random().expect("random bytes")),
            edition_id: Set(edition.id),
            organisation_id: Set(owner.id),
            category_key: Set(category.to_owned()),
            state: Set(state),
            title: Set(title.to_owned()),
            search_text: Set(text::fold(title)),
            title_key: Set(text::sort_key(title)),
            created_by: Set(by),
            created_at: Set(now),
            updated_at: Set(now),
            submitted_at: Set(submitted.then_some(now)),
            submitted_number: Set(submitted.then_some(1)),
            return_until: Set(None),
            state_reason: Set(String::new()),
            version: Set(1),
            ..Default::default()
        };
        let row = row.insert(&*tx).await.expect("an entry");
        if submitted {
            let text = canonical_content(edition, &row, &owner);
            let version = submitted_version::ActiveModel {
                entry_id: Set(row.id),
                number: Set(1),
                form_number: Set(edition.form_number),
                category_key: Set(category.to_owned()),
                sha256: Set(sha256(&text)),
                content: Set(text),
                submitted_by: Set(by),
                submitted_at: Set(now),
                ..Default::default()
            };
            version.insert(&*tx).await.expect("a submitted version");
        }
        tx.commit().await.expect("a commit");
        row.public_id.to_string()
    }
}

fn canonical_content(edition: &Edition, row: &entry::Model, owner: &organisation::Model) -> String {
    let facts = EntryFacts {
        entry_id: row.public_id.to_string(),
        edition: edition.path(),
        category: row.category_key.clone(),
        organisation: owner.name.clone(),
        country: owner.country.clone(),
        form_version: edition.form_number,
    };
    let answers = BTreeMap::from([
        ("title".to_owned(), Answer::Text(row.title.clone())),
        ("target_group".to_owned(), Answer::List(vec!["older_people".into()])),
        ("esn_member".to_owned(), Answer::Flag(false)),
        ("truth".to_owned(), Answer::Flag(true)),
    ]);
    content(&facts, &Given { form: &edition.document.form, not_asked: &[], answers: &answers, files: &[] })
        .expect("canonical")
}
