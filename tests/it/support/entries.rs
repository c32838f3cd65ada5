//! Entries, as their owners write them.

use entity::{PublicId, answer, entry, ids::EntryId};
use palmares::editions::Edition;
use rocket::http::Status;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::{Value, json};

use super::{Answer, Browser, TestApp};

impl TestApp {
    /// A draft of this person's organisation; its path.
    pub async fn draft(&self, owner: &Browser<'_>, organisation: &str, category: &str) -> String {
        let answer = owner.post_once("/api/entries", new_entry(organisation, category)).await;
        format!("/api/entries/{}", answer.expect(Status::Created)["id"].as_str().expect("an id"))
    }

    /// A draft in which nothing is missing; its path.
    pub async fn complete_draft(&self, owner: &Browser<'_>, organisation: &str, category: &str) -> String {
        let entry = self.draft(owner, organisation, category).await;
        for (field, value) in full_answers() {
            answer(owner, &entry, field, 0, value).await.expect(Status::Ok);
        }
        entry
    }

    /// The same draft again and again, as its owners might have written it; their paths.
    pub async fn copies(&self, draft: &str, count: usize) -> Vec<String> {
        let db = &self.app.db;
        let id = draft.rsplit('/').next().expect("an id");
        let row = entry::Entity::find().filter(entry::Column::PublicId.eq(id)).one(db.read()).await;
        let row = row.expect("an answer").expect("the draft");
        let answers = answer::Entity::find().filter(answer::Column::EntryId.eq(row.id)).all(db.read()).await;
        let answers = answers.expect("answers");
        let tx = db.begin().await.expect("a transaction");
        let mut paths = Vec::with_capacity(count);
        for _ in 0..count {
            let mut copy = row.clone().into_active_model();
            copy.id = ActiveValue::NotSet;
            copy.public_id = ActiveValue::Set(PublicId::random().expect("random bytes"));
            let copy = copy.insert(&*tx).await.expect("a copy");
            let answers = answers.iter().map(|row| copy_of(row, copy.id));
            answer::Entity::insert_many(answers).exec_without_returning(&*tx).await.expect("its answers");
            paths.push(format!("/api/entries/{}", copy.public_id));
        }
        tx.commit().await.expect("a commit");
        paths
    }

    /// Moves the clock to so many milliseconds from the instant at which entries close.
    pub fn at_deadline(&self, edition: &Edition, ms: i64) {
        let deadline = edition.document.window("entries").expect("a window").to().instant();
        self.app.clock.set(deadline.plus_ms(ms));
    }
}

fn copy_of(row: &answer::Model, entry: EntryId) -> answer::ActiveModel {
    let mut copy = row.clone().into_active_model();
    copy.id = ActiveValue::NotSet;
    copy.entry_id = ActiveValue::Set(entry);
    copy
}

/// What is sent to start an entry.
pub fn new_entry(organisation: &str, category: &str) -> Value {
    json!({ "programme": "essa", "edition": "2023", "organisation": organisation, "category": category })
}

/// Saves an answer over the version that was seen.
pub async fn answer(owner: &Browser<'_>, entry: &str, field: &str, seen: i64, value: Value) -> Answer {
    owner.put(&format!("{entry}/answers/{field}"), seen, json!({ "value": value })).await
}

/// Submits an entry.
pub async fn submit(owner: &Browser<'_>, entry: &str) -> Answer {
    owner.post_once(&format!("{entry}/submit"), json!({})).await
}

/// An answer to each required field of the sample edition.
pub fn full_answers() -> Vec<(&'static str, Value)> {
    vec![
        ("contact_name", json!("Ana Kovač")),
        ("contact_email", json!("ana@osijek.example")),
        ("title", json!("Open doors")),
        ("public_summary", json!("We open doors.")),
        ("target_group", json!(["older_people", "carers"])),
        ("start_date", json!("2025-03")),
        ("c_theme", json!("Around the person.")),
        ("c_innovation", json!("Nobody did it before.")),
        ("c_impact", json!("Fewer falls.")),
        ("c_sustain", json!("Paid by the city.")),
        ("promo_use", json!(true)),
        ("rights_in_images", json!(true)),
        ("privacy", json!(true)),
        ("truth", json!(true)),
        ("two_reps", json!(true)),
        ("newsletter", json!(false)),
    ]
}
